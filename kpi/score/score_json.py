"""Scores as the plain values of ``smarthub score --json``."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from kpi.foresight.forecast import Forecast
from kpi.language import words_of
from kpi.notation import plain_number, rounded
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import GoalScore, GoalValue, IndicatorScore, TargetOutcome
from kpi.score.value_notation import in_euro

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]


def score_json(
    programme: Programme,
    as_of: date,
    revision: int,
    scores: Iterable[IndicatorScore],
    goals: Iterable[GoalScore],
    language: str,
) -> dict[str, Plain]:
    """The scorecard as JSON values: money as text with two decimals, dates ISO, unknown null, never 0."""
    return {
        "programme": programme.id,
        "as_of": as_of.isoformat(),
        "revision": revision,
        "indicators": [_indicator(programme.indicator(score.id), score, language) for score in scores],
        "goals": [_goal(goal) for goal in goals],
    }


def in_unit(value: Fraction | None, unit: str) -> str | int | float | None:
    """A value in the unit of its indicator: text for money, a float for a share, else a number.

    >>> in_unit(Fraction("20000.505"), "euro"), in_unit(Fraction(1), "share"), in_unit(Fraction(3), "count")
    ('20000.51', 1.0, 3)
    """
    if value is None:
        return None
    if unit == "euro":
        return str(rounded(value, 2))
    return float(value) if unit == "share" else plain_number(value)


def _indicator(indicator: Indicator, score: IndicatorScore, language: str) -> dict[str, Plain]:
    unit = score.unit
    return {
        "id": score.id,
        "goal": score.goal,
        "phase": score.phase,
        **_parts(indicator, score),
        "this_year": in_unit(score.this_year, unit),
        "unit": unit,
        "baseline": in_unit(score.baseline, unit),
        "status": score.status.value,
        "computed_status": score.computed_status.value,
        "explanation": words_of(language).say(score.explanation),
        "target": _target(score.target, unit) if score.target else None,
        "expected": in_unit(score.expected, unit),
        "ratio": _share(score.ratio),
        "targets": [{**_target(target, unit), "met": target.met} for target in score.targets],
        "goal_value": _goal_value(indicator, score.goal_value),
        "forecast": _forecast(score.forecast, unit) if score.forecast else None,
        "last_updated": score.last_updated.isoformat() if score.last_updated else None,
    }


def _forecast(drawn: Forecast, unit: str) -> dict[str, Plain]:
    """Return the value on the due date by chance and band; without a figure, why."""
    basis = drawn.basis
    return {
        "due": drawn.due.isoformat(),
        "probability": drawn.probability,
        **{name: in_unit(getattr(drawn, name), unit) for name in ("low", "median", "high")},
        "basis": {
            "method": basis.method.value,
            "months": basis.months,
            "since": basis.since.isoformat() if basis.since else None,
        }
        if basis
        else None,
        "why_not": drawn.why_not.value if drawn.why_not else None,
    }


def _target(target: TargetOutcome, unit: str) -> dict[str, Plain]:
    """Return a target's value and day; the other bound too where it is a range."""
    limit: dict[str, Plain] = {} if target.limit is None else {"limit": in_unit(target.limit, unit)}
    return {"value": in_unit(target.value, unit), **limit, "due": target.due.isoformat()}


def _goal_value(indicator: Indicator, counted: GoalValue | None) -> dict[str, Plain] | None:
    """Return what goes into the goal; None where it is left out."""
    if counted is None:
        return None
    return {**_parts(indicator, counted), "progress": _share(counted.progress)}


def _parts(indicator: Indicator, of: IndicatorScore | GoalValue) -> dict[str, Plain]:
    """Return a value with what it was made of, each in its unit."""
    measure = indicator.measure
    return {
        "value": in_unit(of.value, indicator.unit),
        "numerator": in_unit(of.numerator, "euro" if in_euro(measure.numerator) else "count"),
        "denominator": in_unit(of.denominator, "euro" if in_euro(measure.denominator) else "count"),
    }


def _goal(goal: GoalScore) -> dict[str, Plain]:
    return {
        "id": goal.id,
        "score": _share(goal.score),
        "measured": goal.measured,
        "indicators": goal.indicators,
        "horizons": {name: _share(part.score) for name, part in goal.horizons.items()},
        "balance": {
            **{phase: _share(progress) for phase, progress in goal.balance.phases.items()},
            "warning": goal.balance.warning,
        },
    }


def _share(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
