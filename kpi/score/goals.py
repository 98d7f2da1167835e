"""The score of a goal: the mean progress of its indicators, per horizon and per phase too."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from kpi.programme.plan import Programme
from kpi.score.scores import Balance, GoalScore, IndicatorScore, Status


def goal_scores(programme: Programme, scores: Iterable[IndicatorScore]) -> tuple[GoalScore, ...]:
    """Every goal of the programme, in its order; only indicators that have started count."""
    started = [score for score in scores if score.computed_status is not Status.NOT_STARTED]
    return tuple(
        _goal_score(programme, goal.id, [score for score in started if score.goal == goal.id])
        for goal in programme.goals
    )


def horizon_of(programme: Programme, due: date) -> str:
    """The id of the horizon that a due date belongs to: the first whose last day isn't before it, else the rest."""
    dated = sorted((horizon.until, horizon.id) for horizon in programme.horizons if horizon.until is not None)
    rest = next((horizon.id for horizon in programme.horizons if horizon.until is None), "")
    return next((name for until, name in dated if due <= until), rest)


def _goal_score(programme: Programme, goal: int, started: Sequence[IndicatorScore]) -> GoalScore:
    limit = Fraction(programme.thresholds.missing_limit)
    return GoalScore(
        id=goal,
        score=_complete_mean(started, limit),
        measured=len(_known(started)),
        indicators=len(started),
        horizons={
            horizon.id: _complete_mean([s for s in started if _horizon(programme, s) == horizon.id], limit)
            for horizon in programme.horizons
        },
        balance=_balance(programme, started),
    )


def _horizon(programme: Programme, score: IndicatorScore) -> str:
    return horizon_of(programme, programme.indicator(score.id).last_target.due)


def _balance(programme: Programme, started: Sequence[IndicatorScore]) -> Balance:
    """Mean progress by phase, with a warning when branding leads evidence by more than the programme allows (§5)."""
    evidence, development, branding = (
        _mean(_known([score for score in started if score.phase == phase]))
        for phase in ("evidence", "development", "branding")
    )
    ahead = None if evidence is None or branding is None else branding - evidence
    warning = ahead is not None and ahead > Fraction(programme.thresholds.balance_warning)
    return Balance(evidence, development, branding, warning)


def _complete_mean(started: Sequence[IndicatorScore], missing_limit: Fraction) -> Fraction | None:
    """The mean progress; None when more than the limit of what has started has no value, or nothing has started."""
    known = _known(started)
    if not started or Fraction(len(started) - len(known), len(started)) > missing_limit:
        return None
    return _mean(known)


def _known(started: Iterable[IndicatorScore]) -> list[Fraction]:
    return [score.progress for score in started if score.progress is not None]


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None
