"""The score of one indicator on a reference date, from what was observed up to it."""

from datetime import date, datetime
from fractions import Fraction

from kpi.programme.framework import Target
from kpi.programme.plan import Indicator, Programme
from kpi.score.case import Case, progress, ratio, within
from kpi.score.expectation import (
    expected,
    goal_moment,
    is_assumed,
    judged_on,
    limit_on,
    past,
    target_on,
    targets_on,
    year_before_target,
)
from kpi.score.explanation import explanation
from kpi.score.scores import (
    ACCEPTABLE,
    Acceptance,
    GoalValue,
    IndicatorScore,
    Observation,
    Series,
    Status,
    TargetOutcome,
)
from kpi.score.status_rules import over_too_few, status_of


def score(
    programme: Programme,
    indicator: Indicator,
    on: date,
    series: Series,
    acceptance: Acceptance | None = None,
    last_updated: datetime | None = None,
) -> IndicatorScore:
    """Return the score of an indicator on the day; ``series`` holds all of ``moments_needed``.

    An acceptance counts only while it is in force, for this indicator, over attention, behind or missed.
    """
    case = case_of(programme, indicator, on, series)
    computed = status_of(case)
    accepted = acceptance if acceptance and _in_force(acceptance, indicator, on, computed) else None
    return IndicatorScore(
        id=indicator.id,
        goal=indicator.goal,
        phase=indicator.phase,
        value=case.seen.value,
        numerator=case.seen.numerator,
        denominator=case.seen.denominator,
        this_year=case.this_year,
        unit=indicator.unit,
        baseline=Fraction(indicator.baseline),
        status=Status.ACCEPTED if accepted else computed,
        computed_status=computed,
        explanation=explanation(programme, case, computed, accepted),
        target=case.target,
        expected=case.expected,
        ratio=case.ratio,
        targets=outcomes(indicator, on, series),
        progress=None if on < indicator.start else progress(indicator, case.seen.value),
        goal_value=goal_value(indicator, on, series),
        assumed=is_assumed(indicator, on),
        acceptance=accepted,
        last_updated=last_updated,
        of_year=year_before_target(indicator, on),
    )


def case_of(programme: Programme, indicator: Indicator, on: date, series: Series) -> Case:
    """Return the case that the rules look at."""
    seen, target = series[judged_on(indicator, on)], target_on(indicator, on) if indicator.targets else None
    expectation, over, limit = expected(indicator, on), past(indicator, on), limit_on(indicator, on)
    return Case(
        indicator=indicator,
        thresholds=programme.thresholds,
        on=on,
        seen=seen,
        then=series[target.due] if target and over else None,
        target=_outcome(indicator, target, on, series) if target else None,
        limit=limit,
        this_year=series[on].value if judged_on(indicator, on).year < on.year else None,
        expected=expectation,
        ratio=ratio(indicator, seen.value, expectation, limit),
        past=over,
        met=target is not None and seen.value is not None and within(indicator, seen.value, target),
    )


def goal_value(indicator: Indicator, on: date, series: Series) -> GoalValue | None:
    """Return what goes into the goal; None without a target, before the start, and for a share of too few to judge.

    A share of nothing at all has no value, and that counts: its goal is measured less completely. A goal of two, one
    at 3 of 4 and one share of 9 of 9 that needs ten, scores 75%, *1 of 1 measured*; where the share is of nothing, it
    has no score, *1 of 2 measured*: half of it is more than the part that may be missing.
    """
    seen = series[goal_moment(indicator, on)]
    if not indicator.targets or on < indicator.start or (seen.value is not None and over_too_few(indicator, seen)):
        return None
    return GoalValue(seen.value, seen.numerator, seen.denominator, progress(indicator, seen.value))


def outcomes(indicator: Indicator, on: date, series: Series) -> tuple[TargetOutcome, ...]:
    """Every target up to the day's own year with whether it was met on its due date."""
    return tuple(_outcome(indicator, target, on, series) for target in targets_on(indicator, on))


def _outcome(indicator: Indicator, target: Target, on: date, series: Series) -> TargetOutcome:
    then: Observation | None = series[target.due] if target.due < on else None
    known = None if then is None or then.value is None else within(indicator, then.value, target)
    limit = None if target.limit is None else Fraction(target.limit)
    return TargetOutcome(Fraction(target.value), target.due, known, limit)


def _in_force(acceptance: Acceptance, indicator: Indicator, on: date, computed: Status) -> bool:
    right = acceptance.indicator == indicator.id and computed in ACCEPTABLE
    return right and acceptance.on <= on <= acceptance.until
