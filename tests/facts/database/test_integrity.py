"""What was changed behind the program's back, or lost, is named: by digests, by the log's seals, by what stands beside.

The truth that ``check`` is held against is SQLite's own dump of the file: whatever reads differently must be named.
"""

import random
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from kpi.errors import Refusal
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database.backup import backup, restore
from kpi.facts.database.checking import QUICK, check_database
from kpi.facts.database.engine import writing
from kpi.facts.proposal import Decision, Proposal, RegisterChange
from kpi.facts.row_digests import digest
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from tests.facts.stories import NOON, pitch, proposal
from tests.facts.world import PROGRAMME

WHO = "Voorbeeldgebruiker"
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d).(\d\d:\d\d:\d\d).(\d{6})")
ACCEPTED = Decision("accepted/x", '{"on": "2018-01-01", "until": "2018-01-01"}', "Voorbeeldreden")


def change(keys: dict[str, int], retire: str = "") -> RegisterChange:
    rows = [pitch(key, cents, row) for row, (key, cents) in enumerate(keys.items(), 2)]
    sound = [row._replace(digest=digest("pitches", row.values)) for row in rows]
    return RegisterChange("pitches", sound, frozenset(retire))


def filled(url: str) -> Store:
    """Five revisions: rows, changed and retired ones, a decision, an undo; two roles and a sign-in after them."""
    store = open_store(url, PROGRAMME)
    store.commit(_proposal(0, change({"a": 500, "b": 600, "c": 700})))
    store.commit(_proposal(1, change({"a": 501}, "b")))
    store.commit(_proposal(2, change({"d": 1}), (ACCEPTED,)))
    store.undo(2, by=WHO, at=NOON)
    store.commit(_proposal(4, change({"e": 9})))
    store.set_role("an@example.org", "reader", by=WHO, at=NOON)
    store.set_role("bo@example.org", "editor", by=WHO, at=NOON)
    store.note(AuditEntry(NOON, WHO, "sign_in"))
    return store


def _proposal(base: int, changed: RegisterChange, decisions: tuple[Decision, ...] = ()) -> Proposal:
    return replace(proposal(base, {}, decisions=decisions), changes=[changed])


def faults(store: Store, *, quick: bool = False) -> list[str]:
    return [words_of("en").say(fault) for fault in check_database(store, quick=quick)]


def behind_its_back(store: Store, *statements: str) -> None:
    triggers = {"sqlite": "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete"}
    drop = triggers.get(store.engine.dialect.name, "DROP TRIGGER audit_append_only ON audit")
    with writing(store.engine) as connection:
        for statement in (*drop.split("; "), *statements):
            connection.execute(text(statement))


SEALED = "Revision 3 doesn't hold what the audit log sealed when it was recorded."


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (("UPDATE pitches SET funding = 700 WHERE key = 'd'",), ["pitches: the row “d” of revision 3 isn't as it was"]),
        (("UPDATE pitches SET funding = 700, digest = '{digest}' WHERE key = 'd'",), [SEALED]),
        (("UPDATE pitches SET row = 9 WHERE key = 'd'",), [SEALED]),
        (("UPDATE pitches SET sheet = 'Ander' WHERE key = 'd'",), [SEALED]),
        (("UPDATE revision SET by = 'Ander' WHERE number = 3",), [SEALED]),
        (("UPDATE decision SET reason = 'Ander' WHERE revision = 3",), [SEALED]),
        (("UPDATE upload SET name = 'ander.xlsx' WHERE revision = 3",), [SEALED]),
        (("UPDATE role SET role = 'admin' WHERE subject = 'an@example.org'",), ["The role of an@example.org isn't"]),
        (("DELETE FROM role WHERE subject = 'an@example.org'",), ["The role of an@example.org isn't the one"]),
        (
            ("INSERT INTO role SELECT programme, 'x@example.org', 'admin', by, at FROM role LIMIT 1",),
            ["The role of x@"],
        ),
        (("DELETE FROM audit WHERE number = 8",), ["Audit log: entry 8 isn't as it was written"]),
        (
            ("DELETE FROM audit WHERE number = 5", "DELETE FROM audit WHERE number > 5"),
            [
                "Audit log: entry 8 isn't as it was written",
                "Audit log: revision 5 has no entry.",
                "The role of an@example.org isn't",
                "The role of bo@example.org isn't",
            ],
        ),
        (
            (
                "DELETE FROM revision WHERE number = 5",
                "DELETE FROM pitches WHERE revision = 5",
                "DELETE FROM upload WHERE revision = 5",
            ),
            ["Audit log: revision 5 was recorded, and isn't there any more.", "Revision 5 doesn't hold what"],
        ),
    ],
)
def test_what_is_changed_by_sql_is_named(database_url: str, statements: tuple[str, ...], named: list[str]) -> None:
    """Row ``d`` of 0,01 becomes 7,00; also with a digest that fits: then the seal in the log doesn't."""
    store = filled(database_url)
    assert faults(store) == []
    fitting = digest("pitches", pitch("d", 700).values)
    behind_its_back(store, *(statement.replace("{digest}", fitting) for statement in statements))
    found = faults(store)
    assert len(found) == len(named), found
    assert [fault for fault, start in zip(found, named, strict=True) if not fault.startswith(start)] == []


