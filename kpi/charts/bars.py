"""Bars with their figures written at the end: categories, steps down from a whole, and months in rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from kpi.charts.chart_template import count_step, drawn_once, figure, floats, month_ticks, names_beside, template
from kpi.charts.palette import Palette
from kpi.language import Said, Words
from kpi.sentences import listed

ROW = 34
HEADROOM = 1.3
"""How much longer than the longest bar the axis is, so that figures fit beside it."""
ROOM = 1.45
"""The same under a waterfall, on a phone too."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its length, the figure as it is written, and the length that the plan asks."""

    name: Said
    value: Fraction | None
    label: Said
    planned: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Months:
    """A row of columns: a name, and a value for each month (its first day)."""

    name: Said
    values: tuple[tuple[date, Fraction], ...]


@drawn_once
def bars_figure(bars: tuple[Bar, ...], palette: Palette, words: Words) -> go.Figure:
    """Horizontal bars in the order given, the first on top; a stroke where something was planned.

    The figures stand at the end of the bars; with a stroke to run into, under their names instead. What is unknown has
    no bar, but its label says so.
    """
    drawn = figure(palette, words, ROW * max(len(bars), 1) + 16)
    stroked = any(bar.planned is not None for bar in bars)
    drawn.add_trace(
        go.Bar(
            x=floats([bar.value for bar in bars]),
            y=list(range(len(bars))),
            orientation="h",
            marker={"color": palette.primary},
            text=[words.say(bar.label) for bar in bars],
            textposition="none" if stroked else "outside",
            cliponaxis=False,
            textfont={"color": palette.text},
            hovertext=[words.say(listed((bar.name, bar.label), ": ")) for bar in bars],
            hoverinfo="text",
            name="value",
        )
    )
    unknown = [(0.0, place, bar.label) for place, bar in enumerate(bars) if bar.value is None and not stroked]
    _labels(drawn, unknown, palette, words)
    _planned(drawn, bars, palette)
    lengths = [length for bar in bars for length in (bar.value, bar.planned) if length is not None]
    drawn.update_xaxes(visible=False, range=[0, float(max(lengths, default=Fraction(1)) or 1) * HEADROOM])
    names = [(words.say(bar.name), words.say(bar.label) if stroked else "") for bar in bars]
    names_beside(drawn, names, palette)
    return drawn


def _planned(drawn: go.Figure, bars: Sequence[Bar], palette: Palette) -> None:
    planned = [(place, bar.planned) for place, bar in enumerate(bars) if bar.planned is not None]
    if planned:
        drawn.add_trace(
            go.Scatter(
                x=floats([wanted for _, wanted in planned]),
                y=[place for place, _ in planned],
                mode="markers",
                marker={"symbol": "line-ns", "size": 20, "line": {"width": 2, "color": palette.text}},
                hoverinfo="skip",
                name="planned",
            )
        )


@drawn_once
def months_figure(rows: tuple[Months, ...], palette: Palette, words: Words) -> go.Figure:
    """Columns by month, one row for each kind under the other on the same scale, each with its name above it."""
    drawn = make_subplots(
        rows=max(len(rows), 1), cols=1, shared_xaxes=True, shared_yaxes="all", vertical_spacing=0.22 / max(len(rows), 1)
    )
    for index, row in enumerate(rows, start=1):
        drawn.add_trace(_columns(row, palette, words), row=index, col=1)
        _name(drawn, words.say(row.name), index)
    days = [day for row in rows for day, _ in row.values]
    drawn.update_layout(template=template(palette), height=110 * max(len(rows), 1) + 50, margin={"t": 24})
    if days:
        ticks, labels = month_ticks(min(days), max(days), words)
        drawn.update_xaxes(tickvals=ticks, ticktext=labels)
    top = max((float(value) for row in rows for _, value in row.values), default=0.0)
    drawn.update_yaxes(rangemode="tozero", showgrid=True, gridcolor=palette.track, dtick=count_step(top))
    return drawn


def _columns(row: Months, palette: Palette, words: Words) -> go.Bar:
    days = [day for day, _ in row.values]
    labels = [f"{words.month(day)}: {words.number(value)}" for day, value in row.values]
    return go.Bar(
        x=days,
        y=floats([value for _, value in row.values]),
        marker={"color": palette.primary},
        text=labels,
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        name=words.say(row.name),
    )


def _name(drawn: go.Figure, name: str, index: int) -> None:
    axis = "" if index == 1 else str(index)
    drawn.add_annotation(
        text=name, xref="paper", x=0, xanchor="left", yref=f"y{axis} domain", y=1, yanchor="bottom", showarrow=False
    )


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A bar. ``pieces``: (amount, colour's name) one after the other; ``start``: its beginning, in euro."""

    name: Said
    start: Fraction
    pieces: tuple[tuple[Fraction, str], ...]
    label: Said

    @property
    def end(self) -> Fraction:
        """Where its last piece ends, in euro."""
        return self.start + sum((amount for amount, _ in self.pieces), Fraction(0))


@drawn_once
def waterfall_figure(steps: tuple[WaterfallStep, ...], palette: Palette, words: Words) -> go.Figure:
    """The steps in the order given, the first on top; a whole is a step that starts at nothing."""
    drawn = figure(palette, words, ROW * max(len(steps), 1) + 16)
    depth = max((len(step.pieces) for step in steps), default=0)
    for index in range(depth):
        drawn.add_trace(_pieces(steps, index, palette))
    _labels(drawn, [(float(step.end), place, step.label) for place, step in enumerate(steps)], palette, words)
    ends = [step.end for step in steps]
    least = min([Fraction(0), *(step.start for step in steps), *ends])
    most = max([Fraction(1), *ends])
    drawn.update_xaxes(visible=False, range=[float(least), float(most) * ROOM])
    names_beside(drawn, [(words.say(step.name), "") for step in steps], palette)
    drawn.update_layout(barmode="overlay", bargap=0.28)
    return drawn


def _pieces(steps: Sequence[WaterfallStep], index: int, palette: Palette) -> go.Bar:
    drawn = [(place, step) for place, step in enumerate(steps) if len(step.pieces) > index]
    bases = [step.start + sum((amount for amount, _ in step.pieces[:index]), Fraction(0)) for _, step in drawn]
    return go.Bar(
        x=floats([step.pieces[index][0] for _, step in drawn]),
        y=[place for place, _ in drawn],
        base=floats(bases),
        orientation="h",
        marker={"color": [getattr(palette, step.pieces[index][1]) for _, step in drawn]},
        hoverinfo="skip",
        name=f"piece {index}",
    )


def _labels(drawn: go.Figure, labels: Sequence[tuple[float, int, Said]], palette: Palette, words: Words) -> None:
    """Texts beside the ends of bars, by length and place; set at once, since each one added checks all before it."""
    look = {"showarrow": False, "xanchor": "left", "xshift": 6, "font": {"size": 12, "color": palette.text}}
    drawn.layout.annotations = [{"x": x, "y": place, "text": words.say(text), **look} for x, place, text in labels]
