"""The copy of a file that is kept when it held personal data: the sheets and columns that were read, and no others.

Cells keep their place, so that a fact still leads back to its sheet and row.
"""

import csv
import datetime
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from kpi.intake.cells import Cells, Percent, Raw, Row
from kpi.intake.recognising import Heading

FIXED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""So that the same file always gives the same copy."""
Kept = Sequence[tuple[Cells, Heading]]


def redacted(kind: str, kept: Kept) -> bytes:
    """A clean workbook (or delimited text, if that is what was given) of the columns that may be kept."""
    return _delimited(kept) if kind == "text" else _workbook(kept)


def _rows(cells: Cells, heading: Heading) -> Iterator[tuple[int, Row]]:
    """The rows from the column names on, 0-based, with the dropped columns empty."""
    columns = {*heading.fields.values(), *(column for column, _ in heading.unknown)}
    for number, row in enumerate(cells.rows(), cells.first_row - 1):
        if number >= heading.row + cells.first_row - 1:
            yield number, [each if column in columns else "" for column, each in enumerate(row)]


def _workbook(kept: Kept) -> bytes:
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": FIXED})
    formats = {
        name: book.add_format({"num_format": code})
        for name, code in (("date", "dd-mm-yyyy"), ("time", "dd-mm-yyyy hh:mm"), ("percent", "0.##%"))
    }
    for cells, heading in kept:
        sheet = book.add_worksheet(cells.name)
        for number, row in _rows(cells, heading):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, formats)
    book.close()
    return out.getvalue()


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Raw, formats: dict[str, object]
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif isinstance(value, Percent):
        sheet.write_number(row, column, value.fraction, formats["percent"])
    elif isinstance(value, datetime.date):
        exact = isinstance(value, datetime.datetime) and value.time() != datetime.time(0)
        sheet.write_datetime(row, column, value, formats["time" if exact else "date"])
    else:
        sheet.write_string(row, column, str(value))


def _delimited(kept: Kept) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for cells, heading in kept:
        for number, row in _rows(cells, heading):
            if out.tell() == 0 and number > 0:
                writer.writerows([[""]] * number)
            writer.writerow(row)
    return out.getvalue().encode("utf-8-sig")
