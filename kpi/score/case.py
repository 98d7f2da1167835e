"""A case: one indicator on a reference date, with all that its status and its sentence look at.

A value is held against a target exactly, and direction counts.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpi.programme.framework import Thresholds
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
    target: TargetOutcome
    this_year: Fraction | None
    """The count of D's own year where an earlier year is judged."""
    expected: Fraction | None
    ratio: Fraction | None
    past: bool
    """Whether D is after the due date of the last target."""
    met: bool
    """Whether the judged value meets the target; false when it isn't known."""

    @property
    def kind(self) -> str:
        """``stock``, ``yearly`` or ``rate``."""
        return self.indicator.kind

    @property
    def short_of_target(self) -> Fraction | None:
        """The distance of the judged value on the wrong side of the target; None when it isn't known."""
        if self.seen.value is None:
            return None
        short = self.target.value - self.seen.value
        return -short if self.indicator.lower_is_better else short


def meets(indicator: Indicator, value: Fraction, target: Fraction) -> bool:
    """Return whether the value is at least the target, or at most where lower is better."""
    return value <= target if indicator.lower_is_better else value >= target


def ratio(indicator: Indicator, value: Fraction | None, expectation: Fraction | None) -> Fraction | None:
    """Return the value over the expected one: from the baseline for a stock, straight otherwise.

    Where lower is better a yearly count or a rate is turned round, so that more is always better. None where a part
    is unknown, or where nothing is to be divided by.
    """
    if value is None or expectation is None:
        return None
    if indicator.kind == "stock":
        return way_gone(indicator, value, expectation)
    return _quotient(indicator, value, expectation)


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
    value and target divided: 25 of at most 20 is four fifths.
    """
    if value is None:
        return None
    target = Fraction(indicator.last_target.value)
    if meets(indicator, value, target):
        return Fraction(1)
    gone = way_gone(indicator, value, target)
    if gone is None:
        gone = _quotient(indicator, value, target) or Fraction(0)
    return min(max(gone, Fraction(0)), Fraction(1))
