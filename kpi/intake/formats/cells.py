"""Sheets of cells: plain Python values, marks for what these can't say, and rows that are gone through once."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A formula that failed, as the program writes it (``#N/B``, ``#DIV/0!``)."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class NoValue:
    """A formula whose result was never stored in the file."""

    formula: str = ""

    def __str__(self) -> str:
        return f"={self.formula}"


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that is shown as a percentage: 0.9 shown as 90%."""

    fraction: float

    def __str__(self) -> str:
        return f"{self.fraction * 100:.10g}%".replace(".", ",")


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell below the first one of cells that were merged from top to bottom: they show the first one's value."""

    value: "Raw"

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Struck:
    """A cell whose value is struck through."""

    value: "Raw" = None

    def __str__(self) -> str:
        return str(self.value)


Mark = ErrorCell | NoValue | Percent | Merged | Struck
Raw = str | float | int | bool | date | datetime | time | timedelta | Mark | None
"""An empty cell is ``''`` or None."""
Row = list[Raw]


class Turned(Row):
    """A row that was made of one figure of a row of the file, and the column in which that stands."""

    def __init__(self, cells: Row, origin: int) -> None:
        super().__init__(cells)
        self.origin = origin


@dataclass(frozen=True, slots=True)
class Cells:
    """A sheet of a file: ``rows()`` reads its rows anew, in order from ``first_row`` (1-based), each from column A."""

    name: str
    rows: Callable[[], Iterator[Row]]
    first_row: int = 1
    hidden_rows: int = 0
    turned: tuple[int, ...] = ()
    """The columns of the file of which each row became so many rows."""
    hidden_columns: tuple[range, ...] = ()
    """Counted from 0."""
    hidden: bool = False
    """Whether the sheet as a whole can't be seen."""
    height: int = 0
    """About how many rows it has; 0 where that isn't known beforehand."""

    def hides(self, column: int) -> bool:
        """Tell whether a column can't be seen."""
        return any(column in columns for columns in self.hidden_columns)


_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\t"), " ")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_REPLACE = {**_SPACES, **_NOTHING}


def clean(text: str) -> str:
    r"""A text without what can't be seen: outer and special spaces, control characters, differing line ends.

    >>> clean(" € 5.000\u00a0"), clean("Caf\u0065\u0301"), clean("a_x000D_\r\nb")
    ('€ 5.000', 'Café', 'a\nb')
    """
    if text.isascii() and text.isprintable() and "_x" not in text:
        return text.strip()
    plain = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACE)
    kept = "".join(letter for letter in plain if letter == "\n" or unicodedata.category(letter)[0] != "C")
    return unicodedata.normalize("NFC", kept).strip()


def as_text(raw: Raw) -> str:
    """Return the content of a cell as a text; a whole number has no decimals.

    >>> as_text(17700001.0), as_text(" 70 "), as_text(None)
    ('17700001', '70', '')
    """
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return clean(raw) if isinstance(raw, str) else str(raw)


def column_letter(index: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letter(0), column_letter(25), column_letter(26), column_letter(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column of its letters, counted from 0.

    >>> column_index("A"), column_index("AA")
    (0, 26)
    """
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


LOOK_AT = 80
"""So many rows are looked at to find column names, and to see what the columns below them hold."""
HEADER_WITHIN = 40
"""Column names are looked for in the first so many rows."""
Numbered = tuple[int, Row]


class SheetRows:
    """Rows with their numbers in the file, read once."""

    def __init__(self, cells: Cells) -> None:
        times = len(cells.turned) or 1
        numbered = ((cells.first_row + place // times, row) for place, row in enumerate(cells.rows()))
        self._rows: Iterator[Numbered] = numbered if times > 1 else enumerate(cells.rows(), cells.first_row)
        self._back: list[Numbered] = []

    def take(self, most: int) -> list[Numbered]:
        """The next rows, at most so many; none at the end."""
        given, self._back = self._back[:most], self._back[most:]
        return [*given, *islice(self._rows, most - len(given))] if len(given) < most else given

    def give_back(self, rows: list[Numbered]) -> None:
        """Let rows be read again, before the others."""
        self._back = [*rows, *self._back]

    def look(self, most: int = LOOK_AT) -> list[Numbered]:
        """The next rows without going on."""
        rows = self.take(most)
        self.give_back(rows)
        return rows


def only(cells: Cells, columns: range) -> Cells:
    """Return a sheet with nothing outside some columns; cells keep their place."""

    def rows() -> Iterator[Row]:
        for row in cells.rows():
            part: Row = [""] * len(row)
            part[columns.start : columns.stop] = row[columns.start : columns.stop]
            yield part

    return replace(cells, rows=rows)
