"""A paper as frozen values: sections of sentences, tables and charts, in one language, ready to be written out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kpi.documents.grid import Grid, GridColumn, Pairs, headed, said
from kpi.documents.markdown import MarkdownText
from kpi.language import Words
from kpi.programme.logo import image_of
from kpi.programme.plan import Programme


@dataclass(frozen=True, slots=True)
class PaperHeading:
    """A heading within a section; ``level`` 2 or 3."""

    words: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that the program says; ``style``: ``plain``, ``note`` (smaller) or ``asked`` (still to be done)."""

    words: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Shown:
    """The words in a cell; ``asked``: they ask for something."""

    words: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with its caption. ``widths`` are shares of the page; every row has as many cells as there are columns."""

    caption: str
    columns: Sequence[GridColumn]
    widths: Sequence[int]
    rows: Sequence[Sequence[Shown]]
    total: Sequence[Shown] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of a chart over its categories; None where it isn't known."""

    name: str
    colour: str
    values: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class PaperChart:
    """Bars in euro: its finding as title, what it shows in words for who can't see it, and its values."""

    title: str
    alternative: str
    categories: Sequence[str]
    series: Sequence[Series]
    lying: bool
    """Whether the bars lie, with their names before them; else they stand."""


Block = PaperHeading | Sentence | MarkdownText | PaperTable | PaperChart


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A chapter, or an annex; a ``wide`` one is printed on landscape pages, one that ``follows`` on the same page."""

    title: str
    blocks: Sequence[Block]
    wide: bool = False
    follows: bool = False

    def leads(self, place: int) -> bool:
        """Whether a sentence says what the next block is about, right under their heading: the two stay together."""
        under = place > 0 and isinstance(self.blocks[place - 1], PaperHeading)
        follows = place + 1 < len(self.blocks) and isinstance(self.blocks[place + 1], Sentence | MarkdownText)
        return under and follows and isinstance(self.blocks[place], Sentence)

    def levelled(self) -> Iterator[tuple[Block, int]]:
        """Each block with the level that a heading within it has: one under the heading that it stands under."""
        level = 1
        for block in self.blocks:
            level = block.level if isinstance(block, PaperHeading) else level
            yield block, level + 1


@dataclass(frozen=True, slots=True)
class Logo:
    """The image in the place for the logo: its bytes, ``png`` or ``jpeg``, and its name for who can't see it."""

    content: bytes
    kind: str
    alternative: str


def logo_of(programme: Programme, words: Words) -> Logo | None:
    """The logo of a programme; None leaves its place empty."""
    found = image_of(programme.logo)
    return found and Logo(*found, words("Logo of {programme}", programme=programme.name.in_(words.language)))


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. ``mark``: the word that says on every page that it is a draft, empty when it isn't one.

    Without a ``cover`` it has no contents either, as a letter.
    """

    title: str
    subtitle: str
    language: str
    author: str
    footer: str
    banner: str
    mark: str
    cover: PaperTable | None
    sections: Sequence[PaperSection]
    logo: Logo | None = None


def table_of(caption: str, grid: Grid, widths: Sequence[int], words: Words) -> PaperTable:
    """A table of the workbook in a paper: the same values, written out."""
    rows = [[_shown(cell.style, said(cell, words)) for cell in row] for row in grid.rows]
    total = [Shown(said(cell, words)) for cell in grid.total]
    return PaperTable(caption, grid.columns, widths, rows, total)


def listed(caption: str, pairs: Pairs, words: Words, widths: Sequence[int] = (2, 3)) -> PaperTable:
    """Labels with their values as a table."""
    rows = [[Shown(label), _shown(cell.style, said(cell, words))] for label, cell in pairs]
    return PaperTable(caption, headed(words("What"), words("Value")), widths, rows)


def amounts(caption: str, pairs: Pairs, words: Words) -> PaperTable:
    """Labels with their amounts as a table; the amounts stand under each other."""
    rows = [[Shown(label), Shown(said(cell, words))] for label, cell in pairs]
    return PaperTable(caption, [GridColumn(words("What")), GridColumn(words("Value"), figures=True)], (3, 1), rows)


def _shown(style: str, words: str) -> Shown:
    return Shown(words, asked=style == "asked")
