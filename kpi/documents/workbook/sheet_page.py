"""A sheet while it is written from top to bottom: title, sentences, particulars, tables, charts, print set-up."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from kpi.documents.formula_guard import LONGEST, looks_calculated
from kpi.documents.grid import BLANK, Formula, GridCell, GridColumn, Row
from kpi.documents.markdown import MarkdownText
from kpi.documents.paper import (
    AnyBlock,
    BookSheet,
    PaperChart,
    PaperHeading,
    PaperParticulars,
    PaperSentence,
    PaperTable,
    SheetGap,
)
from kpi.documents.workbook.cell_styles import NBSP
from kpi.documents.workbook.sheet_charts import Span, native_chart
from kpi.language import Words

STILL_ALLOWED = (
    "format_cells",
    "format_columns",
    "format_rows",
    "sort",
    "autofilter",
    "insert_rows",
    "insert_hyperlinks",
)
"""The actions that a protected sheet allows: everything but changing a formula."""
A4, LINE_HEIGHT, LETTERS_A_WIDTH, MOST_LINES = 9, 12.5, 1.3, 30
PLACE = re.compile(r"\{(?:(?P<table>\w+)\.)?(?P<id>\w+)(?P<all>:all)?\}")
"""A place in the template of a formula."""
Find = Callable[[str, bool], str]
"""Gives the cell of an id, or all cells of its column."""


@dataclass(slots=True)
class Page:
    """A worksheet and its next free row (counted from 0); ``spans``: where its tables stand, by their id."""

    workbook: Workbook
    worksheet: Worksheet
    formats: Mapping[str, Format]
    words: Words
    name: str
    widths: Sequence[float]
    row: int = 0
    spans: dict[str, Span] = field(default_factory=dict)

    def begin(self, sheet: BookSheet, title: str, banner: str, about: str) -> None:
        """Write the head of the sheet, and its print set-up."""
        self.worksheet.set_tab_color(sheet.tab)
        for column, width in enumerate(self.widths):
            self.worksheet.set_column(column, column, width)
        if banner:
            self._put(banner, "banner")
        self._put(title, "title", height=24)
        self._put(about, "note_line")
        self.worksheet.protect("", dict.fromkeys(STILL_ALLOWED, True))
        self.row += 1
        self.worksheet.freeze_panes(self.row, 0)
        self._print_setup(banner, about)

    def write(self, block: AnyBlock) -> None:
        """Write a block under what stands there."""
        match block:
            case PaperHeading():
                self.row += 1
                self._put(self.words.say(block.words), "subtitle", height=18)
            case PaperSentence():
                self._sentence(self.words.say(block.words), "note" if block.style == "note" else "lead")
            case MarkdownText():
                self._sentence(block.plain, "lead")
            case SheetGap():
                self.row += 1
            case PaperParticulars():
                self._particulars(block)
            case PaperTable():
                self._table(block)
            case PaperChart():
                self._chart(block)

    def _sentence(self, sentence: str, style: str) -> None:
        width = sum(self.widths)
        self.worksheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, "", self.formats[style])
        self._put(sentence, style, height=LINE_HEIGHT * max(1, ceil(len(sentence) / (width * LETTERS_A_WIDTH))) + 2)

    def _particulars(self, block: PaperParticulars) -> None:
        letter = letters(block.column)
        cells = {item.id: f"{letter}{self.row + number}" for number, item in enumerate(block.particulars, start=1)}
        for item in block.particulars:
            label = GridCell(self.words.say(item.label), "label")
            pair = ((label, block.column - 1), (item.cell, block.column))
            lines = max(self._lines(cell, self.widths[column]) for cell, column in pair)
            self.worksheet.set_row(self.row, LINE_HEIGHT * lines + 3)
            for cell, column in pair:
                self._cell(column, cell, lambda name, _: cells[name])
            self.row += 1
            if item.name:
                self.workbook.define_name(item.name, f"='{self.name}'!${letter}${self.row}")

    def _table(self, block: PaperTable) -> None:
        """A table without rows keeps one empty row, so that its columns can still be named and summed."""
        head, grid = self.row, block.grid
        headings = [self.words.say(column.heading) for column in grid.columns]
        for index, column in enumerate(grid.columns):
            style = "head_right" if column.figures else "head"
            self.worksheet.write_string(head, index, headings[index], self.formats[style])
        self.worksheet.set_row(head, LINE_HEIGHT * _heading_lines(headings, self.widths) + 4)
        self.row += 1
        first, last = head + 2, max(head + 1 + len(grid.rows), head + 2)
        span = Span(self.name, first, last, {column.id: letters(index) for index, column in enumerate(grid.columns)})
        self.spans[block.id] = span
        for row in grid.rows:
            self._cells(grid.columns, row, span)
        self.row = last
        if grid.total is not None:
            self._cells(grid.columns, grid.total, span)
        self._stay(block, head, last)
        self._names(grid.columns, span)

    def _cells(self, columns: Sequence[GridColumn], row: Row, span: Span) -> None:
        cells = [row.get(column.id, BLANK) for column in columns]
        lines = max(self._lines(cell, width) for cell, width in zip(cells, self.widths, strict=False))
        self.worksheet.set_row(self.row, LINE_HEIGHT * lines + 2)
        for column, cell in enumerate(cells):
            self._cell(column, cell, self._in_row(span))
        self.row += 1

    def _in_row(self, span: Span) -> Find:
        """Find the cells of a table that a formula in its present row names."""

        def find(column_id: str, whole: bool) -> str:
            return span.range(column_id) if whole else f"{span.letters[column_id]}{self.row + 1}"

        return find

    def _names(self, columns: Sequence[GridColumn], span: Span) -> None:
        for column in columns:
            if column.name:
                self.workbook.define_name(column.name, span.column(column.id))
            if column.total_name:
                self.workbook.define_name(column.total_name, span.total(column.id))

    def _stay(self, block: PaperTable, head: int, last: int) -> None:
        ids = [column.id for column in block.grid.columns]
        if block.whole_sheet:
            self.worksheet.freeze_panes(head + 1, 0)
            self.worksheet.repeat_rows(head)
            self.worksheet.autofilter(head, 0, last - 1, len(ids) - 1)
        if block.stays:
            self.worksheet.freeze_panes(head + 1, ids.index(block.stays) + 1)

    def _chart(self, chart: PaperChart) -> None:
        """A chart of the sheet's own cells under what was written, with its words for who can't see it."""
        drawn = native_chart(self.workbook, chart, self.spans[chart.table], self.words)
        words = {"description": self.words.say(chart.alternative), "object_position": 1}
        self.worksheet.insert_chart(self.row + 1, 0, drawn, words)
        self.row += 28 if chart.lying else 20

    def _put(self, words: str, style: str, height: float | None = None) -> None:
        if height:
            self.worksheet.set_row(self.row, height)
        self.worksheet.write_string(self.row, 0, words[:LONGEST], self.formats[style])
        self.row += 1

    def _cell(self, column: int, cell: GridCell, find: Find) -> None:
        style, sheet, row = self.formats[cell.style], self.worksheet, self.row
        value = cell.value
        if value is None:
            unknown = self.formats["unknown_total" if cell.style.endswith("_total") else "unknown"]
            sheet.write_string(row, column, cell.said(self.words), unknown)
        elif cell.formula is not None:
            behind = self._formula(cell.formula, find)
            sheet.write_formula(row, column, behind, self.formats[f"{cell.style}_fixed"], self._cached(cell))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, style)
        elif isinstance(value, Decimal | Fraction | int):
            sheet.write_number(row, column, float(value), style)
        else:
            words = cell.said(self.words)
            if cell.style == "text" and looks_calculated(words):
                style = self.formats["text_quoted"]
            sheet.write_string(row, column, words[:LONGEST], style)

    def _formula(self, formula: Formula, find: Find) -> str:
        words = {name: quoted(self.words.say(value)) for name, value in formula.words}

        def cells(place: re.Match[str]) -> str:
            if place["table"]:
                return self.spans[place["table"]].range(place["id"])
            return words.get(place["id"]) or find(place["id"], bool(place["all"]))

        return "=" + PLACE.sub(cells, formula.template)

    def _cached(self, cell: GridCell) -> str | float:
        """The computed value as a spreadsheet keeps it beside its formula."""
        if isinstance(cell.value, date):
            return float((cell.value - date(1899, 12, 30)).days)
        return float(cell.value) if isinstance(cell.value, Decimal | Fraction | int) else cell.said(self.words)

    def _lines(self, cell: GridCell, width: float) -> int:
        """The lines that a text needs in a column; figures stand on one."""
        if cell.formula is not None or cell.value is None or isinstance(cell.value, Decimal | Fraction | int | date):
            return 1
        return min(MOST_LINES, max(1, ceil(len(cell.said(self.words)) / (width * LETTERS_A_WIDTH))))

    def _print_setup(self, banner: str, about: str) -> None:
        sheet = self.worksheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.hide_gridlines(2)
        if banner:
            sheet.set_header(f"&L&8{banner}")
        page = self.words("page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L&8{about.replace('&', '&&').replace(NBSP, ' ')}&R&8{page}")


@cache
def letters(index: int) -> str:
    """The letters of a column counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    return str(xl_col_to_name(index))


def quoted(word: str) -> str:
    """A word of ours as a text in a formula."""
    return '"' + word.replace('"', '""') + '"'


def _heading_lines(headings: Sequence[str], widths: Sequence[float]) -> int:
    """The lines that the longest heading needs in its column."""
    return max(ceil(len(heading) * 1.25 / width) for heading, width in zip(headings, widths, strict=False))
