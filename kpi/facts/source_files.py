"""The files that the facts of a revision came from, with the checksums by which an auditor knows them again."""

from sqlalchemy import select, union

from kpi.facts.decisions.decision_kinds import SubmittedAccount
from kpi.facts.decisions.history import undone_revisions
from kpi.facts.proposal import SourceFile
from kpi.facts.reader import Reader, has_sample
from kpi.facts.tables import DECISIONS, FACTS, REVISIONS, UPLOADS


def stored_file(reader: Reader, revision: int, name: str, sha256: str | None = None) -> bytes | None:
    """A file as it is kept, by the revision that it came in with; None when there is none of that name (and sum)."""
    query = select(UPLOADS.c.content).where(
        UPLOADS.c.programme == reader.programme_id, UPLOADS.c.revision == revision, UPLOADS.c.name == name
    )
    if sha256 is not None:
        query = query.where(UPLOADS.c.stored_sha256 == sha256)
    content = reader.connection.execute(query.order_by(UPLOADS.c.id)).scalars().first()
    return None if content is None else bytes(content)


def source_files(reader: Reader) -> tuple[SourceFile, ...]:
    """The files that the facts of the reader's revision were read from, in the order of recording."""
    named = union(*(select(table.c.upload).where(reader.valid(table)) for table in FACTS.values())).subquery()
    query = (
        select(UPLOADS.c.name, UPLOADS.c.revision, UPLOADS.c.sha256, UPLOADS.c.stored_sha256)
        .where(UPLOADS.c.id.in_(select(named.c.upload)))
        .order_by(UPLOADS.c.id)
    )
    return tuple(SourceFile(*row) for row in reader.connection.execute(query))


def imported_as(reader: Reader, sha256: str) -> int | None:
    """The latest revision that this very file was imported as; not counting what was undone or taken out.

    The files of a submitted report are kept like uploads, but nobody imported them.
    """
    submitted = select(DECISIONS.c.revision).where(
        DECISIONS.c.programme == reader.programme_id,
        DECISIONS.c.key.startswith(SubmittedAccount.prefix, autoescape=True),
    )
    query = (
        select(UPLOADS.c.revision, REVISIONS.c.sample)
        .join(REVISIONS, (REVISIONS.c.programme == UPLOADS.c.programme) & (REVISIONS.c.number == UPLOADS.c.revision))
        .where(UPLOADS.c.programme == reader.programme_id, UPLOADS.c.sha256 == sha256)
        .where(UPLOADS.c.revision.not_in(submitted))
    )
    imports = reader.connection.execute(query).all()
    undone = undone_revisions(reader.connection, reader.programme_id) if imports else frozenset()
    samples_hold = bool(imports) and has_sample(reader)
    standing = (number for number, sample in imports if number not in undone and (samples_hold or not sample))
    return max(standing, default=None)
