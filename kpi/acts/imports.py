"""Bringing files in: reading what they would change, accepting that, a source without anything new, and the sample."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace as with_fields
from datetime import datetime
from pathlib import Path
from typing import Any

from kpi.access import Act, Person, permit
from kpi.errors import Refusal
from kpi.facts.decisions.decision_kinds import AcceptedDeviation, NothingNew
from kpi.facts.decisions.minutes_kinds import MinutesKind, WrittenMinutes
from kpi.facts.proposal import Decision, Proposal, Revision
from kpi.facts.store import Store
from kpi.intake import raw_files
from kpi.intake.formats.opening import checksum
from kpi.intake.import_report import ImportProposal
from kpi.intake.kept_copy import kept_name
from kpi.intake.proposing import FilesToRead, propose
from kpi.language import N_
from kpi.settings import settings

NOTHING_NEW = N_("Sources checked: nothing new.")


class NoSources(Refusal):
    """It was said that sources have nothing new, without naming one."""

    template = N_("Choose at least one sheet of which there is nothing new.")


def read_files(store: Store, who: Person, given: FilesToRead, *, at: datetime) -> ImportProposal:
    """Read files against the latest revision and work out what they change; nothing is stored and nothing cleared."""
    permit(
        store,
        who,
        Act.IMPORT,
        at=at,
        about=", ".join(kept_name(name, checksum(content)) for name, content in given.files),
    )
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


class SampleNotEmpty(Refusal):
    """The sample was asked for in a database that holds facts."""

    template = N_("The sample only goes into an empty database; this one holds {revision} revisions.")


class NoSample(Refusal):
    """The sample's workbooks aren't there."""

    template = N_("There are no sample workbooks in {folder}; make them with “make sample”.")


def fill_with_sample(store: Store, who: Person, folder: Path, *, at: datetime) -> Revision:
    """Fill an empty database with the sample workbooks, through the same intake as any other file.

    The deviations of ``accepted.toml`` and the minutes of ``minutes.toml`` in that folder, if any, go into the same
    revision. Raises SampleNotEmpty and NoSample.
    """
    permit(store, who, Act.IMPORT, at=at, about=folder.name)
    if store.latest():
        raise SampleNotEmpty(revision=store.latest())
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]
    if not files:
        raise NoSample(folder=folder)
    with store.read() as reader:
        proposal = propose(reader, FilesToRead(files), who.by, at, sample=True).proposal
    if proposal is None:
        raise NoSample(folder=folder)
    decisions = (*_acceptances(folder), *_minutes(folder))
    return store.commit(with_fields(proposal, decisions=decisions, act=Act.IMPORT))


def remove_sample(store: Store, who: Person, *, at: datetime) -> Revision:
    """Take the sample data out, as a new revision."""
    permit(store, who, Act.REMOVE_SAMPLE, at=at)
    return store.remove_sample(by=who.by, at=at)


def _acceptances(folder: Path) -> tuple[Decision, ...]:
    return tuple(
        AcceptedDeviation(row["indicator"], row["on"], row["until"], by=row["by"]).decision(row["reason"])
        for row in _tables(folder, "accepted")
    )


def _minutes(folder: Path) -> tuple[Decision, ...]:
    return tuple(
        WrittenMinutes(
            MinutesKind(entry["kind"]),
            entry["day"],
            number,
            entry["about"],
            entry["text"],
            owner=entry.get("owner"),
            before=entry.get("before"),
        ).decision()
        for number, entry in enumerate(_tables(folder, "minutes"), start=1)
    )


def _tables(folder: Path, name: str) -> list[dict[str, Any]]:
    """The tables of ``<name>.toml`` in the folder; none when there is no such file."""
    path = folder / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))[name] if path.exists() else []
