"""The account as a workbook of formulas, sheet by sheet."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook

from kpi.language import Words
from kpi.report.cell_styles import house_formats
from kpi.report.chapters import (
    activities,
    annexes,
    declarations,
    deviations,
    finance,
    income,
    particulars,
    performance,
    summary,
)
from kpi.report.model import SubsidyReport
from kpi.report.page import Book

CHAPTERS: tuple[Callable[[Book], None], ...] = (
    particulars.write,
    summary.write,
    activities.write,
    performance.write,
    finance.write,
    income.write,
    deviations.write,
    declarations.write,
    annexes.write,
)


def write_workbook(report: SubsidyReport, path: Path, words: Words, created: date) -> None:
    """The report as a workbook of formulas, each with its computed value; the same report gives the same bytes."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(str(path), options) as workbook:
        workbook.set_properties(
            {
                "title": words("Account of the subsidy, plan year {year}", year=report.year.id),
                "subject": report.programme.name.in_(words.language),
                "created": datetime(created.year, created.month, created.day),  # noqa: DTZ001 - a day, no moment
                "comments": words("Revision {revision}", revision=report.picture.revision),
            }
        )
        workbook.set_calc_mode("auto")
        book = Book(workbook, house_formats(workbook), report, words)
        for chapter in CHAPTERS:
            chapter(book)
