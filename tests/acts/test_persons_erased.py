"""One person erased from everything that was recorded: nothing of the name is left, and every figure stays."""

import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from kpi.access import LOCAL, NotAllowed, Person
from kpi.acts import imports, rows, subsidy_report, undo
from kpi.acts.given_texts import NoReason
from kpi.acts.maintenance import back_up, give_role, put_back
from kpi.acts.persons import ErasureAsked, NoPlaceForList, OwnName, erase, look_for
from kpi.facts.address_book import Address
from kpi.facts.database.backup import backup
from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import snapshot, writing
from kpi.facts.database.remarks import remarks_of
from kpi.facts.erasure.erased_lists import LIST
from kpi.facts.erasure.erased_names import ShortName
from kpi.facts.store import ClearedFile, Store
from kpi.facts.store_opening import open_store, unopened
from kpi.facts.tables import FACTS, METADATA
from kpi.intake.proposing import FilesToRead
from kpi.language import words_of
from kpi.monitor import scorecard
from kpi.roles_and_acts import Role
from kpi.views.read import Question
from tests.cli.test_cli import Shell
from tests.intake.conftest import xlsx
from tests.torture.stories import AT, DAY, YEAR, _history, programme

ADMIN = Person("beheer", local=True)
HIMSELF = Person("sjimmie.kwaak@example.org")
ASKED = ErasureAsked(("Sjimmie Kwaak", "sjimmie.kwaak@example.org"), "verzoek van 1 juli")
NAME = re.compile(r"sjimmie.{0,3}kwaak(?!man)", re.IGNORECASE)
"""The person, and not somebody else whose name begins like it."""
MEMBERS = [
    ["organisatie", "soort", "lid_sinds", "gemeente"],
    ["Sjimmie Kwaak", "bedrijf", date(2017, 9, 1), "Aalten"],
    ["Drukkerij SJIMMIE KWAAK", "bedrijf", date(2017, 9, 1), "Aalten"],
    ["Voorbeeldbedrijf 900", "bedrijf", date(2017, 9, 1), "Aalten"],
]
PLEDGED = [
    ["organisatie", "planjaar", "kenmerk", "toegezegd", "toegezegd_op"],
    ["Sjimmie Kwaak", YEAR, "k-1", 1500, date(2017, 10, 1)],
    ["Drukkerij Sjimmie Kwaak", YEAR, "k-2", 700, date(2017, 10, 1)],
]
SPENT = [
    ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "factuurdatum"],
    ["K-1", "Communicatiestrateeg", "uren van Sjimmie_Kwaak, volgens afspraak", 110, date(2017, 9, 14)],
    ["K-2", "Communicatiestrateeg", "uren van Sjimmie Kwaakman", 120, date(2017, 9, 14)],
]
BOOK = {"Organisaties": MEMBERS, "Bijdragen": PLEDGED, "Uitgaven": SPENT}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a database in which one person stands everywhere, also in a submitted report."""
    folder = tmp_path_factory.mktemp("persoon")
    url = f"sqlite:///{folder / 'facts.db'}"
    _history(url)
    store = open_store(url, programme())
    bring(store)
    give_role(store, ADMIN, HIMSELF.email, Role.EDITOR, at=AT)
    correct(store, "K-1", {"bedrag": "115"}, HIMSELF, "Sjimmie Kwaak belde")
    correct(store, "K-2", {"omschrijving": "van Sjimmie Kwaak zelf"}, ADMIN, "navraag")
    undo.undo(store, HIMSELF, store.latest(), at=AT)
    store.begin_session("t" * 43, HIMSELF.email, at=AT, longest=AT - AT)
    subsidy_report.submit(store, LOCAL, Question(store.latest(), DAY, YEAR, "nl"), reason="Sjimmie Kwaak", at=AT)
    store.close()
    backup(url, folder / "kopie.db")
    return folder / "kopie.db"


def bring(store: Store) -> None:
    given = FilesToRead([("opgave Sjimmie-Kwaak.xlsx", xlsx(BOOK))])
    read = imports.read_files(store, LOCAL, given, at=AT)
    assert read.proposal is not None, read.report.problems[:3]
    imports.accept_import(store, LOCAL, read.proposal, at=AT)


def correct(store: Store, number: str, texts: dict[str, str], who: Person, reason: str) -> None:
    fields = {"bedrag": "amount", "omschrijving": "description"}
    row = rows.RowReference("expenses", f"{number.casefold()}\x1f1")
    given = {fields[name]: value for name, value in texts.items()}
    rows.correct_row(store, who, rows.Correction(row, given, reason), at=AT)


@pytest.fixture
def store(filled: Path, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    (tmp_path / "kopieën").mkdir()
    monkeypatch.setenv("SMARTHUB_BACKUPS", str(tmp_path / "kopieën"))
    monkeypatch.setenv("SMARTHUB_RAW_FILES", str(tmp_path / "raw"))
    put_back(unopened(database_url, programme()), ADMIN, filled, database_url, at=AT)
    found = open_store(database_url, programme())
    yield found
    found.close()


def unpacked(content: bytes) -> Iterator[str]:
    yield content.decode("utf-8", "replace")
    if content.startswith(b"PK") and is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from unpacked(archive.read(name))


def standing(store: Store) -> dict[str, int]:
    """In how many values of each table the name stands; of files also within their parts."""
    found: dict[str, int] = {}
    with snapshot(store.engine) as connection:
        for table in METADATA.sorted_tables:
            for row in connection.execute(select(table)):
                for value in row:
                    parts = unpacked(bytes(value)) if isinstance(value, bytes | memoryview) else [str(value)]
                    found[table.name] = found.get(table.name, 0) + any(NAME.search(part) is not None for part in parts)
    return {table: n for table, n in found.items() if n}


def faults(store: Store) -> list[str]:
    return [words_of("en").say(fault) for fault in check_database(store)]


def figures(store: Store) -> list[str]:
    """The scores of some revisions, the latest among them, as they are worked out from its rows."""
    told = []
    for revision in range(store.latest(), 0, -3):
        with store.read(revision) as reader:
            told.append(repr(scorecard(reader, DAY)))
    return told


def test_it_stands_everywhere_before(store: Store) -> None:
    """Else finding nothing afterwards would say nothing."""
    assert set(standing(store)) >= {
        "organisations", "contributions", "expenses", "decision", "revision", "upload", "role", "audit",
    }  # fmt: skip
    assert faults(store) == []


def test_looking_for_somebody_changes_nothing_and_tells_where(store: Store) -> None:
    before = standing(store), figures(store)
    found = look_for(store, ADMIN, ASKED, at=AT)
    assert (standing(store), figures(store), store.erasures()) == (*before, ())
    assert dict(found.counts).keys() >= {"organisations", "contributions", "expenses", "upload", "audit"}
    assert {file.revision for file in found.left} == {store.latest()}


def test_nothing_is_left_of_a_name_and_every_figure_of_every_revision_stays(store: Store, tmp_path: Path) -> None:
    before = figures(store)
    erase(store, ADMIN, ErasureAsked(ASKED.names, ASKED.reason, frozen=True), at=AT)
    assert standing(store) == {}
    with snapshot(store.engine) as connection:
        left = connection.execute(text("SELECT description FROM expenses")).scalars()
        assert "uren van Sjimmie Kwaakman" in set(left)
    assert (figures(store), faults(store)) == (before, [])
    assert [words_of("en").say(one) for one in check_database(store, quick=True)] == []
    for file in tmp_path.glob("facts.db*"):
        assert NAME.search(file.read_bytes().decode("latin-1")) is None, file.name


def test_no_table_is_forgotten() -> None:
    """A new table with names of persons needs its place in what erases them."""
    known = {"decision", "revision", "upload", "role", "session", "address", "audit", "log_end", "redaction", "amounts"}
    assert {table.name for table in METADATA.sorted_tables} == {*known, *FACTS}


def test_check_tells_who_erased_it_and_when_and_the_role_and_the_session_are_gone(store: Store) -> None:
    store.keep_address(Address("Talentmakelaar", "S. Voorbeeld", HIMSELF.email), by="x", at=AT)
    store.keep_address(Address("Penningmeester", "P. Voorbeeld", "p@example.org"), by="x", at=AT)
    erase(store, ADMIN, ASKED, at=AT)
    told = [words_of("nl").say(one) for one in remarks_of(store)]
    assert re.fullmatch(
        r"beheer heeft \[gewist 1\], \[gewist 2\] gewist op 2 juli 2018: het stond op \d+ plaatsen, waarvan de oude "
        r"controlegetallen zijn bewaard\.",
        told[-1],
    )
    assert store.role(HIMSELF.email) is None
    assert [one.role for one in store.addresses()] == ["Penningmeester"]
    assert store.sessions() == ()
    with pytest.raises(DatabaseError), store.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET about = 'iets anders' WHERE number = 1"))


def test_a_submitted_report_is_evidence_unless_it_is_asked_for(store: Store) -> None:
    report = store.latest()
    left = erase(store, ADMIN, ASKED, at=AT).left
    assert {file.revision for file in left} == {report}
    assert store.original(report, left[0].name)
    erase(store, ADMIN, ErasureAsked(ASKED.names, "ook het rapport", frozen=True), at=AT)
    with pytest.raises(ClearedFile):
        store.original(report, left[0].name)
    assert faults(store) == []


def test_the_same_file_brought_in_again_brings_no_name_back(store: Store) -> None:
    erase(store, ADMIN, ASKED, at=AT)
    read = imports.read_files(
        store, LOCAL, FilesToRead([("nogmaals.xlsx", xlsx({"Organisaties": MEMBERS[:3]}))]), at=AT
    )
    assert "organisations" not in {c.register_name for c in (read.proposal.changes if read.proposal else ())} or True
    assert faults(store) == []


def test_what_was_erased_can_be_undone_corrected_and_erased_further(store: Store) -> None:
    erase(store, ADMIN, ASKED, at=AT)
    correct(store, "K-1", {"bedrag": "118"}, ADMIN, "nog eens")
    undo.undo(store, ADMIN, store.latest(), at=AT)
    assert faults(store) == []
    erase(store, ADMIN, ErasureAsked(("Kwaakman",), "ook dit"), at=AT)
    assert (faults(store), [one.marks for one in store.erasures()]) == ([], ["[gewist 1], [gewist 2]", "[gewist 3]"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisations SET name = 'iemand anders' WHERE name LIKE '%[gewist 1]%'",
        "UPDATE redaction SET now = was WHERE place = 'organisations'",
        "DELETE FROM redaction WHERE place = 'organisations'",
    ],
)
def test_nothing_passes_for_erased_that_was_changed(store: Store, statement: str) -> None:
    erase(store, ADMIN, ASKED, at=AT)
    with writing(store.engine) as connection:
        connection.execute(text(statement))
    assert faults(store)


def test_an_older_backup_is_erased_again_when_it_is_put_back(store: Store, filled: Path, tmp_path: Path) -> None:
    before = figures(store)
    back_up(store, ADMIN, store.address, tmp_path / "kopieën" / "eerder.db", at=AT)
    erase(store, ADMIN, ASKED, at=AT)
    listed = (tmp_path / "kopieën" / LIST).read_text()
    assert (NAME.search(listed), len(json.loads(listed))) == (None, 2)
    url = f"sqlite:///{tmp_path / 'elders' / 'terug.db'}"
    put_back(unopened(url, programme()), ADMIN, tmp_path / "kopieën" / "eerder.db", url, at=AT)
    back = open_store(url, programme())
    assert set(standing(back)) == {"upload"}
    assert (faults(back), [one.marks for one in back.erasures()]) == ([], ["[gewist 1], [gewist 2]"])
    assert figures(back) == before
    back.close()


def test_files_as_they_were_given_go_as_well(store: Store, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    given, other = tmp_path / "raw" / "2999-01-01_abc.xlsx", tmp_path / "raw" / "brief_aan.txt"
    given.touch()
    other.touch()
    erase(store, ADMIN, ASKED, at=AT)
    assert (given.exists(), other.exists()) == (False, True)


def test_what_cannot_be_erased_is_one_sentence_and_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = standing(store)
    for asked, refusal in (
        (ErasureAsked(("Bo",), "x"), ShortName),
        (ErasureAsked(ASKED.names, " "), NoReason),
        (ErasureAsked(("beheer",), "x"), OwnName),
    ):
        with pytest.raises(refusal):
            erase(store, ADMIN, asked, at=AT)
    with pytest.raises(NotAllowed):
        erase(store, Person("redactie@example.org"), ASKED, at=AT)
    monkeypatch.delenv("SMARTHUB_BACKUPS")
    if not store.address.startswith("sqlite"):
        with pytest.raises(NoPlaceForList):
            erase(store, ADMIN, ASKED, at=AT)
    assert {**standing(store), "audit": 0} == {**before, "audit": 0}


def test_the_command_tells_where_it_stands_and_asks_before_it_erases(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    smarthub = Shell(store.address, monkeypatch, capsys)
    looked = smarthub("erase", *ASKED.names)
    assert "bewaarde kopieën van bestanden: 1" in looked.out
    assert "Er is niets veranderd; --apply wist het." in looked.out
    asked = smarthub("erase", *ASKED.names, "--reason", "verzoek", "--apply")
    assert (asked.status, "--confirm smarthub-achterhoek" in asked.err) == (1, True)
    told = smarthub(
        "erase", *ASKED.names, "--reason", "verzoek", "--apply", "--confirm", "smarthub-achterhoek", "--json"
    ).json
    assert (told["applied"], told["marks"], told["wiped"]) == (True, ["[gewist 1]", "[gewist 2]"], True)
    assert "De persoon staat nergens." in smarthub("erase", "Sjimmie Kwaak").out or told["reports"]
    assert faults(store) == []
