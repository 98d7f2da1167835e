"""A chart as a drawing (svg) of vectors and letters, for a pdf; small, since the values and words were made before."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape

from kpi.documents.house_style import INK, PAPER_FONT, QUIET, RULE, writable
from kpi.documents.paper import PaperChart
from kpi.language import Words

LYING_WIDTH, STANDING_WIDTH = 756, 482
"""Points: the width between the margins of a landscape and of a portrait page."""
BAR, AIR, LETTER, TOP, LABELS, RIGHT, STANDING_HEIGHT = 10, 9, 9, 26, 232, 92, 190
TALLEST = 430
"""Points: so high may a chart be, that a landscape page holds it with its caption; many bars become thinner."""
REGULAR = "font-variation-settings:'wght' 400"
"""Without it a drawing has the thinnest letters of the font."""
STEPS = (1, 2, 5)


def drawing(chart: PaperChart, words: Words) -> str:
    """The chart as svg; an unknown value has no bar and says so."""
    inner, width, height = (_lying if chart.lying else _standing)(chart, words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" font-family="{PAPER_FONT}" '
        f'style="{REGULAR}" font-size="{LETTER}" fill="{INK}">{"".join(inner)}</svg>'
    )


def _lying(chart: PaperChart, words: Words) -> tuple[list[str], float, float]:
    many, n = len(chart.series), len(chart.categories)
    row = min(many * BAR + AIR, (TALLEST - TOP - 18) / max(1, n))
    bar = row * BAR / (many * BAR + AIR)
    height = TOP + row * n + 18
    room = LYING_WIDTH - LABELS - RIGHT
    top = _top(chart)
    drawn = list(_legend(chart, LABELS, words))
    for mark in _marks(top):
        x = LABELS + float(mark / top) * room
        drawn.append(f'<path d="M{x:.1f} {TOP} V{height - 16:.1f}" stroke="{RULE}" stroke-width="0.5"/>')
        drawn.append(_text(x, height - 5, words.money(mark, cents=False), anchor="middle", colour=QUIET))
    for index, category in enumerate(chart.categories):
        y = TOP + (row - many * bar) / 2 + index * row
        drawn.append(_text(LABELS - 6, y + many * bar / 2 + 3, _short(words.say(category), 50), anchor="end"))
        for place, series in enumerate(chart.series):
            value, top_of_bar = series.values[index], y + place * bar
            length = 0 if value is None else max(0.0, float(value / top) * room)
            drawn.append(_bar(LABELS, top_of_bar, length, bar - 1.5, series.colour))
            drawn.append(_text(LABELS + length + 4, top_of_bar + bar / 2 + 2.2, _value(value, words), size=7.5))
    return drawn, LYING_WIDTH, height


def _standing(chart: PaperChart, words: Words) -> tuple[list[str], float, float]:
    top, floor = _top(chart), STANDING_HEIGHT - 18
    room, step = floor - TOP - 14, (STANDING_WIDTH - 70) / max(1, len(chart.categories))
    drawn = list(_legend(chart, 70, words))
    for mark in _marks(top):
        y = floor - float(mark / top) * room
        drawn.append(f'<path d="M70 {y:.1f} H{STANDING_WIDTH}" stroke="{RULE}" stroke-width="0.5"/>')
        drawn.append(_text(64, y + 3, words.money(mark, cents=False), anchor="end", colour=QUIET))
    wide = step / (len(chart.series) + 1)
    for index, category in enumerate(chart.categories):
        x = 70 + index * step
        drawn.append(_text(x + step / 2, STANDING_HEIGHT - 5, _short(words.say(category), 30), anchor="middle"))
        for place, series in enumerate(chart.series):
            value, left = series.values[index], x + wide / 2 + place * wide
            tall = 0 if value is None else max(0.0, float(value / top) * room)
            drawn.append(_bar(left, floor - tall, wide * 0.9, tall, series.colour))
            label = _value(value, words)
            drawn.append(_text(left + wide * 0.45, floor - tall - 4, label, anchor="middle", size=7.5))
    return drawn, STANDING_WIDTH, STANDING_HEIGHT


def _legend(chart: PaperChart, left: float, words: Words) -> Iterator[str]:
    for series in chart.series:
        name = words.say(series.name)
        yield f'<rect x="{left}" y="5" width="9" height="9" fill="{series.colour}"/>'
        yield _text(left + 13, 13, name)
        left += 40 + 5.2 * len(name)


def _top(chart: PaperChart) -> Decimal:
    """The end of the axis: a round number over the largest value."""
    known = [value for series in chart.series for value in series.values if value is not None and value > 0]
    largest = max(known, default=Decimal(1))
    unit = Decimal(10) ** largest.adjusted()
    return next(step * unit for step in (*STEPS, 10) if step * unit >= largest)


def _marks(top: Decimal) -> Sequence[Decimal]:
    """The places of the lines behind the bars: zero, the end, and quarters or fifths between."""
    parts = 4 if top.as_tuple().digits[0] == STEPS[1] else 5
    return [top * part / parts for part in range(parts + 1)]


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(x: float, y: float, label: str, anchor: str = "start", colour: str = INK, size: float = LETTER) -> str:
    shown = escape(writable(label))
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{shown}</text>'


def _value(value: Decimal | None, words: Words) -> str:
    return words("unknown") if value is None else words.money(value, cents=False)


def _short(label: str, letters: int) -> str:
    return label if len(label) <= letters else label[: letters - 1] + "…"
