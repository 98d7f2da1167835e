"""Writes a table as csv, as a Dutch spreadsheet reads it: semicolons, decimal commas, UTF-8 with its mark."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from kpi.documents.formula_guard import harmless
from kpi.documents.plain_table import Plain, PlainTable


def csv_of(table: PlainTable) -> bytes:
    """The table, already in one language; a text never becomes a formula."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow([csv_cell(heading) for _, heading in table.columns])
    writer.writerows([csv_cell(value) for value in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig")


def csv_cell(value: Plain) -> str:
    """A value as text of a csv.

    >>> csv_cell(Decimal("1234.50")), csv_cell(date(2018, 6, 30)), csv_cell(None), csv_cell("-1"), csv_cell(-1)
    ('1234,50', '30-06-2018', '', "'-1", '-1')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
