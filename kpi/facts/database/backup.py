"""A backup is one SQLite file, of either kind of database, and goes back into either kind.

It is copied row by row within one snapshot, so that work goes on meanwhile, and only takes its name once what was
written has been read again and compared. A table of checksums inside it tells later damage.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, exists, literal, or_, select

from kpi.errors import Refusal
from kpi.facts.database.copying import MANIFEST, Progress, copy_all, tables_in
from kpi.facts.database.engine import NotOurDatabase, database_name, open_engine, snapshot, writing
from kpi.facts.database.migrating import bring_up_to_date, version
from kpi.language import N_


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

    template = N_("The database {database} isn't empty; restore into an empty one.")


def backup(url: str, path: Path, progress: Progress = lambda _: None) -> None:
    """Write a consistent, verified copy of the whole database to a new file, while it is in use.

    Raises FileExists, UnwritableBackup, FailedCopy and NotOurDatabase.
    """
    source = open_engine(url)
    try:
        write_backup(source, path, progress)
    finally:
        source.dispose()


def write_backup(source: Engine, path: Path, progress: Progress = lambda _: None) -> None:
    """As ``backup``; the database may be one of an older version, and so will its backup be."""
    if path.exists() and path.stat().st_size:
        raise FileExists(path=path)
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        _copy_to_file(source, part, progress)
        os.replace(part, path)  # noqa: PTH105 - names the intent: at once, or not at all
    except OSError:
        raise UnwritableBackup(path=path) from None
    finally:
        part.unlink(missing_ok=True) if part.parent.is_dir() else None


def restore(path: Path, url: str, progress: Progress = lambda _: None) -> None:
    """Put a backup back into an empty database, whole or not at all; a backup of an older version is migrated.

    Raises DamagedBackup, NotEmpty, NewerDatabase and FailedCopy.
    """
    verify(path)
    target = open_engine(url)
    bring_up_to_date(target)
    with tempfile.TemporaryDirectory() as folder:
        source = open_engine(f"sqlite:///{shutil.copy(path, Path(folder) / 'backup.db')}")
        bring_up_to_date(source)
        with snapshot(source) as origin, writing(target) as connection:
            tables = tables_in(origin)
            filled = [exists(select(literal(1)).select_from(table)) for table in tables]
            if connection.execute(select(or_(*filled))).scalar_one():
                raise NotEmpty(database=database_name(target.url))
            copy_all(tables, origin, connection, progress)
        source.dispose()
    target.dispose()


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


def _copy_to_file(source: Engine, file: Path, progress: Progress) -> None:
    if not file.parent.is_dir():
        raise FileNotFoundError(file.parent)
    target = open_engine(f"sqlite:///{file}")
    with snapshot(source) as origin:
        stands_at = version(origin)
        if stands_at is None:
            raise NotOurDatabase(database=database_name(source.url))
        bring_up_to_date(target, to=stands_at)
        with writing(target) as connection:
            copy_all(tables_in(connection), origin, connection, progress)
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
