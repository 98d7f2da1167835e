"""A paper as frozen values: sections of sentences, tables and charts, ready to be written in any language and format.

A section is written once: as a chapter of a paper, and on a sheet of a workbook. What only one of the two has is marked
as such, by ``in_paper`` or ``in_workbook``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kpi.documents.grid import Grid, GridColumn, Particulars, text
from kpi.documents.house_style import PRIMARY
from kpi.documents.markdown import MarkdownText
from kpi.language import Said
from kpi.sentences import say

WORDS = (GridColumn("label", say("Item"), share=2), GridColumn("value", say("Particular"), share=3))
AMOUNTS = (GridColumn("label", say("Item"), share=3), GridColumn("value", say("Amount"), figures=True, share=1))
"""The columns of labels with words, and with amounts that stand under each other."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The image in the place for the logo: its bytes, ``png`` or ``jpeg``, and its name for who can't see it."""

    content: bytes
    kind: str
    alternative: Said


@dataclass(frozen=True, slots=True)
class PaperHeading:
    """A heading within a section; ``level`` 2 or 3, or 1 where the section has no title."""

    words: Said
    level: int = 2


@dataclass(frozen=True, slots=True)
class PaperSentence:
    """A sentence that the program says; ``style``: ``plain``, ``note`` (smaller) or ``asked`` (still to be done).

    ``figures``: the names of the figures in it, as the index of the evidence has them.
    """

    words: Said
    style: str = "plain"
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table with its caption. ``id``: by which formulas and charts of its sheet refer to it.

    On a sheet, the headings of a ``whole_sheet`` stay in sight, are repeated in print, and filter. ``stays``: the id of
    the last column that stays in sight, where the headings do so as well.
    """

    caption: Said
    grid: Grid
    id: str = ""
    whole_sheet: bool = False
    stays: str = ""

    @property
    def columns(self) -> tuple[GridColumn, ...]:
        """The columns that a paper shows, in their order."""
        return tuple(column for column in self.grid.columns if column.share)


@dataclass(frozen=True, slots=True)
class PaperParticulars:
    """Labels with their values. ``column``: how many columns of a sheet stand before that of the values."""

    caption: Said
    particulars: Particulars
    columns: tuple[GridColumn, GridColumn] = WORDS
    column: int = 1

    @property
    def table(self) -> PaperTable:
        """The same as a table."""
        rows = [{"label": text(particular.label), "value": particular.cell} for particular in self.particulars]
        return PaperTable(self.caption, Grid(self.columns, rows))


@dataclass(frozen=True, slots=True)
class SheetGap:
    """An empty row of a sheet."""


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of a chart over its categories; None where it isn't known.

    ``columns``: those of the chart's table that hold it, by id: one over its rows, or some by their totals.
    """

    name: Said
    colour: str
    values: Sequence[Decimal | None]
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PaperChart:
    """Bars in euro: the finding as title, and the values, which stand in a table above it.

    On a sheet the bars are those of the cells: ``table`` by its id, and the column with the ``names`` of lying ones.
    """

    title: Said
    categories: Sequence[Said]
    series: Sequence[Series]
    lying: bool
    """True for lying bars, with their names before them; else they stand."""
    table: str = ""
    names: str = ""
    figures: tuple[str, ...] = ()
    """The names of the figures in its title."""

    @property
    def alternative(self) -> Said:
        """The words for who can't see it."""
        return say("{title}; the figures stand in the table above.", title=self.title)


Block = PaperHeading | PaperSentence | MarkdownText | PaperTable | PaperChart
AnyBlock = Block | PaperParticulars | SheetGap


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks that only a paper has, or only a workbook."""

    workbook: bool
    blocks: Sequence[AnyBlock]


def in_paper(*blocks: AnyBlock) -> Only:
    """Blocks of a chapter that its sheet doesn't have."""
    return Only(workbook=False, blocks=blocks)


def in_workbook(*blocks: AnyBlock) -> Only:
    """Blocks of a sheet that its chapter doesn't have."""
    return Only(workbook=True, blocks=blocks)


@dataclass(frozen=True, slots=True)
class BookSheet:
    """A sheet of the workbook: its name, and the widths of its columns. ``tab``: the colour of its tab.

    Without a ``title`` it has that of its section; with one it holds the next sections too, each under its own.
    """

    name: Said
    widths: Sequence[float]
    tab: str = PRIMARY
    title: Said = ""


@dataclass(frozen=True)
class PaperSection:
    """A chapter, or an annex; a ``wide`` one is printed on landscape pages, one that ``follows`` on the same page.

    ``sheet``: the sheet that it begins in a workbook; without one it goes on with that of the section before.
    """

    title: Said
    parts: Sequence[AnyBlock | Only]
    wide: bool = False
    follows: bool = False
    sheet: BookSheet | None = None

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """What a paper has of it, particulars as tables."""
        shown = (one for one in self._of(workbook=False) if not isinstance(one, SheetGap))
        return [one.table if isinstance(one, PaperParticulars) else one for one in shown]

    @cached_property
    def on_sheet(self) -> Sequence[AnyBlock]:
        """What a workbook has of it; with its title, where the sheet has another one."""
        own = self.sheet is not None and not self.sheet.title
        return [*([] if own else [PaperHeading(self.title)]), *self._of(workbook=True)]

    def _of(self, *, workbook: bool) -> Iterator[AnyBlock]:
        for part in self.parts:
            if not isinstance(part, Only):
                yield part
            elif part.workbook == workbook:
                yield from part.blocks

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

    ``cover``: what stands on page 1 under the title, and first in its workbook; without one it has no contents either,
    as a letter, which has no title in sight either (``titled``). ``file_title``, ``comments``: told in its workbook.
    """

    title: Said
    subtitle: Said
    author: Said
    footer: Said
    banner: Said
    mark: Said
    cover: PaperSection | None
    sections: Sequence[PaperSection]
    logo: Logo | None = None
    file_title: Said = ""
    comments: Said = ""
    titled: bool = True

    @property
    def chapters(self) -> Sequence[PaperSection]:
        """Everything under a heading of its own, page 1 first."""
        return [*([self.cover] if self.cover else []), *self.sections]
