"""The cells of a sheet as they were read, held by column: each different value once, and of each row its number.

A sheet of a hundred thousand rows then takes a few bytes a cell, and what is written of it is made once a value.
"""

from array import array
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice

from kpi.intake.formats.cells import Cells, Raw, Row

AT_A_TIME = 1_000
"""So many rows are turned into columns at once."""
REMEMBERED = 20_000
"""So many different values of a column are known again; most columns have far fewer."""
BLANK = 0
"""The number of an empty cell."""
_BLANKS: Mapping[Hashable, int] = {"": BLANK, None: BLANK}


class Numbers(defaultdict[Hashable, int]):
    """The different values of a column by their numbers, and the numbers of its cells.

    A value that wasn't seen gets the next number from the dictionary itself, without a call of ours.
    """

    def __init__(self, blank_rows: int) -> None:
        super().__init__(count(BLANK + 1).__next__, _BLANKS)
        self.different: list[Raw] = [""]
        self.cells = array("L", [BLANK]) * blank_rows

    def take(self, cells: Sequence[Raw]) -> None:
        """Add cells below; yes and no apart from 1 and 0, which are the same to a dictionary."""
        if len(self) >= REMEMBERED:
            self.clear()
            self.update(_BLANKS)
        given: Sequence[Hashable] = cells
        if bool in set(map(type, cells)):
            given = [(each,) if isinstance(each, bool) else each for each in cells]
        before = len(self)
        self.cells.fromlist(list(map(self.__getitem__, given)))
        unseen = [*islice(reversed(self), len(self) - before)]
        self.different += [each[0] if isinstance(each, tuple) else each for each in reversed(unseen)]  # type: ignore[misc]


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

    def read(self) -> Iterator[Row]:
        """The rows of the sheet, those that come by for the first time remembered."""
        place, rows = 0, self.source.rows()
        while some := list(islice(rows, AT_A_TIME)):
            self._turn(some[self.taken - place :])
            place += len(some)
            yield from some
        self.ended = True

    def part(self, first: int, after: int, columns: Collection[int] | None = None) -> ColumnsPart:
        """Those columns (all of them for None) of the rows from one number up to another; the sheet may end before."""
        start, stop = first - self.source.first_row, after - self.source.first_row
        if stop > self.taken and not self.ended:
            for place, _ in enumerate(self.read(), 1):
                if place == stop:
                    break
        wanted = range(len(self.columns)) if columns is None else sorted(columns)
        found = {column: self.columns[column] for column in wanted if column < len(self.columns)}
        return ColumnsPart(first, max(0, min(stop, self.taken) - start), found, start)

    def whole(self) -> ColumnsPart:
        """Every cell of the sheet."""
        for _ in self.read() if not self.ended else ():
            pass
        return self.part(self.source.first_row, self.source.first_row + self.taken)

    def _turn(self, rows: list[Row]) -> None:
        """Turn the next rows into columns; a row that ends before another one is blank there."""
        lengths = set(map(len, rows))
        self.columns.extend(Numbers(self.taken) for _ in range(len(self.columns), max(lengths, default=0)))
        width = len(self.columns)
        if lengths - {width}:
            rows = [[*row, *[""] * (width - len(row))] for row in rows]
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=bool(rows)):
            column.take(cells)
        self.taken += len(rows)
