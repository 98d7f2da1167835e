"""The cells of a file that one row came from: each with its address, its column, and what stands in it.

The file is read again as it is kept, so that what is shown is what anybody would see who opens it.
"""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from kpi.facts.provenance import stored_file
from kpi.facts.reading import Reader
from kpi.intake.cells import Row, column_letter
from kpi.intake.packages import FileRefused
from kpi.intake.reading import read_book
from kpi.intake.recognising import HEADER_WITHIN, Heading, heading, layouts, text_of
from kpi.language import Words
from kpi.programme.model import Programme
from kpi.views.table import Table, table


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its address in the sheet, the name of its column, and its text."""

    address: str
    column: str
    text: str


def read(
    reader: Reader,
    programme: Programme,
    as_of: date,
    plan_year: str,
    register: str,
    file: str,
    sheet: str,
    row: int,
    revision: int,
) -> tuple[Cell, ...]:
    """The filled cells of a row that the register knows a column for; none when the file can't be read any more."""
    content = stored_file(reader, revision, file)
    if content is None:
        return ()
    try:
        book = read_book(file, content)
    except FileRefused:
        return ()
    found = next((cells for cells in book.sheets if cells.name == sheet), None)
    layout = next((one for one in layouts(programme) if one.register.name == register), None)
    if found is None or layout is None:
        return ()
    names = heading(layout, list(islice(found.rows(), HEADER_WITHIN)))
    wanted = next(islice(found.rows(), row - found.first_row, None), None)
    return () if names is None or wanted is None else _cells(names, wanted, row)


def _cells(names: Heading, wanted: Row, row: int) -> tuple[Cell, ...]:
    held = sorted((column, names.names[field]) for field, column in names.fields.items() if column < len(wanted))
    filled = [(column, name, text_of(wanted[column])) for column, name in held]
    return tuple(Cell(f"{column_letter(column)}{row}", name, text) for column, name, text in filled if text)


def cells_table(found: tuple[Cell, ...], words: Words) -> Table:
    """The cells in the order of the sheet."""
    headings = [words("Cell"), words("Column"), words("In the file")]
    return table(headings, [[cell.address, cell.column, cell.text] for cell in found])
