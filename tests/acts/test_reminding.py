"""Who is asked for what, the mail that asks it, and the address book, which leaves nothing of who is erased."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from kpi.access import LOCAL
from kpi.acts import imports
from kpi.acts.reminding import (
    MailAsked,
    NoAddress,
    NobodyKnown,
    UnknownRole,
    address_book,
    forget_address,
    keep_address,
    reminder_mail,
    reminders,
)
from kpi.facts import audit_log
from kpi.facts.address_book import Address
from kpi.facts.database.backup import backup, restore
from kpi.facts.database.engine import snapshot
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.language import words_of
from kpi.programme.vocabulary import Text
from kpi.views.sources.freshness import SourceAge
from kpi.views.sources.reminders import Asked, asked_of, body, kept_by_nobody, subject
from tests.intake.every_sheet import PROGRAMME, workbook

IN = datetime(2018, 5, 31, 9, tzinfo=UTC)
"""The day on which every sheet came in, so that the monthly ones are fresh up to 1 July."""
HOLDER = Address("Penningmeester", "Voorbeeld Houder", "houder@example.org")
NL, EN = words_of("nl"), words_of("en")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    filled = open_store(database_url, PROGRAMME)
    read = imports.read_files(filled, LOCAL, FilesToRead([("wereld.xlsx", workbook())]), at=IN)
    assert read.proposal is not None
    imports.accept_import(filled, LOCAL, read.proposal, at=IN)
    yield filled
    filled.close()


def source(register: str, due: date | None, cadence: int | None = 31, owner: str = "Penningmeester") -> SourceAge:
    label = PROGRAMME.sheets[register].label
    updated = due - timedelta(cadence or 0) if due else None
    late = cadence is not None and (due is None or due < DAY)
    return SourceAge(register, label, owner, cadence, updated, None, due, late)


DAY = date(2018, 7, 2)
YESTERDAY, TODAY, TOMORROW = DAY - timedelta(1), DAY, DAY + timedelta(1)


def roles(*sources: SourceAge) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (asked.role.nl, tuple(one.register for one in asked.sources)) for asked in asked_of(PROGRAMME, sources, DAY)
    ]


def test_a_role_is_asked_for_what_is_late_the_latest_first_and_for_what_is_due_soon() -> None:
    late = source("expenses", YESTERDAY), source("contributions", None), source("subsidy_payments", DAY + timedelta(7))
    assert roles(*late) == [("Penningmeester", ("contributions", "expenses", "subsidy_payments"))]


@pytest.mark.parametrize(
    ("cadence", "days", "asked"),
    [(31, 7, True), (31, 8, False), (366, 7, True), (7, 1, True), (7, 2, False), (3, 0, True), (3, 1, False)],
)
def test_a_sheet_is_due_a_week_before_or_a_quarter_of_its_rhythm(cadence: int, days: int, asked: bool) -> None:
    assert bool(roles(source("vacancies", DAY + timedelta(days), cadence))) is asked


def test_a_sheet_without_a_rhythm_is_never_asked_for() -> None:
    assert roles(source("memberships", None, None)) == []


def test_sheets_that_nobody_keeps_are_named_and_not_left_out_in_silence() -> None:
    found = kept_by_nobody([source("videos", None, owner=""), source("events", TOMORROW, owner="")], DAY)
    assert NL.say(found) == (
        "Van Videos en Evenementen is niet bekend wie het bijhoudt: zet dat in het programmabestand."
    )
    assert kept_by_nobody([source("videos", None)], DAY) == ""


TREASURER = Text(nl="Penningmeester", en="Treasurer")

LINES = {
    "one day late": (
        source("expenses", YESTERDAY),
        "- Uitgaven: 1 dag te laat (verwacht uiterlijk 1 juli 2018, laatst bijgewerkt op 31 mei 2018)",
        "- Uitgaven: 1 day late (expected by 1 July 2018, last updated on 31 May 2018)",
    ),
    "late": (
        source("expenses", DAY - timedelta(62)),
        "- Uitgaven: 62 dagen te laat (verwacht uiterlijk 1 mei 2018, laatst bijgewerkt op 31 maart 2018)",
        "- Uitgaven: 62 days late (expected by 1 May 2018, last updated on 31 March 2018)",
    ),
    "never": (source("expenses", None), "- Uitgaven: nog niet eerder ontvangen", "- Uitgaven: not received before"),
    "today": (
        source("expenses", TODAY),
        "- Uitgaven: graag vandaag nog (laatst bijgewerkt op 1 juni 2018)",
        "- Uitgaven: expected today (last updated on 1 June 2018)",
    ),
    "soon": (
        source("expenses", TOMORROW),
        "- Uitgaven: graag uiterlijk 3 juli 2018 (laatst bijgewerkt op 2 juni 2018)",
        "- Uitgaven: expected by 3 July 2018 (last updated on 2 June 2018)",
    ),
}


@pytest.mark.parametrize(("one", "dutch", "english"), LINES.values(), ids=LINES)
def test_each_sheet_says_how_late_it_is(one: SourceAge, dutch: str, english: str) -> None:
    asked = Asked(TREASURER, (one,), ("expenses",))
    said = [words.say(body(PROGRAMME, asked, "", DAY)[1]).splitlines()[-1] for words in (NL, EN)]
    assert said == [dutch, english]


def test_a_mail_for_one_sheet_reads_as_somebody_would_write_it() -> None:
    asked = Asked(TREASURER, (source("expenses", YESTERDAY),), ("expenses",))
    assert NL.say(subject(PROGRAMME, asked)) == "SmartHub Achterhoek: graag Uitgaven bijwerken"
    assert [NL.say(part) for part in body(PROGRAMME, asked, "", DAY)] == [
        "Beste penningmeester,",
        "Om te laten zien hoe SmartHub Achterhoek ervoor staat, hebben we dit blad van u nodig:\n"
        "- Uitgaven: 1 dag te laat (verwacht uiterlijk 1 juli 2018, laatst bijgewerkt op 31 mei 2018)",
        "In de bijlage zit een werkmap met de rijen zoals ze nu bekend zijn. Verbeter wat is veranderd, vul aan wat "
        "nieuw is en stuur haar terug; wat u niet aanraakt, blijft zoals het is.",
        "Is er niets veranderd? Laat dat dan ook even weten, dan leggen we vast dat dit blad bij is.",
        "Laat telefoonnummers, e-mailadressen, geboortedata en andere persoonsgegevens weg.",
        "Met vriendelijke groet,\nSmartHub Achterhoek",
    ]


def test_a_mail_for_several_sheets_names_them_and_counts_them_where_they_are_many() -> None:
    registers = ("organisations", "contributions", "expenses", "subsidy_payments")
    sources = tuple(source(name, None) for name in registers)
    asked = [Asked(TREASURER, sources[:n], registers) for n in (2, 3, 4)]
    assert [NL.say(subject(PROGRAMME, one)).partition(": ")[2] for one in asked] == [
        "graag Organisaties en Bijdragen bijwerken",
        "graag Organisaties, Bijdragen en Uitgaven bijwerken",
        "graag 4 bladen bijwerken",
    ]
    assert EN.say(subject(PROGRAMME, asked[0])) == "SmartHub Achterhoek: please update Organisaties and Bijdragen"
    told = [NL.say(part) for part in body(PROGRAMME, asked[0], "Voorbeeld Houder", DAY)]
    assert (told[0], told[1].splitlines()[0], told[3]) == (
        "Beste Voorbeeld Houder,",
        "Om te laten zien hoe SmartHub Achterhoek ervoor staat, hebben we deze bladen van u nodig:",
        "Is er niets veranderd? Laat dat dan ook even weten, dan leggen we vast dat deze bladen bij zijn.",
    )


def _mail(store: Store, role: str = "Penningmeester", language: str = "nl") -> EmailMessage:
    content = reminder_mail(store, LOCAL, MailAsked(role, DAY, language), at=IN)
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_the_mail_is_a_draft_with_the_roles_own_rows_which_read_in_again_change_nothing(store: Store) -> None:
    keep_address(store, LOCAL, HOLDER, at=IN)
    mail = _mail(store)
    assert (mail["To"], mail["From"], mail["X-Unsent"]) == ("Voorbeeld Houder <houder@example.org>", None, "1")
    assert mail["Subject"] == "SmartHub Achterhoek: graag Bijdragen en Uitgaven bijwerken"
    text = mail.get_body()
    assert text is not None
    assert text.get_content().splitlines()[0] == "Beste Voorbeeld Houder,"
    [attached] = mail.iter_attachments()
    assert attached.get_filename() == "Penningmeester 2018-07-02.xlsx"
    read = imports.read_files(store, LOCAL, FilesToRead([("terug.xlsx", attached.get_content())]), at=IN)
    [file] = read.report.files
    assert [sheet.kind for sheet in file.sheets] == ["contributions", "expenses", "subsidy_payments"]
    assert {(sheet.new, sheet.changed, sheet.rejected) for sheet in file.sheets} == {(0, 0, 0)}
    assert sum(sheet.unchanged for sheet in file.sheets) > 0


def test_a_mail_to_a_role_that_nobody_holds_is_ready_but_for_its_address(store: Store) -> None:
    mail = _mail(store, "Talentmakelaar", "en")
    text = mail.get_body()
    assert text is not None
    assert (mail["To"], text.get_content().splitlines()[0]) == (None, "Dear talent broker,")


def test_nobody_is_asked_while_all_is_fresh_and_a_day_in_the_past_knows_no_later_files(store: Store) -> None:
    assert reminders(store, LOCAL, date(2018, 6, 20), "nl", at=IN).drafts == ()
    assert reminders(store, LOCAL, date(2018, 5, 1), "nl", at=IN).drafts == ()
    with pytest.raises(UnknownRole):
        reminder_mail(store, LOCAL, MailAsked("Penningmeester", date(2018, 6, 20), "nl"), at=IN)


@pytest.mark.parametrize(
    "email", ["", "houder", "houder@", "a@b", "a@example.org, b@example.org", "hoûder@example.org"]
)
def test_only_an_address_is_kept_as_one(store: Store, email: str) -> None:
    with pytest.raises(NoAddress):
        keep_address(store, LOCAL, Address("Penningmeester", "x", email), at=IN)
    with pytest.raises(UnknownRole):
        keep_address(store, LOCAL, Address("Onbekend", "x", "x@example.org"), at=IN)
    assert address_book(store, LOCAL, at=IN) == ()


def _log(store: Store) -> list[tuple[str, str, str | None, str | None]]:
    with snapshot(store.engine) as connection:
        found = [sealed.entry for sealed in audit_log.every_entry(connection, store.programme_id)]
    return [(entry.act, entry.about, entry.before, entry.after) for entry in found if entry.act == "remind"]


def test_the_log_tells_of_the_role_and_of_no_person(store: Store) -> None:
    keep_address(store, LOCAL, HOLDER, at=IN)
    keep_address(store, LOCAL, Address("Penningmeester", " Een  Ander\n", "ander@example.org "), at=IN)
    assert address_book(store, LOCAL, at=IN) == (Address("Penningmeester", "Een Ander", "ander@example.org"),)
    _mail(store)
    forget_address(store, LOCAL, "Penningmeester", at=IN)
    with pytest.raises(NobodyKnown):
        forget_address(store, LOCAL, "Penningmeester", at=IN)
    role = "Penningmeester"
    assert _log(store) == [
        ("remind", role, "0", "1"),
        ("remind", role, "1", "1"),
        ("remind", role, None, None),
        ("remind", role, "1", "0"),
    ]


def test_the_address_book_is_in_no_backup_and_goes_with_the_facts(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    keep_address(store, LOCAL, HOLDER, at=IN)
    backup(database_url, tmp_path / "copy.db")
    assert b"houder@example.org" not in (tmp_path / "copy.db").read_bytes()
    restore(tmp_path / "copy.db", f"sqlite:///{tmp_path / 'back.db'}")
    assert open_store(f"sqlite:///{tmp_path / 'back.db'}", PROGRAMME).addresses() == ()
    store.remove_facts(by="x", at=IN)
    assert store.addresses() == ()


def test_who_is_erased_is_in_no_byte_of_the_database_files(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url, PROGRAMME)
    keep_address(store, LOCAL, HOLDER, at=IN)
    with closing(sqlite3.connect(tmp_path / "facts.db")) as file:
        assert file.execute("SELECT name, email FROM address").fetchall() == [(HOLDER.name, HOLDER.email)]
    forget_address(store, LOCAL, "Penningmeester", at=IN)
    files = b"".join(path.read_bytes() for path in tmp_path.glob("facts.db*"))
    assert (b"houder@example.org" in files, b"Voorbeeld Houder" in files) == (False, False)
