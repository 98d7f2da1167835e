"""A case: one indicator on a reference date, with all that its status and its sentence look at.

A value is held against a target exactly, and direction counts.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.programme.framework import Target, Thresholds
from kpi.programme.plan import Indicator
from kpi.score.scores import Observation, TargetOutcome


@dataclass(frozen=True, slots=True)
class Case:
    """An indicator on a reference date with everything worked out but its status."""

    indicator: Indicator
    thresholds: Thresholds
    on: date
    seen: Observation
    """The observation that is judged."""
    then: Observation | None
    """The observation of the target's due date, once it is past."""
    target: TargetOutcome | None
    """None where it has none: it is shown, and not judged."""
    limit: Fraction | None
    """What the value may not pass on the day, where the target is a range."""
    this_year: Fraction | None
    """The count of D's own year where an earlier year is judged."""
    expected: Fraction | None
    ratio: Fraction | None
    past: bool
    """Whether D is after the due date of the last target."""
    met: bool
    """Whether the judged value meets the target; false when it isn't known."""

    @property
    def asked(self) -> TargetOutcome:
        """The target, for the rules that come after that of an indicator without one. Raises LookupError there."""
        if self.target is None:
            raise LookupError(self.indicator.id)
        return self.target

    @property
    def kind(self) -> str:
        """``stock``, ``yearly`` or ``rate``."""
        return self.indicator.kind

    @property
    def short_of_target(self) -> Fraction | None:
        """The distance of the judged value on the wrong side of the target; None when it isn't known."""
        if self.seen.value is None or self.target is None:
            return None
        value, to = held_against(self.indicator, self.seen.value, self.target.value, self.limit)
        return value - to if self.indicator.lower_is_better else to - value

    @property
    def beyond(self) -> bool:
        """Whether the value has passed the limit of a range."""
        return passed(self.indicator, self.seen.value, self.limit)


def meets(indicator: Indicator, value: Fraction, target: Fraction) -> bool:
    """Return whether the value is at least the target, or at most where lower is better."""
    return value <= target if indicator.lower_is_better else value >= target


def within(indicator: Indicator, value: Fraction, target: Target | TargetOutcome) -> bool:
    """Return whether the value meets the target, and of a range hasn't passed its limit."""
    return meets(indicator, value, Fraction(target.value)) and not passed(indicator, value, target.limit)


def passed(indicator: Indicator, value: Fraction | None, limit: Decimal | Fraction | None) -> bool:
    """Return whether the value lies beyond the limit of a range; false where one isn't known."""
    return value is not None and limit is not None and not meets(indicator, Fraction(limit), value)


def held_against(
    indicator: Indicator, value: Fraction, to: Fraction, limit: Decimal | Fraction | None
) -> tuple[Fraction, Fraction]:
    """The value and what it is held against; once it has passed a limit, the limit held against the value.

    So a third over 60 counts as a fourth short of it would: 60 ÷ 80.
    """
    return (Fraction(limit), value) if limit is not None and passed(indicator, value, limit) else (value, to)


def ratio(
    indicator: Indicator, value: Fraction | None, expectation: Fraction | None, limit: Fraction | None = None
) -> Fraction | None:
    """Return the value over the expected one: from the baseline for a stock, straight otherwise.

    Where lower is better a yearly count or a rate is turned round, so that more is always better. Beyond the limit of
    a range it is the limit over the value. None where a part is unknown, or where nothing is to be divided by.
    """
    if value is None or expectation is None:
        return None
    part = way_gone if indicator.kind == "stock" else _quotient
    return part(indicator, *held_against(indicator, value, expectation, limit))


def _quotient(indicator: Indicator, value: Fraction, to: Fraction) -> Fraction | None:
    above, below = (to, value) if indicator.lower_is_better else (value, to)
    return above / below if below > 0 else None


def way_gone(indicator: Indicator, value: Fraction, to: Fraction) -> Fraction | None:
    """Return the part of the way from the baseline to ``to`` that has been gone; None where there is no way to go."""
    baseline = Fraction(indicator.baseline)
    return (value - baseline) / (to - baseline) if not meets(indicator, baseline, to) else None


def progress(indicator: Indicator, value: Fraction | None) -> Fraction | None:
    """The part of the way to the full target, within 0…1; None when nothing is known.

    From the baseline; where that already meets the target, as 0 does where lower is better and nobody gave one, it is
    value and target divided: 25 of at most 20 is four fifths. Beyond the limit of a range it is what the limit is of
    the value: 80 of 40 to 60 is three quarters. None too where there is no target. Of 90 days that are to become 60,
    70 is two thirds of the way, and 90 none of it:

    >>> from types import SimpleNamespace as Made
    >>> target = Made(value=60, limit=None)
    >>> days = Made(lower_is_better=True, baseline=90, targets=(target,), last_target=target)
    >>> [str(progress(days, Fraction(value))) for value in (90, 70, 60, 50)]
    ['0', '2/3', '1', '1']
    """
    if value is None or not indicator.targets:
        return None
    target = indicator.last_target
    if within(indicator, value, target):
        return Fraction(1)
    held = held_against(indicator, value, Fraction(target.value), target.limit)
    gone = way_gone(indicator, *held)
    if gone is None:
        gone = _quotient(indicator, *held) or Fraction(0)
    return min(max(gone, Fraction(0)), Fraction(1))
