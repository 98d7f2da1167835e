"""Making a revision: the rows of a proposal written, those that they replace retired, the revision itself last."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from kpi.errors import Refusal
from kpi.facts import audit_log
from kpi.facts.database.bulk import ByColumn, batches, retire, write_columns
from kpi.facts.decisions.history import latest_revision
from kpi.facts.proposal import Decision, Proposal, RegisterChange, Upload, storage_columns
from kpi.facts.revision_content import content_seal
from kpi.facts.tables import DECISIONS, FACTS, REVISIONS, UPLOADS
from kpi.language import N_

OWN_COLUMNS = ("programme", "key", "digest", "revision", "sample", "upload", "sheet", "row")


class StaleProposal(Refusal):
    """Something else was recorded since the proposal was worked out."""

    template = N_(
        "Meanwhile revision {latest} was recorded; nothing was stored. Do it again to see what it changes now."
    )


Counts = dict[str, dict[str, int]]
"""``written`` and ``retired``: rows by table name."""


def apply_proposal(connection: Connection, programme: str, proposal: Proposal) -> int:
    """Write a proposal as the next revision, whose number is given back. Raises StaleProposal."""
    latest = latest_revision(connection, programme)
    if proposal.base != latest:
        raise StaleProposal(latest=latest)
    number = latest + 1
    uploads = [_keep(connection, programme, number, upload) for upload in proposal.uploads]
    counts: Counts = {"written": {}, "retired": {}}
    for change in proposal.changes:
        _apply_change(connection, programme, number, proposal.sample, uploads, change, counts)
    before = _decided(connection, programme, proposal.decisions)
    if proposal.decisions:
        _decide(connection, programme, number, proposal, counts)
    about = ", ".join([f"revision {number}", *(upload.name for upload in proposal.uploads)])
    entry = audit_log.AuditEntry(proposal.at, proposal.by, proposal.act, about, _told(before), _after(proposal, counts))
    record(connection, programme, NewRevision(number, counts, proposal.note, proposal.sample), entry)
    return number


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A revision whose rows are written: its number, its counts, and the revision it takes back (None: none)."""

    number: int
    counts: Counts
    note: str = ""
    sample: bool = False
    undoes: int | None = None


def record(connection: Connection, programme: str, revision: NewRevision, entry: audit_log.AuditEntry) -> None:
    """Write the revision itself and its entry in the audit log, last of all.

    Raises StaleProposal when another revision took its number after all.
    """
    counts = json.dumps(_nonzero(revision.counts))
    row = {"number": revision.number, "note": revision.note, "sample": revision.sample, "undoes": revision.undoes}
    try:
        connection.execute(
            insert(REVISIONS), {"programme": programme, "by": entry.by, "at": entry.at, "counts": counts, **row}
        )
    except IntegrityError:
        raise StaleProposal(latest=revision.number) from None
    content = content_seal(connection, programme, revision.number)
    audit_log.append(connection, programme, replace(entry, content=content))


def _nonzero(counts: Counts) -> Counts:
    return {part: {name: rows for name, rows in tables.items() if rows} for part, tables in counts.items()}


def _decided(connection: Connection, programme: str, decisions: Sequence[Decision]) -> dict[str, Any]:
    """The values in force of what is decided anew, each as it was recorded."""
    query = select(DECISIONS.c.key, DECISIONS.c.value).where(
        DECISIONS.c.programme == programme,
        DECISIONS.c.retired.is_(None),
        DECISIONS.c.key.in_([decision.key for decision in decisions]),
    )
    return dict(connection.execute(query).all()) if decisions else {}


def _after(proposal: Proposal, counts: Counts) -> str | None:
    rows = {part: tables for part, tables in _nonzero(counts).items() if tables}
    return _told({decision.key: decision.value for decision in proposal.decisions} or rows)


def _told(values: Mapping[str, Any]) -> str | None:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else None


def _keep(connection: Connection, programme: str, number: int, upload: Upload) -> int:
    values = {"name": upload.name, "sha256": upload.sha256, "stored_sha256": upload.stored_sha256}
    stored = {"programme": programme, "revision": number, **values, "content": upload.content}
    query = insert(UPLOADS).values(stored).returning(UPLOADS.c.id)
    return int(connection.execute(query).scalar_one())


def _apply_change(
    connection: Connection,
    programme: str,
    number: int,
    sample: bool,
    uploads: Sequence[int],
    change: RegisterChange,
    counts: Counts,
) -> None:
    table, name = FACTS[change.register_name], change.register_name
    keys = {row.key for row in change.rows} | change.retire
    retired = retire(connection, table, programme, keys, number)
    columns = (*OWN_COLUMNS, *storage_columns(name))
    parts = _stored(programme, number, sample, uploads, change)
    written = write_columns(connection, table, columns, parts)
    for part, rows in (("written", written), ("retired", retired)):
        counts[part][name] = counts[part].get(name, 0) + rows


def _stored(
    programme: str, number: int, sample: bool, uploads: Sequence[int], change: RegisterChange
) -> Iterator[ByColumn]:
    """The rows of a change as ``OWN_COLUMNS`` and its register have them, by their columns."""
    for rows in batches(change.rows):
        keys, digests, values, places, sheets, numbers, origins = zip(*rows, strict=True)
        files = [
            origin if origin is not None else uploads[place] if uploads else None
            for origin, place in zip(origins, places, strict=True)
        ]
        ids, revision, of_sample = ([each] * len(rows) for each in (programme, number, sample))
        yield [ids, keys, digests, revision, of_sample, files, sheets, numbers, *zip(*values, strict=True)]


def _decide(connection: Connection, programme: str, number: int, proposal: Proposal, counts: Counts) -> None:
    name = DECISIONS.name
    keys = [decision.key for decision in proposal.decisions]
    counts["retired"][name] = retire(connection, DECISIONS, programme, keys, number)
    connection.execute(insert(DECISIONS), [_decision(programme, number, proposal, made) for made in proposal.decisions])
    counts["written"][name] = len(keys)


def _decision(programme: str, number: int, proposal: Proposal, decision: Decision) -> dict[str, Any]:
    content = {"key": decision.key, "value": decision.value, "reason": decision.reason}
    made = {"by": proposal.by, "at": proposal.at, "sample": proposal.sample}
    return {"programme": programme, "revision": number, **content, **made}
