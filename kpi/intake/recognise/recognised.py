"""A table of a sheet as it was recognised, before its cells are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kpi.intake.formats.cells import Cells, SheetRows, column_letter
from kpi.intake.recognise.sheet_names import Layout


@dataclass(frozen=True, slots=True)
class TableHeading:
    """The column names of a table: in which rows they stand, and what each column is."""

    top: int
    row: int
    """The first and the last row of names, as numbered in the file."""
    fields: Mapping[str, int]
    """Field → column (0-based)."""
    names: Mapping[str, str]
    """Field → the column's name as it stands in the file."""
    unknown: tuple[tuple[int, str], ...] = ()
    personal: tuple[tuple[int, str], ...] = ()
    twice: tuple[tuple[int, str, str], ...] = ()
    """Column, its name, and the earlier name for the same field."""
    near: tuple[tuple[int, str, str], ...] = ()
    """Column, its name, and the field that it was read as because the names are nearly the same."""
    suggested: Mapping[int, str] = field(default_factory=dict)
    """Column that isn't known → the field that it may be."""
    skipped: tuple[tuple[int, str], ...] = ()
    """Columns that were left out because somebody said so."""
    constants: Mapping[str, str] = field(default_factory=dict)
    """Field without a column → what it is in all rows, as it would stand in a cell."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By field, for words that its list lacks: the value each stands for, as it would stand in a cell."""
    beside: Mapping[int, str] = field(default_factory=dict)
    """Unknown column that is part of the amounts → what it says of them, as ``amount_words`` has it."""
    asked: frozenset[int] = frozenset()
    """Unknown columns that may be part of the amounts."""
    marks: int | None = None
    """The column with the marks of rows, in a workbook of current rows."""

    def has(self, name: str) -> bool:
        """Tell whether a field has a column, or one value for all rows."""
        return name in self.fields or name in self.constants

    def cell(self, column: int) -> str:
        """The place of the name of a column."""
        return f"{column_letter(column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table and what it was taken for; ``heading`` is None when it can't be read, ``layout`` when it isn't known."""

    cells: Cells
    rows: SheetRows
    layout: Layout | None = None
    heading: TableHeading | None = None
    width: int = 0
    """In delimited text, how many cells the row of names has; 0 where rows can't be longer than they look."""
    fill_down: bool = False
    """Whether an empty label is the one above it."""
    asked: int = -1
    """Which of the recogniser's questions is about it; -1 for none."""
