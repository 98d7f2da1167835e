"""The five workbooks of the sample, and how a table of plain values becomes a sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook

from kpi.programme.plan import Programme
from kpi.sample import bookkeeping, sample_activities, sample_members, sample_vacancies, sample_visibility
from kpi.sample.sample_sheets import SampleTable, Value

AUTHOR = "Voorbeeldgegevens"
WRITTEN = datetime(2018, 6, 30)  # noqa: DTZ001 - a workbook's own time has no zone
WIDTH = 18


@dataclass(frozen=True, slots=True)
class Formats:
    """The looks of dates and amounts in the sheets; each is a format of the workbook."""

    head: object
    day: object
    amount: object


def write_sample(programme: Programme, folder: Path) -> tuple[Path, ...]:
    """Write the workbooks to the folder, made where needed; the files in order of name."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / name, tables) for name, tables in sorted(workbooks(programme).items()))


def workbooks(programme: Programme) -> Mapping[str, Sequence[SampleTable]]:
    """The sheets of every workbook, by file name."""
    return {
        "leden-en-bijdragen.xlsx": (sample_members.organisations(programme), sample_members.contributions(programme)),
        "vacatures.xlsx": (sample_vacancies.vacancies(),),
        "zichtbaarheid.xlsx": (
            sample_visibility.videos(),
            sample_visibility.events(),
            sample_visibility.study_programmes(),
            sample_visibility.contacts(),
            sample_visibility.pitches(),
        ),
        "boekhouding.xlsx": (bookkeeping.expenses(), bookkeeping.subsidy()),
        "programma.xlsx": (sample_activities.activities(), sample_activities.measurements()),
    }


def _write(path: Path, tables: Sequence[SampleTable]) -> Path:
    with Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"author": AUTHOR, "comments": AUTHOR, "created": WRITTEN})
        formats = Formats(
            head=book.add_format({"bold": True, "bottom": 1}),
            day=book.add_format({"num_format": "dd-mm-yyyy"}),
            amount=book.add_format({"num_format": "#,##0.00"}),
        )
        for table in tables:
            _write_sheet(book, table, formats)
    return path


def _write_sheet(book: Workbook, table: SampleTable, formats: Formats) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.columns) - 1, WIDTH)
    sheet.write_row(0, 0, table.columns, formats.head)
    for i, row in enumerate(table.rows, start=1):
        for j, column in enumerate(table.columns):
            _write_cell(sheet, i, j, row.get(column), formats)


def _write_cell(sheet: object, i: int, j: int, value: Value, formats: Formats) -> None:
    match value:
        case None:
            return
        case date():
            sheet.write_datetime(i, j, value, formats.day)  # type: ignore[attr-defined]
        case int():
            sheet.write_number(i, j, value)  # type: ignore[attr-defined]
        case str():
            sheet.write_string(i, j, value)  # type: ignore[attr-defined]
        case _:
            sheet.write_number(i, j, value, formats.amount)  # type: ignore[attr-defined]
