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
from typing import Any, ClassVar, Self

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.facts.decisions.decisions_made import DecisionMade, decisions
from kpi.facts.reader import Reader
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
    """How a part of the programme does against the framework (plan §6, §11)."""


@dataclass(frozen=True, slots=True)
class WrittenMinutes(DecisionKind):
    """An entry as it is written down: on which day it holds, about what, and in which words."""

    prefix: ClassVar[str] = "minutes/"
    title: ClassVar[Said] = say("Kept entry")
    labels: ClassVar[Mapping[str, Said]] = {"about": say("about"), "text": say("text")}
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

    def content(self) -> dict[str, str]:
        """Its words, and what they are about."""
        return {"about": self.about, "text": self.text}

    @classmethod
    def of(cls, subject: str, content: Any) -> Self:  # noqa: ANN401 - whatever JSON holds
        """The entry of a kind, a day and a number."""
        kind, day, number = subject.split("/")
        return cls(MinutesKind(kind), date.fromisoformat(day), int(number), content["about"], content["text"])


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


def entries(reader: Reader) -> tuple[MinutesEntry, ...]:
    """The entries of the reader's revision, whatever their day, the earliest first."""
    written = map(_entry, decisions(reader, WrittenMinutes))
    return tuple(sorted(written, key=lambda entry: (entry.day, entry.kind, entry.key)))


def _entry(made: DecisionMade[WrittenMinutes]) -> MinutesEntry:
    written = made.decision
    return MinutesEntry(
        written.key, written.kind, written.day, written.about, written.text, made.by, made.at, made.revision
    )


def of_kind(minutes: tuple[MinutesEntry, ...], *kinds: MinutesKind) -> tuple[MinutesEntry, ...]:
    """The entries of those kinds, in their order."""
    return tuple(entry for entry in minutes if entry.kind in kinds)


def about(minutes: tuple[MinutesEntry, ...], subject: str, until: date | None = None) -> tuple[MinutesEntry, ...]:
    """Decisions, notes, plans and assessments about one thing, dated up to a day if one is given."""
    return tuple(
        entry
        for entry in minutes
        if entry.about == subject and entry.kind is not MinutesKind.MEETING and (until is None or entry.day <= until)
    )


def previous_meeting(minutes: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the last meeting before the day; the day's own meeting isn't before it. None when there is none."""
    return max((entry.day for entry in of_kind(minutes, MinutesKind.MEETING) if entry.day < on), default=None)


def next_meeting(minutes: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the first meeting on or after the day; None when none is planned."""
    return min((entry.day for entry in of_kind(minutes, MinutesKind.MEETING) if entry.day >= on), default=None)
