"""Connections to a database, SQLite or PostgreSQL: in one snapshot to read, one at a time to write."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from kpi.errors import Refusal
from kpi.facts.audit_log import APPENDED
from kpi.facts.database import log_beside
from kpi.facts.tables import REVISIONS
from kpi.language import N_

BUSY_SECONDS = 30
"""Seconds that a change waits for another one to end."""


class UnknownDatabaseAddress(Refusal):
    """The address of the database isn't one that can be used."""

    template = N_(
        "The address of the database isn't understood; write it as sqlite:///folder/file.db or "
        "postgresql://account@server/database."
    )


class NoPostgres(Refusal):
    """PostgreSQL was asked for, without its driver."""

    template = N_("For PostgreSQL the package psycopg is needed; install this program with its part “postgres”.")


class UnreachableDatabase(Refusal):
    """The database doesn't answer, or the file can't be read or written."""

    template = N_(
        "The database {database} can't be read or written; check that it is there, that there is room, and that this "
        "account may use it."
    )


class DatabaseFull(UnreachableDatabase):
    """There is no room for what was to be recorded."""

    template = N_("The disk of the database {database} is full; nothing was stored. Make room and try again.")


class ReadOnlyDatabase(UnreachableDatabase):
    """The file, or its folder, may only be read."""

    template = N_("The database {database} may only be read by this account; nothing was stored.")


class NoConnection(UnreachableDatabase):
    """A server that doesn't answer, or that broke the connection off."""

    template = N_(
        "There is no connection with the database {database}; what wasn't recorded yet is not stored. Check that the "
        "server runs and lets this account in."
    )


class NotOurDatabase(Refusal):
    """A file that is no database, a damaged one, or one with somebody else's tables."""

    template = N_("{database} is not a database of this program, or it is damaged; choose another one or a backup.")


class NoDatabase(Refusal):
    """A database was to be read that isn't there, or that has no tables yet."""

    template = N_(
        "There is no database of this program at {database}, or it is empty. “smarthub run” and “smarthub import” make "
        "one; “smarthub restore” puts a backup back."
    )


class BusyDatabase(Refusal):
    """Another change took too long."""

    template = N_("Another change is being recorded; nothing was stored. Try again in a moment.")


def open_engine(url: str, *, make: bool = True) -> Engine:
    """An engine for ``sqlite:///…`` or ``postgresql://…``; nothing is touched before it is first connected.

    Then the folder and the file of an SQLite database are made, for this account's eyes only, and what SQLite and
    backups put beside it follow it; without ``make`` a file that isn't there, or holds nothing, is NoDatabase.
    Raises UnknownDatabaseAddress and NoPostgres; connected also UnreachableDatabase. None of them tells the password.
    """
    address = read_address(url)
    return _sqlite(address, make) if address.get_backend_name() == "sqlite" else _postgres(address)


