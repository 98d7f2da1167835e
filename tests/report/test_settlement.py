"""The officer's amount, what costs do to it, and what an account must clear up before it can be made final.

Worked by hand on the grant of the plan: at most € 150.000, half of the eligible costs, plan year 2017-2018.

A world of five paid bookings on a line, all in the plan year, day of invoice in brackets:
10.000,00 (15-06-2017, two weeks before the period) · 20.000,01 (01-07-2017, its first day) · 30.000,00 (30-06-2018, its
last) · 500,00 not eligible · 800,00 without any line; only the second has evidence. Contributions received: 45.000,00.
Eligible 10.000,00 + 20.000,01 + 30.000,00 = 60.000,01; half of it 30.000,005 → 30.000,01. Costs 60.500,01, so that
subsidy and contributions are 30.000,01 + 45.000,00 − 60.500,01 = 14.500,00 too much.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from kpi.facts.measuring.spending import open_costs
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.money.sums import OpenCosts, Settlement
from kpi.monitor import picture
from kpi.report.account import SubsidyReport
from kpi.report.chapters import income, request
from kpi.report.chapters.questioned_costs import CostCheck, cost_checks
from kpi.report.reading_account import read_outline, read_report
from kpi.report.text_places import figures_of, places
from tests.report.worlds import DAY, PLAN, YEAR, Rows, bookings, rehearsed, report_on

D, NL = Decimal, words_of("nl")
LINE = PLAN.budget_lines()[0].id
CONTRIBUTION = {"pledged": D(45000), "pledged_on": date(2017, 9, 1), "received": D(45000), "received_on": DAY}


def booking(amount: str, on: date, **other: Any) -> dict[str, Any]:
    paid = {"budget_line": LINE, "amount": D(amount), "invoiced_on": on, "paid_on": on, "eligible": True}
    return {"ordered_on": None, **paid, **other}


SPENT = [
    booking("10000", date(2017, 6, 15)),
    booking("20000.01", date(2017, 7, 1), evidence="https://example.org/1"),
    booking("30000", date(2018, 6, 30)),
    booking("500", date(2018, 1, 2), eligible=False, ineligible_reason="Voor eigen rekening"),
    booking("800", date(2018, 1, 2), budget_line=None),
]


@pytest.fixture(scope="module")
def worked() -> SubsidyReport:
    return report_on(SPENT, [CONTRIBUTION])


def checks_of(report: SubsidyReport) -> dict[str, CostCheck]:
    return {check.kind: check for check in cost_checks(report.programme, report.picture, report.bookings)}


@pytest.mark.parametrize(
    ("asked", "advances", "to_receive", "to_repay"),
    [
        ("123605.43", "120000", "3605.43", "0"),
        ("123605.43", "123605.43", "0", "0"),
        ("119999.99", "120000", "0", "0.01"),
        (None, "120000", None, None),
        ("1", None, None, None),
    ],
)
def test_what_is_still_to_receive_or_to_repay(
    asked: str | None, advances: str | None, to_receive: str | None, to_repay: str | None
) -> None:
    known = Settlement(*(None if one is None else D(one) for one in (asked, advances)), D(0), D(0))
    wanted = [None if one is None else D(one) for one in (to_receive, to_repay)]
    assert [known.to_receive, known.to_repay] == wanted


@pytest.mark.parametrize(
    ("asked", "contributions", "costs", "surplus"),
    [
        ("150000", "150000", "300564", "0"),  # 564 uncovered
        ("140000", "150000", "280000", "10000"),
        ("139737.29", "150000", "280000", "9737.29"),
        ("150000", "150000", "300000.01", "0"),
        ("150000", None, "280000", None),
        ("150000", "150000", None, None),
    ],
)
def test_subsidy_and_contributions_beyond_the_costs(
    asked: str, contributions: str | None, costs: str | None, surplus: str | None
) -> None:
    """The rows of the table of ``subsidy.md`` for costs of 280.000 and 300.564."""
    known = Settlement(D(asked), D(0), *(None if one is None else D(one) for one in (contributions, costs)))
    assert known.surplus == (None if surplus is None else D(surplus))


def test_the_worked_world_asks_for_its_amount_and_says_what_is_too_much(worked: SubsidyReport) -> None:
    settled = worked.picture.money.settlement
    assert (settled.asked, settled.costs, settled.surplus) == (D("30000.01"), D("60500.01"), D("14500.00"))
    assert (settled.advances, settled.to_receive) == (None, None)


def test_halfway_nothing_is_to_be_repaid_or_financed_too_much(full_year: Store) -> None:
    """On 31 December an advance for the whole year lies above half a year's costs: no alarm about time."""
    names = {}
    for day in (date(2017, 12, 31), DAY):
        with full_year.read() as reader:
            report = read_report(reader, picture(reader, day, YEAR))
        names[day] = {one.id for one in (*request.amounts(report), *income.balance(report))}
    assert names[DAY] - names[date(2017, 12, 31)] == {"to_receive", "to_repay", "surplus"}


