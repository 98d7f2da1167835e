"""A backup is one SQLite file, of either kind of database, and goes back into either kind.

It is copied row by row within one snapshot, so that work goes on meanwhile, and only takes its name once what was
written has been read again and compared. A table of checksums inside it tells later damage. The tables are those of
the SQLite file that takes part, whatever version made it, so that no table can be forgotten and a database is copied
as it is, before it is migrated.
"""

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    event,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
)

from kpi.errors import FullDisk, Refusal, UnwritableFile, unwritable
from kpi.facts.database import log_beside
from kpi.facts.database.bulk import BATCH, write_rows
from kpi.facts.database.engine import (
    DatabaseFull,
    NotOurDatabase,
    UnreachableDatabase,
    database_name,
    open_engine,
    snapshot,
    writing,
)
from kpi.facts.database.migrating import bring_up_to_date, latest_version, migrate, version
from kpi.facts.tables import ADDRESSES, AMOUNTS, SESSIONS, Moment
from kpi.files import Unwritten, beside
from kpi.language import N_

MANIFEST = "backup_manifest"
"""The table of checksums that a backup has beside the others."""

NOT_COPIED = frozenset({MANIFEST, "alembic_version", SESSIONS.name, ADDRESSES.name, AMOUNTS.name})
"""The tables that no copy takes along: ``sessions``, ``address_book`` and ``kept_amounts`` of ``kpi.facts`` say why."""


class FileExists(Refusal):
    """A backup is never written over something else."""

    template = N_("There is already a file {path}; give the backup another name.")


class DamagedBackup(Refusal):
    """The file isn't a backup, or it isn't as it was written."""

    template = N_("{path} is not a backup of this program, or it is damaged; nothing was restored.")


class FailedCopy(Refusal):
    """A copy came out different from its original."""

    template = N_("The copy differs from the original in {table}; nothing was kept. Try again, and check the disk.")


class NotEmpty(Refusal):
    """A backup only goes into an empty database."""

    template = N_("The database {database} isn't empty; restore into an empty one.")


def backup(url: str, path: Path) -> None:
    """Write a consistent, verified copy of the whole database to a new file, while it is in use.

    Raises FileExists, UnwritableFile, FailedCopy and NotOurDatabase.
    """
    source = open_engine(url, make=False)
    try:
        write_backup(source, path)
    finally:
        source.dispose()


def write_backup(source: Engine, path: Path) -> None:
    """As ``backup``; the database may be one of an older version, and so will its backup be."""
    if path.exists() and path.stat().st_size:
        raise FileExists(path=path)
    try:
        with beside(path) as part:
            _copy_to_file(source, part)
    except Unwritten as error:
        raise unwritable(error) from None
    except (UnreachableDatabase, sqlite3.OperationalError) as error:
        full = isinstance(error, DatabaseFull) or getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
        if isinstance(error, UnreachableDatabase) and error.values["database"] == database_name(source.url):
            raise
        raise (FullDisk if full else UnwritableFile)(path=path) from None


def restore(path: Path, url: str, then: Callable[[Connection], None] = lambda _: None) -> None:
    """Put a backup back into an empty database, whole or not at all; a backup of an older version is migrated.

    ``then`` is done as a part of it. A database that wasn't there isn't there after a refusal either. Raises
    DamagedBackup, NotEmpty, NewerDatabase and FailedCopy.
    """
    verify(path)
    target = open_engine(url)
    with _left_as_found(target), tempfile.TemporaryDirectory() as folder:
        source = open_engine(f"sqlite:///{shutil.copy(path, Path(folder) / 'backup.db')}")
        bring_up_to_date(source)
        with snapshot(source) as origin, writing(target) as connection:
            if _holds_anything(connection):
                raise NotEmpty(database=database_name(target.url))
            migrate(connection, latest_version())
            copy_all(tables_in(origin), origin, connection)
            then(connection)
        source.dispose()


@contextmanager
def _left_as_found(target: Engine) -> Iterator[None]:
    """Take the file of a new database away when nothing came into it; else what stood beside an earlier one."""
    file, end = Path(str(target.url.database)), log_beside.place(target.url)
    new = end is not None and not file.exists()
    try:
        yield
    except BaseException:
        target.dispose()
        for left in ("", "-wal", "-shm") if new else ():
            file.with_name(f"{file.name}{left}").unlink(missing_ok=True)
        raise
    if end is not None:
        end.unlink(missing_ok=True)
    target.dispose()


def _holds_anything(connection: Connection) -> bool:
    tables = tables_in(connection)
    filled = [exists(select(literal(1)).select_from(table)) for table in tables]
    return bool(tables) and bool(connection.execute(select(or_(*filled))).scalar_one())


def verify(path: Path) -> None:
    """Read a backup to its end and hold it against its checksums. Raises DamagedBackup."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            kept = file.execute(f"SELECT name, rows, sha256 FROM {MANIFEST}").fetchall()  # noqa: S608
            sound = kept == _sums(file)
    except sqlite3.Error:
        sound = False
    if not sound:
        raise DamagedBackup(path=path)


def _copy_to_file(source: Engine, file: Path) -> None:
    target = open_engine(f"sqlite:///{file}")
    with snapshot(source) as origin:
        stands_at = version(origin)
        if stands_at is None:
            raise NotOurDatabase(database=database_name(source.url))
        bring_up_to_date(target, to=stands_at)
        with writing(target) as connection:
            copy_all(tables_in(connection), origin, connection)
    target.dispose()
    with closing(sqlite3.connect(file)) as finished:
        finished.execute("PRAGMA journal_mode=DELETE")
        with finished:
            finished.execute(f"CREATE TABLE {MANIFEST} (name TEXT, rows INTEGER, sha256 TEXT)")
            finished.executemany(f"INSERT INTO {MANIFEST} VALUES (?, ?, ?)", _sums(finished))  # noqa: S608


def _sums(file: sqlite3.Connection) -> list[tuple[str, int, str]]:
    """Count and checksum of each table as it lies in the file, whatever version made it."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> ? ORDER BY name"
    sums = []
    for (name,) in file.execute(query, (MANIFEST,)).fetchall():
        digest, rows = hashlib.sha256(), 0
        for row in file.execute(f'SELECT * FROM "{name}" ORDER BY rowid'):  # noqa: S608 - a name out of the file
            digest.update(repr(row).encode())
            rows += 1
        sums.append((name, rows, digest.hexdigest()))
    return sums


def tables_in(file: Connection) -> tuple[Table, ...]:
    """The tables of an SQLite file, each after those that its rows refer to."""
    metadata = MetaData()
    event.listen(metadata, "column_reflect", _in_our_types)
    metadata.reflect(file, only=lambda name, _: name not in NOT_COPIED)
    return tuple(metadata.sorted_tables)


def _in_our_types(_inspector: object, _table: object, column: Any) -> None:  # noqa: ANN401 - sqlalchemy's own dict
    kind = column["type"].as_generic()
    column["type"] = Moment() if isinstance(kind, DateTime) else kind


def copy_all(tables: tuple[Table, ...], origin: Connection, target: Connection) -> None:
    """Copy every table, then read what was written and compare it by checksums. Raises FailedCopy."""
    for table in tables:
        before = hashlib.sha256()
        for rows in _rows(origin, table):
            before.update(_bytes(rows))
            _put(target, table, rows)
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
