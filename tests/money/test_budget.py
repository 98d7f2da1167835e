"""The budget picture of an invented plan year: what is left, what is missing, and what isn't known."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kpi.language import words_of
from kpi.money.budget import budget_picture, line_status
from kpi.money.budget_json import budget_json
from kpi.money.sums import FinancingPicture, LineForecast, LinePicture, LineStatus, Spend, SubsidyPicture
from kpi.programme.finance import Budget
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.vocabulary import Text
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR, D, earned, plan, spent

ORDERED = Spend(committed=D(41800), actual=D(11000), paid=D(9900), eligible=D(11000))


def test_an_order_and_its_invoices_leave_nothing_of_their_line() -> None:
    found = budget_picture(plan(52800, 10000), YEAR, spent(regel_1=ORDERED), earned(), {}).lines
    assert found == (
        LinePicture(
            id="regel_1",
            title=Text(nl="Regel 1", en="Regel 1"),
            budget=D(52800),
            committed=D(41800),
            actual=D(11000),
            paid=D(9900),
            eligible=D(11000),
            remaining=D(0),
            expected=None,
            forecast=LineForecast("as_ordered", D(52800), D(0)),
            status=LineStatus.WITHIN,
        ),
        LinePicture(
            "regel_2", Text(nl="Regel 2", en="Regel 2"), D(10000), D(0), D(0), D(0), D(0), D(10000), None,
            LineForecast("as_ordered", D(0), D(0)), LineStatus.WITHIN,
        ),
    )  # fmt: skip


def test_the_totals_are_those_of_the_lines() -> None:
    other = Spend(committed=D("0.10"), actual=D("0.20"), paid=D("0.20"), eligible=D("0.05"))
    totals = budget_picture(plan(52800, 10000), YEAR, spent(regel_1=ORDERED, regel_2=other), earned(), {}).totals
    amounts = (totals.budget, totals.committed, totals.actual, totals.paid, totals.eligible, totals.remaining)
    assert amounts == (D(62800), D("41800.10"), D("11000.20"), D("9900.20"), D("11000.05"), D("9999.70"))
    assert [words_of(language).say(totals.title) for language in ("nl", "en")] == ["Totaal", "Total"]


@pytest.mark.parametrize(
    ("actual", "committed", "expected", "status"),
    [
        ("330000", "0", None, LineStatus.OVER_BUDGET),
        ("300000", "0.01", "300000", LineStatus.OVER_BUDGET),
        ("200000", "100000", "170000", LineStatus.WITHIN),
        ("200000.01", "0", "170000", LineStatus.ATTENTION),
        ("200000", "0", "169999.996", LineStatus.ATTENTION),
        ("299999", "0", "300000", LineStatus.WITHIN),
        ("299999", "0", None, LineStatus.WITHIN),
        ("0", "0", "0", LineStatus.WITHIN),
    ],
)
def test_a_line_asks_for_attention_when_it_runs_ahead_of_its_way_of_spending(
    actual: str, committed: str, expected: str | None, status: LineStatus
) -> None:
    """Ten points of 300.000 are 30.000; what is nearly used at the year's end is within its budget.

    What is expected isn't rounded first: 30.000,004 more than that is more than 30.000.
    """
    spend = Spend(actual=Decimal(actual), committed=Decimal(committed))
    asked = None if expected is None else Fraction(expected)
    assert line_status(D(300000), spend, D("0.1"), None, asked) is status


def test_totals_ask_for_attention_when_what_is_to_come_no_longer_fits() -> None:
    """Line 1 costs 1.200 of 1.000 and line 2 may still cost its 500: 1.700 of 1.500, though 1.200 is spent."""
    lines = spent(regel_1=Spend(actual=D(1200)))
    totals = budget_picture(plan(1000, 500), YEAR, lines, earned(), {}, date(2018, 1, 1)).totals
    assert (totals.outcome, totals.status) == (D(1700), LineStatus.ATTENTION)


def test_without_a_recorded_expense_amounts_are_unknown_and_not_zero() -> None:
    found = budget_picture(plan(52800), YEAR, NOTHING_SPENT, NOTHING_EARNED, {})
    for line in (*found.lines, found.totals):
        assert (line.committed, line.actual, line.paid, line.eligible, line.remaining) == (None,) * 5
        assert (line.budget, line.status) == (D(52800), LineStatus.NO_DATA)
    assert found.unallocated is None
    assert found.financing == FinancingPicture(D(150000), None, None, None, None, None, None, None)
    assert found.subsidy == SubsidyPicture(
        "percentage_capped", D("0.5"), D(150000), None, None, None, None, D(-247200), None
    )


def test_the_costs_that_nobody_pays_are_said() -> None:
    """Costs 300.564, contributions 150.000: half is capped at 150.000, so 564 stays uncovered."""
    full = Spend(actual=D(300564), paid=D(0), eligible=D(300564))
    found = budget_picture(plan(300564), YEAR, spent(regel_1=full), earned("150000"), {}).subsidy
    assert (found.amount, found.uncovered, found.plan_gap) == (D(150000), D(564), D(564))
    assert found.share_of_costs == D("0.4990617639")


def test_the_gap_is_what_was_not_received() -> None:
    income = earned("125002.50", pledged=D(204250), organisations=64, in_kind=D(500))
    found = budget_picture(plan(1), YEAR, spent(), income, {}).financing
    assert (found.gap, found.average_pledged, found.in_kind) == (D("24997.50"), D("3191.41"), D(500))
    assert budget_picture(plan(1), YEAR, spent(), earned("173752.50"), {}).financing.gap == 0


@pytest.mark.parametrize(
    ("basis", "amount"),
    [("fixed", D(150000)), ("percentage_capped", D(50)), ("pro_rata", D(15000)), ("deficit_capped", None)],
)
def test_only_a_rule_that_counts_other_income_needs_it(basis: str, amount: Decimal | None) -> None:
    spend = Spend(actual=D(100), eligible=D(100))
    found = budget_picture(plan(1000, basis=basis), YEAR, spent(regel_1=spend), NOTHING_EARNED, {}).subsidy
    assert (found.amount, found.uncovered) == (amount, None)


@pytest.mark.parametrize(("named", "amount"), [(None, D("139737.29")), (date(2018, 3, 1), D("150000.00"))])
def test_a_later_budget_does_not_change_what_the_grant_was_given_for(named: date | None, amount: Decimal) -> None:
    """150.000 × 280.000 ÷ 300.564 = 139.737,29 also when the steering group has since approved 400.000.

    Only a changed decision that names another budget does: with one of 280.000 the whole 150.000 is earned.
    """
    granted = plan(300564, basis="pro_rata")
    original = granted.budgets[0]

    def version(day: date, total: int) -> Budget:
        lines = (original.lines[0].model_copy(update={"amount": D(total)}),)
        return original.model_copy(update={"approved_on": day, "lines": lines, "total": D(total)})

    later = (version(date(2018, 3, 1), 280000), version(date(2018, 5, 1), 400000))
    grant = granted.grants[0].model_copy(update={"budget_approved_on": named})
    programme = granted.model_copy(update={"budgets": (original, *later), "grants": (grant,)})
    spend = Spend(actual=D(280000), eligible=D(280000))
    found = budget_picture(programme, YEAR, spent(regel_1=spend), earned("150000"), {}, date(2018, 6, 30))
    assert (found.totals.budget, found.subsidy.amount) == (D(400000), amount)


@pytest.mark.parametrize(
    ("year", "budget", "remaining"), [("2016-2017", D(150000), D(150000)), ("2020-2021", None, None)]
)
def test_a_year_without_lines_shows_the_plans_own_figure_where_there_is_one(
    year: str, budget: Decimal | None, remaining: Decimal | None
) -> None:
    found = budget_picture(plan(1), year, spent(), earned(subsidy_received=D(75)), {})
    assert (found.lines, found.totals.budget, found.totals.actual) == ((), budget, D(0))
    assert found.totals.remaining == remaining
    assert found.subsidy == SubsidyPicture(None, None, None, None, None, D(75), None, None, None)


def drawn(method: str) -> dict[str, object]:
    """The forecast of a line of which all is booked, as JSON."""
    basis = {"method": method, "booked": "52800.00", "rest": "0.00"}
    return {"low": None, "median": "52800.00", "high": None, "basis": basis, "why_not": None}


def test_a_forecast_of_what_was_never_recorded_says_why_there_is_none() -> None:
    """And a plan year without lines has no forecast at all: nothing says how it is spent."""
    unknown = budget_json(budget_picture(plan(1), YEAR, NOTHING_SPENT, NOTHING_EARNED, {}), date(2018, 1, 1), 1, "nl")
    lines = unknown["lines"]
    assert isinstance(lines, list)
    assert isinstance(lines[0], dict)
    basis = {"method": "as_ordered", "booked": None, "rest": None}
    assert lines[0]["forecast"] == {"low": None, "median": None, "high": None, "basis": basis, "why_not": "no_data"}
    assert budget_picture(plan(1), "2016-2017", spent(), earned(), {}).totals.forecast is None


def test_the_json_has_text_for_money_and_null_for_what_is_unknown() -> None:
    income = earned("125002.50", organisations=2, subsidy_received=D(60000))
    picture = budget_picture(plan(52800), YEAR, spent(regel_1=ORDERED), income, {"afleveringen": D("57.5")})
    found = json.loads(json.dumps(budget_json(picture, date(2017, 12, 31), 7, "nl")))
    sums = {
        "budget": "52800.00",
        "committed": "41800.00",
        "actual": "11000.00",
        "paid": "9900.00",
        "eligible": "11000.00",
        "remaining": "0.00",
        "forecast": drawn("as_ordered"),
        "status": "within",
    }
    assert found == {
        "plan_year": "2017-2018",
        "as_of": "2017-12-31",
        "revision": 7,
        "lines": [{"id": "regel_1", "title": "Regel 1", **sums}],
        "totals": {**sums, "forecast": drawn("sum")},
        "unallocated": {"rows": 0, "amount": "0.00"},
        "outputs": [{"id": "afleveringen", "line": "regel_1", "planned": 48, "delivered": 57.5}],
        "financing": {
            "target": "150000.00",
            "pledged": "125002.50",
            "invoiced": "125002.50",
            "received": "125002.50",
            "in_kind": "0.00",
            "organisations": 2,
            "average_pledged": "62501.25",
            "gap": "24997.50",
        },
        "subsidy": {
            "basis": "percentage_capped",
            "rate": 0.5,
            "cap": "150000.00",
            "eligible_costs": "11000.00",
            "amount": "5500.00",
            "received": "60000.00",
            "uncovered": "0.00",
            "plan_gap": "-247200.00",
            "share_of_costs": 0.5,
        },
    }


def test_an_output_that_was_not_measured_is_null() -> None:
    picture = budget_picture(plan(1), YEAR, spent(), earned(), {"afleveringen": None})
    assert budget_json(picture, date(2017, 12, 31), 1, "en")["outputs"] == [
        {"id": "afleveringen", "line": "regel_1", "planned": 48, "delivered": None}
    ]


def test_the_plan_itself_leaves_564_euro_uncovered() -> None:
    programme = load_programme(default_programme_path())
    found = budget_picture(programme, YEAR, NOTHING_SPENT, NOTHING_EARNED, {})
    assert (found.totals.budget, len(found.lines), found.subsidy.plan_gap) == (D(300564), 16, D(564))


def test_a_plan_that_asks_no_subsidy_leaves_no_gap_of_its_own() -> None:
    unasked = plan(52800).financing[0].model_copy(update={"subsidy_asked": None})
    programme = plan(52800).model_copy(update={"financing": (unasked,)})
    assert budget_picture(programme, YEAR, spent(), earned(), {}).subsidy.plan_gap is None
