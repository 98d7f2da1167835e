"""Which files the facts of a revision came from, with the checksums by which an auditor knows them again."""

from dataclasses import dataclass

from sqlalchemy import select, union

from kpi.facts.reader import Reader
from kpi.facts.tables import FACTS, UPLOADS


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was given (``sha256``) and as it is kept without personal data (``stored_sha256``)."""

    name: str
    revision: int
    sha256: str
    stored_sha256: str


def stored_file(reader: Reader, revision: int, name: str) -> bytes | None:
    """A file as it is kept, by the revision that it came in with; None when there is none of that name."""
    query = select(UPLOADS.c.content).where(
        UPLOADS.c.programme == reader.programme_id, UPLOADS.c.revision == revision, UPLOADS.c.name == name
    )
    found = reader.connection.execute(query.order_by(UPLOADS.c.id)).scalars().first()
    return None if found is None else bytes(found)


def source_files(reader: Reader) -> tuple[SourceFile, ...]:
    """The files that the facts of the reader's revision were read from, in the order of recording."""
    named = union(*(select(table.c.upload).where(reader.valid(table)) for table in FACTS.values())).subquery()
    query = (
        select(UPLOADS.c.name, UPLOADS.c.revision, UPLOADS.c.sha256, UPLOADS.c.stored_sha256)
        .where(UPLOADS.c.id.in_(select(named.c.upload)))
        .order_by(UPLOADS.c.id)
    )
    return tuple(SourceFile(*row) for row in reader.connection.execute(query))
