"""The rows of a sheet as they are gone through: a batch at a time, some of them given back to be read again."""

from collections.abc import Iterator
from itertools import islice

from kpi.intake.formats.cells import Cells, Row

LOOK_AT = 80
"""So many rows are looked at to find column names, and to see what the columns below them hold."""
HEADER_WITHIN = 40
"""Column names are looked for in the first so many rows."""
Numbered = tuple[int, Row]


class SheetRows:
    """Rows with their numbers in the file, read once."""

    def __init__(self, cells: Cells) -> None:
        self._rows: Iterator[Numbered] = enumerate(cells.rows(), cells.first_row)
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

    return Cells(cells.name, rows, cells.first_row, cells.hidden_rows, cells.hidden, cells.height)
