"""The path of an indicator: what was reached month by month, what was expected, and the targets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from kpi.charts.chart_template import count_step, drawn_once, figure, floats, month_ticks
from kpi.charts.palette import Palette
from kpi.language import Said, Words

HEIGHT = 320
FEW_POINTS = 2
MARGIN = timedelta(days=12)
"""So that the last day's rule, and its words, stand inside the chart."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day with the words for it; None is unknown and leaves a gap."""

    day: date
    value: Fraction | None
    label: Said


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the expected path; ``assumed`` when nobody has set it."""

    points: tuple[Point, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class TargetMark:
    """Something that happened: its day, and the number under which it is told of beside the chart."""

    day: date
    number: int
    label: Said


@dataclass(frozen=True, slots=True)
class Zone:
    """The values between the bounds of a range, over the days for which it holds; on one day it is a thick stroke."""

    first: date
    last: date
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Path:
    """The contents of the chart. ``counts``: values stay until the next one, and are drawn as steps."""

    points: tuple[Point, ...]
    expected: tuple[Stretch, ...]
    targets: tuple[Point, ...]
    today: date
    today_label: Said
    counts: bool
    share: bool = False
    baseline: Point | None = None
    marks: tuple[TargetMark, ...] = ()
    names: tuple[Said, Said] = ("", "")
    """Of the expected path where it is agreed and where it is assumed, written where they are drawn."""
    zones: tuple[Zone, ...] = ()


@drawn_once
def path_figure(path: Path, palette: Palette, words: Words, height: int = HEIGHT) -> go.Figure:
    """Values as steps, the expected path (dashed where assumed), targets as diamonds, the reference date as a rule.

    What happened stands as numbers along the axis; the baseline is an open circle with its figure. A range is a zone
    behind all of it.
    """
    drawn = figure(palette, words, height)
    _zones(drawn, path.zones, palette)
    for stretch in path.expected:
        drawn.add_trace(_expected(stretch, palette, words))
    drawn.add_trace(_values(path, palette, words))
    drawn.add_trace(_targets(path.targets, palette, words))
    _baseline(drawn, path.baseline, palette, words)
    _names(drawn, path, palette, words)
    _marks(drawn, path.marks, palette, words)
    _rule(drawn, path, palette, words)
    _axes(drawn, path, palette, words)
    return drawn


def _zones(drawn: go.Figure, zones: Sequence[Zone], palette: Palette) -> None:
    for zone in zones:
        low, high = floats([zone.low, zone.high])
        stroke = zone.first == zone.last
        line = {"color": palette.middle if stroke else palette.quiet, "width": 6 if stroke else 1}
        looks = {"fillcolor": palette.light, "opacity": 0.35, "line": line, "layer": "below", "name": "range"}
        drawn.add_shape(type="rect", x0=zone.first, x1=zone.last, y0=low, y1=high, **looks)


def _line(points: Sequence[Point], words: Words, **looks: Any) -> go.Scatter:  # noqa: ANN401 - as plotly takes it
    """Values by their days, each with its words when it is pointed at."""
    return go.Scatter(
        x=[point.day for point in points],
        y=floats([point.value for point in points]),
        text=[words.say(point.label) for point in points],
        hovertemplate="%{text}<extra></extra>",
        **looks,
    )


def _expected(stretch: Stretch, palette: Palette, words: Words) -> go.Scatter:
    width, dash, name = (1.5, "dash", "assumed") if stretch.assumed else (2.5, "solid", "expected")
    line = {"color": palette.quiet, "width": width, "dash": dash}
    return _line(stretch.points, words, mode="lines", line=line, name=name)


def _baseline(drawn: go.Figure, baseline: Point | None, palette: Palette, words: Words) -> None:
    if baseline is not None:
        drawn.add_trace(
            go.Scatter(
                x=[baseline.day],
                y=floats([baseline.value]),
                mode="markers",
                marker={"symbol": "circle-open", "size": 9, "color": palette.text, "line": {"width": 2}},
                cliponaxis=False,
                hoverinfo="skip",
                name="baseline",
            )
        )
        _named(drawn, baseline.day, baseline.value, words.say(baseline.label), palette, xanchor="left", yshift=22)


def _named(drawn: go.Figure, day: date, value: Fraction | None, text: str, palette: Palette, **place: Any) -> None:  # noqa: ANN401 - as plotly takes it
    """Quiet words right where something is drawn, legible over a line."""
    drawn.add_annotation(
        x=day,
        y=floats([value])[0],
        text=text,
        showarrow=False,
        font={"size": 12, "color": palette.quiet},
        bgcolor=palette.background,
        opacity=0.9,
        **place,
    )


def _names(drawn: go.Figure, path: Path, palette: Palette, words: Words) -> None:
    """Each kind of expected path is named once, towards the end of its last stretch, on the side it turns from."""
    for assumed, name in zip((False, True), path.names, strict=True):
        last = [stretch for stretch in path.expected if stretch.assumed is assumed and len(stretch.points) > 1]
        values = [point.value for point in last[-1].points] if last and name else []
        if len(values) > 1 and values[0] is not None and values[-1] is not None:
            first, end = last[-1].points[0].day, last[-1].points[-1].day
            day, height = first + (end - first) * 3 / 4, (values[0] + 3 * values[-1]) / 4
            beside = ("right", -8) if values[-1] > values[0] else ("left", 8)
            place = {"xanchor": beside[0], "xshift": beside[1], "yanchor": "bottom", "yshift": 2}
            _named(drawn, day, height, words.say(name), palette, **place)


def _marks(drawn: go.Figure, marks: Sequence[TargetMark], palette: Palette, words: Words) -> None:
    for mark in marks:
        drawn.add_annotation(
            x=mark.day,
            y=0,
            yref="paper",
            yanchor="bottom",
            text=str(mark.number),
            hovertext=words.say(mark.label),
            showarrow=False,
            bordercolor=palette.quiet,
            borderpad=2,
            bgcolor=palette.background,
            font={"size": 11, "color": palette.text},
        )


def _values(path: Path, palette: Palette, words: Words) -> go.Scatter:
    known = sum(point.value is not None for point in path.points)
    return _line(
        path.points,
        words,
        mode="lines+markers" if known <= FEW_POINTS or not path.counts else "lines",
        line={"color": palette.primary, "width": 2.5, "shape": "hv" if path.counts else "linear"},
        marker={"size": 6, "color": palette.primary},
        name="value",
    )


def _targets(targets: Sequence[Point], palette: Palette, words: Words) -> go.Scatter:
    return _line(
        targets,
        words,
        mode="markers+text",
        marker={"symbol": "diamond", "size": 11, "color": palette.text},
        textposition="top left",
        cliponaxis=False,
        name="target",
    )


def _rule(drawn: go.Figure, path: Path, palette: Palette, words: Words) -> None:
    line = {"color": palette.text, "width": 1, "dash": "dot"}
    drawn.add_shape(type="line", x0=path.today, x1=path.today, y0=0, y1=1, yref="paper", line=line)
    drawn.add_annotation(
        x=path.today,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="auto",
        text=words.say(path.today_label),
        showarrow=False,
        font={"size": 12, "color": palette.quiet},
    )


def _axes(drawn: go.Figure, path: Path, palette: Palette, words: Words) -> None:
    points = [*path.points, *path.targets, *(point for stretch in path.expected for point in stretch.points)]
    days = [path.today, *(point.day for point in points), *(mark.day for mark in path.marks)]
    top = max((float(point.value) for point in points if point.value is not None), default=0.0)
    ticks, labels = month_ticks(min(days), max(days), words)
    drawn.update_xaxes(tickvals=ticks, ticktext=labels, range=[min(days), max(days) + MARGIN])
    whole = count_step(top) if top >= 1 and not path.share else None
    drawn.update_yaxes(rangemode="tozero", showgrid=True, gridcolor=palette.track, dtick=whole)
    drawn.update_yaxes(tickformat=".0%" if path.share else ",")
    drawn.update_layout(margin={"t": 26, "r": 24})
