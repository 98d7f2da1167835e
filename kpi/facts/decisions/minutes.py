"""What the steering group keeps, in force: the minutes in order, the meetings around a day, accepted deviations."""

from datetime import date

from kpi.facts.decisions.decision_kinds import AcceptedDeviation, MinutesEntry, MinutesKind, WrittenMinutes
from kpi.facts.decisions.decisions_made import DecisionMade, decisions
from kpi.facts.reader import Reader
from kpi.score.scores import Acceptance


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


def previous_meeting(minutes: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the last meeting before the day; the day's own meeting isn't before it. None when there is none."""
    return max((entry.day for entry in of_kind(minutes, MinutesKind.MEETING) if entry.day < on), default=None)


def next_meeting(minutes: tuple[MinutesEntry, ...], on: date) -> date | None:
    """The day of the first meeting on or after the day; None when none is planned."""
    return min((entry.day for entry in of_kind(minutes, MinutesKind.MEETING) if entry.day >= on), default=None)


def acceptances(reader: Reader) -> dict[str, Acceptance]:
    """Indicator → the deviation that was accepted, in the reader's revision."""
    return {
        made.decision.indicator: Acceptance(
            made.decision.indicator, made.reason, made.decision.by or made.by, made.decision.on, made.decision.until
        )
        for made in decisions(reader, AcceptedDeviation)
    }
