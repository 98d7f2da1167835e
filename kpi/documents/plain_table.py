"""Tables of plain values, as whoever works on with them wants them: sheets without lay-out, and csv.

The csv is as a Dutch spreadsheet reads it: semicolons, decimal commas, UTF-8 with its mark.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO

from kpi.documents.formula_guard import harmless
from kpi.language import Said, Words

Plain = Said | int | Decimal | date | None
"""A value as it is written: words, a number, a day; None is an empty cell."""


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table: the name of its file, its title, its columns (id and heading), and rows of values in their order.

    ``leads``: the id of the column whose numbers lead to that row of another table, and the title of that table.
    """

    file: Said
    title: Said
    columns: Sequence[tuple[str, Said]]
    rows: Sequence[tuple[Plain, ...]]
    leads: tuple[str, Said] | None = None

    @property
    def leading(self) -> int | None:
        """The place of the column whose numbers lead to another table."""
        return None if self.leads is None else [column_id for column_id, _ in self.columns].index(self.leads[0])


def spoken(table: PlainTable, words: Words) -> PlainTable:
    """The table with all its words in one language."""
    return PlainTable(
        words.say(table.file),
        words.say(table.title),
        [(column_id, words.say(heading)) for column_id, heading in table.columns],
        [tuple(_spoken(value, words) for value in row) for row in table.rows],
        table.leads and (table.leads[0], words.say(table.leads[1])),
    )


def _spoken(value: Plain, words: Words) -> Plain:
    return value if value is None or isinstance(value, str | int | Decimal | date) else words.say(value)


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