def test_each_kind_of_cost_has_its_sum_and_the_subsidy_with_and_without_it(worked: SubsidyReport) -> None:
    """Half of 50.000,01 without the first, of 20.000,01 without the third; of 60.800,01, 60.500,01 with the others."""
    found = {
        kind: (len(check.bookings), check.costs, check.with_them, check.without_them)
        for kind, check in checks_of(worked).items()
    }
    assert found == {
        "outside": (1, D(10000), D("30000.01"), D("25000.01")),
        "unallocated": (1, D(800), D("30400.01"), D("30000.01")),
        "unproven": (3, D(40500), D("30000.01"), D("10000.01")),
        "ineligible": (1, D(500), D("30250.01"), D("30000.01")),
    }


def test_another_period_of_the_decision_has_other_costs_outside_it() -> None:
    [grant] = [one for one in PLAN.grants if one.plan_year == YEAR]
    longer = grant.model_copy(update={"period_from": date(2017, 6, 15), "period_until": date(2018, 6, 29)})
    with rehearsed(SPENT, []) as reader:
        changed = reader.judged_by(PLAN.model_copy(update={"grants": (longer,)}))
        report = read_report(changed, picture(changed, DAY, YEAR))
        asked = open_costs(changed, YEAR, DAY, (date(2017, 6, 15), date(2018, 6, 29)))
    assert [one.cost for one in checks_of(report)["outside"].bookings] == [D(30000)]
    assert asked == report.open_costs == OpenCosts(1, D(800), 1, D(30000))


def test_what_isnt_clear_is_still_needed_until_it_is_explained_or_put_right(worked: SubsidyReport) -> None:
    lacking = [NL.say(one.sentence) for one in worked.missing if one.chapter == 5]
    assert lacking[0] == (
        "1 betaalde boeking van € 800 heeft geen plaats in de begroting: geef haar een planjaar en begrotingspost, "
        "of laat haar vervallen"
    ).replace("€ ", "€\xa0")
    assert "Toelichting op de kosten buiten de subsidieperiode" in lacking
    [place] = [one for one in places(worked) if one.name == "costs/outside"]
    assert place.missing
    assert [cell.value for _, cell in figures_of(worked, place.name)] == [1, D(10000)]
    clean = report_on(SPENT[1:4], [])
    assert clean.open_costs == OpenCosts()
    assert [one.name for one in places(clean) if one.name == "costs/outside"] == []


@settings(max_examples=25, deadline=None)
@given(bookings)
def test_facts_and_bookings_give_the_same_costs_to_clear_up(spent: Rows) -> None:
    """The account on screen asks the facts, the account in full adds up its bookings; both against the rows given."""

    def on(one: dict[str, Any]) -> date | None:
        found: date | None = one["invoiced_on"] or one["paid_on"]
        return found

    lost = [
        one["amount"]
        for one in spent
        if one["budget_line"] is None and one["paid_on"] and one["paid_on"] <= DAY and one["amount"]
    ]
    apart = [
        one["amount"]
        for one in spent
        if one["budget_line"] and one["eligible"] and one["amount"]
        if (day := on(one)) is not None and day < date(2017, 7, 1)
    ]
    with rehearsed(spent, []) as reader:
        seen = picture(reader, DAY, YEAR)
        report, short = read_report(reader, seen), read_outline(reader, seen)
    assert report.open_costs == short.open_costs == OpenCosts(len(lost), sum(lost, D(0)), len(apart), sum(apart, D(0)))
    assert report.missing == short.missing


@pytest.mark.parametrize("name", ["example_store", "full_year"])
@pytest.mark.parametrize("day", [date(2017, 12, 31), date(2018, 6, 30), date(2018, 9, 30)])
def test_the_sums_of_both_worlds_are_those_of_their_rows(request: pytest.FixtureRequest, name: str, day: date) -> None:
    store: Store = request.getfixturevalue(name)
    with store.read() as reader:
        seen = picture(reader, day, YEAR)
        report = read_report(reader, seen)
        assert read_outline(reader, seen).missing == report.missing
    totals, settled, checks = seen.money.totals, seen.money.settlement, checks_of(report)
    assert totals.actual is not None
    assert totals.eligible is not None
    assert checks["ineligible"].costs == totals.actual - totals.eligible
    rows = [row for row in report.evidence.expenses if row.plan_year == YEAR and row.line]
    late = [row for row in rows if (on := row.invoiced_on or row.paid_on) and date(2018, 6, 30) < on <= day]
    early = [row for row in rows if (on := row.invoiced_on or row.paid_on) and on < date(2017, 7, 1)]
    outside = sum((row.amount for row in (*early, *late)), D(0))
    assert checks["outside"].costs == outside
    bare = [row for row in rows if not row.evidence and (on := row.invoiced_on or row.paid_on) and on <= day]
    assert checks["unproven"].costs == sum((row.amount for row in bare), D(0))
    assert settled.asked is not None
    assert settled.contributions is not None
    assert settled.surplus == max(D(0), settled.asked + settled.contributions - totals.actual)


def test_a_year_without_a_grant_has_no_period_and_no_subsidy_to_compare(worked: SubsidyReport) -> None:
    free = replace(worked, programme=worked.programme.model_copy(update={"grants": ()}), grant=None)
    found = checks_of(free)
    assert (set(found), found["unproven"].with_them) == ({"unallocated", "unproven"}, None)
