"""The cells of a sheet as they were read, held by column: each different value once, and of each row its number.

A sheet of a hundred thousand rows then takes a few bytes a cell, and what is written of it is made once a value.
"""

from array import array
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kpi.intake.formats.cells import Cells, Raw, Row

AT_A_TIME = 1_000
"""So many rows are turned into columns at once."""
REMEMBERED = 20_000
"""So many different values of a column are known again; most columns have far fewer."""
BLANK = 0
"""The number of an empty cell."""


class Numbers(dict[Hashable, int]):
    """The different values of a column by their numbers, and the numbers of its cells."""

    def __init__(self, blank_rows: int) -> None:
        super().__init__()
        self.different: list[Raw] = [""]
        self.cells = array("L", [BLANK]) * blank_rows

    def __missing__(self, value: Hashable) -> int:
        if value is None or value == "":
            return BLANK
        if len(self) >= REMEMBERED:
            self.clear()
        number = self[value] = len(self.different)
        self.different.append(value[0] if isinstance(value, tuple) else value)  # type: ignore[arg-type]
        return number

    def take(self, cells: Collection[Raw]) -> None:
        """Add cells below; yes and no apart from 1 and 0, which are the same to a dictionary."""
        if bool in set(map(type, cells)):
            cells = [(each,) if isinstance(each, bool) else each for each in cells]  # type: ignore[misc]
        self.cells.extend(map(self.__getitem__, cells))


@dataclass(frozen=True, slots=True)
class ColumnsPart:
    """Some columns of rows that follow each other, the first of which has that number (1-based)."""

    first: int
    rows: int
    columns: Mapping[int, Numbers]
    skipped: int
    """How many rows of the columns come before."""

    def pieces(self) -> Iterator[tuple[int, int, dict[int, Sequence[int]]]]:
        """The number of a first row, how many rows go on from there, and the numbers of their cells by column."""
        for start in range(0, self.rows, AT_A_TIME):
            rows = min(AT_A_TIME, self.rows - start)
            above = self.skipped + start
            yield self.first + start, rows, {at: each.cells[above : above + rows] for at, each in self.columns.items()}


class SheetColumns:
    """Remembers the rows of a sheet the first time that anything reads them, so that its copy needs no second reading.

    Whoever reads the sheet does so through ``cells``.
    """

    def __init__(self, source: Cells) -> None:
        self.source = source
        self.columns: list[Numbers] = []
        self.taken = 0
        self.ended = False
        self._waiting: list[Row] = []

    def read(self) -> Iterator[Row]:
        """The rows of the sheet, those that come by for the first time remembered."""
        for place, row in enumerate(self.source.rows()):
            if place == self.taken:
                self.taken += 1
                self._waiting.append(row)
                if len(self._waiting) == AT_A_TIME:
                    self._turn()
            yield row
        self.ended = True

    def part(self, first: int, after: int, columns: Collection[int] | None = None) -> ColumnsPart:
        """Those columns (all of them for None) of the rows from one number up to another; the sheet may end before."""
        start, stop = first - self.source.first_row, after - self.source.first_row
        if stop > self.taken and not self.ended:
            for place, _ in enumerate(self.read(), 1):
                if place == stop:
                    break
        self._turn()
        wanted = range(len(self.columns)) if columns is None else sorted(columns)
        found = {column: self.columns[column] for column in wanted if column < len(self.columns)}
        return ColumnsPart(first, max(0, min(stop, self.taken) - start), found, start)

    def whole(self) -> ColumnsPart:
        """Every cell of the sheet."""
        for _ in self.read() if not self.ended else ():
            pass
        return self.part(self.source.first_row, self.source.first_row + self.taken)

    def _turn(self) -> None:
        """Turn the rows that wait into columns; a row that ends before another one is blank there."""
        if not self._waiting:
            return
        rows, width = len(self._waiting), max(map(len, self._waiting))
        before = self.taken - rows
        self.columns.extend(Numbers(before) for _ in range(len(self.columns), width))
        if any(len(row) < len(self.columns) for row in self._waiting):
            self._waiting = [[*row, *[""] * (len(self.columns) - len(row))] for row in self._waiting]
        for column, cells in zip(self.columns, zip(*self._waiting, strict=True), strict=True):
            column.take(cells)
        self._waiting = []
