import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from kpi.errors import Refusal
from kpi.facts.database.engine import NotOurDatabase, UnknownDatabaseAddress, UnreachableDatabase
from kpi.facts.database.migrating import NewerDatabase
from kpi.facts.store_opening import open_store
from kpi.facts.tables import METADATA
from tests.facts.world import PROGRAMME


def test_the_migrations_make_the_declared_tables(database_url: str) -> None:
    with open_store(database_url, PROGRAMME).engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    with open_store(database_url, PROGRAMME).engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerDatabase):
        open_store(database_url, PROGRAMME)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brief.db").write_bytes(b"Beste lezer, " * 100)
    with pytest.raises(NotOurDatabase):
        open_store(f"sqlite:///{tmp_path / 'brief.db'}", PROGRAMME)


def test_tables_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE videos (title TEXT)")
    other.close()
    with pytest.raises(NotOurDatabase):
        open_store(f"sqlite:///{tmp_path / 'other.db'}", PROGRAMME)


@pytest.mark.parametrize(
    "url", ["geheim", "", "sqlite://", "mysql://u:geheim@localhost/x", "oracle://u:geheim@localhost"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UnknownDatabaseAddress) as refused:
        open_store(url, PROGRAMME)
    assert "geheim" not in str(refused.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(UnreachableDatabase) as refused:
        open_store("postgresql://iemand:geheim@127.0.0.1:1/sha?password=geheim", PROGRAMME)
    assert str(refused.value).startswith("There is no connection with the database 127.0.0.1:1/sha;")
    assert "geheim" not in str(refused.value)


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        open_store(f"sqlite:///{tmp_path}", PROGRAMME)
