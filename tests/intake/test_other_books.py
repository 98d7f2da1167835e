"""Workbooks of the other kinds, made by a real program: what their cells show besides plain values isn't lost."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from kpi.intake.formats.opening import read_book
from kpi.intake.import_report import ImportProposal
from tests.intake.conftest import Propose, codes
from tests.machine import Office

pytestmark = pytest.mark.office

D = datetime.date
HEAD = ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "btw", "factuurdatum", "betaald_op"]
DAY = D(2017, 9, 1)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Costs with formulas that fail, a percentage, dollars, a month, merged cells, a hidden row and a padded number."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Uitgaven"
    rows = [
        ["A1", "Regio8", "een", 100, "=1/0", DAY, "=NA()"],
        ["A2", "Regio8", "twee", 100, 0.21, DAY, None],
        ["A3", "Regio8", "drie", "=VLOOKUP(1,A1:B2,2,FALSE)", 1, DAY, None],
        ["A4", "Regio8", "vier", 100, 1, DAY, None],
        ["A5", "Regio8", "vijf", 300, 1, DAY, None],
        ["A6", None, "zes", None, 1, None, None],
        ["A7", "Regio8", "zeven", 70, 1, DAY, None],
        ["A9", "Regio8", "negen", 1000, 1, D(2017, 10, 1), None],
        ["A10", "Regio8", "tien", 1000, 1, DAY, None],
        [8, "Regio8", "acht", 80, 1, DAY, None],
    ]
    for row in [HEAD, *rows]:
        sheet.append(row)
    sheet["E3"].number_format = "0%"
    sheet["D5"].number_format = "[$$-409]#,##0.00"
    for cells in ("B6:B7", "D6:D7", "F6:F7"):
        sheet.merge_cells(cells)
    sheet.row_dimensions[8].hidden = True
    sheet["F9"].number_format = "mmm-yy"
    sheet["D10"].number_format = '"$"#,##0.00'
    sheet["A11"].number_format = "0000"
    path = tmp_path_factory.mktemp("books") / "kosten.xlsx"
    made.save(path)
    return path


@pytest.fixture(params=["xlsx", "xls", "ods"])
def outcome(
    book: Path, tmp_path: Path, office: Office, proposed: Propose, request: pytest.FixtureRequest
) -> ImportProposal:
    """The workbook as a real program writes it in that kind of file, and what it would do."""
    [made] = office.convert(book, request.param, tmp_path)
    return proposed((made.name, made.read_bytes()), partial=True)


def test_errors_percentages_dollars_and_merged_figures_are_refused_in_every_kind(outcome: ImportProposal) -> None:
    told = sorted(each for each in codes(outcome) if each[0])
    assert told == [
        ("D10", "not_an_amount"),
        ("D4", "error_cell"),
        ("D5", "not_an_amount"),
        ("D7", "merged_figure"),
        ("E2", "error_cell"),
        ("E3", "percentage"),
        ("F9", "date_without_day"),
        ("G2", "error_cell"),
    ]


def test_hidden_rows_are_told_and_read_in_every_kind(outcome: ImportProposal) -> None:
    hidden = [problem.values["n"] for problem in outcome.report.problems if problem.code == "hidden_rows"]
    assert hidden == [1]
    assert outcome.proposal is not None
    rows = outcome.proposal.changes[0].rows
    assert {row.row for row in rows} >= {6, 8, 11}


def test_a_number_shown_with_leading_zeros_keeps_them_in_every_kind(outcome: ImportProposal) -> None:
    assert outcome.proposal is not None
    assert outcome.proposal.changes[0].rows[-1].values[0] == "0008"


@pytest.mark.parametrize("cut", [600, 2000, 3000])
def test_an_old_workbook_that_was_cut_off_is_refused(
    book: Path, tmp_path: Path, office: Office, proposed: Propose, cut: int
) -> None:
    [made] = office.convert(book, "xls", tmp_path)
    content = made.read_bytes()
    assert len(read_book("kosten.xls", content).sheets) == 1
    assert codes(proposed(("kosten.xls", content[:cut]))) == [("", "unreadable")]
