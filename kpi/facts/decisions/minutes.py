"""What the steering group keeps, in force: the minutes in order, the meetings around a day, accepted deviations."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kpi.facts.decisions.decision_kinds import AcceptedDeviation
from kpi.facts.decisions.decisions_made import DecisionMade, decisions
from kpi.facts.decisions.minutes_kinds import DecisionOutcome, MinutesEntry, MinutesKind, WrittenMinutes
from kpi.facts.reader import Reader
from kpi.score.scores import Acceptance


def entries(reader: Reader) -> tuple[MinutesEntry, ...]:
    """The entries of the reader's revision, whatever their day, the earliest first."""
    written = map(_entry, decisions(reader, WrittenMinutes))
    return tuple(sorted(written, key=lambda entry: (entry.day, entry.kind, entry.key)))


def _entry(made: DecisionMade[WrittenMinutes]) -> MinutesEntry:
    written = made.decision
    return MinutesEntry(
        written.key,
        written.kind,
        written.day,
        written.about,
        written.text,
        made.by,
        made.at,
        made.revision,
        written.owner,
        written.before,
    )


def of_kind(minutes: tuple[MinutesEntry, ...], *kinds: MinutesKind) -> tuple[MinutesEntry, ...]:
    """The entries of those kinds, in their order."""
    return tuple(entry for entry in minutes if entry.kind in kinds)


def previous_meeting(minutes: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the last meeting before the day; the day's own meeting isn't before it. None when there is none."""
    return max((entry.day for entry in of_kind(minutes, MinutesKind.MEETING) if entry.day < on), default=None)


def next_meeting(minutes: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the first meeting on or after the day; None when none is planned."""
    return min((entry.day for entry in of_kind(minutes, MinutesKind.MEETING) if entry.day >= on), default=None)


class Progress(StrEnum):
    """How far a decision is."""

    OVERDUE = "overdue"
    """Open after the last day that was agreed."""
    OPEN = "open"
    DONE = "done"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class TakenDecision:
    """A decision of the steering group with its outcome; None while it is open."""

    entry: MinutesEntry
    outcome: DecisionOutcome | None

    def progress(self, on: date) -> Progress:
        """How far it is on a day; one that is to be done before a day is in time on that day."""
        if self.outcome and self.outcome.on <= on:
            return Progress.DONE if self.outcome.done else Progress.LAPSED
        return Progress.OVERDUE if self.entry.before and self.entry.before < on else Progress.OPEN

    def is_open(self, on: date) -> bool:
        """True while it is neither done nor lapsed on a day."""
        return self.progress(on) in (Progress.OPEN, Progress.OVERDUE)


def outcome_of(key: str) -> str:
    """The subject of the outcome of the decision with that key.

    >>> outcome_of("minutes/decision/2018-03-22/001")
    '2018-03-22/001'
    """
    return key.removeprefix(f"{WrittenMinutes.prefix}{MinutesKind.DECISION}/")


def taken_decisions(reader: Reader, as_of: date) -> tuple[TakenDecision, ...]:
    """The decisions up to and including a day, the earliest first."""
    ended = {made.decision.entry: made.decision for made in decisions(reader, DecisionOutcome)}
    taken = of_kind(entries(reader), MinutesKind.DECISION)
    return tuple(TakenDecision(entry, ended.get(outcome_of(entry.key))) for entry in taken if entry.day <= as_of)


def acceptances(reader: Reader) -> dict[str, Acceptance]:
    """Indicator → the deviation that was accepted, in the reader's revision."""
    return {
        made.decision.indicator: Acceptance(
            made.decision.indicator, made.reason, made.decision.by or made.by, made.decision.on, made.decision.until
        )
        for made in decisions(reader, AcceptedDeviation)
    }
