"""The file back to who sent it, its faults marked: coloured cells, a comment in each, a first sheet that lists them.

A workbook keeps its own looks; delimited text, .xls and .ods come back as a new .xlsx with the same cells. Corrected
there and dropped again it goes in: the first sheet is one of ours, and comments aren't read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import PurePath
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from kpi.intake.formats import file_limits
from kpi.intake.formats.cells import Cells, Merged, Row
from kpi.intake.formats.opening import OpenedFile, read_book
from kpi.intake.formats.sheet_columns import SheetColumns
from kpi.intake.plain_workbook import plain_workbook
from kpi.intake.problems import Problem
from kpi.language import Words, languages, words_of
from kpi.programme.vocabulary import Text

LIST = Text(nl="Te verbeteren", en="To correct")
AUTHOR = "smarthub"
"""Whose comments are ours: they go when the cell is in order."""
FILLS = {"error": PatternFill("solid", fgColor="F8C9C4"), "warning": PatternFill("solid", fgColor="FCE8B2")}
MARKED = 5_000
"""So many cells are marked, errors first; a file with more faults is better mended at its source."""
KEPT_CELLS = 400_000
"""A workbook of more cells comes back with its values alone, because keeping its looks takes too much memory."""
NAME_LENGTH = 31
WIDTHS = (10, 22, 9, 26, 90)


Marks = Mapping[tuple[str, str], Sequence[Problem]]
"""By sheet and cell (as a spreadsheet names it) what is wrong there."""


def marked_name(name: str, words: Words) -> str:
    """Return the name of a marked copy; a copy of a copy has the same."""
    return f"{stem_of(name, words)} ({words('marked')}).xlsx"


def is_marked(name: str, words: Words) -> bool:
    """Tell whether a file is called like a marked copy, whatever a browser added to its name."""
    return f" ({words('marked')})" in name


def stem_of(name: str, words: Words) -> str:
    """The name of the file that it is a copy of, without its extension."""
    return PurePath(name).stem.partition(f" ({words('marked')})")[0]


def marked_copy(name: str, content: bytes, problems: Sequence[Problem], words: Words) -> bytes:
    """The copy of a file with the problems that have a place in it. The file was read before, so it is sound."""
    given = read_book(name, content)
    listed = sorted(
        (problem for problem in problems if problem.file == name), key=lambda problem: problem.severity != "error"
    )
    marks: dict[tuple[str, str], list[Problem]] = {}
    for problem in listed[:MARKED]:
        if problem.sheet and problem.cell:
            marks.setdefault((problem.sheet, _place(problem)), []).append(problem)
    book = _as_given(given) or _anew(given)
    _clear(book)
    for (sheet, place), there in marks.items():
        if sheet in book.sheetnames:
            _put(book[sheet], place, there, words)
    _list(book, listed, marks, words)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _as_given(book: OpenedFile) -> Workbook | None:
    """The workbook with its looks; None when it isn't an .xlsx, is very large, or can't be kept as it is."""
    if book.kind != "xlsx" or sum(len(row) for sheet in book.sheets for row in sheet.rows()) > KEPT_CELLS:
        return None
    try:
        kept = load_workbook(BytesIO(book.content), rich_text=True)
    except Exception:
        return None
    if kept.calculation is not None:
        kept.calculation.fullCalcOnLoad = True
    return kept


def _anew(book: OpenedFile) -> Workbook:
    """A new workbook of the same cells in the same places."""
    sheets = ((cells.name[:NAME_LENGTH], replace(cells, rows=partial(_apart, cells))) for cells in book.sheets)
    return load_workbook(BytesIO(plain_workbook((name, [SheetColumns(cells).whole()]) for name, cells in sheets)))


def _apart(cells: Cells) -> Iterator[Row]:
    """The rows with nothing in the cells that only show what stands above them."""
    return ([None if isinstance(raw, Merged) else raw for raw in row] for row in cells.rows())


def _text(cell: Any, text: str) -> None:  # noqa: ANN401 - a cell
    """Write a text as it is: no formula, and nothing that a workbook can't hold."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[: file_limits.MAX_CELL_TEXT]
    cell.data_type = "s"


def _clear(book: Workbook) -> None:
    """Take away what an earlier copy marked."""
    for name in {words_of(language).say(LIST) for language in languages()}:
        if name in book.sheetnames:
            book.remove(book[name])
    for sheet in book.worksheets:
        for cell in [cell for row in sheet.iter_rows() for cell in row if cell.comment]:
            if cell.comment and cell.comment.author == AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _put(sheet: Worksheet, place: str, problems: Sequence[Problem], words: Words) -> None:
    """Colour a cell, and say in a comment what is wrong and what to do; what stood in a comment stays above it."""
    cell: Any = sheet[place]
    if isinstance(cell, MergedCell):
        merged = next(each for each in sheet.merged_cells.ranges if place in each)
        cell = sheet.cell(merged.min_row, merged.min_col)
    earlier = cell.comment
    texts = [earlier.text] if earlier else []
    comment = Comment("\n\n".join([*texts, *(words.say(each.message) for each in problems)]), AUTHOR)
    comment.width, comment.height = 340, 60 + 45 * len(problems)
    cell.comment = comment
    worst = "error" if any(each.severity == "error" for each in problems) else "warning"
    if worst == "error" or not earlier or earlier.author != AUTHOR:
        cell.fill = FILLS[worst]


def _list(book: Workbook, problems: Sequence[Problem], marks: Marks, words: Words) -> None:
    """The first sheet: every problem, with a link to its cell."""
    sheet = book.create_sheet(words.say(LIST), 0)
    errors = sum(problem.severity == "error" for problem in problems)
    sheet["A1"] = words("Correct the coloured cells, save the file, and drop it on Data again.")
    sheet["A1"].font = Font(bold=True, size=13)
    sheet["A2"] = words("Errors: {errors}. Warnings: {warnings}.", errors=errors, warnings=len(problems) - errors)
    heads = (words("Severity"), words("Sheet"), words("Cell"), words("Value in the cell"), words("What to do"))
    for column, (head, width) in enumerate(zip(heads, WIDTHS, strict=True), 1):
        cell = sheet.cell(4, column, head)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E5F")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, problem in enumerate(problems, 5):
        _list_row(sheet, row, problem, words, linked=(problem.sheet, _place(problem)) in marks)
    sheet.freeze_panes = "A5"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _place(problem: Problem) -> str:
    """The cell of a problem; of a row as a whole its first one."""
    return f"A{problem.cell}" if problem.cell.isdigit() else problem.cell


def _list_row(sheet: Worksheet, row: int, problem: Problem, words: Words, *, linked: bool) -> None:
    graded: Mapping[str, str] = {"error": words("✕ error"), "warning": words("⚠ warning")}
    texts = (graded[problem.severity], problem.sheet, problem.cell, problem.value, words.say(problem.message))
    for column, text in enumerate(texts, 1):
        cell: Any = sheet.cell(row, column)
        _text(cell, text)
        cell.alignment = Alignment(wrap_text=column == len(texts), vertical="top")
    cell = sheet.cell(row, 1)
    cell.fill = FILLS[problem.severity]
    if linked:
        where: Any = sheet.cell(row, 3)
        where.hyperlink = f"#{quote_sheetname(problem.sheet)}!{_place(problem)}"
        where.font = Font(color="0B5C8C", underline="single")
