"""Every format of the account of a full plan year: hostile words stay words, and the same account is the same file."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pypdf import PdfReader

from kpi.documents.word import word_document
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport, subsidy_report
from kpi.report.account_formats import FORMATS
from kpi.report.evidence_rows import ActivityRow
from kpi.report.letter import letter
from kpi.report.reading_account import read_report
from tests.machine import Office
from tests.report.full_year import DAY, HOSTILE_MEMBER, HOSTILE_VACANCY, YEAR
from tests.report.written_files import account_file

NL = words_of("nl")
LONG = ("Uitleg; =1+1 & <b>niet vet</b> #set page() $x$ \\ " * 220)[:10_000]


def letters(text: str) -> str:
    """A text without its spaces and places to break."""
    return "".join(text.split()).replace("\N{ZERO WIDTH SPACE}", "")


@pytest.fixture(scope="module")
def report(full_year: Store, programme: Programme) -> SubsidyReport:
    """The account of the full year, with a hostile vacancy's title as an activity and a very long explanation."""
    with full_year.read() as reader:
        found = read_report(reader, picture(reader, DAY, YEAR))
    hostile = ActivityRow(HOSTILE_VACANCY, ("I",), None, None, None, (), None, None, "running")
    rows = replace(found.evidence, activities=(hostile, *found.evidence.activities))
    texts = {"lessons": LONG, f"line/{found.lines[0].picture.id}": LONG}
    return subsidy_report(found.programme, found.picture, rows, texts)


@pytest.fixture(scope="module")
def files(report: SubsidyReport, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = {ending: tmp_path_factory.mktemp("account") / f"account.{ending}" for ending in FORMATS}
    for ending, path in paths.items():
        path.write_bytes(account_file(report, ending, NL))
    return paths


def words_in(files: dict[str, Path]) -> dict[str, str]:
    """Everything that each file says."""
    book = openpyxl.load_workbook(files["xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" and "calc" in str(cell.value)]
    word = Document(str(files["docx"]))
    in_tables = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return {
        "xlsx": " ".join(str(cell.value) for cell in cells),
        "docx": " ".join([*(paragraph.text for paragraph in word.paragraphs), *in_tables]),
        "pdf": " ".join(page.extract_text() for page in PdfReader(files["pdf"]).pages),
    }


def test_hostile_names_and_a_very_long_text_are_plain_text_in_every_format(files: dict[str, Path]) -> None:
    for ending, said in words_in(files).items():
        for text in (HOSTILE_MEMBER, HOSTILE_VACANCY, LONG[:400]):
            assert letters(text) in letters(said), (ending, text)


def test_a_text_that_looks_like_a_formula_stays_a_text_when_its_cell_is_edited(files: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(files["xlsx"])
    shown = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == HOSTILE_VACANCY]
    assert shown
    assert all(cell.quotePrefix and cell.data_type == "s" for cell in shown)


def test_the_same_account_is_the_same_file_to_the_byte(report: SubsidyReport, files: dict[str, Path]) -> None:
    for ending, path in files.items():
        assert account_file(report, ending, NL) == path.read_bytes(), ending


def test_word_has_styles_contents_captions_and_repeating_heads(files: dict[str, Path]) -> None:
    word = Document(str(files["docx"]))
    headings = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 1"]
    with zipfile.ZipFile(files["docx"]) as packed:
        body = packed.read("word/document.xml").decode()
        names = packed.namelist()
    entries = [one.text.split("\t")[0] for one in word.paragraphs if one.style and one.style.name == "toc 1"]
    assert len(headings) == 16
    assert entries == headings
    assert body.count("<w:tblHeader/>") == len(word.tables) == body.count("SEQ Table ")
    assert {"word/charts/chart1.xml", "word/embeddings/chart1.xlsx", "word/charts/chart2.xml"} <= set(names)
    assert body.count('<wp:docPr id="10') == 2


def test_the_letter_names_the_lines_that_differ_most(report: SubsidyReport) -> None:
    word = Document(BytesIO(word_document.write(letter(report), NL, DAY)))
    [lines] = word.tables
    wanted = [f"{line.number}. {words_of('nl').say(line.picture.title)}" for line in report.lines if line.to_notify]
    assert [row.cells[0].text for row in lines.rows[1:]] == wanted


def test_the_letter_is_a_letter_with_addresses_date_and_signature_and_no_title_of_a_report(
    report: SubsidyReport,
) -> None:
    word = Document(BytesIO(word_document.write(letter(report), NL, DAY)))
    told = [one.text for one in word.paragraphs if one.text]
    assert [one.text for one in word.paragraphs if one.style and one.style.name == "Title"] == []
    assert told[:5] == [
        "Aanvrager: nog in te vullen",
        "Adres van de aanvrager: nog in te vullen",
        "Provincie Gelderland",
        "Adres van de subsidieverlener: nog in te vullen",
        "Plaats en datum: nog in te vullen",
    ]
    assert "Handtekening: nog in te vullen" in told[told.index("Met vriendelijke groet,") :]


@pytest.mark.office
def test_libreoffice_opens_the_document_and_prints_every_chapter(
    files: dict[str, Path], office: Office, tmp_path: Path
) -> None:
    [printed] = office.convert(files["docx"], "pdf", tmp_path)
    said = letters(" ".join(page.extract_text() for page in PdfReader(printed).pages))
    for heading in ("1 Gegevens van de subsidie", "5 Financieel verslag", "10 Verklaringen", "Bijlage D"):
        assert letters(heading) in said
