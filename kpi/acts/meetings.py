"""Keeping minutes: entries are written down and taken back, and decisions are followed to their end."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.access import Act, Person, permit
from kpi.acts.given_texts import TooLong
from kpi.errors import Refusal
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.decisions.minutes import outcome_of
from kpi.facts.decisions.minutes_kinds import DecisionOutcome, MinutesKind, WrittenMinutes
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.plan import Programme
from kpi.sentences import listed, say
from kpi.views.sources.owners import role_of, roles

LONGEST = 4000
"""Characters of an entry."""
IN_A_DOCUMENT = N_("An entry holds at most {most} characters; keep what is longer in a document, and name it here.")


class NothingWritten(Refusal):
    """An entry without words."""

    template = N_("Write down what is to be kept.")


class NoSuchEntry(Refusal):
    """An entry was to be taken back that isn't there (any more)."""

    template = N_("That entry isn't there any more.")


class NoSuchRole(Refusal):
    """A decision was given to somebody who is no role of the programme."""

    template = N_("{given} is no role of this programme, which has {known}: a decision is given to a role.")


class NothingToDo(Refusal):
    """Somebody to see to it, or a last day, was given to an entry that is nothing to be done."""

    template = N_("Only a decision or a proposal has somebody who sees to it and a last day; leave both empty.")


class TooEarly(Refusal):
    """A decision would have to be done, or would end, before it was taken."""

    template = N_("The decision is of {taken}; {day} is before it.")


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry to be written down: its kind, its day, its subject (``facts.decisions.minutes``) and its words.

    ``owner`` and ``before`` are those of a decision or a proposal: the role that sees to it, and the last day.
    ``settles``: the key of the proposal that it decides on, which then leaves the agenda.
    """

    kind: MinutesKind
    day: date
    about: str
    text: str
    owner: str = ""
    before: date | None = None
    settles: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of a decision: carried out or lapsed, on which day, and what there is to say of it."""

    done: bool
    on: date
    text: str = ""


def keep(store: Store, who: Person, draft: EntryDraft, *, at: datetime) -> Revision:
    """Write an entry down, as a revision of its own.

    Raises NothingWritten, TooLong, NoSuchRole, NothingToDo, TooEarly, and NoSuchEntry for a proposal that is gone.
    """
    permit(store, who, Act.KEEP_MEETINGS, at=at, about=f"{draft.kind} {draft.day.isoformat()}")
    if not draft.text.strip():
        raise NothingWritten
    TooLong.check(draft.text, LONGEST, IN_A_DOCUMENT)
    with store.read() as reader:
        owner = _to_do(reader.programme, draft)
        base = reader.revision
        known = {made.decision.key: made.decision for made in decisions(reader, WrittenMinutes)}
    if draft.settles and draft.settles not in known:
        raise NoSuchEntry
    taken = {entry.number for entry in known.values() if (entry.kind, entry.day) == (draft.kind, draft.day)}
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    minutes = WrittenMinutes(
        draft.kind, draft.day, number, draft.about, draft.text.strip(), owner=owner, before=draft.before
    )
    settled = [Decision(draft.settles, None, "")] if draft.settles else []
    made = (minutes.decision(), *settled)
    return store.commit(Proposal(base, who.by, at, decisions=made, act=Act.KEEP_MEETINGS))


def _to_do(programme: Programme, draft: EntryDraft) -> str | None:
    """The role that sees to it, by its Dutch name."""
    if not draft.owner and draft.before is None:
        return None
    if draft.kind not in (MinutesKind.DECISION, MinutesKind.PROPOSAL):
        raise NothingToDo
    if draft.before is not None and draft.before < draft.day:
        raise TooEarly(taken=say.date(draft.day), day=say.date(draft.before))
    role = role_of(programme, draft.owner)
    if draft.owner and role is None:
        raise NoSuchRole(given=draft.owner, known=listed(roles(programme)))
    return role.nl if role else None


def end(store: Store, who: Person, key: str, ending: Ending, *, at: datetime) -> Revision:
    """Record what became of a decision, as a revision of its own; a later outcome takes the place of an earlier one.

    Raises NoSuchEntry, TooEarly and TooLong.
    """
    permit(store, who, Act.KEEP_MEETINGS, at=at, about=key)
    TooLong.check(ending.text, LONGEST, IN_A_DOCUMENT)
    base, taken = _decision(store, key)
    if ending.on < taken.day:
        raise TooEarly(taken=say.date(taken.day), day=say.date(ending.on))
    outcome = DecisionOutcome(outcome_of(key), ending.done, ending.on, ending.text.strip())
    return store.commit(Proposal(base, who.by, at, decisions=(outcome.decision(),), act=Act.KEEP_MEETINGS))


def reopen(store: Store, who: Person, key: str, *, at: datetime) -> Revision:
    """Take the outcome of a decision away, so that it is open again. Raises NoSuchEntry."""
    permit(store, who, Act.KEEP_MEETINGS, at=at, about=key)
    base, _ = _decision(store, key)
    withdrawn = DecisionOutcome.withdrawn(outcome_of(key))
    return store.commit(Proposal(base, who.by, at, decisions=(withdrawn,), act=Act.KEEP_MEETINGS))


def _decision(store: Store, key: str) -> tuple[int, WrittenMinutes]:
    """The latest revision, and the decision of the steering group with that key. Raises NoSuchEntry."""
    with store.read() as reader:
        for made in decisions(reader, WrittenMinutes, f"{MinutesKind.DECISION}/"):
            if made.decision.key == key:
                return reader.revision, made.decision
    raise NoSuchEntry


def take_back(store: Store, who: Person, key: str, *, at: datetime) -> Revision:
    """Take an entry back, with what became of it, as a revision of its own; older revisions keep it.

    Raises NoSuchEntry.
    """
    permit(store, who, Act.KEEP_MEETINGS, at=at, about=key)
    with store.read() as reader:
        base = reader.revision
        known = {made.decision.key for made in decisions(reader, WrittenMinutes)}
        ended = {made.decision.entry for made in decisions(reader, DecisionOutcome)} & {outcome_of(key)}
    if key not in known:
        raise NoSuchEntry
    gone = (Decision(key, None, ""), *map(DecisionOutcome.withdrawn, ended))
    return store.commit(Proposal(base, who.by, at, decisions=gone, act=Act.KEEP_MEETINGS))