def read_address(url: str) -> URL:
    """Return the address as it is used from here on. Raises UnknownDatabaseAddress."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise UnknownDatabaseAddress from None
    if address.drivername == "postgres":
        address = address.set(drivername="postgresql")
    memory = address.database in {None, "", ":memory:"}
    if address.drivername == "sqlite" and not memory:
        return address
    if address.drivername in {"postgresql", "postgresql+psycopg"}:
        return address.set(drivername="postgresql+psycopg")
    raise UnknownDatabaseAddress


def database_name(address: URL) -> str:
    """Return the name of a database for a sentence: file, or server and name; never with account or password.

    >>> database_name(make_url("postgresql://me:secret@example.org:5433/sha?password=secret"))
    'example.org:5433/sha'
    """
    if address.get_backend_name() == "sqlite":
        return str(address.database)
    port = f":{address.port}" if address.port else ""
    return f"{address.host or 'localhost'}{port}/{address.database or ''}"


def _sqlite(address: URL, make: bool) -> Engine:
    engine = create_engine(address, creator=partial(_connect, address, make))
    event.listen(engine, "connect", partial(_prepare_sqlite, database_name(address)))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _connect(address: URL, make: bool) -> sqlite3.Connection:
    """Connect to a file that is there; the driver would make any."""
    file = Path(str(address.database))
    try:
        if make and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
        there = make or (file.exists() and file.stat().st_size > 0)
    except OSError:
        raise UnreachableDatabase(database=database_name(address)) from None
    if not there:
        raise NoDatabase(database=database_name(address))
    return sqlite3.connect(file, check_same_thread=False, timeout=BUSY_SECONDS)


def _prepare_sqlite(name: str, connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    """Transactions are begun by us: the driver would begin none before a SELECT, so that no snapshot would hold."""
    connection.isolation_level = None
    try:
        for setting in ("foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}", "journal_mode=WAL"):
            connection.execute(f"PRAGMA {setting}")
    except UnicodeDecodeError:
        raise NotOurDatabase(database=name) from None


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


def _postgres(address: URL) -> Engine:
    if "connect_timeout" not in address.query:
        address = address.update_query_dict({"connect_timeout": "10"})
    try:
        return create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise NoPostgres from None


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection on which everything that is read belongs to one moment, whatever is written meanwhile."""
    with _answering(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that is alone in writing; committed at the end, rolled back on any exception."""
    with _answering(engine), engine.connect().execution_options(writes=True) as connection:
        connection.info.pop(APPENDED, None)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
                if engine.dialect.has_table(connection, REVISIONS.name):
                    connection.exec_driver_sql(f"LOCK TABLE {REVISIONS.name} IN SHARE ROW EXCLUSIVE MODE")
            yield connection
        if APPENDED in connection.info:
            log_beside.remember(engine.url, *connection.info[APPENDED])


@contextmanager
def unwaiting(engine: Engine) -> Iterator[Connection]:
    """As ``writing``, for what need not be written: it waits for nobody, and holds nobody up who records a change.

    A fault of the database isn't turned into a refusal: whoever asks goes on without.
    """
    with engine.connect().execution_options(writes=True) as connection:
        driver: Any = connection.connection.dbapi_connection
        sqlite = engine.dialect.name == "sqlite"
        try:
            if sqlite:
                driver.execute("PRAGMA busy_timeout=0")
            with connection.begin():
                if not sqlite:
                    connection.exec_driver_sql("SET LOCAL lock_timeout = '1s'")
                yield connection
        finally:
            if sqlite:
                driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def compact(engine: Engine, table: str = "") -> None:
    """Wipe deleted contents from the database's own files; a fault of the disk is refused as any other.

    SQLite overwrites it as it is told to (``secure_delete``), but for its journal; PostgreSQL writes its tables anew,
    or that ``table`` alone.
    """
    if engine.dialect.name == "sqlite":
        with _answering(engine), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with _answering(engine), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connected:
        connected.exec_driver_sql(f"VACUUM FULL {table}")


@contextmanager
def _answering(engine: Engine) -> Iterator[None]:
    """Turn a fault of the database into a refusal; a fault of a statement stays one.

    ``COPY`` is asked of the driver itself, so that its own errors come by as well.
    """
    try:
        yield
    except DBAPIError as error:
        _refuse(error, error.orig, engine.url)
    except engine.dialect.loaded_dbapi.Error as error:
        _refuse(error, error, engine.url)


_SQLITE_REFUSALS: dict[str, type[Refusal]] = {
    "SQLITE_BUSY": BusyDatabase,
    "SQLITE_LOCKED": BusyDatabase,
    "SQLITE_CANTOPEN": UnreachableDatabase,
    "SQLITE_FULL": DatabaseFull,
    "SQLITE_IOERR": UnreachableDatabase,
    "SQLITE_PERM": ReadOnlyDatabase,
    "SQLITE_READONLY": ReadOnlyDatabase,
    "SQLITE_CORRUPT": NotOurDatabase,
    "SQLITE_NOTADB": NotOurDatabase,
}


_POSTGRES_REFUSALS: dict[str, type[Refusal]] = {"55P03": BusyDatabase, "53100": DatabaseFull, "25006": ReadOnlyDatabase}


def _state_of(cause: BaseException | None) -> str:
    return str(getattr(cause, "sqlstate", None) or "")


def _refuse(error: Exception, cause: BaseException | None, address: URL) -> NoReturn:
    name = str(getattr(cause, "sqlite_errorname", ""))
    refusal = _SQLITE_REFUSALS.get("_".join(name.split("_")[:2]))
    if address.get_backend_name() == "postgresql" and (refusal := _POSTGRES_REFUSALS.get(_state_of(cause))) is None:
        refusal = NoConnection if _is_operational(cause) else None
    if refusal is None:
        raise error
    raise refusal(database=database_name(address)) from None


def _is_operational(cause: BaseException | None) -> bool:
    """By name, so that PostgreSQL's driver need not be there: refused, lost, out of room or shut down."""
    return any(kind.__name__ == "OperationalError" for kind in type(cause).__mro__)
