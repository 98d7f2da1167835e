"""A case: one indicator on a reference date, with everything worked out that its status and its sentence look at."""

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
