import sqlite3
import threading
from pathlib import Path

import pytest

from kpi.facts.backup import DamagedBackup, FileExists, NotEmpty, backup, restore
from kpi.facts.checking import check_database
from kpi.facts.proposal import Decision
from kpi.facts.store import Store, open_store
from kpi.language import words_of
from tests.facts.stories import at, proposal, undo, write


def told(store: Store) -> None:
    write(store, {"a": 1, "b": 2})
    write(store, {"a": 3}, retire="b")
    undo(store, 2)
    store.commit(proposal(3, {}, decisions=(Decision("accepted/x", "{}", "Voorbeeldreden"),)))


def test_a_backup_restores_every_revision_into_either_kind(
    database_url: str, tmp_path: Path, postgres_url: str
) -> None:
    store = open_store(database_url, "voorbeeld")
    told(store)
    steps: list[float] = []
    backup(database_url, tmp_path / "copy.db", steps.append)
    assert (steps == sorted(steps), steps[-1]) == (True, 1.0)
    other = f"sqlite:///{tmp_path / 'other.db'}" if "postgres" in database_url else postgres_url
    restore(tmp_path / "copy.db", other)
    again = open_store(other, "voorbeeld")
    assert again.revisions() == store.revisions()
    assert [at(again, n) for n in range(5)] == [at(store, n) for n in range(5)]
    assert again.original(1, "voorbeeld.xlsx") == b"x"
    assert check_database(again, words_of("en")) == []
    assert write(again, {"c": 9}) == 5
    assert at(again) == {"a": 1, "b": 2, "c": 9}


def test_a_backup_only_goes_into_an_empty_database(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url, "voorbeeld")
    told(store)
    backup(database_url, tmp_path / "copy.db")
    with pytest.raises(NotEmpty):
        restore(tmp_path / "copy.db", database_url)
    assert store.latest() == 4


def test_a_backup_is_never_written_over_another_file(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_bytes(b"mine")
    with pytest.raises(FileExists):
        backup(sqlite_url, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == b"mine"


def test_a_backup_that_was_changed_is_not_restored(sqlite_url: str, tmp_path: Path) -> None:
    told(open_store(sqlite_url, "voorbeeld"))
    backup(sqlite_url, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as file:
        file.execute("UPDATE pitches SET funding = 100 WHERE id = 1")
    file.close()
    with pytest.raises(DamagedBackup):
        restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'other.db'}")


def test_a_backup_made_while_others_write_is_one_whole_revision(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url, "voorbeeld")
    written = threading.Event()

    def keep_writing() -> None:
        for number in range(1, 16):
            write(store, {f"k{i}": number for i in range(50)})
            written.set()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    written.wait()
    backup(database_url, tmp_path / "copy.db")
    writer.join()
    copy = open_store(f"sqlite:///{tmp_path / 'copy.db'}", "voorbeeld")
    latest = copy.latest()
    assert 1 <= latest <= 15
    assert at(copy) == {f"k{i}": latest for i in range(50)}
    assert check_database(copy, words_of("en")) == []
