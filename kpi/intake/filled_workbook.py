"""The rows as they are now in the form of the template, to be corrected, added to, and read in again.

It reads as what is known: only what somebody changes in it comes in. What names a row is locked, and a hidden column
holds the mark of each row, by which an old workbook is told from a new one (``row_marks``).
"""

from collections.abc import Sequence
from io import BytesIO

from openpyxl.cell import Cell
from openpyxl.styles import Font, Protection
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kpi.facts import row_digests
from kpi.facts.current_rows import CurrentRow, every_row
from kpi.facts.proposal import storage_columns
from kpi.facts.reader import Reader
from kpi.intake.recognise.sheet_names import Layout, layouts
from kpi.intake.template_workbook import FORMATS, ROWS_WITH_LISTS, column_letters, template_book
from kpi.intake.values.row_marks import MARK_COLUMN, row_mark
from kpi.intake.values.written_values import Written, as_cell
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.programme.registers import Field

SPARE_ROWS = 1_000
"""So many rows below the known ones have drop-downs, at least."""
TEXT = "@"


def filled_workbook(reader: Reader, registers: Sequence[str], words: Words) -> bytes:
    """The current rows of those registers as a workbook, a sheet each; its explanation is in the language of words."""
    programme = reader.programme
    known = [each for each in layouts(programme.sheets) if each.register.name in registers]
    rows = {layout.label: list(every_row(reader, layout.register.name)) for layout in known}
    most = max((len(each) for each in rows.values()), default=0)
    book = template_book(programme, known, words, rows=max(ROWS_WITH_LISTS, most + SPARE_ROWS))
    _say_how(book.worksheets[0], reader.revision, words)
    for layout in known:
        sheet = book[layout.label]
        _lay_out(layout, sheet)
        _write_rows(programme, layout, sheet, rows[layout.label])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _say_how(explanation: Worksheet, revision: int, words: Words) -> None:
    explanation["A2"] = words(
        "These are the rows as of revision {revision}. Change them, add rows below them, and drop the workbook on the "
        "data page: only what you changed comes in. What names a row is locked; a row that is taken out stays known.",
        revision=revision,
    )
    explanation["A3"] = words(
        "Leave the hidden column {column} as it is: by it an old workbook undoes nothing that was changed since.",
        column=MARK_COLUMN,
    )
    explanation["A3"].font = Font(italic=True)


def _lay_out(layout: Layout, sheet: Worksheet) -> None:
    """Lock the names and the marks, and leave the rest open, also the rows that are still empty."""
    for letter in column_letters(layout).values():
        sheet.column_dimensions[letter].protection = Protection(locked=False)
    head = sheet.cell(1, len(layout.columns) + 1, MARK_COLUMN)
    sheet.column_dimensions[get_column_letter(head.column)].hidden = True
    guard = sheet.protection
    guard.sheet = True
    guard.formatCells = guard.formatColumns = guard.formatRows = guard.sort = guard.autoFilter = False


def _write_rows(programme: Programme, layout: Layout, sheet: Worksheet, rows: Sequence[CurrentRow]) -> None:
    """Write the rows from the second row on; the looks of a column are made once, for its first cell."""
    stored = storage_columns(layout.register.name)
    fields = [(layout.register.field(name), stored.index(name)) for name in layout.columns]
    digest_of = row_digests.digester(stored)
    looks = [_look(sheet, field) for field, _ in fields]
    for row in rows:
        cells = [
            _cell(sheet, look, as_cell(programme, layout, field.name, row.values[place]))
            for look, (field, place) in zip(looks, fields, strict=True)
        ]
        sheet.append([*cells, row_mark(row.key, digest_of(row.values))])


def _look(sheet: Worksheet, field: Field) -> StyleArray:
    """What the cells of a column look like: of a text also that it stays one when somebody edits it."""
    cell = Cell(sheet, 1, 1)
    cell.protection = Protection(locked=field.key)
    cell.number_format = FORMATS.get(field.kind, "General")
    cell.quotePrefix = cell.number_format == TEXT
    return cell._style  # type: ignore[attr-defined, no-any-return] # noqa: SLF001 - no other way to share it


def _cell(sheet: Worksheet, look: StyleArray, value: Written) -> Cell:
    """A cell with a value; a text stays one, whatever it begins with."""
    cell = Cell(sheet, 1, 1, value, look)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
