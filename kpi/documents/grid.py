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
class Cell:
    """One cell; a value of None is unknown and is written as a word, also where a formula was meant."""

    value: str | Figure | date
    style: str
    formula: str | None = None

    @property
    def strong(self) -> "Cell":
        """The same in the style of a total."""
        return replace(self, style=f"{self.style}_total")


BLANK = Cell("", "text")
Pairs = tuple[tuple[str, Cell], ...]
"""Particulars: each a label and its value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and whether figures stand in it."""

    heading: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as every format writes it: its columns, its rows, and the row of totals when it has one."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = ()

    def only(self, *kept: int) -> "Grid":
        """The same table with some of its columns (counted from 0)."""
        rows = [[row[index] for index in kept] for row in self.rows]
        total = [self.total[index] for index in kept] if self.total else ()
        return Grid([self.columns[index] for index in kept], rows, total)


def headed(*headings: str) -> list[Column]:
    """Columns of words."""
    return [Column(heading) for heading in headings]


def figured(*headings: str) -> list[Column]:
    """Columns of figures."""
    return [Column(heading, figures=True) for heading in headings]


def said(cell: Cell, words: Words) -> str:
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


def text(value: str | None, formula: str | None = None) -> Cell:
    """Words; an empty text stays empty."""
    return Cell(value or "", "text", formula)


def money(value: Figure, formula: str | None = None) -> Cell:
    """Euro with cents."""
    return Cell(value, "money", formula)


def number(value: Figure, formula: str | None = None) -> Cell:
    """A number, with decimals only where it has any."""
    return Cell(value, "whole" if value is None or Fraction(value).denominator == 1 else "number", formula)


def share(value: Figure, formula: str | None = None) -> Cell:
    """A fraction, shown as a percentage."""
    return Cell(value, "share", formula)


def day(value: date | None, formula: str | None = None) -> Cell:
    """A date; an empty one stays empty."""
    return Cell("", "text") if value is None else Cell(value, "date", formula)


def amount_or_blank(value: Decimal | None) -> Cell:
    """An amount that needn't be there: empty when it isn't."""
    return BLANK if value is None else money(value)


def number_or_blank(value: Decimal | int | None) -> Cell:
    """A number that needn't be there: empty when it isn't."""
    return BLANK if value is None else number(value)


def in_unit(value: Figure, unit: str) -> Cell:
    """A value of an indicator in its unit (``count``, ``euro``, ``share``, ``points``)."""
    return {"euro": money, "share": share}.get(unit, number)(value)


def quoted(word: str) -> str:
    """A word of ours as a text in a formula."""
    return '"' + word.replace('"', '""') + '"'
