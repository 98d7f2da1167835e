"""A waterfall on its side: from a whole, step by step, to what is left, each step with its figure beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from kpi.charts.chart_template import figure, floats, names_beside
from kpi.charts.palette import Palette
from kpi.language import Said, Words

ROW = 34
ROOM = 1.45
"""How much longer than the longest bar the axis is, so that the figures fit beside it, on a phone too."""


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """A bar. ``pieces``: (amount, colour's name) one after the other; ``start``: its beginning, in euro."""

    name: Said
    start: Fraction
    pieces: tuple[tuple[Fraction, str], ...]
    label: Said


def waterfall_figure(steps: Sequence[WaterfallStep], palette: Palette, words: Words) -> go.Figure:
    """The steps in the order given, the first on top; a whole is a step that starts at nothing."""
    drawn = figure(palette, words, ROW * max(len(steps), 1) + 16)
    depth = max((len(step.pieces) for step in steps), default=0)
    for index in range(depth):
        drawn.add_trace(_pieces(steps, index, palette))
    _labels(drawn, steps, palette, words)
    ends = [step.start + sum((amount for amount, _ in step.pieces), Fraction(0)) for step in steps]
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


def _labels(drawn: go.Figure, steps: Sequence[WaterfallStep], palette: Palette, words: Words) -> None:
    for place, step in enumerate(steps):
        drawn.add_annotation(
            x=float(step.start + sum((amount for amount, _ in step.pieces), Fraction(0))),
            y=place,
            text=words.say(step.label),
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"size": 12, "color": palette.text},
        )
