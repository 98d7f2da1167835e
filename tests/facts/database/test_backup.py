import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect

from kpi.facts import audit_log
from kpi.facts.audit_log import AuditEntry, Sealed
from kpi.facts.database.backup import DamagedBackup, FileExists, NotEmpty, backup, restore
from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import snapshot
from kpi.facts.proposal import Decision
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from tests.facts.stories import NOON, at, proposal, undo, write
from tests.facts.world import PROGRAMME

WHO = "voorbeeld@example.org"


def log(store: Store) -> list[Sealed]:
    with snapshot(store.engine) as connection:
        return list(audit_log.every_entry(connection, store.programme_id))


def told(store: Store) -> None:
    write(store, {"a": 1, "b": 2})
    write(store, {"a": 3}, retire="b")
    undo(store, 2)
    store.commit(proposal(3, {}, decisions=(Decision("report/2017-2018/x", '"x"', "Voorbeeldreden"),)))
    store.set_role("an@example.org", "editor", by=WHO, at=NOON)
    store.set_role("@example.org", "reader", by=WHO, at=NOON)
    store.note(AuditEntry(NOON, "vreemd@example.com", "import", "leden.xlsx", refused=True))


def test_a_backup_restores_every_revision_into_either_kind(
    database_url: str, tmp_path: Path, postgres_url: str
) -> None:
    store = open_store(database_url, PROGRAMME)
    told(store)
    backup(database_url, tmp_path / "copy.db")
    other = f"sqlite:///{tmp_path / 'other.db'}" if "postgres" in database_url else postgres_url
    restore(tmp_path / "copy.db", other)
    again = open_store(other, PROGRAMME)
    assert again.revisions() == store.revisions()
    assert [at(again, n) for n in range(5)] == [at(store, n) for n in range(5)]
    assert again.original(1, "voorbeeld.xlsx") == b"x"
    assert (again.roles(), log(again)) == (store.roles(), log(store))
    assert check_database(again) == []
    assert write(again, {"c": 9}) == 5
    assert at(again) == {"a": 1, "b": 2, "c": 9}
    assert [one.number for one in log(again)] == list(range(1, 9))
    assert check_database(again) == []


def test_a_backup_only_goes_into_an_empty_database(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url, PROGRAMME)
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
    told(open_store(sqlite_url, PROGRAMME))
    backup(sqlite_url, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as file:
        file.execute("UPDATE pitches SET funding = 100 WHERE id = 1")
    file.close()
    with pytest.raises(DamagedBackup):
        restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'other.db'}")


def test_a_backup_lacks_no_table(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url, PROGRAMME)
    backup(database_url, tmp_path / "copy.db")
    copied = set(inspect(open_store(f"sqlite:///{tmp_path / 'copy.db'}", PROGRAMME).engine).get_table_names())
    assert copied - {"backup_manifest"} == set(inspect(store.engine).get_table_names())


def test_a_backup_that_would_join_a_log_already_begun_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    told(open_store(sqlite_url, PROGRAMME))
    backup(sqlite_url, tmp_path / "copy.db")
    other = f"sqlite:///{tmp_path / 'other.db'}"
    begun = open_store(other, PROGRAMME)
    begun.note(AuditEntry(NOON, WHO, "sign_in"))
    with pytest.raises(NotEmpty):
        restore(tmp_path / "copy.db", other)
    assert (begun.latest(), len(log(begun))) == (0, 1)


@pytest.mark.parametrize("where", ["facts", "copy"])
def test_no_other_account_can_read_a_database_or_a_backup(sqlite_url: str, tmp_path: Path, where: str) -> None:
    told(open_store(sqlite_url, PROGRAMME))
    backup(sqlite_url, tmp_path / "copy.db")
    files = list(tmp_path.glob(f"{where}.db*"))
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


class Crowd:
    """Three who write at once, facts, roles and refusals, each from the same moment on."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.begun, self.ended = threading.Barrier(4), threading.Event()
        self.threads = [threading.Thread(target=work) for work in (self.facts, self.roles, self.refusals)]

    def facts(self) -> None:
        self.begun.wait()
        for number in range(1, 16):
            write(self.store, {f"k{i}": number for i in range(50)})

    def roles(self) -> None:
        self.begun.wait()
        for number in range(30):
            self.store.set_role(f"p{number}@example.org", "reader", by=WHO, at=NOON)

    def refusals(self) -> None:
        self.begun.wait()
        number = 0
        while not self.ended.is_set():
            self.store.note(AuditEntry(NOON, WHO, "undo", f"poging {number}", refused=True))
            number += 1

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()
        self.begun.wait()

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join()


def test_a_backup_made_while_others_write_is_one_moment_with_its_log_and_roles(
    database_url: str, tmp_path: Path
) -> None:
    store = open_store(database_url, PROGRAMME)
    with Crowd(store):
        backup(database_url, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'again.db'}")
    again = open_store(f"sqlite:///{tmp_path / 'again.db'}", PROGRAMME)
    latest, entries = again.latest(), log(again)
    assert at(again) == ({f"k{i}": latest for i in range(50)} if latest else {})
    assert check_database(again) == []
    acts = [one.entry.act for one in entries]
    assert len(entries) == latest + len(again.roles()) + acts.count("undo")
    assert entries == log(store)[: len(entries)]
    assert len(log(store)) > len(entries)
