"""Setting the programme by hand: targets, thresholds, baselines, the grant, budgets and lists, each with its reason.

A change is checked as the programme file is, with everything that was set before; then it is a decision like any
other: by revision, undoable, with its history (``kpi.facts.setting.steps``).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kpi.access import Act, Person, exported, permit
from kpi.acts.imports import decide
from kpi.errors import Refusal
from kpi.facts.decisions.decisions_made import stored_decisions
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.in_force import in_force
from kpi.programme.plan import Programme
from kpi.programme.set_by_hand import PREFIX
from kpi.programme.toml_text import programme_toml


class SettingWithoutReason(Refusal):
    """Something was to be set without a reason."""

    template = N_("Say why: what is set without a reason can't be explained later.")


class NothingChanged(Refusal):
    """What was to be set is what holds already."""

    template = N_("Nothing would change: this is what holds already.")


class NotOfTheProgramme(Refusal):
    """A decision of another kind was given."""

    template = N_("“{key}” is no setting of the programme.")


def proposed(store: Store, who: Person, changes: Sequence[Decision], *, at: datetime) -> Proposal:
    """What setting these would do, to be looked at first; a decision of value None gives the file's own value back.

    A reason may still be lacking. Raises SettingsRefused with everything that is wrong, NothingChanged and
    NotOfTheProgramme.
    """
    permit(store, who, Act.SET_PROGRAMME, at=at, about=", ".join(change.key for change in changes))
    for change in changes:
        if not change.key.startswith(PREFIX):
            raise NotOfTheProgramme(key=change.key)
    with store.read() as reader:
        base = reader.revision
        held = {stored.key: stored.value for stored in stored_decisions(reader, PREFIX)}
    after = _after(held, changes)
    if _values(in_force(store.filed, after)) == _values_held(store.filed, held):
        raise NothingChanged
    return Proposal(base, who.by, at, decisions=tuple(changes), act=Act.SET_PROGRAMME)


def set_programme(store: Store, who: Person, changes: Sequence[Decision], *, at: datetime) -> Revision:
    """Set something of the programme, as a revision of its own. Raises NoReason and what ``proposed`` does."""
    base = proposed(store, who, changes, at=at).base
    if not all(change.reason.strip() for change in changes):
        raise SettingWithoutReason
    return decide(store, who, Act.SET_PROGRAMME, changes, at=at, base=base)


def exported_programme(store: Store, who: Person, *, at: datetime) -> str:
    """The programme in force as the text of a programme file, for somebody to take along."""
    exported(store, who, Act.EXPORT_PROGRAMME, at=at, about=store.programme_id)
    with store.read() as reader:
        return programme_toml(reader.programme)


def _after(held: dict[str, str], changes: Sequence[Decision]) -> dict[str, str]:
    given: dict[str, str | None] = {**held, **{change.key: change.value for change in changes}}
    return {key: value for key, value in given.items() if value is not None}


def _values(programme: Programme) -> dict[str, Any]:
    return programme.model_dump(exclude={"fingerprint"})


def _values_held(programme: Programme, held: dict[str, str]) -> dict[str, Any] | None:
    """What holds now; None when it doesn't fit, so that a change that mends it is one."""
    try:
        return _values(in_force(programme, held))
    except Refusal:
        return None
