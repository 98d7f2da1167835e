"""The cells of a file that one row came from: each with its address, its column, and what stands in it.

The file is read again as it is kept, which is what was read of it. Who may see what is confidential sees all of the
row that is kept; others see the columns that were read into that register, without amounts: copies from before 0.10
may hold anything beside these.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from kpi.facts.measuring.fact_rows import RowSet
from kpi.facts.reader import Reader
from kpi.facts.source_files import stored_file
from kpi.facts.tables import PERSONAL
from kpi.intake.formats.cells import HEADER_WITHIN, Cells, Raw, Row, SheetRows, clean, column_letter
from kpi.intake.formats.opening import OpenedFile, read_kept
from kpi.intake.problems import Findings
from kpi.intake.recognise.column_matching import Looks, remembered
from kpi.intake.recognise.recogniser import Recogniser
from kpi.intake.recognise.sheet_names import Layout, layouts
from kpi.intake.typed.typed_rows import read_table
from kpi.intake.unreadable import FileRefused
from kpi.personal_forms import without_persons
from kpi.views.read import ReadAbout
from kpi.views.sources import rows_behind
from kpi.views.sources.rows_behind import RowsAsked, act_for_rows
from kpi.views.table import Table, headings, table


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell: its address in the sheet, the name of its column, and its text."""

    address: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class CellsAsked:
    """A row behind an indicator by its place: file, sheet, row and the revision that read it."""

    behind: RowsAsked
    file: str
    sheet: str
    row: int
    revision: int


def read(reader: Reader, as_of: date, plan_year: str, asked: CellsAsked) -> tuple[SourceCell, ...]:
    """The filled cells of a row, each under its column's name; none when the file isn't a workbook that can be read.

    A reader who may not see what is confidential has only the columns that were read.

    Only a row of that page of rows behind the indicator is shown: who may see those may see its cells, and no others.
    """
    origin = (asked.file, asked.sheet, asked.row, asked.revision)
    shown = rows_behind.read(reader, as_of, plan_year, asked.behind)
    places = {(row.file, row.sheet, row.row, row.revision): set_ for set_ in shown for row in set_.rows}
    if origin not in places:
        return ()
    content = stored_file(reader, asked.revision, asked.file)
    if content is None:
        return ()
    try:
        book = read_kept(asked.file, content)
    except FileRefused:
        return ()
    sheet = next((sheet for sheet in book.sheets if sheet.name == asked.sheet), None)
    if sheet is None:
        return ()
    then = reader.at(asked.revision)
    open_ = None if reader.confidential else _columns_read(then, book, sheet, places[origin], asked.row)
    wanted = next(islice(sheet.rows(), asked.row - sheet.first_row, None), [])
    names = column_names(list(islice(sheet.rows(), min(asked.row - sheet.first_row, HEADER_WITHIN))))
    known = layouts(reader.programme.sheets)
    filled = [(column, _shown(known, names.get(column, ""), written(raw))) for column, raw in enumerate(wanted)]
    return tuple(
        SourceCell(f"{column_letter(column)}{asked.row}", names.get(column, ""), text)
        for column, text in filled
        if text and (open_ is None or column in open_)
    )


def _shown(known: Sequence[Layout], name: str, text: str) -> str:
    """A cell without data of persons, which a copy from an older version may hold; what a column of codes has stays."""
    kinds = {layout.register.field(field).kind for layout in known if (field := layout.field_of(name))}
    return text if kinds and kinds.isdisjoint(PERSONAL) else without_persons(text)


def _columns_read(reader: Reader, book: OpenedFile, sheet: Cells, rows: RowSet, row: int) -> frozenset[int]:
    """The columns that the intake read into the fields that are shown, of the table which holds the row.

    The sheet is recognised as it was then, down to that row; none where it no longer is.
    """
    above = replace(sheet, rows=lambda: islice(sheet.rows(), row - sheet.first_row + 1))
    known, findings = layouts(reader.programme.sheets), Findings()
    recogniser = Recogniser(known, Looks(reader.programme), remembered(reader), findings)
    columns: frozenset[int] = frozenset()
    for found in recogniser.tables(book.name, above, SheetRows(above), delimited=book.kind == "text"):
        if found.layout is None or found.heading is None:
            continue
        table = read_table(reader.programme, known, found, book.name, findings)
        if table.layout.register.name == rows.register_name and row in table.rows:
            columns = frozenset(column for name, column in found.heading.fields.items() if name in rows.fields)
    return columns


READ: ReadAbout[CellsAsked, tuple[SourceCell, ...]] = ReadAbout(
    read, lambda programme, asked: act_for_rows(programme, asked.behind.indicator)
)


def column_names(above: list[Row]) -> dict[int, str]:
    """The names of the columns: the texts of the row above that has the most of them, the lowest of equals.

    >>> column_names([["Leden"], ["naam", "soort"], ["Voorbeeldbedrijf 1", 7]])
    {0: 'naam', 1: 'soort'}
    """
    texts = [
        {column: clean(raw).strip("* ") for column, raw in enumerate(row) if isinstance(raw, str)} for row in above
    ]
    named = [{column: text for column, text in row.items() if text} for row in texts]
    return max(reversed(named), key=len, default={})


def written(raw: Raw) -> str:
    """The text of a cell, as its program shows it.

    >>> written(3.0), written(date(2018, 6, 30)), written(None)
    ('3', '30-06-2018', '')
    """
    if raw is None:
        return ""
    if isinstance(raw, date):
        return f"{raw:%d-%m-%Y}"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return clean(raw) if isinstance(raw, str) else str(raw)


def cells_table(cells: tuple[SourceCell, ...]) -> Table:
    """The cells in the order of the sheet."""
    return table(headings("Cell", "Column", "In the file"), [[cell.address, cell.column, cell.text] for cell in cells])
