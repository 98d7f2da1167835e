"""Fills one slide: title, lines, table, chart, notes, foot; all in placeholders of our layouts."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from math import ceil
from typing import Any

from lxml import etree
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from kpi.documents.deck.deck import DeckSlide, Graph, SlideTable
from kpi.documents.deck.layouts import BODY, FOOTER, INCH, LEFT_CHART, NUMBER, RIGHT_CHART, TABLE
from kpi.documents.deck.master import layout_of
from kpi.documents.deck.slide_charts import draw, figures
from kpi.documents.deck.tones import paint
from kpi.documents.grid import widths_of
from kpi.documents.house_style import INK
from kpi.language import Said, Words

TITLE_SIZES = (28, 24, 20, 18, 16)
SIZES = (18, 16, 14, 12)
"""Letters of a text, in points: the largest with which it fits."""
TABLE_HEIGHT = 375
"""The height that a table may fill, in points."""
TABLE_SIZES = (20, 18, 16, 14, 12, 11)
_WIDE, _BOLD, _AIR, _LINE = 0.5, 0.58, 7, 1.2
"""A letter's mean width (in a table some are bold) and a line's height, as parts of its size; points between lines."""
_CONTROL = {code: None for code in range(32) if code not in {9, 10}}


Texts = Sequence[Sequence[str]]
"""The rows of a table in one language, its headings first."""


@dataclass(frozen=True, slots=True)
class Maker:
    """The deck while slides are added. ``about`` stands at the foot of each."""

    deck: Deck
    words: Words
    about: str

    def add(self, slide: DeckSlide) -> None:
        """Add a slide of lines, of lines with charts, or of a table; what doesn't fit goes on with the next one."""
        title, notes = self.words.say(slide.title), [self.words.say(note) for note in slide.notes]
        if slide.table is not None:
            self._table(title, slide.table, notes)
        elif slide.graphs:
            self._charts(title, self.lines(slide.lines), slide.graphs, notes)
        else:
            self._text(title, self.lines(slide.lines), notes)

    def lines(self, lines: Sequence[Said]) -> list[str]:
        """The lines in a language; a line break in one begins another."""
        return [part.strip() for line in lines for part in self.words.say(line).splitlines() if part.strip()]

    def _text(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> None:
        for number, part in enumerate(parts(lines, 12.1, 5.2)):
            slide = self.begin("text", self._again(title, number))
            self._fill(slide.placeholders[BODY], part, 12.1, 5.2)
            self.note(slide, notes)

    def _charts(self, title: str, lines: Sequence[str], graphs: Sequence[Graph], notes: Sequence[str]) -> None:
        """Lines beside one chart, or above two."""
        name, width, height = ("chart", 6.1, 5.2) if len(graphs) == 1 else ("charts", 12.1, 1.95)
        first, *rest = parts(lines, width, height)
        slide = self.begin(name, title)
        self._fill(slide.placeholders[BODY], first, width, height)
        for place, graph in zip((LEFT_CHART, RIGHT_CHART), graphs, strict=False):
            draw(slide.placeholders[place], graph, self.words)
        self.note(slide, [*notes, *(line for graph in graphs for line in figures(graph, self.words))])
        if rest:
            self._text(self._again(title, 1), [line for part in rest for line in part], notes)

    def _table(self, title: str, table: SlideTable, notes: Sequence[str]) -> None:
        columns, say = table.grid.columns, self.words.say
        rows = [[say(row[column.id]) for column in columns] for row in table.grid.rows]
        texts, widths = [[say(column.heading) for column in columns], *rows], widths_of(columns)
        for number, page in enumerate(_pages(texts, widths)):
            slide = self.begin("table", self._again(title, number))
            self.rows(slide.placeholders[TABLE], table, [texts[row] for row in page], [row - 1 for row in page])
            self.note(slide, notes)

    def _again(self, title: str, number: int) -> str:
        return self.words("{title} (continued)", title=title) if number else title

    def begin(self, layout: str, title: str) -> Any:  # noqa: ANN401 - the library's slide
        """A new slide of a layout with its title, its foot and its number."""
        master = layout_of(self.deck, layout)
        slide = self.deck.slides.add_slide(master)
        place = slide.shapes.title
        self.write(
            place.text_frame, [title], size_of([title], place.width / INCH, place.height / INCH, TITLE_SIZES, _BOLD)
        )
        for place in master.placeholders:
            if place.placeholder_format.idx in {FOOTER, NUMBER}:
                slide.shapes._spTree.append(_foot(place))  # noqa: SLF001 - the library leaves feet out
        self.write(slide.placeholders[FOOTER].text_frame, [self.about])
        return slide

    def _fill(self, shape: Any, lines: Sequence[str], width: float, height: float) -> None:  # noqa: ANN401
        self.write(shape.text_frame, lines, size_of(lines, width, height))

    def write(self, frame: Any, lines: Sequence[str], size: int = 0, colour: str = "", *, bold: bool = False) -> None:  # noqa: ANN401
        """Lines as paragraphs of a text frame, after those that are there, in the language of the deck."""
        for line in lines:
            fresh = len(frame.paragraphs) == 1 and not frame.paragraphs[0].runs
            run = (frame.paragraphs[0] if fresh else frame.add_paragraph()).add_run()
            run.text = plain(line)
            run.font.language_id = MSO_LANGUAGE_ID.from_xml(self.words.tag)
            if size:
                run.font.size = Pt(size)
            if colour:
                paint(run.font.color, colour)
            if bold:
                run.font.bold = True

    def note(self, slide: Any, notes: Sequence[str]) -> None:  # noqa: ANN401
        """The notes of a slide, and the time and revision that its figures are of."""
        frame = slide.notes_slide.notes_text_frame
        self.write(frame, [*notes, self.about])

    def rows(self, place: Any, table: SlideTable, texts: Texts, numbers: Sequence[int]) -> None:  # noqa: ANN401
        """The rows of a slide, headings first; ``numbers``: the places of the rows in the table."""
        widths = widths_of(table.grid.columns)
        size = table_size(texts, widths, place.height / Pt(1))
        shape = place.insert_table(rows=len(texts), cols=len(widths))
        shape._element.nvGraphicFramePr.cNvPr.set("descr", ", ".join(texts[0]))  # noqa: SLF001
        grid = shape.table
        for column, width in zip(grid.columns, widths, strict=True):
            column.width = Inches(width)
        for row in grid.rows:
            row.height = Emu(Pt(size * 2))
        for line, number in enumerate(numbers):
            for place_in_row, text in enumerate(texts[line]):
                coloured = table.grid.columns[place_in_row].id == table.coloured
                colour = "#FFFFFF" if number < 0 else table.colours[number] if coloured else INK
                cell = grid.cell(line, place_in_row)
                self._cell(cell, text, size, colour, bold=coloured or number < 0)
                if table.grid.columns[place_in_row].figures:
                    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def _cell(self, cell: Any, text: str, size: int, colour: str, *, bold: bool) -> None:  # noqa: ANN401
        cell.margin_left = cell.margin_right = Inches(0.08)
        cell.margin_top = cell.margin_bottom = Inches(0.03)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        self.write(cell.text_frame, [text], size, colour, bold=bold)


def plain(text: str) -> str:
    """The text without the signs that a presentation can't hold."""
    return text.translate(_CONTROL).replace("\t", " ")


def needed(lines: Sequence[str], size: int, width: float, wide: float = _WIDE) -> float:
    """The height in points that lines need at a size, in a width of inches."""
    letters = max(1, int(width * 72 / (size * wide)) - 3)
    return sum(ceil(max(1, len(line)) / letters) * size * _LINE + _AIR for line in lines)


def size_of(
    lines: Sequence[str], width: float, height: float, sizes: Sequence[int] = SIZES, wide: float = _WIDE
) -> int:
    """The largest letters with which the lines fit; the smallest when they don't."""
    return next((size for size in sizes if needed(lines, size, width, wide) <= height * 72), sizes[-1])


def parts(lines: Sequence[str], width: float, height: float) -> list[list[str]]:
    """The lines in parts that each fit a slide, also with a line that is longer than one; at least one part.

    >>> [len(part) for part in parts(["woord " * 20] * 30, 12.1, 5.2)]
    [17, 13]
    """
    filled: list[list[str]] = [[]]
    for line in (piece for given in lines for piece in _pieces(given)):
        if filled[-1] and needed([*filled[-1], line], SIZES[-1], width) > height * 72:
            filled.append([])
        filled[-1].append(line)
    return filled


def _pieces(line: str, most: int = 700) -> list[str]:
    """A long line in pieces, between words where it has any."""
    pieces = []
    while len(line) > most:
        cut = line.rfind(" ", 1, most)
        cut = most if cut <= 0 else cut
        pieces.append(line[:cut])
        line = line[cut:].strip()
    return [*pieces, line]


def _pages(texts: Texts, widths: Sequence[float]) -> list[list[int]]:
    """The rows of each slide, by how high they are, under the headings."""
    pages: list[list[int]] = [[0]]
    for number in range(1, len(texts)):
        fitting = [texts[row] for row in (*pages[-1], number)]
        if len(pages[-1]) > 1 and _height(fitting, widths, TABLE_SIZES[-1]) > TABLE_HEIGHT:
            pages.append([0])
        pages[-1].append(number)
    return pages


def table_size(texts: Texts, widths: Sequence[float], height: float = TABLE_HEIGHT) -> int:
    """The largest letters with which rows fit in so many points; the smallest when they don't."""
    fitting = (size for size in TABLE_SIZES if _height(texts, widths, size) <= min(height, TABLE_HEIGHT))
    return next(fitting, TABLE_SIZES[-1])


def _height(texts: Texts, widths: Sequence[float], size: int) -> float:
    """The height of rows, in points."""
    return sum(
        max(size * 2.0, *(needed([text], size, width, _BOLD) for text, width in zip(row, widths, strict=True)))
        for row in texts
    )


def _foot(place: Any) -> Any:  # noqa: ANN401 - an element of the layout
    """A placeholder of the layout's foot, for a slide: without a box of its own."""
    element = deepcopy(place._element)  # noqa: SLF001
    for child in element.xpath("./p:spPr/*"):
        child.getparent().remove(child)
    for style in element.xpath(".//a:lstStyle/*"):
        style.getparent().remove(style)
    if place.placeholder_format.idx == FOOTER:
        for run in element.xpath(".//a:r"):
            run.getparent().remove(run)
    etree.cleanup_namespaces(element)
    element.xpath(".//p:cNvPr")[0].set("id", str(100 + place.placeholder_format.idx))
    return element
