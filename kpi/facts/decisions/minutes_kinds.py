"""What the steering group keeps, as decisions: the entries of its minutes, and what became of what it decided."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.sentences import say


class MinutesKind(StrEnum):
    """The kinds of entries."""

    MEETING = "meeting"
    """A meeting of the steering group, held or planned."""
    PROPOSAL = "proposal"
    """What is put to the next meeting to decide on."""
    DECISION = "decision"
    NOTE = "note"
    """Something to know beside a figure: an event, an explanation."""
    YEAR_PLAN = "year_plan"
    """The plan for a year, adopted on a day (plan §11)."""
    ASSESSMENT = "assessment"
    """The score of a part of the programme by the assessment framework (plan §6, §11)."""


@dataclass(frozen=True)
class WrittenMinutes(DecisionKind):
    """An entry of the minutes as it is written down: its day, its number (from 1, within its kind and day), its words.

    ``about`` says what it is about:

        ""                              the programme as a whole
        indicator/<indicator>           an indicator
        line/<plan year>/<line>         a line of the budget
        plan_year/<plan year>           a year, such as its plan
        segment/<segment>               a cell of the assessment framework (plan §6)
    """

    prefix = "minutes/"
    title = say("Kept entry")
    keyed = ("kind", "day", "number")
    plain = True
    kind: MinutesKind
    day: date
    number: int
    about: Annotated[str, say("about")]
    text: Annotated[str, say("text")]
    owner: Annotated[str | None, say("to be done by")] = None
    """Of a decision or a proposal: the role that sees to it, by its Dutch name; None where nobody was named."""
    before: Annotated[date | None, say("at the latest on")] = None
    """Of a decision or a proposal: the last day on which it is in time; None where no day was agreed."""

    @property
    def subject(self) -> str:
        """The kind, the day and the number."""
        return f"{self.kind}/{self.day.isoformat()}/{self.number:03}"


@dataclass(frozen=True)
class DecisionOutcome(DecisionKind):
    """What became of a decision of the steering group, and since when: it was carried out, or it lapsed.

    ``entry``: the day and the number of the decision, as in its own key. A decision without an outcome is open.
    """

    prefix = "outcome/"
    title = say("Outcome of a decision")
    keyed = ("entry",)
    plain = True
    entry: str
    done: Annotated[bool, say("carried out")]
    on: Annotated[date, say("on")]
    text: Annotated[str, say("text")] = ""


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
    owner: str | None = None
    before: date | None = None
