"""Writes tables of plain values as the sheets of one workbook; a text never becomes a formula."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from kpi.documents.formula_guard import cell_text
from kpi.documents.house_style import PRIMARY
from kpi.documents.plain_table import Plain, PlainTable, csv_cell

WIDEST, NARROWEST = 60, 9


def sheets_of(tables: Iterable[PlainTable], title: str, day: date) -> bytes:
    """All tables, already in one language, as sheets of one workbook; numbers that lead to a row are links."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as book:
        made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a day, no moment
        book.set_properties({"title": title, "created": made})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"quote_prefix": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd-mm-yyyy", "valign": "top"}),
            "money": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
            "link": book.add_format({"font_color": PRIMARY, "underline": 1, "valign": "top"}),
        }
        for table in tables:
            _sheet(book, table, styles)
    return stream.getvalue()


def _sheet(book: Any, table: PlainTable, styles: Mapping[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet = book.add_worksheet(str(table.title)[:31])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, (_, heading) in enumerate(table.columns):
        sheet.write_string(0, column, str(heading), styles["head"])
        sheet.set_column(column, column, _width(table, column))
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    leading = table.leading
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if column == leading and table.leads and value is not None:
                target = f"internal:'{table.leads[1]}'!A{value}"
                sheet.write_url(number, column, target, styles["link"], str(value))
            else:
                _write(sheet, (number, column), value, styles)


def _write(sheet: Any, place: tuple[int, int], value: Plain, styles: Mapping[str, Any]) -> None:  # noqa: ANN401
    row, column = place
    if isinstance(value, str):
        sheet.write_string(row, column, cell_text(value), styles["text"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), styles["day"])  # noqa: DTZ001
    elif isinstance(value, Decimal) and value.as_tuple().exponent == -2:  # noqa: PLR2004 - cents
        sheet.write_number(row, column, float(value), styles["money"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value))


def _width(table: PlainTable, column: int) -> float:
    longest = max((len(csv_cell(row[column])) for row in table.rows[:200]), default=0)
    return min(WIDEST, max(NARROWEST, longest + 2, len(str(table.columns[column][1])) * 0.7))
