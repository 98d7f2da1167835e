"""A sheet of the report while it is written from top to bottom: title, sentences, tables, charts, print set-up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kpi.documents.formula_guard import looks_calculated
from kpi.documents.grid import Grid, GridCell, GridColumn
from kpi.documents.workbook.cell_styles import NBSP
from kpi.language import Words
from kpi.report.account import SubsidyReport

LONGEST_TEXT = 32_767
"""More letters than this a cell can't hold."""
STILL_ALLOWED = (
    "format_cells",
    "format_columns",
    "format_rows",
    "sort",
    "autofilter",
    "insert_rows",
    "insert_hyperlinks",
)
"""What a protected sheet leaves free: everything but changing a formula."""
A4, LINE_HEIGHT, LETTERS_A_WIDTH, MOST_LINES = 9, 12.5, 1.3, 30


@dataclass(frozen=True, slots=True)
class Span:
    """Where a table's rows stand, numbered as a spreadsheet does (first heading row apart)."""

    sheet: str
    first: int
    last: int
    total: int

    def column(self, letter: str) -> str:
        """The cells of a column, as a reference from any sheet."""
        return f"='{self.sheet}'!${letter}${self.first}:${letter}${self.last}"

    def cell(self, letter: str, row: int) -> str:
        """One cell, as a reference from any sheet."""
        return f"='{self.sheet}'!${letter}${row}"


@dataclass(frozen=True, slots=True)
class WorkbookWriter:
    """The workbook with what every sheet needs."""

    workbook: Workbook
    formats: dict[str, Format]
    report: SubsidyReport
    words: Words

    def name(self, name: str, reference: str) -> None:
        """Give cells a name that formulas and readers may use."""
        self.workbook.define_name(name, reference)

    def page(self, name: str, title: str, widths: Sequence[float], tab: str = "#0B5C8C") -> "Page":
        """A new sheet, with its title and print set-up."""
        worksheet = self.workbook.add_worksheet(name)
        worksheet.set_tab_color(tab)
        page = Page(self, worksheet, name, widths)
        page.head(title)
        return page

    def banner(self) -> str:
        """What must stand on every sheet: that it is a draft, and of sample data when it is."""
        if self.report.picture.sample:
            return self.words("DRAFT – sample data")
        return self.words("DRAFT – not complete yet") if self.report.missing else ""


