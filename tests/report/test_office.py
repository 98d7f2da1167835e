"""A real spreadsheet program, given the workbook without its computed values, finds the app's figures again."""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kpi.access import LOCAL
from kpi.acts import subsidy_report
from kpi.documents.formats import write_files
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.report.account_formats import account_files
from kpi.report.reading_account import read_report
from kpi.report.reported_figures import exact
from kpi.views.read import Question
from tests.facts.world import AT, record
from tests.machine import Office
from tests.report.completing import complete
from tests.report.full_year import BOOKINGS, DAY, YEAR, facts

CACHED = re.compile(r"(<f>.*?</f>)<v>.*?</v>", re.DOTALL)

pytestmark = pytest.mark.office
NL = words_of("nl")


def without_values(workbook: Path, path: Path) -> int:
    """A copy of the workbook whose formulas have no cached value; how many there were."""
    taken = 0
    with zipfile.ZipFile(workbook) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stripped:
        for name in given.namelist():
            content = given.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text, count = CACHED.subn(r"\1", content.decode())
                content, taken = text.encode(), taken + count
            stripped.writestr(name, content)
    return taken


def values(path: Path) -> dict[str, Any]:
    """The value of every cell by its place."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value for sheet in book for row in sheet.iter_rows() for cell in row
    }


def same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < 1e-6
    return one == other or {one, other} <= {None, ""}


def test_every_recalculated_formula_gives_the_figure_of_the_app(workbook: Path, tmp_path: Path, office: Office) -> None:
    assert wrong(office, workbook, tmp_path, at_least=1000) == []


@pytest.mark.parametrize(("day", "year"), [(date(2019, 3, 31), "2018-2019"), (date(2020, 12, 31), "2020-2021")])
def test_a_year_without_budget_lines_or_grant_calculates_too(
    example_store: Store, programme: Programme, day: date, year: str, tmp_path: Path, office: Office
) -> None:
    with example_store.read() as reader:
        seen = picture(reader, day, year)
        [path] = write_files(account_files(read_report(reader, seen), words_of("nl"), ["xlsx"]), tmp_path)
    assert wrong(office, path, tmp_path, at_least=30) == []


def test_a_full_year_that_corrects_a_submitted_report_calculates_too(
    programme: Programme, tmp_path: Path, office: Office
) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'full.db'}", programme)
    rows = facts(programme)
    record(store, rows)
    complete(store, programme, YEAR, DAY, AT)
    question = Question(store.latest(), DAY, YEAR, "nl")
    subsidy_report.submit(store, LOCAL, question, reason="verzonden", at=AT)
    first, *others = rows["expenses"]
    record(store, {**rows, "expenses": [{**first, "amount": first["amount"] + 1}, *others]})
    with store.read() as reader:
        seen = picture(reader, DAY, YEAR)
        report = read_report(reader, seen)
        [path] = write_files(account_files(report, NL, ["xlsx"]), tmp_path)
    corrected = {one.name: (one.reported, one.now) for one in report.restated}
    actual = report.picture.money.totals.actual
    assert actual is not None
    assert corrected["total/actual"] == (exact(actual - 1), exact(actual))
    assert len(report.bookings) == BOOKINGS
    listed = {cell.value for cell in openpyxl.load_workbook(path)["7 Afwijkingen"]["E"]}
    assert float(actual) in listed
    assert wrong(office, path, tmp_path, at_least=3000) == []


def wrong(office: Office, workbook: Path, tmp_path: Path, at_least: int) -> list[tuple[str, Any, Any]]:
    """Each formula whose recalculated value isn't the one that the app wrote: its place, the app's, the program's."""
    taken = without_values(workbook, tmp_path / "zonder.xlsx")
    [recalculated] = office.convert(tmp_path / "zonder.xlsx", "xlsx", tmp_path / "out")
    again = values(recalculated)
    cached = values(workbook)
    formulas = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in openpyxl.load_workbook(workbook)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(formulas) == taken >= at_least
    return [(place, cached[place], again[place]) for place in formulas if not same(cached[place], again[place])]
