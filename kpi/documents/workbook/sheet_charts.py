"""Native charts of a sheet's own cells, in the house style."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from kpi.documents.house_style import INK, PALE, PRIMARY, QUIET
from kpi.documents.workbook.book_charts import ColumnsChart, TotalsChart
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


def columns_chart(workbook: Workbook, given: ColumnsChart, span: Span, words: Words) -> Chart:
    """Lying bars, a row of the table each, the first on top."""
    chart = workbook.add_chart({"type": "bar"})
    for column_id, name, colour in given.series:
        chart.add_series(
            {
                "name": words.say(name),
                "categories": span.column(given.categories),
                "values": span.column(column_id),
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    _titled(chart, words.say(given.title))
    chart.set_legend({"position": "top", "font": {"size": 9}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}, "line": {"color": QUIET}})
    chart.set_x_axis({"num_format": WHOLE_EURO, "num_font": {"size": 8}, "major_gridlines": _lines()})
    chart.set_size({"width": 1000, "height": 520})
    return chart


def totals_chart(workbook: Workbook, given: TotalsChart, span: Span, words: Words) -> Chart:
    """Standing bars, a total of the table each."""
    chart = workbook.add_chart({"type": "column"})
    first, last = given.columns[0], given.columns[-1]
    chart.add_series(
        {
            "name": words.say(given.name),
            "categories": span.across(first, last, span.first - 1),
            "values": span.across(first, last, span.last + 1),
            "fill": {"color": PRIMARY},
            "data_labels": {"value": True, "num_format": WHOLE_EURO, "font": {"size": 9}},
            "gap": 80,
        }
    )
    _titled(chart, words.say(given.title))
    chart.set_legend({"none": True})
    chart.set_y_axis({"min": 0, "num_format": WHOLE_EURO, "major_gridlines": _lines()})
    chart.set_size({"width": 760, "height": 340})
    return chart


def _titled(chart: Chart, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12, "color": INK}, "overlay": False})


def _lines() -> dict[str, object]:
    return {"visible": True, "line": {"color": PALE}}
