"""Keeping minutes: meetings, decisions, notes, yearly plans and assessments are written down and taken back here."""

from datetime import date, datetime

from kpi.access import Act, Person
from kpi.acts.imports import decide
from kpi.errors import Refusal
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.decisions.minutes import MinutesKind, WrittenMinutes
from kpi.facts.proposal import Decision, Revision
from kpi.facts.store import Store
from kpi.language import N_

LONGEST = 4000
"""Characters of an entry."""


class NothingWritten(Refusal):
    """An entry without words."""

    template = N_("Write down what is to be kept.")


class EntryTooLong(Refusal):
    """An entry that belongs in a document of its own."""

    template = N_("An entry holds at most {most} characters; keep what is longer in a document, and name it here.")


class NoSuchEntry(Refusal):
    """An entry was to be taken back that isn't there (any more)."""

    template = N_("That entry isn't there any more.")


def keep(store: Store, who: Person, kind: MinutesKind, day: date, about: str, text: str, *, at: datetime) -> Revision:
    """Write an entry down, as a revision of its own. Raises NothingWritten and TooLong."""
    if not text.strip():
        raise NothingWritten
    if len(text) > LONGEST:
        raise EntryTooLong(most=LONGEST)
    with store.read() as reader:
        base = reader.revision
        taken = {made.decision.number for made in decisions(reader, WrittenMinutes, f"{kind}/{day.isoformat()}/")}
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    minutes = WrittenMinutes(kind, day, number, about, text.strip())
    return decide(store, who, Act.KEEP_MEETINGS, (minutes.decision(),), at=at, base=base)


def take_back(store: Store, who: Person, key: str, *, at: datetime) -> Revision:
    """Take an entry back, as a revision of its own; older revisions keep it. Raises NoSuchEntry."""
    with store.read() as reader:
        base = reader.revision
        known = {made.decision.key for made in decisions(reader, WrittenMinutes)}
    if key not in known:
        raise NoSuchEntry
    return decide(store, who, Act.KEEP_MEETINGS, (Decision(key, None, ""),), at=at, base=base)
