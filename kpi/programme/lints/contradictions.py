"""Whether some row can meet two conditions at once."""

from datetime import date

from kpi.programme.measure import COMPARISONS, Condition
from kpi.programme.registers import Field, FieldKind


def never(field: Field, one: Condition, other: Condition) -> bool:
    """Return whether no value of the field meets both; a field of several values meets much."""
    if one.field != other.field or field.kind is FieldKind.CHOICES:
        return False
    return any(_at_odds(*pair) for pair in ((one, other), (other, one)))


def _at_odds(one: Condition, other: Condition) -> bool:
    mine, theirs = _values(one), _values(other)
    if mine and ((theirs and not mine & theirs) or mine <= set(other.none_of)):
        return True
    if one.filled is False and (other.filled or theirs or other.yes is not None or _bounded(other)):
        return True
    if one.yes is not None and other.yes is not None and one.yes != other.yes:
        return True
    return _apart(one, other)


def _values(condition: Condition) -> set[str]:
    return {*condition.any_of, *([condition.equals] if condition.equals else [])}


def _bounded(condition: Condition) -> bool:
    return any(getattr(condition, name) is not None for name in COMPARISONS)


def _apart(low: Condition, high: Condition) -> bool:
    """Return whether the first asks for more than the second allows."""
    least = low.above if low.above is not None else low.at_least
    most = high.below if high.below is not None else high.at_most
    if least is None or most is None or isinstance(least, date) != isinstance(most, date):
        return False
    touching = low.above is None and high.below is None
    return least > most or (least == most and not touching)  # type: ignore[operator]
