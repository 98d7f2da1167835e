"""Clearing what may no longer be kept: files past their term, and every fact once its years are over."""

from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.intake import raw_files
from kpi.language import N_
from kpi.upkeep.retention_terms import Due


class TermNotOver(Refusal):
    """Facts were to be removed while they have to be kept."""

    template = N_("The facts and reports have to be kept up to and including {day}; nothing was removed.")


def clear_files(store: Store, who: Person, due: Due, *, at: datetime) -> None:
    """Clear the content of the files that are past their term, and delete those kept as they were given."""
    permit(store, who, Act.MAINTAIN, at=at, about=f"clear {len(due.files)} files")
    if due.files:
        store.clear_files(due.files, by=who.by, at=at)
    raw_files.clear(store, due.raw, by=who.by, at=at)


def remove_facts(store: Store, who: Person, due: Due, *, at: datetime) -> int:
    """Remove everything recorded, once its term is over, and return the number of revisions. Raises TermNotOver."""
    permit(store, who, Act.MAINTAIN, at=at, about="remove every fact")
    if not due.over:
        raise TermNotOver(day=due.keep_until.isoformat() if due.keep_until else "–")
    return store.remove_facts(by=who.by, at=at)
