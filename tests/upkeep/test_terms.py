"""What is no longer kept: the content of files after days, everything recorded after years, and nothing before."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.access import NotAllowed, Person
from kpi.acts.maintenance import Removed, TermNotOver, clear_files, remove_facts
from kpi.errors import UnwritableFile
from kpi.facts import audit_log
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database.backup import restore
from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import UnreachableDatabase, compact, snapshot
from kpi.facts.database.remarks import cleared_files, remarks_of
from kpi.facts.database.retention import WIPED
from kpi.facts.proposal import Decision, Proposal, Upload
from kpi.facts.store import ClearedFile, Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from kpi.upkeep.retention_terms import ClockLeapt, Due, Terms, UnknownTerm, due, terms
from tests.facts.stories import FILE, NOON, at, imported, proposal, write
from tests.facts.world import named
from tests.upkeep.test_writing_whole import no_file_over

PLAN = load_programme(default_programme_path())
WHO = Person("beheerder@example.org", local=True)
TELLING = b"persoonlijk: niet langer bewaren " * 40
THIRTY = Terms(7, 30)


@pytest.fixture
def store(database_url: str) -> Store:
    """Three files, recorded on 30 June, 1 July and 2 July 2018 at noon."""
    store = open_store(database_url, PLAN)
    for number in range(3):
        write(store, {"a": number, f"b{number}": number})
    return store


def used(store: Store, moment: datetime) -> datetime:
    """A moment, in a monitor that somebody used ten days before it."""
    store.note(AuditEntry(moment - timedelta(days=10), WHO.by, "record"))
    return moment


def entries(store: Store) -> list[tuple[str, str | None]]:
    with snapshot(store.engine) as connection:
        told = audit_log.every_entry(connection, store.programme_id)
        return [(one.entry.about, one.entry.before) for one in told if one.entry.act == "maintain"]


def remove(store: Store, who: Person, found: Due, *, at: datetime) -> Removed:
    return remove_facts(store, who, found, Path("nergens.db"), at=at)


def faults(store: Store) -> list[str]:
    return [words_of("en").say(fault) for fault in check_database(store)]


def test_a_file_of_exactly_its_days_is_still_kept_and_one_older_is_due(store: Store) -> None:
    moment = NOON + timedelta(days=31)
    assert [(one.revision, one.size) for one in due(store, THIRTY, at=moment).files] == [(1, 1)]
    assert [one.revision for one in due(store, THIRTY, at=moment + timedelta(seconds=1)).files] == [1, 2]
    assert due(store, Terms(7, None), at=datetime(2040, 1, 1, tzinfo=UTC)).files == ()


def test_a_cleared_file_is_gone_told_and_no_damage(store: Store) -> None:
    moment = NOON + timedelta(days=31)
    clear_files(store, WHO, due(store, THIRTY, at=moment), at=moment)
    with pytest.raises(ClearedFile, match="2018-07-31"):
        store.original(1, FILE.name)
    assert store.original(2, FILE.name) == b"x"
    assert (at(store, 1), at(store)) == ({"a": 0, "b0": 0}, {"a": 2, "b0": 0, "b1": 1, "b2": 2})
    cleared = ("content of a file: 1, voorbeeld.xlsx, revision 1", FILE.stored_sha256)
    assert entries(store) == [cleared, (WIPED, None)]
    assert faults(store) == []
    assert [words_of("nl").say(remark) for remark in cleared_files(store)] == [
        "De inhoud van ‘voorbeeld.xlsx’ (revisie 1) is na afloop van de bewaartermijn gewist op 31 juli 2018; de rijen "
        "en de controlegetallen zijn bewaard."
    ]
    assert due(store, THIRTY, at=moment).files == ()


def test_the_same_file_is_still_recognised_once_its_content_is_cleared(store: Store) -> None:
    moment = used(store, NOON + timedelta(days=400))
    clear_files(store, WHO, due(store, THIRTY, at=moment), at=moment)
    assert imported(store, "as-given") == 3


@pytest.mark.parametrize(
    "statement",
    ["UPDATE upload SET content = X'79'", "UPDATE upload SET content = X'', cleared = '2018-08-01 12:00:00'"],
)
def test_content_that_went_without_an_entry_in_the_log_is_a_fault(sqlite_url: str, statement: str) -> None:
    store = open_store(sqlite_url, PLAN)
    write(store, {"a": 1})
    with store.engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert len(faults(store)) == 1


def test_nothing_of_what_was_cleared_is_left_in_the_file(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url, PLAN)
    upload = replace(FILE, content=TELLING)
    store.commit(replace(proposal(0, {"a": 1}), uploads=[upload]))
    assert held(tmp_path)
    moment = NOON + timedelta(days=31)
    clear_files(store, WHO, due(store, THIRTY, at=moment), at=moment)
    assert not held(tmp_path)


def test_a_journal_that_the_disk_has_no_room_to_empty_is_one_sentence(sqlite_url: str, tmp_path: Path) -> None:
    """A real limit of the system: the file itself may not grow by what its journal holds."""
    store = open_store(sqlite_url, PLAN)
    store.commit(replace(proposal(0, {"a": 1}), uploads=[replace(FILE, content=TELLING * 200)]))
    with no_file_over((tmp_path / "facts.db").stat().st_size), pytest.raises(UnreachableDatabase) as refused:
        compact(store.engine)
    assert "check that it is there, that there is room" in refused.value.sentence(words_of("en"))
    compact(store.engine)
    assert (tmp_path / "facts.db-wal").stat().st_size == 0
    assert at(store) == {"a": 1}


def held(folder: Path) -> bool:
    return any(b"niet langer bewaren" in file.read_bytes() for file in folder.glob("facts.db*"))


def test_a_report_kept_with_a_decision_is_not_cleared(store: Store) -> None:
    """A submitted report is kept as files of a revision that holds no rows: it stays as long as the facts."""
    report = Upload("verantwoording.pdf", "0" * 64, "0" * 64, b"%PDF")
    kept = Decision("frozen/2017-2018", "{}", "Ingediend")
    store.commit(Proposal(3, "Redacteur", NOON, uploads=[report], decisions=(kept,)))
    late = datetime(2023, 1, 1, tzinfo=UTC)
    assert [one.revision for one in due(store, THIRTY, at=late).files] == [1, 2, 3]


def test_facts_are_kept_seven_years_after_the_programme_or_the_last_revision(store: Store) -> None:
    until = date(2028, 12, 31)  # the last plan year ends in 2021
    last_day = datetime(until.year, 12, 31, 23, 59, tzinfo=UTC)
    found = due(store, Terms(7, None), at=last_day)
    assert (found.keep_until, found.over) == (until, False)
    with pytest.raises(TermNotOver):
        remove(store, WHO, found, at=last_day)
    assert store.latest() == 3
    assert due(store, Terms(7, None), at=last_day + timedelta(minutes=2)).over
    late = replace(proposal(3, {"z": 1}), at=datetime(until.year, 1, 1, tzinfo=UTC))
    store.commit(late)
    assert due(store, Terms(7, None), at=last_day + timedelta(minutes=2)).keep_until == date(until.year + 7, 12, 31)


def test_after_the_term_every_fact_goes_and_the_log_and_the_roles_stay(store: Store, tmp_path: Path) -> None:
    other = open_store(store.engine.url.render_as_string(hide_password=False), named("ander"))
    write(other, {"o": 1})
    store.set_role("an@example.org", "admin", by=WHO.by, at=NOON)
    moment = used(store, datetime(2040, 1, 1, tzinfo=UTC))
    found = due(store, Terms(7, None), at=moment)
    assert remove_facts(store, WHO, found, tmp_path / "eerst.db", at=moment) == Removed(3, wiped=True)
    assert (store.latest(), store.revisions(), store.role("an@example.org")) == (0, (), "admin")
    assert entries(store) == [("every fact", "3 revisions"), (WIPED, None)]
    assert faults(store) == []
    assert (at(other), faults(other)) == ({"o": 1}, [])
    assert write(store, {"n": 1}) == 1
    assert (at(store), faults(store)) == ({"n": 1}, [])
    back = f"sqlite:///{tmp_path / 'terug.db'}"
    restore(tmp_path / "eerst.db", back)
    assert at(open_store(back, PLAN)) == {"a": 2, "b0": 0, "b1": 1, "b2": 2}


@pytest.mark.parametrize("years", [1, 81])
def test_a_clock_far_ahead_of_what_the_log_told_removes_nothing(store: Store, tmp_path: Path, years: int) -> None:
    """Also where the night before, with the same clock, wrote its backup into the log."""
    moment = NOON.replace(year=NOON.year + years)
    store.note(AuditEntry(moment - timedelta(hours=20), WHO.by, "maintain", "backup"))
    found = replace(due(store, THIRTY, at=moment), over=True)
    assert len(found.files) == 3
    for act in (clear_files, remove):
        with pytest.raises(ClockLeapt, match="the log last told of something on 2 July 2018"):
            act(store, WHO, found, at=moment)
    assert (store.latest(), store.original(1, FILE.name)) == (3, b"x")
    clear_files(store, WHO, found, at=used(store, moment))
    assert due(store, THIRTY, at=moment).files == ()


def test_facts_whose_backup_cannot_be_written_stay(store: Store, tmp_path: Path) -> None:
    moment = used(store, datetime(2040, 1, 1, tzinfo=UTC))
    with pytest.raises(UnwritableFile):
        remove_facts(store, WHO, due(store, THIRTY, at=moment), tmp_path / "er" / "niet" / "x.db", at=moment)
    assert store.latest() == 3


def test_what_could_not_be_wiped_is_asked_again(sqlite_url: str, tmp_path: Path) -> None:
    """On a full disk: what is told to be gone is gone, and what still stands in the file is said until it is wiped."""
    store = open_store(sqlite_url, PLAN)
    store.commit(replace(proposal(0, {"a": 1}), uploads=[replace(FILE, content=TELLING * 200)]))
    moment = NOON + timedelta(days=31)
    store.clear_files(due(store, THIRTY, at=moment).files, by=WHO.by, at=moment)
    with no_file_over((tmp_path / "facts.db").stat().st_size):
        assert not store.wipe(by=WHO.by, at=moment)
    assert (store.wiping_due(), held(tmp_path), faults(store)) == (True, True, [])
    assert words_of("nl").say(remarks_of(store)[-1]).startswith("Wat is weggehaald, is misschien nog van de schijf te")
    again = open_store(sqlite_url, PLAN)
    assert clear_files(again, WHO, due(again, THIRTY, at=moment), at=moment)
    assert (again.wiping_due(), held(tmp_path)) == (False, False)
    assert entries(again)[-1] == (WIPED, None)


def test_only_who_looks_after_the_installation_may_clear(store: Store) -> None:
    moment = datetime(2040, 1, 1, tzinfo=UTC)
    store.set_role("redactie@example.org", "editor", by=WHO.by, at=NOON)
    editor = Person("redactie@example.org")
    found = due(store, THIRTY, at=moment)
    for act in (clear_files, remove):
        with pytest.raises(NotAllowed):
            act(store, editor, found, at=moment)
    assert (store.latest(), store.original(1, FILE.name)) == (3, b"x")


@pytest.mark.parametrize(("years", "days"), [("6", ""), ("zeven", ""), ("", "0"), ("", "-3"), ("", "1,5")])
def test_a_term_that_is_none_or_too_short_is_refused(years: str, days: str) -> None:
    with pytest.raises(UnknownTerm, match="at least"):
        terms(years, days)


def test_terms_are_read_as_given() -> None:
    assert terms("10", "90") == Terms(10, 90)
