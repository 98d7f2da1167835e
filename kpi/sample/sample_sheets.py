"""A sheet of the sample as plain values, and the small words that its authors share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

Value = str | int | Decimal | date | None
Row = Mapping[str, Value]

KNOWN_UNTIL = date(2018, 6, 30)
"""The day on which the workbooks were sent: nothing in them was recorded later."""


@dataclass(frozen=True, slots=True)
class SampleTable:
    """A sheet: its name, its columns as their headers read, and its rows by header."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Row]


def table(name: str, headers: str, rows: Sequence[Row]) -> SampleTable:
    """A sheet whose headers are the words of ``headers``.

    >>> table("Opleidingen", "instelling opleiding", []).columns
    ('instelling', 'opleiding')
    """
    return SampleTable(name, tuple(headers.split()), rows)


def company(number: int) -> str:
    """The name of an invented company."""
    return f"Voorbeeldbedrijf {number}"


def rows_of(text: str) -> list[dict[str, Value]]:
    r"""The rows of a table written out, its first line naming the columns.

    >>> rows_of("naam | datum | bezoekers\nTechniekdag | 2017-03-16 |")
    [{'naam': 'Techniekdag', 'datum': datetime.date(2017, 3, 16), 'bezoekers': None}]
    """
    head, *lines = ([cell.strip() for cell in line.split("|")] for line in text.strip().splitlines())
    return [dict(zip(head, map(value_of, cells), strict=True)) for cells in lines]


def value_of(text: str) -> Value:
    """Read a written cell: a date, a whole number, an amount, or text; None for a blank.

    >>> value_of("2017-12-31"), value_of("14"), value_of("8750.50"), value_of("I;III"), value_of("")
    (datetime.date(2017, 12, 31), 14, Decimal('8750.50'), 'I;III', None)
    """
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"\d+", text):
        return int(text)
    return Decimal(text) if re.fullmatch(r"(?<!\d)\d++\.\d\d", text) else text or None


def date_in(row: Row, column: str) -> date:
    """The date in a column that always has one; TypeError otherwise."""
    value = row[column]
    if not isinstance(value, date):
        raise TypeError(column)
    return value


def number_in(row: Row, column: str) -> Decimal:
    """The number in a column that always has one; TypeError otherwise."""
    value = row[column]
    if not isinstance(value, (int, Decimal)):
        raise TypeError(column)
    return Decimal(value)


def known(when: date) -> date | None:
    """The date, or None when it comes after the workbooks were sent."""
    return when if when <= KNOWN_UNTIL else None


def spread(first: date, last: date, n: int) -> list[date]:
    """So many dates, evenly from the first to the last, both included.

    >>> [f"{when:%d-%m}" for when in spread(date(2017, 1, 1), date(2017, 1, 31), 3)]
    ['01-01', '16-01', '31-01']
    """
    step = (last - first).days / max(1, n - 1)
    return [first + timedelta(days=round(step * i)) for i in range(n)]
