"""Tables and particulars as every format writes them: columns by id, cells with a style and the formula behind them.

A cell with a formula carries its computed value too, so that readers that don't calculate show the same figure. Text of
users never becomes part of a formula.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.language import Said, Words

Figure = Decimal | Fraction | int | None
LABELS = frozenset({"number", "line", "order", "row", "revision", "chapter"})
"""Columns whose numbers name something and measure nothing."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the workbook, with the cells that it needs by id.

    ``{id}`` is the cell of that column, or of that particular, in the same row or list; ``{id:all}`` the cells of the
    column over all rows; ``{table.id:all}`` those of another table on the sheet. A name of ``words`` stands for these
    words of ours, as a text.
    """

    template: str
    words: tuple[tuple[str, Said], ...] = ()


def formula(template: str, **words: Said) -> Formula:
    """A formula with the words that stand in it."""
    return Formula(template, tuple(words.items()))


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell; a value of None is unknown and is written as a word, also where a formula was meant.

    ``figure``: the name under which the index of the evidence has what it shows; of words those of their figures, with
    a space between each two.
    """

    value: Said | Figure | date
    style: str
    formula: Formula | None = None
    figure: str = ""

    @property
    def strong(self) -> "GridCell":
        """The cell in the style of a total."""
        return replace(self, style=f"{self.style}_total")

    @property
    def left(self) -> "GridCell":
        """The cell at the left, in line with words, as in a list of particulars."""
        return replace(self, style=f"{self.style}_left")

    @property
    def measures(self) -> bool:
        """True where it shows a figure that is known."""
        return isinstance(self.value, Decimal | Fraction | int)

    def of(self, *figures: str) -> "GridCell":
        """The cell with the names of the figures that it shows."""
        return replace(self, figure=" ".join(figures))

    @property
    def asked(self) -> bool:
        """True where it asks for something instead of giving it."""
        return self.style == "asked"

    def said(self, words: Words) -> str:
        """The value in a language, as a paper shows it."""
        value, style = self.value, self.style.removesuffix("_total").removesuffix("_left")
        if isinstance(value, str):
            return value
        if value is None:
            return words("unknown")
        if isinstance(value, date):
            return words.short_date(value)
        if not isinstance(value, Decimal | Fraction | int):
            return words.say(value)
        if style == "money":
            return words.money(value, cents=True)
        return words.share(value) if style == "share" else words.number(value)


BLANK = GridCell("", "text")


@dataclass(frozen=True, slots=True)
class Particular:
    """A label with its value. ``name``: what formulas of other sheets call the cell of the value."""

    id: str
    label: Said
    cell: GridCell
    name: str = ""


Particulars = tuple[Particular, ...]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a table: its id, its heading, and ``figures`` true where it holds numbers.

    ``width``: letters that its column of the workbook holds, or inches on a slide; ``share``: its share of the width of
    a paper, where 0 leaves it out. ``name`` and ``total_name``: what formulas of other sheets call its cells, and its
    total.
    """

    id: str
    heading: Said
    figures: bool = False
    width: float = 0
    share: int = 0
    name: str = ""
    total_name: str = ""


def widths_of(columns: Sequence[GridColumn]) -> tuple[float, ...]:
    """The widths of columns in a workbook."""
    return tuple(column.width for column in columns)


Row = Mapping[str, GridCell]
"""The cells of a row by the id of their column; a column without one stays empty."""


def named_figures(owner: str, row: Row) -> Row:
    """The row with its figures named by what they are of and their column; what has a name keeps it."""
    return {
        name: cell.of(f"{owner}/{name}") if name not in LABELS and not cell.figure and cell.measures else cell
        for name, cell in row.items()
    }


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as every format writes it: its columns, its rows, and the row of totals when it has one."""

    columns: Sequence[GridColumn]
    rows: Sequence[Row]
    total: Row | None = None

    def __post_init__(self) -> None:
        known = {column.id for column in self.columns}
        for row in (*self.rows, self.total or {}):
            if not row.keys() <= known:
                raise KeyError(*sorted(row.keys() - known))

    def without(self, *left_out: str) -> "Grid":
        """The table without these columns."""

        def rest(row: Row) -> Row:
            return {name: cell for name, cell in row.items() if name not in left_out}

        columns = [column for column in self.columns if column.id not in left_out]
        return Grid(columns, [rest(row) for row in self.rows], None if self.total is None else rest(self.total))


def text(value: Said | None) -> GridCell:
    """Words; an empty text stays empty."""
    return GridCell(value or "", "text")


def asked(value: Said) -> GridCell:
    """The request for what still has to be written or filled in."""
    return GridCell(value, "asked")


def money(value: Figure, behind: Formula | None = None) -> GridCell:
    """Euro with cents."""
    return GridCell(value, "money", behind)


def number(value: Figure, behind: Formula | None = None) -> GridCell:
    """A number, with decimals only where it has any."""
    return GridCell(value, "whole" if value is None or Fraction(value).denominator == 1 else "number", behind)


def share(value: Figure, behind: Formula | None = None) -> GridCell:
    """A fraction, shown as a percentage."""
    return GridCell(value, "share", behind)


def day(value: date | None) -> GridCell:
    """A date; an empty one stays empty."""
    return BLANK if value is None else GridCell(value, "date")


def amount_or_blank(value: Decimal | None) -> GridCell:
    """An amount that needn't be there: empty when it isn't."""
    return BLANK if value is None else money(value)


def number_or_blank(value: Decimal | int | None) -> GridCell:
    """A number that needn't be there: empty when it isn't."""
    return BLANK if value is None else number(value)


def in_unit(value: Figure, unit: str) -> GridCell:
    """A value of an indicator in its unit (``count``, ``euro``, ``share``, ``points``)."""
    return {"euro": money, "share": share}.get(unit, number)(value)
