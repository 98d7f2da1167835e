"""The account as a workbook of formulas, sheet by sheet."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook

from kpi.documents.workbook.cell_styles import house_formats
from kpi.language import Words
from kpi.report.account import SubsidyReport
from kpi.report.chapters import (
    annexes,
    costs,
    declarations,
    deviations,
    income,
    particulars,
    performance,
    summary,
    work_done,
)
from kpi.report.sheet_page import WorkbookWriter

CHAPTERS: tuple[Callable[[WorkbookWriter], None], ...] = (
    particulars.write,
    summary.write,
    work_done.write,
    performance.write,
    costs.write,
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
        book = WorkbookWriter(workbook, house_formats(workbook), report, words)
        for chapter in CHAPTERS:
            chapter(book)
