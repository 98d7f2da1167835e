"""Native charts of a sheet's own cells, in the house style."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from kpi.documents.house_style import INK, PALE, QUIET
from kpi.documents.paper import PaperChart, Series
from kpi.language import Words

WHOLE_EURO = '"€ "#,##0'


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of a table, numbered as a spreadsheet does; ``letters``: those of each column, by its id."""

    sheet: str
    first: int
    last: int
    letters: Mapping[str, str]

    def range(self, column_id: str) -> str:
        """The cells of a column, as a reference from this sheet."""
        letter = self.letters[column_id]
        return f"{letter}{self.first}:{letter}{self.last}"

    def column(self, column_id: str) -> str:
        """The cells of a column, as a reference from any sheet."""
        letter = self.letters[column_id]
        return f"='{self.sheet}'!${letter}${self.first}:${letter}${self.last}"

    def total(self, column_id: str) -> str:
        """The total of a column, as a reference from any sheet."""
        return f"='{self.sheet}'!${self.letters[column_id]}${self.last + 1}"

    def across(self, first: str, last: str, row: int) -> str:
        """The cells of neighbouring columns in a row, as a reference from any sheet."""
        return f"='{self.sheet}'!${self.letters[first]}${row}:${self.letters[last]}${row}"


def native_chart(workbook: Workbook, given: PaperChart, span: Span, words: Words) -> Chart:
    """Lying bars, a row of the table each, the first on top; or standing ones, a total of the table each."""
    chart = workbook.add_chart({"type": "bar" if given.lying else "column"})
    for series in given.series:
        shown = {"name": words.say(series.name), "fill": {"color": series.colour}}
        chart.add_series(shown | (_rows(series, given.names, span) if given.lying else _totals(series, span)))
    chart.set_title({"name": words.say(given.title), "name_font": {"size": 12, "color": INK}, "overlay": False})
    lines = {"visible": True, "line": {"color": PALE}}
    if given.lying:
        chart.set_legend({"position": "top", "font": {"size": 9}})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "line": {"color": QUIET}})
        chart.set_x_axis({"num_format": WHOLE_EURO, "num_font": {"size": 8}, "major_gridlines": lines})
        chart.set_size({"width": 1000, "height": 520})
    else:
        chart.set_legend({"none": True})
        chart.set_y_axis({"min": 0, "num_format": WHOLE_EURO, "major_gridlines": lines})
        chart.set_size({"width": 760, "height": 340})
    return chart


def _rows(series: Series, names: str, span: Span) -> dict[str, Any]:
    return {"categories": span.column(names), "values": span.column(series.columns[0]), "gap": 60}


def _totals(series: Series, span: Span) -> dict[str, Any]:
    first, last = series.columns[0], series.columns[-1]
    return {
        "categories": span.across(first, last, span.first - 1),
        "values": span.across(first, last, span.last + 1),
        "data_labels": {"value": True, "num_format": WHOLE_EURO, "font": {"size": 9}},
        "gap": 80,
    }
