"""The five workbooks of the sample, and how a table of plain values becomes a sheet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from xlsxwriter import Workbook

from kpi.programme.plan import Programme
from kpi.sample import bookkeeping, sample_activities, sample_members, sample_vacancies, sample_visibility
from kpi.sample.sample_sheets import SampleTable

AUTHOR = "Voorbeeldgegevens"
WRITTEN = datetime(2018, 6, 30)  # noqa: DTZ001 - a workbook's own time has no zone
WIDTH = 18


def write_sample(programme: Programme, folder: Path) -> tuple[Path, ...]:
    """Write the workbooks to the folder, made where needed; the files in order of name."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / name, tables) for name, tables in sorted(workbooks(programme).items()))


def workbooks(programme: Programme) -> Mapping[str, Sequence[SampleTable]]:
    """The sheets of every workbook, by file name."""
    return {
        "leden-en-bijdragen.xlsx": (
            sample_members.organisations(programme),
            sample_members.contributions(programme),
            sample_members.memberships(),
        ),
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
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd-mm-yyyy"}
    with Workbook(path, options) as book:
        book.set_properties({"author": AUTHOR, "comments": AUTHOR, "created": WRITTEN})
        bold = book.add_format({"bold": True, "bottom": 1})
        exact = book.add_format({"num_format": "#,##0.00"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.columns) - 1, WIDTH)
            sheet.write_row(0, 0, table.columns, bold)
            for i, row in enumerate(table.rows, start=1):
                for j, value in enumerate(map(row.get, table.columns)):
                    sheet.write(i, j, value, *([exact] if isinstance(value, Decimal) else []))
    return path
