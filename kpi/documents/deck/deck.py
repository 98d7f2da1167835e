"""A presentation as frozen values: its slides, each with lines, charts or a table, and notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kpi.documents.grid import Grid
from kpi.documents.paper import Logo
from kpi.language import Said

ONE, THEN_AND_NOW = ("accent1",), ("accent3", "accent1")
"""The colours of one series, and of two days: those of the theme, which whoever edits the deck may change."""
Values = tuple[float | None, ...]
Unit = Literal["euro", "whole", "share"]


def floats(values: Iterable[Fraction | Decimal | int | None]) -> Values:
    """Values as a chart holds them."""
    return tuple(None if value is None else float(value) for value in values)


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart: its title, its kind, the categories, and the series with their values; None is unknown, no bar."""

    title: Said
    kind: Literal["bars", "columns", "stack"]
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
class PlaceLines:
    """PlaceLines of a place, in the largest of these letters with which they fit."""

    lines: Sequence[Said]
    sizes: Sequence[int] = (20, 18, 16, 14, 12)


@dataclass(frozen=True, slots=True)
class BigFigure:
    """A figure in large letters, and what it counts under it."""

    figure: Said
    label: Said


@dataclass(frozen=True, slots=True)
class CodedLink:
    """The address of a page as a QR code, and in words for who can't see it."""

    address: str
    alternative: Said


PlaceContent = PlaceLines | BigFigure | CodedLink | Graph | SlideTable


@dataclass(frozen=True, slots=True)
class PlacedSlide:
    """A slide by the places of its layout, the numbers of ``layouts``; of what has none, only a picture's place stays.

    ``linked``: the address that the lines of a place lead to, by its number.
    """

    layout: str
    title: Said
    contents: Mapping[int, PlaceContent]
    notes: Sequence[Said] = ()
    linked: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """A whole presentation. ``about``: the line at the foot of every slide; ``lead``: that under its title.

    Without a ``lead`` its first slide is its cover. ``colour``: that of the programme, in place of the house's.
    """

    title: Said
    lead: Said
    author: Said
    about: Said
    banner: Said
    logo: Logo | None
    slides: Sequence[DeckSlide | PlacedSlide]
    colour: str = ""
