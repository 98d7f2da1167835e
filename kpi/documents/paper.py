"""A paper as frozen values: sections of sentences, tables and charts, ready to be written in any language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.documents.document_logo import Logo
from kpi.documents.grid import Grid, GridColumn, Particulars, text
from kpi.documents.markdown import MarkdownText
from kpi.language import Said
from kpi.sentences import say


@dataclass(frozen=True, slots=True)
class PaperHeading:
    """A heading within a section; ``level`` 2 or 3."""

    words: Said
    level: int = 2


@dataclass(frozen=True, slots=True)
class PaperSentence:
    """A sentence that the program says; ``style``: ``plain``, ``note`` (smaller) or ``asked`` (still to be done)."""

    words: Said
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with its caption. ``widths``: the ids of the columns that are shown, with their shares of the page."""

    caption: Said
    grid: Grid
    widths: Mapping[str, int]

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns that are shown, in their order."""
        return tuple(column for column in self.grid.columns if column.id in self.widths)


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of a chart over its categories; None where it isn't known."""

    name: Said
    colour: str
    values: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class PaperChart:
    """Bars in euro: the finding as title, the same in words for readers who can't see it, and the values."""

    title: Said
    alternative: Said
    categories: Sequence[Said]
    series: Sequence[Series]
    lying: bool
    """True for lying bars, with their names before them; else they stand."""


Block = PaperHeading | PaperSentence | MarkdownText | PaperTable | PaperChart


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A chapter, or an annex; a ``wide`` one is printed on landscape pages, one that ``follows`` on the same page."""

    title: Said
    blocks: Sequence[Block]
    wide: bool = False
    follows: bool = False

    def leads(self, place: int) -> bool:
        """Return whether a sentence right under a heading introduces the next block: the two stay together."""
        under = place > 0 and isinstance(self.blocks[place - 1], PaperHeading)
        follows = place + 1 < len(self.blocks) and isinstance(self.blocks[place + 1], PaperSentence | MarkdownText)
        return under and follows and isinstance(self.blocks[place], PaperSentence)

    def levelled(self) -> Iterator[tuple[Block, int]]:
        """Each block with the level that a heading within it has: one under the heading that it stands under."""
        level = 1
        for block in self.blocks:
            level = block.level if isinstance(block, PaperHeading) else level
            yield block, level + 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. ``mark``: the word that says on every page that it is a draft, empty when it isn't one.

    Without a ``cover`` it has no contents either, as a letter.
    """

    title: Said
    subtitle: Said
    author: Said
    footer: Said
    banner: Said
    mark: Said
    cover: PaperTable | None
    sections: Sequence[PaperSection]
    logo: Logo | None = None


def particulars_table(caption: Said, particulars: Particulars) -> PaperTable:
    """Labels with their values as a table of words."""
    return _labelled(caption, particulars, {"label": 2, "value": 3}, figures=False)


def amounts_table(caption: Said, particulars: Particulars) -> PaperTable:
    """Labels with their amounts as a table; the amounts stand under each other."""
    return _labelled(caption, particulars, {"label": 3, "value": 1}, figures=True)


def _labelled(caption: Said, particulars: Particulars, widths: Mapping[str, int], *, figures: bool) -> PaperTable:
    columns = (GridColumn("label", say("What")), GridColumn("value", say("Value"), figures))
    rows = [{"label": text(particular.label), "value": particular.cell} for particular in particulars]
    return PaperTable(caption, Grid(columns, rows), widths)


def figures_above(title: Said) -> Said:
    """The words of a chart for who can't see it, where a table above it has its figures."""
    return say("{title}; the figures stand in the table above.", title=title)
