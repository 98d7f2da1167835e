"""The copy that is kept: written anew of what was read, each value in its place and in its own type."""

import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from kpi.intake.formats.cells import Cells, Merged, Percent, Raw, Row, Struck
from kpi.intake.formats.opening import read_book, read_kept
from kpi.intake.formats.sheet_columns import ColumnsPart, SheetColumns
from kpi.intake.plain_workbook import plain_workbook
from tests.hostile.personal_files import files
from tests.intake.conftest import Propose, xlsx

D = datetime.date
VALUES: list[Raw] = [
    "tekst", " spaties ", "a & b <c>", "regel\nregel", "=1+1", 12.0, -0.1, 1e300, True, False,
    datetime.datetime(2018, 6, 30, 12, 30, tzinfo=None), Percent(0.125), "007", "é\x07ê",
]  # fmt: skip


def part(rows: list[Row], first: int = 1) -> ColumnsPart:
    return SheetColumns(Cells("", lambda: iter(rows), first_row=first)).whole()


def test_a_value_comes_back_as_it_was_at_its_place() -> None:
    below: Row = ["", Merged(3.0), Struck("weg"), D(2018, 6, 30), datetime.time(6, 0), None, "z"]
    content = plain_workbook([("Blad & 'één'", [part([["", *VALUES], [], below], first=5)])])
    (sheet,) = read_book("x.xlsx", content).sheets
    assert sheet.name == "Blad & 'één'"
    back = {number: row for number, row in enumerate(sheet.rows(), 1) if any(row)}
    assert sorted(back) == [5, 7]
    expected = [value if value != "é\x07ê" else "éê" for value in VALUES]
    assert back[5] == ["", *expected]
    assert back[7][1:4] == [3.0, Struck("weg"), D(2018, 6, 30)]
    assert back[7][6] == "z"


def test_other_programs_open_it_and_find_nobody_in_it() -> None:
    book = load_workbook(BytesIO(plain_workbook([("Blad", [part([["a", D(2018, 6, 30), Percent(0.5)]])])])))
    assert [(cell.value, cell.number_format) for cell in book.worksheets[0][1]] == [
        ("a", "General"),
        (datetime.datetime(2018, 6, 30, tzinfo=None), "dd-mm-yyyy"),
        (0.5, "0.##%"),
    ]
    assert (book.properties.lastModifiedBy, book.properties.description) == (None, None)
    assert b"docProps" not in plain_workbook([("Blad", [])])


def test_the_same_file_always_gives_the_same_copy() -> None:
    rows = [part([["a", 1.0, D(2018, 1, 1)]])]
    assert plain_workbook([("x", rows)]) == plain_workbook([("x", rows)])


def test_a_file_without_data_of_persons_is_written_anew_as_well(proposed: Propose) -> None:
    given = xlsx(
        {"Organisaties": [["organisatie", "soort", "lid_sinds", "notitie"], ["A", "bedrijf", D(2017, 1, 1), "x"]]}
    )
    outcome = proposed(("leden.xlsx", given))
    assert outcome.proposal is not None
    (upload,) = outcome.proposal.uploads
    assert upload.original == given
    (sheet,) = read_book("leden.xlsx", upload.content).sheets
    assert list(sheet.rows()) == [["organisatie", "soort", "lid_sinds"], ["A", "bedrijf", D(2017, 1, 1)]]


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods", ".csv"])
def test_the_facts_still_lead_to_the_cells_that_they_came_from(proposed: Propose, ending: str) -> None:
    """By the names under which file and sheet are kept: row and column are those of the file as it was given."""
    name, content = next(each for each in files() if each[0].endswith(ending))
    outcome = proposed((name, content))
    assert outcome.proposal is not None
    (upload,), (change,) = outcome.proposal.uploads, outcome.proposal.changes
    assert "Anna" not in upload.name
    kept = {sheet.name: sheet for sheet in read_kept(upload.name, upload.content).sheets}
    given = read_book(name, content).sheets[0]
    there = dict(enumerate(given.rows(), given.first_row))
    for row in change.rows:
        sheet = kept[row.sheet]
        cells = dict(enumerate(sheet.rows(), sheet.first_row))[row.row]
        assert cells[:2] == there[row.row][:2]
        assert cells[4:6] == there[row.row][4:6]