def test_a_quick_check_reads_no_rows_but_misses_no_entry_of_the_log(database_url: str) -> None:
    store = filled(database_url)
    behind_its_back(store, "UPDATE pitches SET funding = 700 WHERE key = 'd'")
    assert faults(store, quick=True) == []
    with writing(store.engine) as connection:
        connection.execute(text("DELETE FROM audit WHERE number = 8"))
    assert [fault[:18] for fault in faults(store, quick=True)] == ["Audit log: entry 8"]
    told: list[float] = []
    check_database(store, quick=True, progress=told.append)
    assert told == [number / len(QUICK) for number in range(1, len(QUICK) + 1)]


def test_an_older_state_of_the_file_is_known_by_what_stands_beside_it(tmp_path: Path) -> None:
    """The journal is cut off after revision 1, as after a power failure on a disk that lies: 2 and 3 are gone."""
    place = tmp_path / "facts.db"
    store = open_store(f"sqlite:///{place}", PROGRAMME)
    store.commit(_proposal(0, change({"a": 1})))
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(place, tmp_path / "earlier.db")
    for number in (1, 2):
        store.commit(_proposal(number, change({"a": number})))
    assert Path(f"{place}-wal").stat().st_size > 0
    shutil.copy(f"{place}-end", tmp_path / "end")
    store.close()
    shutil.copy(tmp_path / "earlier.db", place)
    for end in ("-wal", "-shm"):
        Path(f"{place}{end}").unlink(missing_ok=True)
    again = open_store(f"sqlite:///{place}", PROGRAMME)
    assert again.latest() == 1
    (fault,) = faults(again)
    assert fault.startswith("The database lost its latest changes: its log went up to entry 3.")
    assert str(place) in fault
    again.note(AuditEntry(NOON, WHO, "sign_in"))
    assert len(faults(again)) == 1


def test_a_restored_database_begins_anew_beside_itself(tmp_path: Path, sqlite_url: str) -> None:
    filled(sqlite_url).close()
    backup(sqlite_url, tmp_path / "kopie.db")
    open_store(sqlite_url, PROGRAMME).note(AuditEntry(NOON, WHO, "sign_in"))
    place = Path(sqlite_url.removeprefix("sqlite:///"))
    for end in ("", "-wal", "-shm"):
        Path(f"{place}{end}").unlink(missing_ok=True)
    restore(tmp_path / "kopie.db", sqlite_url)
    assert faults(open_store(sqlite_url, PROGRAMME)) == []


def test_no_flipped_bit_that_reads_differently_goes_unseen(tmp_path: Path) -> None:
    """One bit of the file turned, eighty times over: the dump differs or breaks, and then ``check`` says so."""
    filled(f"sqlite:///{tmp_path / 'facts.db'}").close()
    content = bytearray((tmp_path / "facts.db").read_bytes())
    truth, seen = dump(tmp_path / "facts.db"), 0
    chance = random.Random(7)  # noqa: S311 - no secret
    filled_bytes = [place for place, byte in enumerate(content) if byte and place >= 100]
    for number in range(80):
        turned, place = bytearray(content), chance.choice(filled_bytes)
        turned[place] ^= 1 << chance.randrange(8)
        file = tmp_path / f"turned-{number}.db"
        file.write_bytes(turned)
        if dump(file) == truth:
            continue
        seen += 1
        assert named(file), f"bit at {place}"
    assert seen > 20


def dump(file: Path) -> list[str] | None:
    """Every row that SQLite reads, moments whatever stands between day and time; None when it can't.

    What its planner goes by isn't among them: it changes no value.
    """
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            rows = [line for line in connection.iterdump() if line.startswith("INSERT") and "sqlite_stat1" not in line]
            return [MOMENT.sub(r"\1 \2.\3", line) for line in rows]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def named(file: Path) -> bool:
    try:
        store = open_store(f"sqlite:///{file}", PROGRAMME)
    except Refusal:
        return True
    try:
        return bool(check_database(store))
    except Refusal:
        return True
    finally:
        store.close()
