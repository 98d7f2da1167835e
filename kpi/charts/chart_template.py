"""The one template of every chart: quiet axes, direct labels, the notation and month names of the language.

Each figure sets it explicitly, since importing Streamlit replaces Plotly's default by one with placeholder colours.
"""

import html
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import ParamSpec

import plotly.graph_objects as go

from kpi.charts.palette import Palette
from kpi.language import Words

P = ParamSpec("P")
FONT = '"Source Sans 3", "Source Sans", sans-serif'
SIZE = 13
MOST_TICKS = 6
WRAP = 28
"""Characters of a name that fit on a line beside a bar, with room left for the bars on a phone."""
LARGE, SHORT = 84, 24
"""Pixels of the letters in a meeting room, and how many of them fit on a line of that size."""


def drawn_once(make: Callable[P, go.Figure]) -> Callable[P, go.Figure]:
    """Draw the same values once: making a figure takes longer than the rest of its screen. Nobody changes it after."""
    return lru_cache(maxsize=256)(make)  # type: ignore[return-value]  # what it is called with stays as it is declared


def template(palette: Palette) -> go.layout.Template:
    """Fonts, colours and margins for a palette."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "linecolor": palette.line,
        "tickcolor": palette.line,
        "tickfont": {"color": palette.quiet, "size": SIZE - 1},
        "fixedrange": True,
        "automargin": True,
        "tickangle": 0,
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": SIZE, "color": palette.text},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [palette.primary, palette.middle, palette.light, palette.quiet],
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "showlegend": False,
            "hoverlabel": {
                "font": {"family": FONT, "size": SIZE},
                "bgcolor": palette.background,
                "bordercolor": palette.line,
            },
            "xaxis": axis,
            "yaxis": axis,
            "bargap": 0.35,
        }
    )


def figure(palette: Palette, words: Words, height: int) -> go.Figure:
    """An empty figure in our template, of that many pixels high."""
    drawn = go.Figure()
    drawn.update_layout(template=template(palette), separators=words.decimal + words.group, height=height)
    return drawn


def month_ticks(first: date, last: date, words: Words) -> tuple[list[date], list[str]]:
    """Days on which to write a month, evenly spread over a period, with its name in the language.

    >>> from kpi.language import words_of
    >>> month_ticks(date(2017, 1, 15), date(2017, 4, 2), words_of("en"))[1]
    ['Feb 2017', 'Mar 2017', 'Apr 2017']
    """
    months = _firsts(first, last)
    step = next((n for n in (1, 2, 3, 6, 12, 24) if len(months) <= n * MOST_TICKS), 60)
    shown = [day for day in months if (day.month - 1) % min(step, 12) == 0] if step > 1 else months
    return shown, [words.month(day) for day in shown]


def _firsts(first: date, last: date) -> list[date]:
    """The first days of the months that begin within the period."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    days = [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]
    return [day for day in days if first <= day <= last]


def count_step(top: float) -> int:
    """The step of an axis of counts, whole and with at most five of them: half an institution doesn't exist.

    >>> [count_step(top) for top in (0, 2, 7, 24, 133, 500, 5000)]
    [1, 1, 2, 5, 50, 100, 1000]
    """
    steps = (digit * int(10**power) for power in range(15) for digit in (1, 2, 5))
    return next(step for step in steps if step * 5 >= top)


def floats(values: Sequence[object]) -> list[float | None]:
    """Exact values as a chart takes them; an unknown one stays a gap."""
    return [None if value is None else float(value) for value in values]  # type: ignore[arg-type]


def names_beside(drawn: go.Figure, names: Sequence[tuple[str, str]], palette: Palette) -> None:
    """Names left of horizontal bars at 0, 1, 2 … from the top, a long one on two lines, each with its text under it.

    Bars stand at places, not at names: two may be called the same.
    """
    labels = [
        "<br>".join([*_wrapped(name), *([html.escape(under, quote=False)] if under else [])]) for name, under in names
    ]
    drawn.update_yaxes(
        range=[len(names) - 0.5, -0.5],
        tickvals=list(range(len(names))),
        ticktext=labels,
        ticks="",
        showline=False,
        tickfont={"color": palette.text, "size": SIZE - 1},
    )


def _wrapped(name: str) -> list[str]:
    lines = textwrap.wrap(name, WRAP, max_lines=2, placeholder=" …") or [""]
    return [html.escape(line, quote=False) for line in lines]


def large(text: str, palette: Palette, words: Words) -> go.Figure:
    """A figure in words as large as a meeting room needs, in our own letters; a long one a little smaller."""
    drawn = figure(palette, words, LARGE + 24)
    size = LARGE if len(text) <= SHORT else LARGE * SHORT // len(text)
    drawn.add_annotation(
        text=text,
        x=0,
        xref="paper",
        xanchor="left",
        y=0.5,
        yref="paper",
        showarrow=False,
        font={"size": max(size, LARGE // 3), "color": palette.text},
    )
    drawn.update_xaxes(visible=False)
    drawn.update_yaxes(visible=False)
    return drawn
