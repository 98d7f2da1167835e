"""A table to show: things said in columns, some of them figures; as texts in a language, and as a file."""

import csv
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from kpi.documents.formula_guard import harmless_or_number
from kpi.language import Said, Words
from kpi.sentences import say

PADDING = 4
"""Digits that would fit in the white around a cell."""
SHORT, LONG, READABLE = 20, 80, 35
"""Characters up to which a figure stays on its line, from which a text is a sentence, and what that takes to read."""
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
_SIGNS = re.compile(r"[\s.,-]")
_NO_LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column with its heading; one of figures is set to the right."""

    id: str
    heading: Said
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows, the cells of a row in the order of the columns; with a ``total`` the last row sums."""

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Said, ...], ...]
    total: bool = False

    def by_id(self, row: Sequence[Said]) -> dict[str, Said]:
        """The cells of a row by the ids of their columns."""
        return {column.id: cell for column, cell in zip(self.columns, row, strict=True)}


@dataclass(frozen=True, slots=True)
class RowName:
    """The name of a row with a state behind it: *Regio8 · boven budget*. It is the same row by its name alone."""

    name: Said
    state: Said

    def said(self, words: Words) -> str:
        """Name and state in a language."""
        return f"{words.say(self.name)} · {words.say(self.state)}"


@dataclass(frozen=True, slots=True)
class Texts:
    """The headings and the cells of a table in a language."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(
    headings: Mapping[str, Said], rows: Iterable[Sequence[Said]], figures: Container[str] = (), *, total: bool = False
) -> Table:
    """A table of columns by their ids, ``figures`` being those that hold figures."""
    columns = tuple(TableColumn(id_, heading, id_ in figures) for id_, heading in headings.items())
    return Table(columns, tuple(tuple(row) for row in rows), total)


def headings(*names: str) -> dict[str, Said]:
    """Headings by the ids of their columns: ``headings("Last kept")`` is ``{"last_kept": say("Last kept")}``."""
    return {_NO_LETTERS.sub("_", name.lower()).strip("_"): say(name) for name in names}


def texts(shown: Table, words: Words) -> Texts:
    """The table as it is written in a language."""
    headings = tuple(words.say(column.heading) for column in shown.columns)
    return Texts(headings, tuple(tuple(map(words.say, row)) for row in shown.rows))


def pages(total: int, size: int) -> int:
    """The number of pages of a list, at least 1."""
    return max(-(-total // size), 1)


def csv_bytes(written: Texts) -> bytes:
    r"""The table as CSV that Dutch and English spreadsheets open by themselves; a text never becomes a formula.

    >>> csv_bytes(Texts(("a", "b"), (("=1+1", "x;y"),))).decode("utf-8-sig")
    'a;b\r\n\'=1+1;"x;y"\r\n'
    """
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";")
    for row in (written.headings, *written.rows):
        writer.writerow([harmless_or_number(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def room(text: str, *, figure: bool) -> int:
    """The width of a cell in digits, so that no figure or date breaks and a sentence is readable.

    Two signs, such as a point and a space, are as wide as one digit; 0 is as wide as it comes.

    >>> room("31-12-2017", figure=False)
    13
    """
    if len(text) > LONG:
        return READABLE
    whole = (figure and len(text) <= SHORT) or _DATE.fullmatch(text)
    return len(text) - len(_SIGNS.findall(text)) // 2 + PADDING if whole else 0
