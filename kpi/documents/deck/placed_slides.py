"""Fills a slide place by place; a place without contents is taken away, but for a picture, which says what to put."""

from functools import singledispatch
from io import BytesIO
from typing import Any

from kpi.documents.deck.deck import BigFigure, CodedLink, DeckSlide, Graph, PlacedSlide, PlaceLines, SlideTable
from kpi.documents.deck.layouts import CODE, FOOTER, INCH, NUMBER, PICTURE
from kpi.documents.deck.slide import Maker, size_of
from kpi.documents.deck.slide_charts import draw, figures

FIGURES, LABELS = (44, 36, 30, 24), (18, 16, 14, 12)
DOTS = 12
"""Dots of a picture for each module of a code."""


def add_slide(maker: Maker, slide: DeckSlide | PlacedSlide) -> None:
    """Add a slide of lines, charts or a table, or one by its places."""
    if isinstance(slide, DeckSlide):
        maker.add(slide)
    else:
        _placed(maker, slide)


def _placed(maker: Maker, slide: PlacedSlide) -> None:
    words = maker.words
    made = maker.begin(slide.layout, words.say(slide.title))
    for place in list(made.placeholders):
        number = place.placeholder_format.idx
        if number in {0, FOOTER, NUMBER}:
            continue
        if number in slide.contents:
            _put(slide.contents[number], place, maker)
            _lead(place, slide.linked.get(number, ""))
        elif number not in {PICTURE, CODE}:
            place._element.getparent().remove(place._element)  # noqa: SLF001 - the library can't take a shape away
    told = [line for one in slide.contents.values() if isinstance(one, Graph) for line in figures(one, words)]
    maker.note(made, [*map(words.say, slide.notes), *told])


@singledispatch
def _put(content: object, place: Any, maker: Maker) -> None:  # noqa: ANN401 - the library's placeholder
    raise TypeError(content)


@_put.register
def _lines(content: PlaceLines, place: Any, maker: Maker) -> None:  # noqa: ANN401
    lines = maker.lines(content.lines)
    maker.write(place.text_frame, lines, size_of(lines, place.width / INCH, place.height / INCH, content.sizes))


@_put.register
def _figure(content: BigFigure, place: Any, maker: Maker) -> None:  # noqa: ANN401
    figure, label = maker.words.say(content.figure), maker.words.say(content.label)
    width, height = place.width / INCH - 0.2, place.height / INCH
    maker.write(place.text_frame, [figure], size_of([figure], width, height / 2, FIGURES), "accent1", bold=True)
    maker.write(place.text_frame, [label], size_of([label], width, height / 2, LABELS))


@_put.register
def _code(content: CodedLink, place: Any, maker: Maker) -> None:  # noqa: ANN401
    import segno  # noqa: PLC0415 - only a deck with a link draws one

    stream = BytesIO()
    segno.make(content.address, error="m", micro=False).save(stream, kind="png", scale=DOTS, border=2)
    shown = place.insert_picture(BytesIO(stream.getvalue()))
    shown._element.nvPicPr.cNvPr.set("descr", maker.words.say(content.alternative))  # noqa: SLF001


@_put.register
def _graph(content: Graph, place: Any, maker: Maker) -> None:  # noqa: ANN401
    draw(place, content, maker.words)


@_put.register
def _table(content: SlideTable, place: Any, maker: Maker) -> None:  # noqa: ANN401
    columns, say = content.grid.columns, maker.words.say
    texts = [[say(column.heading) for column in columns]]
    texts += [[say(row[column.id]) for column in columns] for row in content.grid.rows]
    maker.rows(place, content, texts, range(-1, len(content.grid.rows)))


def _lead(place: Any, address: str) -> None:  # noqa: ANN401
    """Let the words of a place lead to an address."""
    if address:
        for paragraph in place.text_frame.paragraphs:
            for run in paragraph.runs:
                run.hyperlink.address = address
