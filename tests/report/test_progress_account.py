"""While the plan year runs, a budget line is judged by its forecast: time that has still to pass is no deviation."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kpi.documents.grid import Grid
from kpi.facts.store import Store
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport
from kpi.report.chapters import costs, explained_deviations
from kpi.report.letter import to_notify
from kpi.report.reading_account import read_report
from tests.report.worlds import LINES, rehearsed

YEAR, ENDS = "2017-2018", date(2018, 6, 30)


def account(store: Store, day: date) -> SubsidyReport:
    with store.read() as reader:
        return read_report(reader, picture(reader, day, YEAR))


def lines_of(report: SubsidyReport) -> Grid:
    return explained_deviations.tables(report)[0].grid


@pytest.mark.parametrize("day", [date(2017, 7, 1), date(2017, 12, 31), date(2018, 5, 31), ENDS - timedelta(days=1)])
def test_a_line_within_its_budget_asks_for_nothing_while_the_year_runs(example_store: Store, day: date) -> None:
    report = account(example_store, day)
    assert report.lines
    for line in report.lines:
        seen = line.picture
        assert line.judged_by == "forecast"
        assert line.difference == (None if seen.outcome is None else seen.outcome - (seen.budget or 0))
        if seen.outcome == seen.budget:
            assert not line.to_explain
            assert not line.to_notify
    assert {line.number for line in to_notify(report)} <= {line.number for line in report.lines if line.to_explain}
    assert "forecast" in {column.id for column in lines_of(report).columns}


def test_halfway_the_old_rule_alarmed_without_cause(example_store: Store) -> None:
    """Sixteen lines, of which nearly all had spent less than nine tenths by New Year's Eve."""
    report = account(example_store, date(2017, 12, 31))
    by_time = [
        line for line in report.lines if (line.picture.actual or 0) < (line.picture.budget or 0) * Decimal("0.9")
    ]
    assert len(by_time) > len(report.lines) / 2
    assert [line.number for line in by_time if line.to_notify and line.picture.outcome == line.picture.budget] == []


def test_from_its_last_day_on_it_is_judged_by_what_was_spent(example_store: Store, programme: Programme) -> None:
    report = account(example_store, ENDS)
    assert {line.judged_by for line in report.lines} == {"actual"}
    assert [line.difference for line in report.lines] == [
        line.picture.actual - line.picture.budget
        for line in report.lines
        if line.picture.actual is not None and line.picture.budget is not None
    ]
    assert "actual" in {column.id for column in lines_of(report).columns}


@pytest.mark.parametrize(("day", "judged"), [(date(2017, 12, 31), "forecast"), (ENDS, "actual")])
def test_the_workbook_works_the_difference_out_of_the_judged_column(
    example_store: Store, day: date, judged: str
) -> None:
    grid = costs.by_line(account(example_store, day))
    total = grid.total or {}
    for row in (*grid.rows, total):
        formula = row["difference"].formula
        assert formula is not None
        assert formula.template == f"ROUND({{{judged}}}-{{budget}},2)"
        value, budget = row[judged].value, row["budget"].value
        assert isinstance(value, Decimal)
        assert isinstance(budget, Decimal)
        assert row["difference"].value == value - budget


MONTHS = [
    date(year, month, 1) - timedelta(days=1)
    for year, months in ((2017, range(8, 13)), (2018, range(1, 7)))
    for month in months
]
"""The last day of each month of the plan year before its last."""


def test_no_line_is_alarmed_by_time_alone() -> None:
    """Bookings of July alone: whatever asks for an explanation in July still does in May, and nothing else.

    Lines 2 and 5 cost more than their budget, line 4 is spent at once and cost a fraction of it.
    """
    july = date(2017, 7, 10)
    spent = [
        {"budget_line": line, "amount": Decimal(amount), "invoiced_on": july, "paid_on": july, "eligible": True}
        for line, amount in zip(LINES, (1000, 60000, 500, 100, 20000), strict=False)
    ]
    with rehearsed(spent, []) as reader:
        seen = [read_report(reader, picture(reader, day, YEAR)) for day in MONTHS]
    told = [[line.number for line in report.lines if line.to_explain] for report in seen]
    assert told == [[2, 4, 5]] * len(MONTHS)
    assert [[line.number for line in to_notify(report)] for report in seen] == [[4, 5]] * len(MONTHS)
