"""Setting the programme by hand: targets, thresholds, baselines, the grant, budgets and lists, each with its reason.

A change is checked as the programme file is, with everything that was set before; then it is a decision like any
other: by revision, undoable, with its history (``kpi.facts.setting.steps``).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kpi.errors import Refusal
from kpi.facts.history import decisions
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.in_force import PREFIX, in_force
from kpi.programme.model import Programme


class NoReason(Refusal):
    """Something was to be set without a reason."""

    template = N_("Say why: what is set without a reason can't be explained later.")


class NothingChanged(Refusal):
    """What was to be set is what holds already."""

    template = N_("Nothing would change: this is what holds already.")


class NotOfTheProgramme(Refusal):
    """A decision of another kind was given."""

    template = N_("“{key}” is no setting of the programme.")


def proposed(store: Store, programme: Programme, changes: Sequence[Decision], *, by: str, at: datetime) -> Proposal:
    """What setting these would do, to be looked at first; a decision of value None gives the file's own value back.

    Raises SettingsRefused with everything that is wrong, NoReason, NothingChanged and NotOfTheProgramme.
    """
    for change in changes:
        if not change.key.startswith(PREFIX):
            raise NotOfTheProgramme(key=change.key)
        if not change.reason.strip():
            raise NoReason
    with store.read() as reader:
        base = reader.revision
        held = {key: made.value for key, made in decisions(reader, PREFIX).items()}
    given = held | {change.key: change.value for change in changes if change.value is not None}
    after = {key: value for key, value in given.items() if key not in _withdrawn(changes)}
    if _values(in_force(programme, after)) == _values(in_force(programme, held)):
        raise NothingChanged
    return Proposal(base, by, at, decisions=tuple(changes))


def set_programme(
    store: Store, programme: Programme, changes: Sequence[Decision], *, by: str, at: datetime
) -> Revision:
    """Set something of the programme, as a revision of its own. Raises what ``proposed`` does."""
    return store.commit(proposed(store, programme, changes, by=by, at=at))


def _withdrawn(changes: Sequence[Decision]) -> set[str]:
    return {change.key for change in changes if change.value is None}


def _values(programme: Programme) -> dict[str, Any]:
    return programme.model_dump(exclude={"fingerprint"})
