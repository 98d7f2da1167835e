"""A presentation as frozen values: its slides, each with lines, charts or a table, and notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kpi.documents.grid import Grid
from kpi.documents.house_style import LIGHT, PRIMARY
from kpi.documents.paper import Logo
from kpi.language import Said

ONE, THEN_AND_NOW = (PRIMARY,), (LIGHT, PRIMARY)
"""The colours of one series, and of two days."""
Values = tuple[float | None, ...]
Unit = Literal["euro", "whole", "share"]


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
    unit: Unit
    colours: Sequence[str] = ONE
    most: float | None = None
    """The end of the axis, where it is fixed."""


@dataclass(frozen=True, slots=True)
class SlideTable:
    """A table, its columns as wide as they say in inches, and the colours of one of them by row."""

    grid: Grid
    coloured: str = ""
    """The id of the column whose word is in a colour, which only repeats what the word says."""
    colours: tuple[str, ...] = ()


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
