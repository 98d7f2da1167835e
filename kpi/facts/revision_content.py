"""The checksum of all that a revision holds, which its entry in the audit log seals.

It covers the revision itself, its files by their checksums, and each row and setting that it wrote or ended: of a row
its key, its place and its digest, which is held against the row's values apart from this. The database itself makes
one text of a part of the rows, so that the seal costs a commit less than a tenth.
"""

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Boolean, ColumnElement, Connection, Integer, String, Table, cast, func, literal, select

from kpi.facts.tables import DECISIONS, REVISIONS, UPLOADS, VERSIONED

PART = 20_000
"""So many numbers of rows are taken together, whatever a revision holds."""
OF_ROWS = ("key", "digest", "sheet", "row", "upload", "sample", "copy_of")
OF_SETTINGS = ("id", "key", "value", "reason", "by", "at", "sample", "copy_of")
OF_FILES = ("id", "name", "sha256", "stored_sha256")
BETWEEN, AFTER = "\x1f", "\x1e"


def content_seal(connection: Connection, programme: str, number: int) -> str:
    """Return the checksum of a revision as it stands in the database; of one that isn't there it is that of nothing."""
    sealed = hashlib.sha256()
    own = (REVISIONS.c.programme == programme, REVISIONS.c.number == number)
    revision = connection.execute(select(REVISIONS).where(*own)).first()
    files = select(*(UPLOADS.c[name] for name in OF_FILES)).order_by(UPLOADS.c.id)
    files = files.where(UPLOADS.c.programme == programme, UPLOADS.c.revision == number)
    settings = select(*(DECISIONS.c[name] for name in OF_SETTINGS)).order_by(DECISIONS.c.id)
    settings = settings.where(DECISIONS.c.programme == programme, DECISIONS.c.revision == number)
    for part in ([revision], connection.execute(files), connection.execute(settings)):
        sealed.update(repr([tuple(row) for row in part if row is not None]).encode("utf-8", "surrogatepass"))
    for table, column in _filled(json.loads(revision.counts) if revision else {}):
        for text in _rows(connection, table, (table.c.programme == programme, table.c[column] == number), column):
            sealed.update(text.encode("utf-8", "surrogatepass"))
    return sealed.hexdigest()


def _filled(counts: dict[str, dict[str, int]]) -> Iterator[tuple[Table, str]]:
    """The tables of which rows were written, and those of which rows were ended; by their counts, as most have none."""
    for table in VERSIONED:
        for part, column in (("written", "revision"), ("retired", "retired")):
            if counts.get(part, {}).get(table.name) and not (table is DECISIONS and part == "written"):
                yield table, column


def _rows(connection: Connection, table: Table, own: tuple[ColumnElement[bool], ...], column: str) -> Iterator[str]:
    """Rows of a revision as texts, in the order in which they were written: those of a number of ids at a time."""
    names = OF_ROWS if column == "revision" else ("key",)
    ends = (select(end(table.c.id)).where(*own).scalar_subquery() for end in (func.min, func.max))
    first, last = connection.execute(select(*ends)).one()
    shown = _as_text(connection, table, names).label("shown")
    for start in range(first, last + 1, PART) if first is not None else ():
        part = (*own, table.c.id >= start, table.c.id < start + PART)
        rows = select(table.c.id, shown).where(*part).order_by(table.c.id).subquery()
        together = select(func.sum(rows.c.id), func.aggregate_strings(rows.c.shown, AFTER))
        yield "".join(map(str, connection.execute(together).one()))


def _as_text(connection: Connection, table: Table, names: tuple[str, ...]) -> ColumnElement[str]:
    """A row as one text, made by the database itself, much faster and the same in either kind; a blank is nothing."""
    columns = (cast(table.c[n], Integer) if isinstance(table.c[n].type, Boolean) else table.c[n] for n in names)
    formatted = func.format if connection.dialect.name == "postgresql" else func.printf
    return formatted(literal(BETWEEN.join(["%s"] * len(names))), *columns, type_=String)
