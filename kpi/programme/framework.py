"""The framework of a plan: goals, horizons, plan years, targets, segments, cycles, thresholds, *what if*."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from kpi.programme.vocabulary import Amount, Day, Declared, Number, Share, Text, Whole

Month = Annotated[Whole, Field(le=12)]


class Goal(Declared):
    """A main goal of the plan."""

    id: Whole
    title: Text
    short: Text
    source: str


class Horizon(Declared):
    """A group of targets by their due date; ``until`` is the last due date that belongs to it, None the rest."""

    id: str
    label: Text
    until: Day | None = None


class PlanYear(Declared):
    """A year of the plan, first and last day included.

    ``budget`` is the round figure with which the plan's total over the years counts it; where the lines of a year
    are planned, ``Programme.budget`` holds the exact one.
    """

    id: str
    starts: Day
    ends: Day
    subsidised: bool
    budget: Amount | None = None
    source: str


class Target(Declared):
    """A value to reach, and the last day on which that counts as in time."""

    value: Number
    due: Day
    limit: Number | None = None
    """The other bound of a range, which may be reached and not passed: 40 to 60 members is a value of 40 with a limit
    of 60, and where lower is better 60 with a limit of 40."""
    source: str = ""
    agreed: bool = False
    """True where the steering group agreed on the straight path up to it; else it is assumed."""
    path: Literal["line", "step"] = "line"
    """``line``: expected along a straight path up to it · ``step``: for what happens on one day, which is too early
    to judge until the ``planned`` day, and asked for as a whole from that day on. Only of a stock."""
    planned: Day | None = None
    """The day of a ``step``, not before the start or the target before it, and not after ``due``."""


class Level(Declared):
    """A value that a yearly indicator is to reach in a year before its target year."""

    year: Whole
    value: Number
    assumed: bool
    source: str
    agreed: bool = False
    """True where the even pace within that year was agreed as well; else it is assumed."""


class PlannedActivity(Declared):
    """An activity that the plan names, by chapter."""

    name: Text
    chapter: str
    continued: bool = False
    budget_line: str | None = None
    source: str


class Segment(Declared):
    """A cell of the assessment framework: phase × goal; its words stand in the list ``segment``."""

    id: str
    phase: str
    goal: Whole


class Cycle(Declared):
    """A recurring moment to keep in view."""

    id: str
    title: Text
    months: tuple[Month, ...] = ()
    source: str


class Thresholds(Declared):
    """The limits between one status and the next; settings of the programme, printed with the score."""

    on_track: Share
    attention: Share
    too_early: Share
    share_margin: Share
    """The most that a share may lie under its target and still only ask for attention."""
    rate_attention: Share
    """For rates that aren't a share: the ratio from which it is attention and not behind."""
    missing_limit: Share
    """The largest part of a goal's indicators that may lack a value."""
    balance_warning: Share
    """The most that the mean progress of ``pace.ahead`` may lead that of ``pace.of``, without a warning."""
    open_days: Whole | None = None
    """The days that something may stand open: longer is what a window ``open_longer`` counts."""
    budget_attention: Share
    """One less the part of its budget that a line may be ahead of its way of spending: 0.90 is ten points."""
    source: str


class Lead(Declared):
    """Two phases by id of which the first may not run ahead of the second (a threshold says by how much).

    By default telling the story, which has to keep pace with the evidence; a programme without such phases names its
    own, or has no warning.
    """

    ahead: str = "branding"
    of: str = "evidence"
    warning: Text | None = None


class WhatIf(Declared):
    """The indicators that each assumption of *what if* moves, by id."""

    members: tuple[str, ...] = ()
    """Totals that every new contributor adds one to."""
    average: tuple[str, ...] = ()
    """Averages of what contributors pledge."""
    received: tuple[str, ...] = ()
    """Money of contributors received for a plan year."""
    income: tuple[str, ...] = ()
    """Money of contributors received within a calendar year: every one of them pays once."""
    filled: tuple[str, ...] = ()
    """Shares that are set outright."""
    source: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_an_earlier_version(cls, given: Any) -> Any:  # noqa: ANN401 - whatever the file has there
        """Leave out ``received_for`` of a file of version 0.9: what is pledged says its plan year itself."""
        return {k: v for k, v in given.items() if k != "received_for"} if isinstance(given, Mapping) else given
