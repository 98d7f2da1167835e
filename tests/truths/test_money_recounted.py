"""Lines and their prognosis, financing and subsidy of every plan year, against loops that share no code with them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kpi.money.outlook import contributors_short, to_come_in, to_pledge
from kpi.money.sums import BudgetPicture
from kpi.monitor import budget
from tests.truths import money_by_rows as money
from tests.truths.many_days import budgets
from tests.truths.plain_rows import Facts, Plan, by_id, facts_of, the_days
from tests.truths.worlds import FILES, plan, random_world, stored


def recount(seen: BudgetPicture, plan: Plan, facts: Facts, day: date) -> None:
    """Hold the money of one plan year on one day against the loops."""
    plan_year = seen.plan_year
    lines, rows, lost = money.lines(facts, plan, plan_year, day)
    assert said(seen) == lines, f"{plan_year} on {day}"
    assert (seen.unallocated_rows, seen.unallocated) == (rows, lost)
    for output in seen.outputs:
        declared = next(one for one in plan["outputs"] if one["id"] == output.id)
        assert output.delivered == money.delivered(facts, plan, declared, day), f"{output.id} on {day}"
    whole = [line.outcome for line in lines.values()]
    if lines:
        assert seen.totals.outcome == (None if None in whole else sum(whole))
    got = seen.financing
    assert money.Region(
        got.pledged, got.invoiced, got.received, got.in_kind, got.organisations, got.gap,
        to_pledge(got), to_come_in(got), contributors_short(got),
    ) == money.region(facts, plan, plan_year, day), f"{plan_year} on {day}"  # fmt: skip
    given = seen.subsidy
    found = money.Grant(given.amount, given.received, given.uncovered, given.plan_gap)
    assert found == money.grant(facts, plan, plan_year, day), f"{plan_year} on {day}"


def around(plan: Plan, year: Plan) -> list[date]:
    """Those of the days from two months before a plan year until two months after it, and some beyond."""
    near = timedelta(days=62)
    first, last = year["starts"] - near, year["ends"] + near
    return [day for n, day in enumerate(the_days(plan)) if n % 20 == 0 or first <= day <= last]


def said(seen: BudgetPicture) -> dict[str, money.Line]:
    """The lines of the picture by their ids."""
    return {
        line.id: money.Line(
            line.budget or Decimal(0), line.committed, line.actual, line.paid, line.eligible, line.remaining,
            line.outcome, line.status.value,
        )
        for line in seen.lines
    }  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_money_of_a_programme_is_that_of_the_loops(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On its own data; of each plan year from two months before it until two months after it, and some days beyond."""
    monkeypatch.setattr("kpi.facts.kept_amounts.LEAST", 0)
    with stored(name).read() as reader:
        facts = facts_of(reader)
        for year in plan(name)["plan_years"]:
            for day, seen in budgets(reader, around(plan(name), year), year["id"]).items():
                recount(seen, plan(name), facts, day)


@pytest.mark.parametrize("seed", range(8))
def test_the_money_of_a_random_world_is_that_of_the_loops(seed: int) -> None:
    with random_world(seed) as reader:
        facts = facts_of(reader)
        year = by_id(plan("shipped")["plan_years"])["2017-2018"]
        for day, seen in budgets(reader, around(plan("shipped"), year)[seed % 3 :: 3], year["id"]).items():
            recount(seen, plan("shipped"), facts, day)


@pytest.mark.parametrize("name", FILES)
def test_money_out_of_amounts_by_date_is_that_of_the_rows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what is held of the one holds for the other, which screens and commands ask for."""
    with stored(name).read() as reader:
        days, years = the_days(plan(name))[::47], reader.programme.plan_years
        by_rows = {year.id: {day: budget(reader, year, day) for day in days} for year in years}
        monkeypatch.setattr("kpi.facts.kept_amounts.LEAST", 0)
        assert {year.id: budgets(reader, days, year.id) for year in years} == by_rows
