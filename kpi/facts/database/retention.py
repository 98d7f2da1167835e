"""Clearing the content of files brought in, and removing a programme's facts, once their term is over.

The audit log stays, also of what was removed: ``kpi.facts.audit_log`` lets nobody take an entry out.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from kpi.facts.audit_log import EVERY_FACT, AuditEntry, append
from kpi.facts.tables import AUDIT, FACTS, LOG_END, METADATA, REVISIONS, ROLES, SESSIONS, UPLOADS

CLEARED = "content of a file: "
"""The subject of a cleared file in the audit log, before its number."""
NOT_FACTS = (AUDIT, LOG_END, ROLES, SESSIONS)


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
    return tuple(
        KeptFile(*row[:-1])
        for row in connection.execute(query)
        if any(not FACTS.keys().isdisjoint(rows) for rows in json.loads(row.counts).values())
    )


def clear_files(connection: Connection, programme: str, files: tuple[KeptFile, ...], *, by: str, at: datetime) -> None:
    """Take the content of files away for good, each with its entry in the audit log; their rows stay as they are."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    for file in files:
        connection.execute(update(UPLOADS).where(UPLOADS.c.id == file.id).values(content=b"", cleared=at))
        about = f"{CLEARED}{file.id}, {file.name}, revision {file.revision}"
        append(connection, programme, AuditEntry(at, by, "maintain", about, file.sha256, None))


def last_recorded(connection: Connection, programme: str) -> datetime | None:
    """The moment at which the latest revision was recorded, in UTC; None when there is none."""
    query = select(REVISIONS.c.at).where(REVISIONS.c.programme == programme).order_by(REVISIONS.c.number.desc())
    return connection.execute(query.limit(1)).scalar_one_or_none()


def remove_facts(connection: Connection, programme: str, *, by: str, at: datetime) -> int:
    """Remove every fact ever recorded, but no role and no entry of the audit log; return how many revisions."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    query = select(func.count()).select_from(REVISIONS).where(REVISIONS.c.programme == programme)
    revisions = int(connection.execute(query).scalar_one())
    for table in reversed(METADATA.sorted_tables):
        if table not in NOT_FACTS:
            connection.execute(delete(table).where(table.c.programme == programme))
    append(connection, programme, AuditEntry(at, by, "maintain", EVERY_FACT, f"{revisions} revisions", "0 revisions"))
    return revisions
