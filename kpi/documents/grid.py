"""Values for cells of the workbook: what stands there, in which style, and the formula that gives it.

A cell with a formula carries its computed value too, so that readers that don't calculate show the same figure.
In a formula ``{r}`` stands for the row's own number, ``{first}`` and ``{last}`` for those of the table above a
total. Text of users never becomes part of a formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.language import Words

Figure = Decimal | Fraction | int | None


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell; a value of None is unknown and is written as a word, also where a formula was meant."""

    value: str | Figure | date
    style: str
    formula: str | None = None

    @property
    def strong(self) -> "GridCell":
        """The same in the style of a total."""
        return replace(self, style=f"{self.style}_total")


BLANK = GridCell("", "text")
Pairs = tuple[tuple[str, GridCell], ...]
"""Particulars: each a label and its value."""


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a table: its heading, and whether figures stand in it."""

    heading: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as every format writes it: its columns, its rows, and the row of totals when it has one."""

    columns: Sequence[GridColumn]
    rows: Sequence[Sequence[GridCell]]
    total: Sequence[GridCell] = ()

    def only(self, *kept: int) -> "Grid":
        """The same table with some of its columns (counted from 0)."""
        rows = [[row[index] for index in kept] for row in self.rows]
        total = [self.total[index] for index in kept] if self.total else ()
        return Grid([self.columns[index] for index in kept], rows, total)


def headed(*headings: str) -> list[GridColumn]:
    """Columns of words."""
    return [GridColumn(heading) for heading in headings]


def figured(*headings: str) -> list[GridColumn]:
    """Columns of figures."""
    return [GridColumn(heading, figures=True) for heading in headings]


def said(cell: GridCell, words: Words) -> str:
    """What a paper shows where the workbook has the cell: the same value, written out."""
    value, style = cell.value, cell.style.removesuffix("_total").removesuffix("_left")
    if value is None:
        return words("unknown")
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return words.short_date(value)
    if style == "money":
        return words.money(value, cents=True)
    return words.share(value) if style == "share" else words.number(value)


def text(value: str | None, formula: str | None = None) -> GridCell:
    """Words; an empty text stays empty."""
    return GridCell(value or "", "text", formula)


def money(value: Figure, formula: str | None = None) -> GridCell:
    """Euro with cents."""
    return GridCell(value, "money", formula)


def number(value: Figure, formula: str | None = None) -> GridCell:
    """A number, with decimals only where it has any."""
    return GridCell(value, "whole" if value is None or Fraction(value).denominator == 1 else "number", formula)


def share(value: Figure, formula: str | None = None) -> GridCell:
    """A fraction, shown as a percentage."""
    return GridCell(value, "share", formula)


def day(value: date | None, formula: str | None = None) -> GridCell:
    """A date; an empty one stays empty."""
    return GridCell("", "text") if value is None else GridCell(value, "date", formula)


def amount_or_blank(value: Decimal | None) -> GridCell:
    """An amount that needn't be there: empty when it isn't."""
    return BLANK if value is None else money(value)


def number_or_blank(value: Decimal | int | None) -> GridCell:
    """A number that needn't be there: empty when it isn't."""
    return BLANK if value is None else number(value)


def in_unit(value: Figure, unit: str) -> GridCell:
    """A value of an indicator in its unit (``count``, ``euro``, ``share``, ``points``)."""
    return {"euro": money, "share": share}.get(unit, number)(value)


def quoted(word: str) -> str:
    """A word of ours as a text in a formula."""
    return '"' + word.replace('"', '""') + '"'
