"""A backup is one SQLite file, of either kind of database, and goes back into either kind.

It is copied row by row within one snapshot, so that work goes on meanwhile, and only takes its name once what was
written has been read again and compared. A table of checksums inside it tells later damage.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select

from kpi.errors import Refusal
from kpi.facts.bulk import BATCH, write_rows
from kpi.facts.engine import database_name, open_engine, snapshot, writing
from kpi.facts.migrating import bring_up_to_date
from kpi.facts.tables import AUDIT, DECISIONS, FACTS, REVISIONS, ROLES, UPLOADS
from kpi.language import N_

Progress = Callable[[float], None]
"""Told now and then which part is done, from 0 to 1."""

TABLES: tuple[Table, ...] = (REVISIONS, UPLOADS, DECISIONS, *FACTS.values(), ROLES, AUDIT)
"""In an order in which what a row refers to is there before it."""

MANIFEST = "backup_manifest"


class FileExists(Refusal):
    """A backup is never written over something else."""

    template = N_("There is already a file {path}; give the backup another name.")


class UnwritableBackup(Refusal):
    """The place for the backup can't be written to."""

    template = N_("The backup {path} can't be written; check that the folder is there and that there is room.")


class DamagedBackup(Refusal):
    """The file isn't a backup, or it isn't as it was written."""

    template = N_("{path} is not a backup of this program, or it is damaged; nothing was restored.")


class NotEmpty(Refusal):
    """A backup only goes into an empty database."""

    template = N_("The database {database} already holds facts; restore into an empty one.")


class FailedCopy(Refusal):
    """What was written isn't what was read."""

    template = N_("The copy differs from the original in {table}; nothing was kept. Try again, and check the disk.")


def backup(url: str, path: Path, progress: Progress = lambda _: None) -> None:
    """Write a consistent, verified copy of the whole database to a new file, while it is in use.

    Raises FileExists, UnwritableBackup and FailedCopy.
    """
    if path.exists() and path.stat().st_size:
        raise FileExists(path=path)
    source = _ready(url)
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy_to_file(source, part, progress)
        os.replace(part, path)  # noqa: PTH105 - names the intent: at once, or not at all
    except OSError:
        raise UnwritableBackup(path=path) from None
    finally:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None
        source.dispose()


def restore(path: Path, url: str, progress: Progress = lambda _: None) -> None:
    """Put a backup back into an empty database, whole or not at all; a backup of an older version is migrated.

    Raises DamagedBackup, NotEmpty, NewerDatabase and FailedCopy.
    """
    _verify_file(path)
    target = _ready(url)
    with tempfile.TemporaryDirectory() as folder:
        source = _ready(f"sqlite:///{shutil.copy(path, Path(folder) / 'backup.db')}")
        with snapshot(source) as origin, writing(target) as connection:
            if connection.execute(select(func.count()).select_from(REVISIONS)).scalar_one():
                raise NotEmpty(database=database_name(target.url))
            _copy_all(origin, connection, progress)
            _number_on(connection)
        source.dispose()
    target.dispose()


def _ready(url: str) -> Engine:
    engine = open_engine(url)
    bring_up_to_date(engine)
    return engine


def _copy_to_file(source: Engine, file: Path, progress: Progress) -> None:
    if not file.parent.is_dir():
        raise FileNotFoundError(file.parent)
    target = _ready(f"sqlite:///{file}")
    with snapshot(source) as origin, writing(target) as connection:
        _copy_all(origin, connection, progress)
    target.dispose()
    with closing(sqlite3.connect(file)) as finished:
        finished.execute("PRAGMA journal_mode=DELETE")
        with finished:
            finished.execute(f"CREATE TABLE {MANIFEST} (name TEXT, rows INTEGER, sha256 TEXT)")
            finished.executemany(f"INSERT INTO {MANIFEST} VALUES (?, ?, ?)", _sums(finished))  # noqa: S608


def _copy_all(origin: Connection, target: Connection, progress: Progress) -> None:
    """Copy every table, then read what was written and compare it by counts and checksums."""
    total = sum(origin.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES) or 1
    done = 0
    for table in TABLES:
        before = hashlib.sha256()
        for rows in _rows(origin, table):
            before.update(repr(rows).encode())
            _put(target, table, rows)
            done += len(rows)
            progress(done / total)
        after = hashlib.sha256()
        for rows in _rows(target, table):
            after.update(repr(rows).encode())
        if before.digest() != after.digest():
            raise FailedCopy(table=table.name)


def _rows(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    """Batches of rows in the order of their key, from just after the last one: never a whole table in memory."""
    size = 1 if table is UPLOADS else BATCH
    if "id" not in table.c:
        keys = [column.name for column in table.primary_key]
        found = connection.execute(select(table)).all()
        yield [tuple(row) for row in sorted(found, key=lambda row: [row._mapping[key] for key in keys])]  # noqa: SLF001
        return
    last = -1
    while True:
        batch = select(table).where(table.c.id > last).order_by(table.c.id).limit(size)
        rows = [tuple(row) for row in connection.execute(batch)]
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _put(target: Connection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    names = list(table.c.keys())
    if table.name in FACTS:
        write_rows(target, table, names, rows)
    elif rows:
        target.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def _number_on(connection: Connection) -> None:
    """Let PostgreSQL's own numbering go on after the numbers that were brought in."""
    if connection.dialect.name != "postgresql":
        return
    for table in TABLES:
        last = connection.execute(select(func.max(table.c.id))).scalar_one() if "id" in table.c else None
        if last is not None:
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


def _verify_file(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            kept = file.execute(f"SELECT name, rows, sha256 FROM {MANIFEST}").fetchall()  # noqa: S608
            sound = kept == _sums(file)
    except sqlite3.Error:
        sound = False
    if not sound:
        raise DamagedBackup(path=path)


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
