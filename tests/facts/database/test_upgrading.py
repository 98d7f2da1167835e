"""A database of an older version: a verified backup first, then the migrations, or nothing at all."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from kpi.errors import UnwritableFile
from kpi.facts.database.backup import restore, verify
from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import open_engine, snapshot
from kpi.facts.database.migrating import bring_up_to_date, latest_version, version
from kpi.facts.store import Store
from kpi.facts.store_opening import NoPlaceForBackup, open_store
from kpi.language import words_of
from tests.facts.stories import at, write
from tests.facts.world import PROGRAMME

FIRST = (
    "INSERT INTO revision VALUES ('voorbeeld', 1, 'Voorbeeldgebruiker', '2018-06-30 12:00:00+00:00', '', false, NULL, "
    """'{"written": {"pitches": 1}, "retired": {}}')""",
    "INSERT INTO upload (id, programme, revision, name, sha256, stored_sha256, content) VALUES (1, 'voorbeeld', 1, "
    "'voorbeeld.xlsx', 'gegeven', '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881', {x})",
    "INSERT INTO pitches (id, programme, key, digest, revision, sample, upload, sheet, row, name, funding) VALUES "
    "(1, 'voorbeeld', 'a', 'a=7', 1, false, 1, 'Pitches', 2, 'Voorbeeldpitch a', 7)",
)
"""What the first version wrote for one file with one row: no roles, no audit log."""


@pytest.fixture
def old(database_url: str) -> str:
    """A database as the very first version left it."""
    engine = open_engine(database_url)
    bring_up_to_date(engine, to="0001")
    content = "x'78'" if engine.dialect.name == "sqlite" else r"'\x78'"
    moment = "2018-06-30 12:00:00" if engine.dialect.name == "sqlite" else "2018-06-30 12:00:00+00:00"
    with engine.begin() as connection:
        for statement in FIRST:
            filled = statement.replace("{x}", content).replace("2018-06-30 12:00:00+00:00", moment)
            connection.exec_driver_sql(filled)
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT setval('upload_id_seq', 1), setval('pitches_id_seq', 1)"))
    engine.dispose()
    return database_url


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for backups, named in the settings."""
    found = tmp_path / "reservekopieën"
    found.mkdir()
    monkeypatch.setenv("SMARTHUB_BACKUPS", str(found))
    return found


def stands_at(url: str) -> str | None:
    engine = open_engine(url)
    with snapshot(engine) as connection:
        found = version(connection)
    engine.dispose()
    return found


def faults(store: Store) -> list[str]:
    return [words_of("en").say(fault) for fault in check_database(store)]


def names(folder: Path) -> Iterator[str]:
    return (path.name.rpartition("-at-")[2] for path in sorted(folder.glob("*-at-*.db*")))


def test_what_the_first_version_recorded_reads_the_same_after_the_upgrade(old: str, folder: Path) -> None:
    store = open_store(old, PROGRAMME)
    assert stands_at(old) == latest_version()
    assert (at(store), store.original(1, "voorbeeld.xlsx"), faults(store)) == ({"a": 7}, b"x", [])
    assert write(store, {"b": 1}) == 2
    assert (at(store), faults(store)) == ({"a": 7, "b": 1}, [])


def test_the_backup_that_came_first_is_the_old_database_and_goes_back(old: str, folder: Path, tmp_path: Path) -> None:
    write(open_store(old, PROGRAMME), {"a": 8, "b": 1})
    (kept,) = folder.glob("*.db")
    verify(kept)
    with closing(sqlite3.connect(kept)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert file.execute("SELECT name, funding FROM pitches").fetchall() == [("Voorbeeldpitch a", 7)]
    again = f"sqlite:///{tmp_path / 'terug.db'}"
    restore(kept, again)
    assert (at(open_store(again, PROGRAMME)), faults(open_store(again, PROGRAMME))) == ({"a": 7}, [])


def test_without_a_folder_it_lies_beside_the_file_and_never_over_an_earlier_one(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTHUB_BACKUPS", raising=False)
    for _ in range(2):
        for file in tmp_path.glob("facts.db*"):
            file.unlink()
        bring_up_to_date(open_engine(sqlite_url), to="0001")
        open_store(sqlite_url, PROGRAMME)
    assert list(names(tmp_path)) == ["0001-2.db", "0001.db"]


def test_postgresql_is_not_migrated_without_a_place_for_the_backup(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMARTHUB_BACKUPS", raising=False)
    bring_up_to_date(open_engine(postgres_url), to="0001")
    with pytest.raises(NoPlaceForBackup, match="SMARTHUB_BACKUPS"):
        open_store(postgres_url, PROGRAMME)
    assert stands_at(postgres_url) == "0001"


def test_a_backup_that_cannot_be_written_keeps_the_old_database_as_it_is(
    old: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMARTHUB_BACKUPS", str(tmp_path / "nergens"))
    with pytest.raises(UnwritableFile, match="nergens"):
        open_store(old, PROGRAMME)
    assert stands_at(old) == "0001"


def test_a_new_or_an_up_to_date_database_needs_no_backup(database_url: str, folder: Path) -> None:
    for _ in range(2):
        open_store(database_url, PROGRAMME)
    assert list(folder.iterdir()) == []


def test_two_processes_that_start_at_once_upgrade_once(old: str, folder: Path) -> None:
    both = threading.Barrier(2)
    found: list[int] = []

    def start() -> None:
        both.wait()
        found.append(open_store(old, PROGRAMME).latest())

    starting = [threading.Thread(target=start) for _ in range(2)]
    for one in starting:
        one.start()
    for one in starting:
        one.join()
    assert (found, list(names(folder))) == ([1, 1], ["0001.db"])
