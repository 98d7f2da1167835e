"""Bringing files in: reading what they would change, accepting that, and saying that a source has nothing new."""

from collections.abc import Sequence
from dataclasses import replace as with_fields
from datetime import datetime

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import NothingNew
from kpi.facts.proposal import Proposal, Revision
from kpi.facts.store import Store
from kpi.intake import raw_files
from kpi.intake.import_report import ImportProposal
from kpi.intake.proposing import FilesToRead, propose
from kpi.language import N_
from kpi.settings import settings

NOTHING_NEW = N_("Sources checked: nothing new.")


class NoSources(Refusal):
    """It was said that sources have nothing new, without naming one."""

    template = N_("Choose at least one sheet of which there is nothing new.")


def read_files(store: Store, who: Person, given: FilesToRead, *, at: datetime) -> ImportProposal:
    """Read files against the latest revision and work out what they change; nothing is stored and nothing cleared."""
    permit(store, who, Act.IMPORT, at=at, about=", ".join(name for name, _ in given.files))
    with store.read() as reader:
        import_proposal = propose(reader, given, who.by, at)
    if import_proposal.proposal is None:
        return import_proposal
    return with_fields(import_proposal, proposal=with_fields(import_proposal.proposal, act=Act.IMPORT))


def accept_import(store: Store, who: Person, proposal: Proposal, *, at: datetime) -> Revision:
    """Record what an import proposes, in the name of whoever accepts it.

    Files kept as they were given are cleared once their last day is over, in that name too.
    """
    permit(store, who, Act.IMPORT, at=at, about=", ".join(upload.name for upload in proposal.uploads))
    revision = store.commit(with_fields(proposal, by=who.by, at=at, act=Act.IMPORT))
    folder, days = settings().raw_files, settings().keep_raw_days
    raw_files.keep(folder, proposal.uploads, days, at.date())
    raw_files.clear(store, raw_files.past(folder, at.date()), by=who.by, at=at)
    return revision


def say_nothing_new(store: Store, who: Person, registers: Sequence[str], *, at: datetime) -> Revision:
    """Record that those sources were looked at, and are up to date as of that day (in UTC). Raises NoSources."""
    permit(store, who, Act.IMPORT, at=at, about=", ".join(registers))
    if not registers:
        raise NoSources
    decisions = [NothingNew(name, at.date()).decision() for name in registers]
    return store.commit(Proposal(store.latest(), who.by, at, decisions=decisions, note=NOTHING_NEW, act=Act.IMPORT))
