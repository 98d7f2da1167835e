"""The score of a goal: the mean progress of its indicators, per horizon and per phase too."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from kpi.programme.plan import Programme
from kpi.score.scores import Balance, GoalScore, IndicatorScore, PartScore


def goal_scores(programme: Programme, scores: Iterable[IndicatorScore]) -> tuple[GoalScore, ...]:
    """Every goal of the programme, in its order; an indicator without a ``goal_value`` doesn't count."""
    counted = [score for score in scores if score.goal_value is not None]
    return tuple(
        _goal_score(programme, goal.id, [score for score in counted if score.goal == goal.id])
        for goal in programme.goals
    )


def horizon_of(programme: Programme, due: date) -> str:
    """The id of the horizon that a due date belongs to: the first whose last day isn't before it, else the rest."""
    dated = sorted((horizon.until, horizon.id) for horizon in programme.horizons if horizon.until is not None)
    rest = next((horizon.id for horizon in programme.horizons if horizon.until is None), "")
    return next((name for until, name in dated if due <= until), rest)


def _goal_score(programme: Programme, goal: int, counted: Sequence[IndicatorScore]) -> GoalScore:
    limit = Fraction(programme.thresholds.missing_limit)
    whole = _part_score(counted, limit)
    horizons = {s.id: horizon_of(programme, programme.indicator(s.id).last_target.due) for s in counted}
    return GoalScore(
        id=goal,
        score=whole.score,
        measured=whole.measured,
        indicators=whole.indicators,
        horizons={
            horizon.id: _part_score([s for s in counted if horizons[s.id] == horizon.id], limit)
            for horizon in programme.horizons
        },
        balance=_balance(programme, counted),
    )


def _balance(programme: Programme, counted: Sequence[IndicatorScore]) -> Balance:
    """Mean progress by phase, with a warning when one leads another by more than the programme allows (§5)."""
    phases = {p.id: _mean(_known([score for score in counted if score.phase == p.id])) for p in programme.phases}
    first, second = phases.get(programme.pace.ahead), phases.get(programme.pace.of)
    lead = None if first is None or second is None else first - second
    return Balance(phases, warning=lead is not None and lead > Fraction(programme.thresholds.balance_warning))


def _part_score(counted: Sequence[IndicatorScore], missing_limit: Fraction) -> PartScore:
    """The mean progress; None when more than the limit of what counts has no value, or nothing counts."""
    known = _known(counted)
    complete = counted and Fraction(len(counted) - len(known), len(counted)) <= missing_limit
    return PartScore(_mean(known) if complete else None, measured=len(known), indicators=len(counted))


def _known(counted: Iterable[IndicatorScore]) -> list[Fraction]:
    values = [score.goal_value.progress for score in counted if score.goal_value]
    return [progress for progress in values if progress is not None]


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None
