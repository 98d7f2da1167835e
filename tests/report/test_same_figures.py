"""Random worlds: the workbook ties from booking to total, and a cent moves only what depends on it."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpi.report.account import SubsidyReport
from tests.report.worlds import DAY, NL, bookings, contributions, report_on
from tests.report.written_files import account_file

calm = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def workbook(report: SubsidyReport) -> openpyxl.Workbook:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        (path).write_bytes(account_file(report, "xlsx", NL))
        return openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=True)


def cells(report: SubsidyReport) -> dict[str, Any]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in workbook(report)
        for row in sheet.iter_rows()
        for cell in row
    }


def named(book: openpyxl.Workbook, name: str) -> Decimal:
    [(sheet, place)] = book.defined_names[name].destinations
    found = book[sheet][place.replace("$", "")].value
    return Decimal(str(found))


def column(book: openpyxl.Workbook, name: str) -> list[Any]:
    [(sheet, place)] = book.defined_names[name].destinations
    return [row[0].value for row in book[sheet][place.replace("$", "")]] if ":" in place else [book[sheet][place].value]


@calm
@given(bookings, contributions)
def test_totals_of_bookings_lines_and_sources_tie_in_the_workbook(
    spent: list[dict[str, Any]], given_by: list[dict[str, Any]]
) -> None:
    report = report_on(spent, given_by)
    book, money = workbook(report), report.picture.money
    if money.totals.actual is not None:
        lines = sum((line.actual for line in money.lines if line.actual is not None), Decimal(0))
        booked = [
            Decimal(str(actual))
            for actual, line in zip(column(book, "Boek_realisatie"), column(book, "Boek_post"), strict=True)
            if isinstance(line, int)
        ]
        assert named(book, "Realisatie_totaal") == lines == sum(booked, Decimal(0)) == money.totals.actual
    if money.financing.received is not None:
        received = [
            row.received
            for row in report.evidence.contributions
            if row.received is not None and row.received_on is not None and row.received_on <= DAY
        ]
        assert named(book, "Bijdragen_ontvangen") == sum(received, Decimal(0)) == money.financing.received


CENT = Decimal("0.01")
DEPENDS = ("0 Verzoek", "B Boekingen", "5 Financieel", "6 Inkomsten", "7 Afwijkingen", "2 Samenvatting")


@calm
@given(bookings.filter(bool), st.data())
def test_a_cent_more_on_a_booking_changes_the_cells_that_depend_on_it_and_no_others(
    spent: list[dict[str, Any]], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(spent) - 1))
    more = [dict(one) for one in spent]
    more[at]["amount"] += CENT
    before, after = report_on(spent, []), report_on(more, [])
    old, new = cells(before), cells(after)
    changed = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
    assert {place.split("!")[0] for place in changed} <= set(DEPENDS)
    shifted = {
        one.number
        for one, other in zip(before.bookings, after.bookings, strict=True)
        if replace(one, expense=other.expense) != other or one.expense != other.expense
    }
    rows = {int("".join(filter(str.isdigit, place.split("!")[1]))) for place in changed if place.startswith("B ")}
    first, total = 5, 5 + len(before.bookings) + 1
    assert {row - first for row in rows - {total}} <= shifted
    line = more[at]["budget_line"]
    dated = any(more[at][name] and more[at][name] <= DAY for name in ("ordered_on", "invoiced_on", "paid_on"))
    if not dated:
        assert changed == set()
    lines = {place for place in changed if place.startswith("5 ") and "!A" not in place}
    numbers = {one.picture.id: one.number for one in before.lines}
    touched = {int("".join(filter(str.isdigit, place.split("!")[1]))) for place in lines}
    own = {str(numbers.get(line)), "", "None", *map(str, shifted)}
    assert all(str(old.get(f"5 Financieel!A{row}")) in own for row in touched)
