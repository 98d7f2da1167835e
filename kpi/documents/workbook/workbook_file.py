"""Writes a workbook of formulas, each with its computed value; the same values give the same bytes."""

from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kpi.documents.paper import Paper
from kpi.documents.workbook.cell_styles import house_formats
from kpi.documents.workbook.sheet_page import Page
from kpi.language import Words


class KnownFormulas(Worksheet):  # type: ignore[misc]
    """A worksheet whose formulas name no function that needs a prefix: thirty are looked for in each otherwise."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write(paper: Paper, words: Words, made: date) -> bytes:
    """A paper as a workbook, in a language, as made on a day."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as workbook:
        workbook.set_properties(
            {
                "title": words.say(paper.file_title),
                "subject": words.say(paper.subtitle),
                "created": datetime(made.year, made.month, made.day),  # noqa: DTZ001 - a day, no moment
                "comments": words.say(paper.comments),
            }
        )
        workbook.set_calc_mode("auto")
        formats = house_formats(workbook)
        banner, about = words.say(paper.banner), words.say(paper.footer)
        for section in paper.chapters:
            if section.sheet:
                name = words.say(section.sheet.name)
                worksheet = workbook.add_worksheet(name, KnownFormulas)
                page = Page(workbook, worksheet, formats, words, name, section.sheet.widths)
                page.begin(section.sheet, words.say(section.sheet.title or section.title), banner, about)
            for block in section.on_sheet:
                page.write(block)
    return stream.getvalue()
