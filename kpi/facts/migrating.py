"""Bringing a database to the tables of this version, from an empty one or an older one, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from kpi.errors import Refusal
from kpi.facts.engine import NotOurDatabase, database_name, snapshot, writing
from kpi.facts.tables import METADATA
from kpi.language import N_

_LOCK = 7_236_401
"""Any number will do: whoever migrates a PostgreSQL database holds it."""


class NewerDatabase(Refusal):
    """The tables are those of a later version of this program."""

    template = N_("The database {database} was made by a newer version of this program; install that version.")


def bring_up_to_date(engine: Engine) -> None:
    """Create the tables, or migrate them; nothing to do is the usual case. Raises NewerDatabase, NotOurDatabase."""
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    with snapshot(engine) as connection:
        found = _version(connection)
    if found == scripts.get_current_head():
        return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        _migrate(connection, config, scripts)


def _migrate(connection: Connection, config: Config, scripts: ScriptDirectory) -> None:
    found = _version(connection)
    database = database_name(connection.engine.url)
    if found is None and set(inspect(connection).get_table_names()) & set(METADATA.tables):
        raise NotOurDatabase(database=database)
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerDatabase(database=database)
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def _version(connection: Connection) -> str | None:
    """The migration that the database stands at; None when it has none of our tables."""
    return MigrationContext.configure(connection).get_current_revision()
