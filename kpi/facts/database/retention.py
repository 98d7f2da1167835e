"""Clearing the content of files brought in, and removing a programme's facts, once their term is over.

The audit log stays, also of what was removed: ``kpi.facts.audit_log`` lets nobody take an entry out.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, or_, select, update

from kpi.facts.audit_log import ERASED, EVERY_FACT, AuditEntry, append
from kpi.facts.tables import AUDIT, FACTS, LOG_END, METADATA, REDACTIONS, REVISIONS, ROLES, SESSIONS, UPLOADS

CLEARED = "content of a file: "
"""The subject of a cleared file in the audit log, before its number."""
WIPED = "wiped from the disk"
"""The subject of the entry that follows what was taken away, once nothing of it is left on the disk either."""
NOT_FACTS = (AUDIT, LOG_END, REDACTIONS, ROLES, SESSIONS)


@dataclass(frozen=True, slots=True)
class Recorded:
    """The amount that was recorded of a programme: revisions, when the first and the last, rows and files."""

    revisions: int
    first: datetime | None
    last: datetime | None
    rows: int
    files: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file brought in whose content is still there; ``size`` in bytes, ``at`` when it was recorded (UTC)."""

    id: int
    name: str
    revision: int
    at: datetime
    size: int
    sha256: str


def kept_files(connection: Connection, programme: str, *, before: datetime) -> tuple[KeptFile, ...]:
    """The files brought in before then whose content is still there, oldest first.

    Files that came with settings alone aren't among them: a submitted report is kept in that way.
    """
    size = func.length(UPLOADS.c.content)
    query = (
        select(UPLOADS.c.id, UPLOADS.c.name, UPLOADS.c.revision, REVISIONS.c.at, size, UPLOADS.c.stored_sha256)
        .join(REVISIONS, (REVISIONS.c.programme == UPLOADS.c.programme) & (REVISIONS.c.number == UPLOADS.c.revision))
        .add_columns(REVISIONS.c.counts)
        .where(UPLOADS.c.programme == programme, UPLOADS.c.cleared.is_(None), REVISIONS.c.at < before)
        .order_by(UPLOADS.c.id)
    )
    return tuple(KeptFile(*row[:-1]) for row in connection.execute(query) if _has_facts(row.counts))


def reports_kept(connection: Connection, programme: str) -> frozenset[int]:
    """Return the revisions whose files came with settings alone: submitted reports."""
    query = select(REVISIONS.c.number, REVISIONS.c.counts).where(REVISIONS.c.programme == programme)
    return frozenset(number for number, counts in connection.execute(query) if not _has_facts(counts))


def _has_facts(counts: str) -> bool:
    return any(not FACTS.keys().isdisjoint(rows) for rows in json.loads(counts).values())


def clear_files(connection: Connection, programme: str, files: tuple[KeptFile, ...], *, by: str, at: datetime) -> None:
    """Take the content of files away for good, each with its entry in the audit log; their rows stay as they are."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    for file in files:
        connection.execute(update(UPLOADS).where(UPLOADS.c.id == file.id).values(content=b"", cleared=at))
        about = f"{CLEARED}{file.id}, {file.name}, revision {file.revision}"
        append(connection, programme, AuditEntry(at, by, "maintain", about, file.sha256, None))


def recorded(connection: Connection, programme: str) -> Recorded:
    """Return how much was recorded, the rows of every revision counted; the last is that of the latest revision."""
    query = select(REVISIONS.c.at).where(REVISIONS.c.programme == programme).order_by(REVISIONS.c.number)
    moments = connection.execute(query).scalars().all()
    rows = sum(_count(connection, table, programme) for table in FACTS.values())
    first, last = (moments[0], moments[-1]) if moments else (None, None)
    return Recorded(len(moments), first, last, rows, _count(connection, UPLOADS, programme))


def _count(connection: Connection, table: Table, programme: str) -> int:
    return int(
        connection.execute(select(func.count()).select_from(table).where(table.c.programme == programme)).scalar_one()
    )


def wiping_due(connection: Connection, programme: str) -> bool:
    """Return true when something was taken away that may still stand on the disk: no room, or a power cut."""
    own = (AUDIT.c.programme == programme, AUDIT.c.refused.is_(False))
    taken = or_(AUDIT.c.about == EVERY_FACT, AUDIT.c.about.startswith(CLEARED), AUDIT.c.about.startswith(ERASED))
    query = select(func.max(AUDIT.c.number))
    last = connection.execute(query.where(*own, taken)).scalar_one()
    wiped = connection.execute(query.where(*own, AUDIT.c.about == WIPED)).scalar_one()
    return last is not None and last > (wiped or 0)


def remove_facts(connection: Connection, programme: str, *, by: str, at: datetime) -> int:
    """Remove every fact ever recorded, but no role and no entry of the audit log; return how many revisions."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    revisions = _count(connection, REVISIONS, programme)
    for table in reversed(METADATA.sorted_tables):
        if table not in NOT_FACTS:
            connection.execute(delete(table).where(table.c.programme == programme))
    append(connection, programme, AuditEntry(at, by, "maintain", EVERY_FACT, f"{revisions} revisions", "0 revisions"))
    return revisions
