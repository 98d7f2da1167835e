"""Writes the account in the formats of a table; adding a format is adding a row."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook

from kpi.facts.history import decisions
from kpi.facts.reading import Reader
from kpi.language import Words
from kpi.monitor import Picture
from kpi.programme.model import Programme
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
from kpi.report.evidence import evidence
from kpi.report.model import SubsidyReport, subsidy_report
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
Writer = Callable[[SubsidyReport, Path, Words, date], None]


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


FORMATS: dict[str, Writer] = {"xlsx": write_workbook}
"""Every format of the report, by the ending of its file."""


def write_subsidy_report(
    reader: Reader, programme: Programme, picture: Picture, folder: Path, words: Words
) -> tuple[Path, ...]:
    """Write the report in every format into the folder (made when absent); gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    report = read_report(reader, programme, picture)
    paths = []
    for ending, write in FORMATS.items():
        path = folder / file_name(report, ending, words)
        write(report, path, words, report.as_of)
        paths.append(path)
    return tuple(paths)


def read_report(reader: Reader, programme: Programme, picture: Picture) -> SubsidyReport:
    """The report on a picture, with the rows it is made of and the explanations written so far."""
    rows = evidence(reader, programme, picture.plan_year, picture.as_of)
    prefix = text_key(picture.plan_year, "")
    texts = {key.removeprefix(prefix): json.loads(one.value) for key, one in decisions(reader, prefix).items()}
    return subsidy_report(programme, picture, rows, texts)


def text_key(plan_year: str, name: str) -> str:
    """Under which key a written explanation is recorded as a decision; its value is the text as JSON."""
    return f"report/{plan_year}/{name}"


def file_name(report: SubsidyReport, ending: str, words: Words) -> str:
    """The name of the file: what it is, of which plan year, on which reference date, in which revision."""
    stem = words("subsidy-report")
    return f"{stem}-{report.year.id}-{report.as_of.isoformat()}-r{report.picture.revision}.{ending}"
