"""The rows of a register as they stand in a revision, in the few forms that an import compares with."""

from collections.abc import Sequence

from sqlalchemy import select

from kpi.facts.decisions.history import SUBMITTED, undone_revisions
from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader, has_sample
from kpi.facts.tables import DECISIONS, FACTS, REVISIONS, UPLOADS

BATCH = 500
"""Keys in one query."""


def digests(reader: Reader, register_name: str) -> dict[str, str]:
    """Key → digest of every row, so that an import knows what is new, changed and unchanged without reading values."""
    table = FACTS[register_name]
    query = select(table.c.key, table.c.digest).where(reader.valid(table))
    return dict(reader.connection.execute(query).all())


def names(reader: Reader, register_name: str, field: str) -> dict[str, str]:
    """Normalised name → the name as it was last written, of a field that is stored with its key form."""
    table = FACTS[register_name]
    key, written = table.c[f"{field}_key"], table.c[field]
    query = select(key, written).where(reader.valid(table), key.is_not(None)).order_by(table.c.id)
    return dict(reader.connection.execute(query).all())


def values(reader: Reader, register_name: str, keys: Sequence[str]) -> dict[str, tuple[Stored, ...]]:
    """Key → the stored values (as ``storage_columns``) of the rows with those keys."""
    table = FACTS[register_name]
    columns = [table.c[name] for name in storage_columns(register_name)]
    found: dict[str, tuple[Stored, ...]] = {}
    for start in range(0, len(keys), BATCH):
        query = select(table.c.key, *columns).where(reader.valid(table), table.c.key.in_(keys[start : start + BATCH]))
        found.update((row[0], tuple(row[1:])) for row in reader.connection.execute(query))
    return found


def imported_as(reader: Reader, sha256: str) -> int | None:
    """The latest revision that this very file was imported as; not counting what was undone or taken out.

    The files of a submitted report are kept like uploads, but nobody imported them.
    """
    submitted = select(DECISIONS.c.revision).where(
        DECISIONS.c.programme == reader.programme_id, DECISIONS.c.key.startswith(SUBMITTED, autoescape=True)
    )
    query = (
        select(UPLOADS.c.revision, REVISIONS.c.sample)
        .join(REVISIONS, (REVISIONS.c.programme == UPLOADS.c.programme) & (REVISIONS.c.number == UPLOADS.c.revision))
        .where(UPLOADS.c.programme == reader.programme_id, UPLOADS.c.sha256 == sha256)
        .where(UPLOADS.c.revision.not_in(submitted))
    )
    found = reader.connection.execute(query).all()
    undone = undone_revisions(reader.connection, reader.programme_id) if found else frozenset()
    holding = bool(found) and has_sample(reader)
    return max((number for number, sample in found if number not in undone and (holding or not sample)), default=None)