class Page:
    """A worksheet and the next free row (counted from 0)."""

    def __init__(self, book: WorkbookWriter, worksheet: Worksheet, name: str, widths: Sequence[float]) -> None:
        self.book, self.worksheet, self.name, self.row = book, worksheet, name, 0
        self._widths = list(widths)
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)

    def head(self, title: str) -> None:
        """Banner, title and the line that says of what and when; then the print set-up."""
        words, report = self.book.words, self.book.report
        if self.book.banner():
            self._put(0, self.book.banner(), "banner")
        self._put(0, title, "title", height=24)
        about = words(
            "{programme} · plan year {year} · reference date {day} · revision {revision}",
            programme=report.programme.name.in_(words.language),
            year=report.year.id,
            day=words.date(report.as_of),
            revision=report.picture.revision,
        )
        self._put(0, about, "note_line")
        self.worksheet.protect("", dict.fromkeys(STILL_ALLOWED, True))
        self.row += 1
        self.worksheet.freeze_panes(self.row, 0)
        self._print_setup(about)

    def heading(self, heading: str) -> None:
        """A heading above a table, with air above it."""
        self.row += 1
        self._put(0, heading, "subtitle", height=18)

    def sentence(self, sentence: str, style: str = "lead") -> None:
        """A sentence over the width of the sheet."""
        width = sum(self._widths)
        self.worksheet.merge_range(self.row, 0, self.row, len(self._widths) - 1, "", self.book.formats[style])
        self._put(0, sentence, style, height=LINE_HEIGHT * max(1, ceil(len(sentence) / (width * LETTERS_A_WIDTH))) + 2)

    def pairs(self, pairs: Iterable[tuple[str, GridCell]], column: int = 1) -> list[int]:
        """Label and value (in ``column``, the label before it), one pair a row; gives the numbers of the rows.

        In a formula ``{first}`` is the number of the first pair's row.
        """
        first, rows = self.row + 1, []
        for label, cell in pairs:
            lines = max(_lines(GridCell(label, "label"), self._widths[column - 1]), _lines(cell, self._widths[column]))
            self.worksheet.set_row(self.row, LINE_HEIGHT * lines + 3)
            self._write(self.row, column - 1, GridCell(label, "label"))
            self._write(self.row, column, cell, first)
            self.row += 1
            rows.append(self.row)
        return rows

    def table(self, grid: Grid, whole_sheet: bool = False) -> Span:
        """A table with its headings; ``whole_sheet``: the headings stay in sight, are repeated in print and filter.

        A table without rows keeps one empty row, so that its columns can still be named and summed.
        """
        head, columns = self.row, grid.columns
        for index, column in enumerate(columns):
            style = "head_right" if column.figures else "head"
            self.worksheet.write_string(head, index, column.heading, self.book.formats[style])
        self.worksheet.set_row(head, LINE_HEIGHT * _heading_lines(columns, self._widths) + 4)
        self.row += 1
        first = self.row + 1
        for cells in grid.rows:
            self._cells(cells, first, self.row)
        self.row = max(self.row, first)
        last = self.row
        if grid.total:
            self._cells(grid.total, first, last)
        if whole_sheet:
            self._stay(head, last, len(columns))
        return Span(self.name, first, last, self.row)

    def _cells(self, cells: Sequence[GridCell], first: int, last: int) -> None:
        lines = max(_lines(cell, width) for cell, width in zip(cells, self._widths, strict=False))
        self.worksheet.set_row(self.row, LINE_HEIGHT * lines + 2)
        for column, cell in enumerate(cells):
            self._write(self.row, column, cell, first, last)
        self.row += 1

    def _stay(self, head: int, last: int, columns: int) -> None:
        self.worksheet.freeze_panes(head + 1, 0)
        self.worksheet.repeat_rows(head)
        self.worksheet.autofilter(head, 0, last - 1, columns - 1)

    def chart(self, chart: Any, description: str, rows: int, size: tuple[int, int]) -> None:  # noqa: ANN401 - no type
        """A chart of the sheet's own cells under what was written, with its words for who can't see it."""
        chart.set_size({"width": size[0], "height": size[1]})
        self.worksheet.insert_chart(self.row + 1, 0, chart, {"description": description, "object_position": 1})
        self.row += rows

    def write(self, row: int, column: int, cell: GridCell) -> None:
        """One cell anywhere on the sheet; rows and columns counted from 0."""
        self._write(row, column, cell)

    def _put(self, column: int, words: str, style: str, height: float | None = None) -> None:
        if height:
            self.worksheet.set_row(self.row, height)
        self.worksheet.write_string(self.row, column, words[:LONGEST_TEXT], self.book.formats[style])
        self.row += 1

    def _write(self, row: int, column: int, cell: GridCell, first: int = 0, last: int = 0) -> None:
        style = self.book.formats[cell.style]
        if cell.value is None:
            unknown = self.book.formats["unknown_total" if cell.style.endswith("_total") else "unknown"]
            self.worksheet.write_string(row, column, self.book.words("unknown"), unknown)
        elif cell.formula is not None:
            formula = cell.formula.replace("{r}", str(row + 1)).replace("{first}", str(first))
            value = _plain(cell.value)
            style = self.book.formats[f"{cell.style}_fixed"]
            self.worksheet.write_formula(row, column, "=" + formula.replace("{last}", str(last)), style, value)
        elif isinstance(cell.value, str):
            if cell.style == "text" and looks_calculated(cell.value):
                style = self.book.formats["text_quoted"]
            self.worksheet.write_string(row, column, cell.value[:LONGEST_TEXT], style)
        elif isinstance(cell.value, date):
            self.worksheet.write_datetime(row, column, cell.value, style)
        else:
            self.worksheet.write_number(row, column, float(cell.value), style)

    def _print_setup(self, about: str) -> None:
        sheet, words = self.worksheet, self.book.words
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.hide_gridlines(2)
        if self.book.banner():
            sheet.set_header(f"&L&8{self.book.banner()}")
        page = words("page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L&8{about.replace('&', '&&').replace(NBSP, ' ')}&R&8{page}")


def letter(index: int) -> str:
    """The letters of a column counted from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return str(xl_col_to_name(index))


def _heading_lines(columns: Sequence[GridColumn], widths: Sequence[float]) -> int:
    """How many lines the longest heading needs in its column."""
    return max(ceil(len(column.heading) * 1.25 / width) for column, width in zip(columns, widths, strict=False))


def _lines(cell: GridCell, width: float) -> int:
    """How many lines a text needs in a column; figures stand on one."""
    if not isinstance(cell.value, str) or cell.formula is not None:
        return 1
    return min(MOST_LINES, max(1, ceil(len(cell.value) / (width * LETTERS_A_WIDTH))))


def _plain(value: str | Decimal | Fraction | int | date) -> str | float:
    """A computed value as a spreadsheet caches it."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return float((value - date(1899, 12, 30)).days)
    return float(value)
