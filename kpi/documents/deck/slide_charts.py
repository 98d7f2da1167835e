"""Native charts for the deck: bars with their values, in the house colours, with words for who can't see them."""

from decimal import Decimal
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kpi.documents.chart_formats import SHARE, euro, whole
from kpi.documents.deck.deck import Graph, Values
from kpi.documents.deck.tones import paint
from kpi.documents.house_style import INK, QUIET
from kpi.language import Words

_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stack": XL_CHART_TYPE.BAR_STACKED_100,
}

_FILLING = (
    f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    '<c:x val="0"/><c:y val="0"/><c:w val="1"/><c:h val="1"/></c:manualLayout></c:layout>'
)
"""A bar as wide as its place."""


def shape(graph: Graph, words: Words) -> str:
    """The way the chart writes its numbers, as a spreadsheet's format."""
    return {"euro": euro(words), "whole": whole(words), "share": SHARE}[graph.unit]


def figures(graph: Graph, words: Words) -> list[str]:
    """The figures of the chart in words, a line a series."""
    title = words.say(graph.title)
    return [
        words(
            "{title}, {series}: {figures}.", title=title, series=words.say(name), figures=_figures(graph, values, words)
        )
        for name, values in graph.series
    ]


def _figures(graph: Graph, values: Values, words: Words) -> str:
    pairs = zip(graph.categories, values, strict=True)
    return "; ".join(f"{words.say(name)} {_figure(graph, value, words)}" for name, value in pairs)


def _figure(graph: Graph, value: float | None, words: Words) -> str:
    if value is None:
        return words("unknown")
    exact = Decimal(str(value))
    if graph.unit == "euro":
        return words.money(exact, cents=False)
    return words.share(exact, 0) if graph.unit == "share" else words.number(exact)


def draw(place: Any, graph: Graph, words: Words) -> None:  # noqa: ANN401 - the library's placeholder
    """The chart in its placeholder, with its data behind it to be edited."""
    data = CategoryChartData(number_format=shape(graph, words))
    data.categories = [words.say(name).replace("\n", " ") for name in graph.categories]
    for name, values in graph.series:
        data.add_series(words.say(name), values)
    frame = place.insert_chart(_TYPES[graph.kind], data)
    named = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 - the library has no word for it
    named.set("descr", words.say(graph.title))
    _dress(frame.chart, graph, words)


def _dress(chart: Any, graph: Graph, words: Words) -> None:  # noqa: ANN401 - the library's chart
    chart.font.size = Pt(12)
    paint(chart.font.color, INK)
    chart.has_title = True
    chart.chart_title.text_frame.text = words.say(graph.title)
    run = chart.chart_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(13), True
    if graph.kind == "stack":
        _stack(chart, graph)
        return
    chart.has_legend = len(graph.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(chart, graph)
    _bars(chart.plots[0], graph, words)


def _stack(chart: Any, graph: Graph) -> None:  # noqa: ANN401
    """One bar of parts beside each other, set apart by a white line; the table beside it names them."""
    chart.has_title = chart.has_legend = False
    chart.value_axis.visible = chart.category_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001 - the library has no word for it
    for given in area.findall(qn("c:layout")):
        area.remove(given)
    area.insert(0, parse_xml(_FILLING))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 20, 100
    for series, colour in zip(plot.series, graph.colours, strict=True):
        series.format.fill.solid()
        paint(series.format.fill.fore_color, colour)
        paint(series.format.line.color, "bg1")


def _axes(chart: Any, graph: Graph) -> None:  # noqa: ANN401
    values, names = chart.value_axis, chart.category_axis
    values.has_major_gridlines = False
    values.visible = False
    values.minimum_scale = 0
    if graph.most is not None:
        values.maximum_scale = graph.most
    paint(names.format.line.color, QUIET)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if graph.kind != "columns":
        names.reverse_order = True


def _bars(plot: Any, graph: Graph, words: Words) -> None:  # noqa: ANN401
    plot.gap_width = 60
    plot.overlap = -5
    for series, colour in zip(plot.series, graph.colours, strict=False):
        series.format.fill.solid()
        paint(series.format.fill.fore_color, colour)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = shape(graph, words), False
    labels.font.size = Pt(11)
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
