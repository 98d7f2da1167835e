"""Bringing a database to the tables of this version, from an empty one or an older one, in one transaction."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from kpi.errors import Refusal
from kpi.facts.database.engine import NotOurDatabase, database_name, snapshot, writing
from kpi.facts.tables import METADATA
from kpi.language import N_

_LOCK = 7_236_401
"""Any number will do: whoever migrates a PostgreSQL database holds it."""


class NewerDatabase(Refusal):
    """The tables are those of a later version of this program."""

    template = N_("The database {database} was made by a newer version of this program; install that version.")


First = Callable[[str], None]
"""A function that is called before tables are migrated, with the migration at which they stand."""


def bring_up_to_date(engine: Engine, *, to: str = "head", first: First = lambda _: None) -> None:
    """Create the tables, or migrate them; nothing to do is the usual case. Raises NewerDatabase, NotOurDatabase.

    ``first`` is done before older tables are touched, while nobody else can write; what it raises keeps them as is.
    """
    wanted = latest_version() if to == "head" else to
    with snapshot(engine) as connection:
        standing = version(connection)
    if standing != wanted:
        with writing(engine) as connection:
            migrate(connection, wanted, first)


def migrate(connection: Connection, wanted: str, first: First = lambda _: None) -> None:
    """As ``bring_up_to_date``, as a part of what else is written in the same transaction."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    _check(connection)
    standing = version(connection)
    if standing == wanted:
        return
    if standing is not None:
        first(standing)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, wanted)


def latest_version() -> str:
    """The migration that this version of the program stands at."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def version(connection: Connection) -> str | None:
    """The migration that the database stands at; None when it has none of our tables."""
    return MigrationContext.configure(connection).get_current_revision()


def known(standing: str | None, engine: Engine) -> None:
    """Refuse what a later version of this program made. Raises NewerDatabase."""
    scripts = ScriptDirectory.from_config(_config())
    if standing is not None and standing not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerDatabase(database=database_name(engine.url))


def _check(connection: Connection) -> None:
    standing = version(connection)
    if standing is None and set(inspect(connection).get_table_names()) & set(METADATA.tables):
        raise NotOurDatabase(database=database_name(connection.engine.url))
    known(standing, connection.engine)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
