"""A presentation as frozen values: its slides, each with lines, charts or a table, and notes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi.documents.deck.graph import Graph
from kpi.documents.document_logo import Logo
from kpi.documents.grid import Grid, GridColumn
from kpi.language import Said


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
