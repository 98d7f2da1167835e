"""A table to show: texts in columns, of which some hold figures; and the same as a file."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PADDING = 4
"""Digits that would fit in the white around a cell."""
SHORT, LONG, READABLE = 20, 80, 35
"""Characters up to which a figure stays on its line, from which a text is a sentence, and what that takes to read."""
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
_SIGNS = re.compile(r"[\s.,-]")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of texts. ``figures``: the columns that are set to the right; ``total``: the last row sums."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    total: bool = False


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], figures: Iterable[int] = (), *, total: bool = False
) -> Table:
    """A table out of any sequences."""
    return Table(tuple(headings), tuple(tuple(row) for row in rows), frozenset(figures), total)


def csv_bytes(shown: Table) -> bytes:
    r"""The table as CSV that Dutch and English spreadsheets open by themselves; a text never becomes a formula.

    >>> csv_bytes(table(["a", "b"], [["=1+1", "x;y"]])).decode("utf-8-sig")
    'a;b\r\n\'=1+1;"x;y"\r\n'
    """
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";")
    for row in (shown.headings, *shown.rows):
        writer.writerow([harmless(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula; a number stays one.

    >>> [harmless(cell) for cell in ("=1+1", "-5,00", "@x", "Kaak")]
    ["'=1+1", '-5,00', "'@x", 'Kaak']
    """
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "").replace(",", "").isdigit()


def rooms(shown: Table, column: int) -> list[int]:
    """How many digits wide each cell of a column must be, so that no figure or date breaks and a sentence can be read.

    Two signs, such as a point and a space, are as wide as one digit; 0 is as wide as it comes.

    >>> rooms(table(["Dag", "Bedrag"], [["31-12-2017", "€ 1.250,50"]], [1]), 0)
    [13]
    """
    return [_room(row[column], figure=column in shown.figures) for row in shown.rows]


def _room(text: str, *, figure: bool) -> int:
    if len(text) > LONG:
        return READABLE
    whole = (figure and len(text) <= SHORT) or _DATE.fullmatch(text)
    return len(text) - len(_SIGNS.findall(text)) // 2 + PADDING if whole else 0
