"""Keeping minutes: meetings, decisions, notes, yearly plans and assessments are written down and taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access import Act, Person, permit
from kpi.acts.given_texts import TooLong
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import MinutesKind, WrittenMinutes
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_

LONGEST = 4000
"""Characters of an entry."""
IN_A_DOCUMENT = N_("An entry holds at most {most} characters; keep what is longer in a document, and name it here.")


class NothingWritten(Refusal):
    """An entry without words."""

    template = N_("Write down what is to be kept.")


class NoSuchEntry(Refusal):
    """An entry was to be taken back that isn't there (any more)."""

    template = N_("That entry isn't there any more.")


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be written down: its kind, its day, its subject (``facts.decisions.minutes``) and its words."""

    kind: MinutesKind
    day: date
    about: str
    text: str


def keep(store: Store, who: Person, draft: EntryDraft, *, at: datetime) -> Revision:
    """Write an entry down, as a revision of its own. Raises NothingWritten and TooLong."""
    permit(store, who, Act.KEEP_MEETINGS, at=at, about=f"{draft.kind} {draft.day.isoformat()}")
    if not draft.text.strip():
        raise NothingWritten
    TooLong.check(draft.text, LONGEST, IN_A_DOCUMENT)
    with store.read() as reader:
        base = reader.revision
        of_that_day = decisions(reader, WrittenMinutes, f"{draft.kind}/{draft.day.isoformat()}/")
        taken = {made.decision.number for made in of_that_day}
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    minutes = WrittenMinutes(draft.kind, draft.day, number, draft.about, draft.text.strip())
    return store.commit(Proposal(base, who.by, at, decisions=(minutes.decision(),), act=Act.KEEP_MEETINGS))


def take_back(store: Store, who: Person, key: str, *, at: datetime) -> Revision:
    """Take an entry back, as a revision of its own; older revisions keep it. Raises NoSuchEntry."""
    permit(store, who, Act.KEEP_MEETINGS, at=at, about=key)
    with store.read() as reader:
        base = reader.revision
        known = {made.decision.key for made in decisions(reader, WrittenMinutes)}
    if key not in known:
        raise NoSuchEntry
    return store.commit(Proposal(base, who.by, at, decisions=(Decision(key, None, ""),), act=Act.KEEP_MEETINGS))
