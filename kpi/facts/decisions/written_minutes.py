"""Minutes of the steering group: its meetings, decisions, notes at a date, yearly plans and periodic assessments.

Each is a decision under ``minutes/<kind>/<day>/<number>``, so that it has its revision, can be taken back, and
an old revision knows no later one. ``about`` says what it is about:

    ""                              the programme as a whole
    indicator/<indicator>           an indicator
    line/<plan year>/<line>         a line of the budget
    plan_year/<plan year>           a year, such as its plan
    segment/<segment>               a cell of the assessment framework (plan §6)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import Said, say


class MinutesKind(StrEnum):
    """The kinds of entries."""

    MEETING = "meeting"
    """A meeting of the steering group, held or planned."""
    DECISION = "decision"
    NOTE = "note"
    """Something to know beside a figure: an event, an explanation."""
    YEAR_PLAN = "year_plan"
    """The plan for a year, adopted on a day (plan §11)."""
    ASSESSMENT = "assessment"
    """The score of a part of the programme by the assessment framework (plan §6, §11)."""


@dataclass(frozen=True, slots=True)
class WrittenMinutes(DecisionKind):
    """An entry as it is written down: its day, its subject and its words."""

    prefix: ClassVar[str] = "minutes/"
    title: ClassVar[Said] = say("Kept entry")
    labels: ClassVar[Mapping[str, Said]] = {"about": say("about"), "text": say("text")}
    keyed: ClassVar[tuple[str, ...]] = ("kind", "day", "number")
    plain: ClassVar[bool] = True
    kind: MinutesKind
    day: date
    number: int
    """From 1, within its kind and day."""
    about: str
    text: str

    @property
    def subject(self) -> str:
        """The kind, the day and the number."""
        return f"{self.kind}/{self.day.isoformat()}/{self.number:03}"


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """An entry of the minutes, with who wrote it down, when, and in which revision."""

    key: str
    kind: MinutesKind
    day: date
    about: str
    text: str
    by: str
    at: datetime
    revision: int
