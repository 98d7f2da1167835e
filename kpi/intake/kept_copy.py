"""The copy of a file that is kept when it held personal data: the sheets and columns that were read, and no others.

Cells keep their place, so that a fact still leads back to its sheet and row.
"""

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from kpi.intake.formats.cells import Cells, Percent, Raw, Row
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.typed.typed_table import TypedTable

if TYPE_CHECKING:
    import xlsxwriter

FIXED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""So that the same file always gives the same copy."""


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a table in its file, and the columns without personal data, which are copied."""

    first: int
    last: int
    columns: frozenset[int]


def block_of(table: TypedTable) -> Block:
    """Return the part of a table that may be kept: the columns that were read, those beside an amount among them."""
    heading = table.heading
    columns = frozenset({*heading.fields.values(), *heading.beside})
    return Block(heading.top, table.last_row, columns - table.dropped)


Kept = Sequence[tuple[Cells, Sequence[Block]]]


def redacted(kind: str, kept: Kept) -> bytes:
    """A clean workbook (or delimited text, if that is what was given) of the columns that may be kept."""
    return (
        _delimited(kept) if kind == "text" else workbook((cells.name, _rows(cells, blocks)) for cells, blocks in kept)
    )


def _rows(cells: Cells, blocks: Sequence[Block]) -> Iterator[tuple[int, Row]]:
    """The rows of the tables, numbered from 0, with everything outside them empty."""
    first, last = min(block.first for block in blocks), max(block.last for block in blocks)
    for number, row in enumerate(cells.rows(), cells.first_row):
        if number > last:
            return
        if number >= first:
            kept = {column for block in blocks if block.first <= number <= block.last for column in block.columns}
            here = [each if column in kept else "" for column, each in enumerate(row)]
            yield number - 1, [without_persons(each) if isinstance(each, str) else each for each in here]


def workbook(sheets: Iterable[tuple[str, Iterable[tuple[int, Row]]]]) -> bytes:
    """Write a plain workbook of rows, each with its number from 0."""
    import xlsxwriter  # noqa: PLC0415 - whoever only looks at a screen writes no workbook

    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": FIXED})
    formats = {
        name: book.add_format({"num_format": code})
        for name, code in (("date", "dd-mm-yyyy"), ("time", "dd-mm-yyyy hh:mm"), ("percent", "0.##%"))
    }
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for number, row in rows:
            for column, value in enumerate(row):
                _write(sheet, number, column, value, formats)
    book.close()
    return out.getvalue()


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Raw, formats: dict[str, object]
) -> None:
    look = None
    if isinstance(value, Percent):
        value, look = value.fraction, formats["percent"]
    elif isinstance(value, datetime.date):
        exact = isinstance(value, datetime.datetime) and value.time() != datetime.time(0)
        look = formats["time" if exact else "date"]
    elif value is not None and not isinstance(value, (bool, int, float)):
        value = str(value)
    sheet.write(row, column, value, look)


def _delimited(kept: Kept) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for cells, blocks in kept:
        for number, row in _rows(cells, blocks):
            if out.tell() == 0 and number > 0:
                writer.writerows([[""]] * number)
            writer.writerow(row)
    return out.getvalue().encode("utf-8-sig")
