"""A presentation as frozen values: its slides, each with lines, charts or a table, and notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kpi.documents.chart_formats import SHARE, euro, whole
from kpi.documents.grid import Grid, GridColumn
from kpi.documents.house_style import LIGHT, PRIMARY
from kpi.documents.paper import Logo
from kpi.language import Said, Words
from kpi.sentences import listed, say

ONE, THEN_AND_NOW = (PRIMARY,), (LIGHT, PRIMARY)
"""The colours of one series, and of two days."""
Values = tuple[float | None, ...]


def floats(values: Iterable[Fraction | Decimal | int | None]) -> Values:
    """Values as a chart holds them."""
    return tuple(None if value is None else float(value) for value in values)


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart: its title, its kind, the categories, and the series with their values; None is unknown, no bar."""

    title: Said
    kind: Literal["bars", "columns"]
    categories: tuple[Said, ...]
    series: tuple[tuple[Said, Values], ...]
    unit: Literal["euro", "whole", "share"]
    colours: Sequence[str] = ONE
    most: float | None = None
    """The end of the axis, where it is fixed."""

    def figures(self) -> tuple[Said, ...]:
        """The figures of the chart in words, a line a series."""
        return tuple(
            say("{title}, {series}: {figures}.", title=self.title, series=name, figures=self._figures(values))
            for name, values in self.series
        )

    def _figures(self, values: Values) -> Said:
        pairs = zip(self.categories, values, strict=True)
        return listed((listed((name, self._figure(value)), " ") for name, value in pairs), "; ")

    def _figure(self, value: float | None) -> Said:
        if value is None:
            return say("unknown")
        exact = Decimal(str(value))
        if self.unit == "euro":
            return say.money(exact, cents=False)
        return say.share(exact, 0) if self.unit == "share" else say.number(exact)

    def shape(self, words: Words) -> str:
        """The way the chart writes its numbers, as a spreadsheet's format."""
        return {"euro": euro(words), "whole": whole(words), "share": SHARE}[self.unit]


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table: its cells, the widths of its columns in inches by their ids, and the colours of one column by row."""

    grid: Grid
    widths: Mapping[str, float]
    coloured: str = ""
    """The id of the column whose word is in a colour, which only repeats what the word says."""
    colours: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns in their order."""
        return tuple(self.grid.columns)


@dataclass(frozen=True, slots=True)
class DeckSlide:
    """A slide: its finding as the title, lines with at most two charts or a table, and notes for who speaks."""

    title: Said
    lines: Sequence[Said] = ()
    notes: Sequence[Said] = ()
    graphs: Sequence[Graph] = ()
    table: SlideTable | None = None


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """A whole presentation. ``about``: the line at the foot of every slide; ``lead``: that under its title."""

    title: Said
    lead: Said
    author: Said
    about: Said
    banner: Said
    logo: Logo | None
    slides: Sequence[DeckSlide]
