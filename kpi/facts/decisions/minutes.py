"""What the steering group keeps: its meetings, decisions, notes at a date, yearly plans and periodic assessments.

Each is a decision by hand under ``minutes/<kind>/<day>/<number>``, so that it has its revision, can be taken back, and
an old revision knows no later one. ``about`` says what it is about:

    ""                              the programme as a whole
    indicator/<indicator>           an indicator
    line/<plan year>/<line>         a line of the budget
    plan_year/<plan year>           a year, such as its plan
    segment/<segment>               a cell of the assessment framework (plan §6)
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kpi.facts.decisions.history import DecisionMade, decisions
from kpi.facts.reader import Reader

PREFIX = "minutes/"


class MinutesKind(StrEnum):
    """What an entry is."""

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
class MinutesEntry:
    """Something that was kept: on which day it holds, about what, in which words, and who wrote it down when."""

    key: str
    kind: MinutesKind
    day: date
    about: str
    text: str
    by: str
    at: datetime
    revision: int


def entries(reader: Reader) -> tuple[MinutesEntry, ...]:
    """Everything that is kept in the reader's revision, whatever its day, the earliest first."""
    found = [_entry(key, made) for key, made in decisions(reader, PREFIX).items()]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.kind, entry.key)))


def key_of(kind: MinutesKind, day: date, number: int) -> str:
    """The key under which an entry is kept; ``number`` counts from 1 within its kind and day."""
    return f"{PREFIX}{kind}/{day.isoformat()}/{number:03}"


def value_of(about: str, text: str) -> str:
    """What is kept of an entry besides its key."""
    return json.dumps({"about": about, "text": text}, ensure_ascii=False)


def _entry(key: str, made: DecisionMade) -> MinutesEntry:
    kind, day, _ = key.removeprefix(PREFIX).split("/")
    value = json.loads(made.value)
    return MinutesEntry(
        key, MinutesKind(kind), date.fromisoformat(day), value["about"], value["text"], made.by, made.at, made.revision
    )


def of_kind(kept: tuple[MinutesEntry, ...], *kinds: MinutesKind) -> tuple[MinutesEntry, ...]:
    """The entries of those kinds, in their order."""
    return tuple(entry for entry in kept if entry.kind in kinds)


def about(kept: tuple[MinutesEntry, ...], subject: str, until: date | None = None) -> tuple[MinutesEntry, ...]:
    """Decisions, notes, plans and assessments about one thing, dated up to a day if one is given."""
    return tuple(
        entry
        for entry in kept
        if entry.about == subject and entry.kind is not MinutesKind.MEETING and (until is None or entry.day <= until)
    )


def previous_meeting(kept: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the last meeting before the day; the day's own meeting isn't before it. None when there is none."""
    return max((entry.day for entry in of_kind(kept, MinutesKind.MEETING) if entry.day < on), default=None)


def next_meeting(kept: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the first meeting on or after the day; None when none is planned."""
    return min((entry.day for entry in of_kind(kept, MinutesKind.MEETING) if entry.day >= on), default=None)
