"""Copying every table from one database into another, row by row, and reading the copy again.

The tables are those of the SQLite file that takes part (a backup is always one), whatever version made it, so that no
table can be forgotten and a database is copied as it is, before it is migrated.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, DateTime, LargeBinary, MetaData, String, Table, event, func, insert, select

from kpi.errors import Refusal
from kpi.facts.database.bulk import BATCH, write_rows
from kpi.facts.tables import Moment
from kpi.language import N_

Progress = Callable[[float], None]
"""Told now and then which part is done, from 0 to 1."""

MANIFEST = "backup_manifest"
"""The table of checksums that a backup has beside the others."""

NOT_COPIED = frozenset({MANIFEST, "alembic_version"})


class FailedCopy(Refusal):
    """A copy came out different from its original."""

    template = N_("The copy differs from the original in {table}; nothing was kept. Try again, and check the disk.")


def tables_in(file: Connection) -> tuple[Table, ...]:
    """The tables of an SQLite file, each after those that its rows refer to."""
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _in_our_types)
    metadata.reflect(file, only=lambda name, _: name not in NOT_COPIED)
    return tuple(metadata.sorted_tables)


def _in_our_types(_inspector: object, _table: object, column: Any) -> None:  # noqa: ANN401 - sqlalchemy's own dict
    kind = column["type"].as_generic()
    column["type"] = Moment() if isinstance(kind, DateTime) else kind


def copy_all(tables: tuple[Table, ...], origin: Connection, target: Connection, progress: Progress) -> None:
    """Copy every table, then read what was written and compare it by checksums. Raises FailedCopy."""
    total = sum(origin.execute(select(func.count()).select_from(table)).scalar_one() for table in tables) or 1
    done = 0
    for table in tables:
        before = hashlib.sha256()
        for rows in _rows(origin, table):
            before.update(_bytes(rows))
            _put(target, table, rows)
            done += len(rows)
            progress(done / total)
        after = hashlib.sha256()
        for rows in _rows(target, table):
            after.update(_bytes(rows))
        if before.digest() != after.digest():
            raise FailedCopy(table=table.name)
    _number_on(tables, target)


def _bytes(rows: list[tuple[Any, ...]]) -> bytes:
    return b"".join(repr(row).encode() for row in rows)


def _rows(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """Batches of rows in the order of their key, the same in either kind: never a whole table in memory."""
    size = 1 if any(isinstance(column.type, LargeBinary) for column in table.c) else BATCH
    query = select(table).order_by(*(_ordered(connection, column) for column in table.primary_key))
    for part in connection.execute(query, execution_options={"yield_per": size}).partitions():
        yield [tuple(row) for row in part]


def _ordered(connection: Connection, column: Column[Any]) -> Any:  # noqa: ANN401 - a column, or its collation
    """PostgreSQL orders texts by language; SQLite by their bytes."""
    by_bytes = connection.dialect.name == "postgresql" and isinstance(column.type, String)
    return column.collate("C") if by_bytes else column


def _put(target: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    names = list(table.c.keys())
    if any(isinstance(column.type, Moment | LargeBinary) for column in table.c):
        target.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
    else:
        write_rows(target, table, names, rows)


def _number_on(tables: tuple[Table, ...], connection: Connection) -> None:
    """Let PostgreSQL's own numbering go on after the numbers that were brought in."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        last = connection.execute(select(func.max(table.c.id))).scalar_one() if "id" in table.c else None
        if last is not None:
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))
