"""Nothing of a person is left anywhere after an import: database, journal, kept copies, log, exports and backups."""

import logging
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from kpi.access import LOCAL
from kpi.acts import imports, report_exports
from kpi.acts.payments import confirm_payments, place_accounts
from kpi.acts.report_exports import Destination
from kpi.facts.database.backup import backup
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.books.bookings import Account
from kpi.intake.proposing import FilesToRead
from kpi.intake.values import row_keys
from kpi.programme.comparable_names import name_key
from kpi.programme.loading import default_programme_path, load_programme
from kpi.views.read import Question
from tests.hostile.personal_files import HEAD, NAME, bank_statement, files, needles
from tests.intake.conftest import xlsx

AT = datetime(2018, 7, 1, 9, 0, tzinfo=UTC)
PAYER = "Voorbeeldbedrijf 1"
PLEDGED = [
    ["organisatie", "planjaar", "kenmerk", "toegezegd", "toegezegd_op"],
    [PAYER, "2017-2018", "1", 3000, AT.date()],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that stands on the disk once all of them were imported, given away and backed up."""
    place = tmp_path_factory.mktemp("left")
    logging.basicConfig(filename=place / "server.log", level=logging.DEBUG, force=True)
    store = open_store(f"sqlite:///{place / 'facts.db'}", load_programme(default_programme_path()))
    line = store.filed.budget_lines()[0].id
    place_accounts(store, LOCAL, [(Account("4510", ""), line)], at=AT)
    for name, content in files():
        take(store, name, content)
    take(store, "bijdragen.xlsx", xlsx({"Bijdragen": PLEDGED}))
    key = row_keys.SEPARATOR.join((name_key(PAYER), "2017-2018", "1"))
    confirm_payments(store, LOCAL, [(f"{NAME}.xml", bank_statement(PAYER))], [(1, key)], at=AT)
    give_away(store, place)
    shutil.copy(place / "facts.db-wal", place / "journal")
    store.close()
    backup(f"sqlite:///{place / 'facts.db'}", place / "backup.db")
    logging.basicConfig(force=True)
    return place


def take(store: Store, name: str, content: bytes) -> None:
    asked = imports.read_files(store, LOCAL, FilesToRead([(name, content)]), at=AT)
    assert asked.proposal is not None, asked.report.problems
    imports.accept_import(store, LOCAL, asked.proposal, at=AT)


def give_away(store: Store, place: Path) -> None:
    question = Question(store.latest(), date(2018, 6, 30), "2017-2018", "nl")
    formats = ("xlsx", "docx")
    report_exports.export_account(store, LOCAL, question, Destination(place / "account", formats), at=AT)
    (place / "evidence.zip").write_bytes(report_exports.export_evidence(store, LOCAL, question, at=AT))


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes themselves, and those of every part of an archive, however deep."""
    yield content
    if content.startswith(b"PK") and is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))


def kept(database: Path) -> list[bytes]:
    with closing(sqlite3.connect(database)) as connection:
        return [content for (content,) in connection.execute("SELECT content FROM upload ORDER BY id")]


def found(contents: Iterator[bytes]) -> set[str]:
    """What of a person stands in the bytes, in any of the ways in which letters are written."""
    everything = b"\x00".join(contents)
    sought = {name: (needle, re.sub(r"[^0-9A-Za-z@]", "", needle)) for name, needle in needles().items()}
    return {
        name
        for name, forms in sought.items()
        if any(form.encode(code) in everything for form in forms for code in ("utf-8", "utf-16-le"))
    }


def test_the_files_hold_all_of_it() -> None:
    """Else finding nothing would say nothing."""
    everything = found(part for name, content in files() for part in (name.encode(), *unpacked(content)))
    assert everything == set(needles())
    assert len(needles()) > 40


def test_nothing_of_a_person_stands_in_any_file_on_the_disk(folder: Path) -> None:
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    assert {path.suffix for path in written} >= {".db", ".db-end", ".log", ".zip", ".xlsx", ".docx"}
    left = {path.name: found(unpacked(path.read_bytes())) for path in written}
    assert {name: what for name, what in left.items() if what} == {}


@pytest.mark.parametrize("database", ["facts.db", "backup.db"])
def test_nothing_of_a_person_stands_in_the_copies_that_are_kept(folder: Path, database: str) -> None:
    copies = kept(folder / database)
    assert len(copies) == 7
    assert found(part for copy in copies for part in unpacked(copy)) == set()


def test_the_copies_hold_what_was_read_in_its_place(folder: Path) -> None:
    """Of each workbook and of the text the columns of facts, in the rows that the facts name."""
    with closing(sqlite3.connect(folder / "facts.db")) as connection:
        query = "SELECT DISTINCT u.name, e.sheet FROM expenses e JOIN upload u ON u.id = e.upload ORDER BY u.id"
        places = connection.execute(query).fetchall()
    assert [re.sub(r"[0-9a-f]{12}", "…", name) for name, _ in places] == ["….xlsx", "….xls", "….ods", "….csv", "….xaf"]
    assert [sheet for _, sheet in places][:3] == ["blad 1"] * 3
    assert len(HEAD) == 6
