"""Observations that go into scores, and the scores that come out. Values are exact: ``Fraction``, euro for money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kpi.foresight.forecast import Forecast
from kpi.language import Sayable
from kpi.score.asked_moments import Moment


class Status(StrEnum):
    """The status of an indicator, in the order of the plan's rules; its words stand in the programme file."""

    NOT_STARTED = "not_started"
    NO_DATA = "no_data"
    NO_BASELINE = "no_baseline"
    TOO_FEW = "too_few"
    NOT_JUDGED = "not_judged"
    """It has no target: no rule of the plan."""
    ACHIEVED = "achieved"
    ACHIEVED_LATE = "achieved_late"
    MISSED = "missed"
    TOO_EARLY = "too_early"
    ON_TRACK = "on_track"
    ATTENTION = "attention"
    BEHIND = "behind"
    ACCEPTED = "accepted"


GOOD = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.ON_TRACK)
"""The statuses that count as achieved or on track, on screens and in papers alike; nobody has to explain them."""
ACCEPTABLE = (Status.ATTENTION, Status.BEHIND, Status.MISSED)
"""The only statuses that a deviation can be accepted over: missing data is never hidden."""


class Gap(StrEnum):
    """The reason that there is no value."""

    NO_ROWS = "no_rows"
    """A register that the measure reads has no row at all, or the indicator no measurement up to that day."""
    ZERO_BY_ZERO = "zero_by_zero"
    NO_BASELINE = "no_baseline"


@dataclass(frozen=True, slots=True)
class Observation:
    """The value of a measure on one day. Without one, ``gap`` says why; parts are None for plain counts."""

    value: Fraction | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    gap: Gap | None = None


Series = Mapping[Moment, Observation]
"""Observations by moment, with the facts dated up to its day, as known in one revision."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A deviation accepted by hand: holds from ``on`` to ``until``, both included."""

    indicator: str
    reason: str
    by: str
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class TargetOutcome:
    """A target and whether it was met on its due date; None while that isn't past, or when nothing is known."""

    value: Fraction
    due: date
    met: bool | None
    limit: Fraction | None = None
    """The other bound, where it is a range."""


@dataclass(frozen=True, slots=True)
class GoalValue:
    """The value by which an indicator goes into the score of its goal, with its parts; None is unknown, never zero."""

    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    progress: Fraction | None
    """(value − baseline) ÷ (full target − baseline) within 0…1; a goal score is the mean of these."""


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator on a reference date. None is unknown, never zero."""

    id: str
    goal: int
    phase: str
    value: Fraction | None
    numerator: Fraction | None
    denominator: Fraction | None
    this_year: Fraction | None
    """The current year's count of a yearly indicator whose target year has passed."""
    unit: str
    baseline: Fraction
    status: Status
    computed_status: Status
    explanation: Sayable
    """The reason for the status, with its figures."""
    target: TargetOutcome | None
    """The first one not yet due on D, else the last; None where it has none, and isn't judged."""
    expected: Fraction | None
    ratio: Fraction | None
    targets: tuple[TargetOutcome, ...]
    progress: Fraction | None
    """(value − baseline) ÷ (full target − baseline) within 0…1."""
    goal_value: GoalValue | None
    """None where the goal leaves it out: it has no target, hasn't started, or is a share of too few to judge."""
    assumed: bool
    """Whether the expectation lies on a path that nobody has set: a straight line between dates of the plan."""
    acceptance: Acceptance | None
    last_updated: datetime | None
    forecast: Forecast | None = None
    """Where it will land; None where it has no target, or nobody asked."""
    of_year: tuple[int, Decimal] | None = None
    """What a year before that of the target asks of a yearly indicator: the year, and its level."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Mean progress by the id of each declared phase; None where nothing has started and has a value."""

    phases: Mapping[str, Fraction | None]
    warning: bool


@dataclass(frozen=True, slots=True)
class PartScore:
    """The mean progress of a part of a goal, None when too much of it can't be measured."""

    score: Fraction | None
    measured: int
    """How many of its indicators have a value."""
    indicators: int
    """How many of its indicators count: they have started, and aren't shares of too few."""


@dataclass(frozen=True, slots=True)
class GoalScore:
    """A goal's score, None when too much of it can't be measured; ``measured`` of ``indicators`` have a value."""

    id: int
    score: Fraction | None
    measured: int
    indicators: int
    horizons: Mapping[str, PartScore]
    balance: Balance

    @property
    def whole(self) -> PartScore:
        """The score over all of its targets, as a part like that of each horizon."""
        return PartScore(self.score, self.measured, self.indicators)


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A corner of the expected path. ``assumed``: nobody has set the straight stretch that ends here."""

    day: date
    value: Fraction
    assumed: bool
