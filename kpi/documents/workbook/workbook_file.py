"""Writes a workbook of formulas, each with its computed value; the same values give the same bytes."""

from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook

from kpi.documents.workbook.book import Book
from kpi.documents.workbook.cell_styles import house_formats
from kpi.documents.workbook.sheet_page import Page
from kpi.language import Words


def write(book: Book, words: Words, made: date) -> bytes:
    """The workbook in a language, as made on a day."""
    stream = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as workbook:
        workbook.set_properties(
            {
                "title": words.say(book.title),
                "subject": words.say(book.subject),
                "created": datetime(made.year, made.month, made.day),  # noqa: DTZ001 - a day, no moment
                "comments": words.say(book.comments),
            }
        )
        workbook.set_calc_mode("auto")
        formats = house_formats(workbook)
        banner, about = words.say(book.banner), words.say(book.about)
        for sheet in book.sheets:
            name, widths = words.say(sheet.name), [column.width for column in sheet.columns]
            worksheet = workbook.add_worksheet(name)
            worksheet.set_tab_color(sheet.tab)
            for column, width in enumerate(widths):
                worksheet.set_column(column, column, width)
            Page(workbook, worksheet, formats, words, name, widths).write(sheet, banner, about)
    return stream.getvalue()
