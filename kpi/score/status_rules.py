"""The rules for the status of an indicator, in the plan's order; the first that applies gives it."""

from collections.abc import Callable
from fractions import Fraction

from kpi.programme.plan import Indicator
from kpi.score.case import Case, meets
from kpi.score.expectation import too_little_time
from kpi.score.scores import Gap, Observation, Status


def status_of(case: Case) -> Status:
    """Return the first status in the plan's order whose rule applies; ``behind`` when none does."""
    return next((status for status, applies in RULES if applies(case)), Status.BEHIND)


def _before_start(case: Case) -> bool:
    return case.on < case.indicator.start


def _without_data(case: Case) -> bool:
    return case.seen.value is None and case.seen.gap is not Gap.NO_BASELINE


def _without_baseline(case: Case) -> bool:
    return case.seen.gap is Gap.NO_BASELINE


def over_too_few(indicator: Indicator, seen: Observation) -> bool:
    """Return whether it is a share of fewer than the indicator needs to be judged.

    Of at least ten, nine filled out of nine are too few, and nine out of ten aren't; none out of none is no data.

    >>> from types import SimpleNamespace as Made
    >>> [over_too_few(Made(minimum_denominator=10), Made(denominator=Fraction(below))) for below in (9, 10)]
    [True, False]
    """
    minimum, over = indicator.minimum_denominator, seen.denominator
    return minimum is not None and over is not None and over < minimum


def _met_in_time(case: Case) -> bool:
    if case.past:
        return case.asked.met is True
    if case.kind == "rate":
        return False
    return case.met and (case.kind == "stock" or _counts_for_year(case))


def _counts_for_year(case: Case) -> bool:
    """In the target's own year; a count that must stay low, or in a range, is only safe once the year is full."""
    if case.indicator.lower_is_better or case.limit is not None:
        return case.on == case.asked.due
    return case.on.year == case.asked.due.year


def _met_later(case: Case) -> bool:
    return case.past and case.kind != "yearly" and case.met


def _too_early(case: Case) -> bool:
    if case.kind == "rate":
        return False
    return case.expected is None or too_little_time(case.indicator, case.on, Fraction(case.thresholds.too_early))


def _on_track(case: Case) -> bool:
    if case.ratio is None:
        return _meets_expectation(case)
    return case.ratio >= (1 if case.kind == "rate" else Fraction(case.thresholds.on_track))


def _meets_expectation(case: Case) -> bool:
    if case.seen.value is None or case.expected is None:
        return False
    return meets(case.indicator, case.seen.value, case.expected)


def _needs_attention(case: Case) -> bool:
    if case.kind == "rate" and case.indicator.unit == "share":
        short = case.short_of_target
        return short is not None and short <= Fraction(case.thresholds.share_margin)
    limit = case.thresholds.rate_attention if case.kind == "rate" else case.thresholds.attention
    return case.ratio is not None and case.ratio >= Fraction(limit)


RULES: tuple[tuple[Status, Callable[[Case], bool]], ...] = (
    (Status.NOT_STARTED, _before_start),
    (Status.NO_DATA, _without_data),
    (Status.NO_BASELINE, _without_baseline),
    (Status.TOO_FEW, lambda case: over_too_few(case.indicator, case.seen)),
    (Status.NOT_JUDGED, lambda case: case.target is None),
    (Status.ACHIEVED, _met_in_time),
    (Status.ACHIEVED_LATE, _met_later),
    (Status.MISSED, lambda case: case.past),
    (Status.TOO_EARLY, _too_early),
    (Status.ON_TRACK, _on_track),
    (Status.ATTENTION, _needs_attention),
    (Status.BEHIND, lambda _: True),
)
