"""The year before beside this one, income beside its budget, hours at their rate, totals of annexes, natural order."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport
from kpi.report.chapters import annexes, costs, hourly_lines, income
from kpi.report.reading_account import read_report
from tests.facts.world import record
from tests.report.full_year import DAY, YEAR
from tests.report.worlds import report_on

D, NL = Decimal, words_of("nl")
NEXT, LATER = "2018-2019", date(2019, 6, 30)


def of(store: Store, day: date = DAY, year: str = YEAR) -> SubsidyReport:
    with store.read() as reader:
        return read_report(reader, picture(reader, day, year))


def booking(entry: str, year: str, line: str, amount: str, on: date, **other: Any) -> dict[str, Any]:
    known = {"entry": entry, "entry_line": "1", "plan_year": year, "budget_line": line, "amount": D(amount)}
    return {**known, "description": "Voorbeeld", "invoiced_on": on, "paid_on": on, "eligible": True, **other}


def given(organisation: str, year: str, received: str, on: date) -> dict[str, Any]:
    known = {"organisation": organisation, "plan_year": year, "reference": "1", "form": "cash"}
    return {**known, "pledged": D(received), "pledged_on": on, "received": D(received), "received_on": on}


def test_the_second_year_stands_beside_the_first_line_by_line(sqlite_url: str, programme: Programme) -> None:
    """2017-2018: lines 1 and 4 cost 1.000,00 and 250,00. The budget of 2018-2019 has line 1 and a new one."""
    [budget] = programme.budgets
    first = budget.lines[0]
    new = first.model_copy(update={"id": "new_line", "number": 17, "amount": D(400), "parts": (), "synonyms": ()})
    following = budget.model_copy(update={"plan_year": NEXT, "lines": (first, new), "total": first.amount + 400})
    [grant] = [one for one in programme.grants if one.plan_year == YEAR]
    grants = (grant, grant.model_copy(update={"plan_year": NEXT}))
    both = programme.model_copy(update={"budgets": (budget, following), "grants": grants})
    store = open_store(sqlite_url, both)
    spent = [
        booking("F1", YEAR, first.id, "1000", DAY),
        booking("F2", YEAR, "dragons_den", "250", DAY),
        booking("F3", NEXT, first.id, "70", LATER),
    ]
    record(store, {"expenses": spent, "contributions": [given("A", YEAR, "600", DAY), given("B", NEXT, "30", LATER)]})
    report = of(store, LATER, NEXT)
    grid = costs.by_line(report)
    assert [NL.say(row["prior"].said(NL)) for row in grid.rows] == ["€\xa01.000,00", "n.v.t."]
    assert grid.total is not None
    assert grid.total["prior"].value == D(1250)
    assert [row["prior"].value for row in income.realised(report).rows] == [D(625), D(600)]
    assert "prior" not in {column.id for column in costs.by_line(of(store)).columns}


def test_income_stands_beside_what_the_plan_budgeted(full_year: Store) -> None:
    report = of(full_year)
    known = report.picture.money
    subsidy, contributions = income.realised(report).rows
    assert (subsidy["budgeted"].value, contributions["budgeted"].value) == (D(150000), D(150000))
    assert (subsidy["realised"].value, contributions["realised"].value) == (
        known.subsidy.amount,
        known.financing.received,
    )
    assert known.financing.received is not None
    assert contributions["difference"].value == known.financing.received - 150000


@pytest.mark.parametrize("name", ["full_year", "example_store"])
def test_hours_are_shown_at_the_rate_of_the_plan(request: pytest.FixtureRequest, name: str) -> None:
    """Line 1: 8 × 46 = 368 hours at € 90 is 33.120; line 16: 12 × 46 = 552 at € 22 is 12.144."""
    report = of(request.getfixturevalue(name))
    rows = hourly_lines.hours(report).rows
    assert [(row["planned"].value, row["rate"].value, row["budget"].value) for row in rows] == [
        (368, 90, 33120),
        (552, 22, 12144),
    ]
    for row, line in zip(rows, ("communication_strategist", "iime_traineeship"), strict=True):
        own = [one for one in report.evidence.expenses if one.line == line and one.hours]
        counted = [one for one in own if (on := one.invoiced_on or one.paid_on) and on <= DAY]
        assert row["hours"].value == sum((one.hours or D(0) for one in counted), D(0))
        assert row["actual"].value == sum((one.amount for one in counted), D(0))
        hours, rate, worth = (row[name].value for name in ("hours", "rate", "worth"))
        assert isinstance(hours, D)
        assert isinstance(rate, D)
        assert worth == hours * rate


@pytest.mark.parametrize("name", ["full_year", "example_store"])
@pytest.mark.parametrize("day", [date(2017, 12, 31), DAY])
def test_the_totals_of_annexes_a_and_b_are_those_of_the_report(
    request: pytest.FixtureRequest, name: str, day: date
) -> None:
    report = of(request.getfixturevalue(name), day)
    known, got = report.picture.money.totals, report.picture.money.financing
    given_by, booked = annexes.contributions(report).total, annexes.booked(report).total
    assert given_by is not None
    assert booked is not None
    assert [given_by[stage].value for stage in ("pledged", "invoiced", "received")] == [
        got.pledged,
        got.invoiced,
        got.received,
    ]
    names = ("actual", "paid", "committed", "eligible_cost")
    assert [booked[one].value for one in names] == [known.actual, known.paid, known.committed, known.eligible]


def test_names_with_numbers_stand_in_their_natural_order_and_what_isnt_due_yet_is_left_out() -> None:
    names = [f"Voorbeeld {n}" for n in (10, 1, 2)]
    late = {"pledged": D(5), "pledged_on": date(2018, 7, 1)}
    paid = [{"organisation": name, "pledged": D(1), "pledged_on": DAY} for name in names]
    grid = annexes.contributions(report_on([], [*paid, {"organisation": "Later", **late}]))
    assert [row["organisation"].value for row in grid.rows] == ["Voorbeeld 1", "Voorbeeld 2", "Voorbeeld 10"]
    assert grid.total is not None
    assert grid.total["pledged"].value == 3
