"""Setting the programme by hand: targets, thresholds, baselines, the grant, budgets and lists, each with its reason.

A change is checked as the programme file is, with everything that was set before; then it is a decision like any
other: by revision, undoable, with its history (``kpi.facts.decisions.programme_changes``).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kpi.access import Act, Person, permit
from kpi.acts.given_texts import NoReason
from kpi.errors import Refusal
from kpi.facts.decisions.decisions_made import stored_decisions
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.loading import in_force
from kpi.programme.plan import PREFIX, Programme


class NothingChanged(Refusal):
    """A setting was to be given the value that it has already."""

    template = N_("Nothing would change: this is what holds already.")


class NotOfTheProgramme(Refusal):
    """A decision of another kind was given."""

    template = N_("“{key}” is no setting of the programme.")


def propose_changes(store: Store, who: Person, changes: Sequence[Decision], *, at: datetime) -> Proposal:
    """Check changes and make a proposal of them, to be looked at first; a value of None gives the file's own back.

    A reason may still be lacking. Raises SettingsRefused with everything that is wrong, NothingChanged and
    NotOfTheProgramme.
    """
    permit(store, who, Act.SET_PROGRAMME, at=at, about=", ".join(change.key for change in changes))
    for change in changes:
        if not change.key.startswith(PREFIX):
            raise NotOfTheProgramme(key=change.key)
    with store.read() as reader:
        base = reader.revision
        values = {stored.key: stored.value for stored in stored_decisions(reader, PREFIX)}
    after = _after(values, changes)
    if _content(in_force(store.filed, after)) == _content_now(store.filed, values):
        raise NothingChanged
    return Proposal(base, who.by, at, decisions=tuple(changes), act=Act.SET_PROGRAMME)


def set_programme(store: Store, who: Person, changes: Sequence[Decision], *, at: datetime) -> Revision:
    """Set something of the programme, as a revision of its own. Raises NoReason and what ``propose_changes`` does."""
    permit(store, who, Act.SET_PROGRAMME, at=at, about=", ".join(change.key for change in changes))
    base = propose_changes(store, who, changes, at=at).base
    for change in changes:
        NoReason.check(change.reason)
    return store.commit(Proposal(base, who.by, at, decisions=changes, act=Act.SET_PROGRAMME))


def _after(values: dict[str, str], changes: Sequence[Decision]) -> dict[str, str]:
    given: dict[str, str | None] = {**values, **{change.key: change.value for change in changes}}
    return {key: value for key, value in given.items() if value is not None}


def _content(programme: Programme) -> dict[str, Any]:
    return programme.model_dump(exclude={"fingerprint"})


def _content_now(programme: Programme, values: dict[str, str]) -> dict[str, Any] | None:
    """Return what holds now; None when it doesn't fit its file, so that a change that mends it is one."""
    try:
        return _content(in_force(programme, values))
    except Refusal:
        return None
