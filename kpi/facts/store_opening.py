"""Opening the store: an older version is migrated first, once a backup is written, while nobody else writes."""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from kpi.errors import Refusal
from kpi.facts.database.backup import write_backup
from kpi.facts.database.engine import NoDatabase, database_name, open_engine, snapshot
from kpi.facts.database.migrating import bring_up_to_date, known, latest_version, version
from kpi.facts.decisions.decisions_made import stored_decisions
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.language import N_
from kpi.programme.loading import in_force
from kpi.programme.plan import PREFIX, Programme
from kpi.settings import settings


class NoPlaceForBackup(Refusal):
    """A PostgreSQL database is to be migrated, and no folder is named for the backup that comes first."""

    template = N_(
        "The database {database} must be brought to this version, and a backup is made first: name a folder for it in "
        "SMARTHUB_BACKUPS."
    )


def open_store(url: str, programme: Programme, *, make: bool = True) -> Store:
    """The facts of a programme (as its file has it) in the database at ``url``, which is created or migrated first.

    Without ``make`` it isn't created: one that isn't there, or is empty, is refused as NoDatabase.

    ``sqlite:///folder/file.db`` or ``postgresql://account@server/database``. Raises the refusals of
    ``kpi.facts.database``: unreachable, not ours, made by a newer version, no place for the backup that comes before a
    migration.
    """
    engine = open_engine(url, make=make)
    if not make:
        with snapshot(engine) as connection:
            if version(connection) is None:
                raise NoDatabase(database=database_name(engine.url))
    upgrade(engine)
    return Store(engine, programme, ProgrammeInForce())


def unopened(url: str, programme: Programme) -> Store:
    """A store whose database is neither made nor migrated before it is first used, as by a restore."""
    return Store(open_engine(url), programme, ProgrammeInForce())


def upgrade(engine: Engine) -> None:
    """Create the tables, or migrate those of an older version once a verified backup of them is written.

    The backup goes into the folder that ``SMARTHUB_BACKUPS`` names, else beside an SQLite file; without either the
    migration is refused (NoPlaceForBackup), as it is when the backup can't be written (UnwritableFile).
    """
    folder = settings().backups
    bring_up_to_date(engine, first=lambda standing: write_backup(engine, _free_name(engine, folder, standing)))


def stands_behind(url: str) -> bool | None:
    """Return true for a database that waits for its migration, None for an empty one; change nothing.

    Raises what opening it would, such as NewerDatabase.
    """
    engine = open_engine(url, make=False)
    try:
        with snapshot(engine) as connection:
            stands_at = version(connection)
        known(stands_at, engine)
        return None if stands_at is None else stands_at != latest_version()
    finally:
        engine.dispose()


def _free_name(engine: Engine, folder: Path | None, stands_at: str) -> Path:
    """Such as ``smarthub-at-0001.db``; numbered when that was written before, as after a restore."""
    name = Path(engine.url.database or "database")
    if folder is None and engine.dialect.name != "sqlite":
        raise NoPlaceForBackup(database=database_name(engine.url))
    place = name.parent if folder is None else folder
    names = (place / f"{name.stem}-at-{stands_at}{'' if n == 1 else f'-{n}'}.db" for n in count(1))
    return next(path for path in names if not path.exists())


Settings = tuple[str, tuple[tuple[str, str], ...]]
"""The mark of the file, and everything that was set by hand: key and value, in the order of the keys."""
MOST = 16
"""So many programmes are remembered: those of the revisions that people look at."""


@dataclass(frozen=True, slots=True)
class ProgrammeInForce:
    """Gives the programme in force to the readers of a store."""

    known: dict[Settings, Programme] = field(default_factory=dict)

    def __call__(self, reader: Reader) -> Programme:
        """Return the file of the reader with what was set up to its revision. Raises SettingsRefused."""
        settings = tuple((stored.key, stored.value) for stored in stored_decisions(reader, PREFIX))
        given = (reader.filed.fingerprint, settings)
        programme = self.known.get(given)
        if programme is None:
            programme = in_force(reader.filed, dict(settings))
            if len(self.known) >= MOST:
                self.known.clear()
            self.known[given] = programme
        return programme
