"""What the decision asks beside the work: each obligation with its proof, its changes, publicity, and the auditor."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from kpi.facts.store import Store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.finance import DatedNote, Obligation
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import account_files
from kpi.report.reading_account import read_report
from kpi.report.text_places import places
from kpi.views.promised.grant_lines import LINES, UnreadableLine, read_lines, to_lines
from tests.report.full_year import DAY, YEAR

NL = words_of("nl")
GIVEN = {
    "obligations": (
        Obligation(text="Provincie noemen", proof="https://voorbeeld.invalid/foto", done=date(2017, 9, 15)),
        Obligation(text="Tussenverslag sturen", due=date(2018, 1, 31)),
    ),
    "changes": (DatedNote(on=date(2018, 3, 12), text="2018-000002: begroting gewijzigd"),),
    "publicity": (
        DatedNote(on=date(2018, 5, 1), text="bord-bij-de-ingang.jpg"),
        DatedNote(on=date(2017, 10, 3), text="https://voorbeeld.invalid/artikel"),
    ),
    "auditor_statement": True,
}


def of(store: Store, given: dict[str, object]) -> SubsidyReport:
    """The account of the full year, as if the grant said this."""
    with store.read() as reader:
        grants = tuple(one.model_copy(update=given) for one in reader.programme.grants)
        judged = reader.judged_by(reader.programme.model_copy(update={"grants": grants}))
        return read_report(judged, replace(picture(judged, DAY, YEAR), sample=False))


@pytest.fixture(scope="module")
def told(full_year: Store) -> dict[str, str]:
    """Everything that the account says, by format, without spaces."""
    files = {name.rpartition(".")[2]: content for name, content in account_files(of(full_year, GIVEN), NL)}
    word, book = Document(BytesIO(files["docx"])), openpyxl.load_workbook(BytesIO(files["xlsx"]))
    texts = {
        "docx": [one.text for one in word.paragraphs]
        + [cell.text for table in word.tables for row in table.rows for cell in row.cells],
        "pdf": [page.extract_text() for page in PdfReader(BytesIO(files["pdf"])).pages],
        "xlsx": [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value],
    }
    return {ending: "".join("".join(all_of).split()) for ending, all_of in texts.items()}


@pytest.mark.parametrize("ending", ["docx", "pdf", "xlsx"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Aan 1 van de 2 verplichtingen van het besluit is voldaan (hoofdstuk 1).",
        "Verplichtingen uit het besluit",
        "nog niet aan voldaan",
        "2018-000002: begroting gewijzigd",
        "bord-bij-de-ingang.jpg",
        "Controleverklaring",
        "Accountant en kantoor",
    ],
)
def test_every_format_says_it(told: dict[str, str], ending: str, sentence: str) -> None:
    assert "".join(sentence.split()) in told[ending]


def test_publicity_stands_by_its_days(told: dict[str, str]) -> None:
    assert told["docx"].index("artikel") < told["docx"].index("bord-bij-de-ingang.jpg")


def test_a_list_of_publicity_is_enough_and_no_list_asks_for_a_text(full_year: Store) -> None:
    for given, asked in ((GIVEN, False), ({}, True)):
        report = of(full_year, given)
        assert ("publicity" in {one.text for one in report.missing}) == asked
        assert [place.required for place in places(report) if place.name == "publicity"] == [asked]


def test_without_any_nothing_is_said_of_obligations(full_year: Store) -> None:
    [(_, content)] = account_files(of(full_year, {}), NL, ["docx"])
    told = " ".join(one.text for one in Document(BytesIO(content)).paragraphs)
    assert "verplichtingen van het besluit is voldaan" not in told
    assert "Wijzigingen van het besluit" not in told


@pytest.mark.parametrize("name", sorted(LINES))
def test_lines_are_read_back_to_the_same(full_year: Store, name: str) -> None:
    grant = of(full_year, GIVEN).grant
    assert grant is not None
    lines = NL.say(to_lines(grant, name))
    assert read_lines(name, lines) == tuple(one.model_dump(mode="json") for one in getattr(grant, name))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("publicity", "https://voorbeeld.invalid"),
        ("changes", "12-03-2018"),
        ("obligations", "Provincie noemen | morgen"),
        ("obligations", " | 01-10-2018"),
        ("advances", "01-09-2017 veel"),
    ],
)
def test_a_line_that_cant_be_read_is_refused_with_how_to_write_it(name: str, line: str) -> None:
    with pytest.raises(UnreadableLine) as refused:
        read_lines(name, line)
    assert NL.say(refused.value.sentence(NL)).startswith(f"‘{line.strip()}’ is niet te lezen; schrijf het zo: ")
