"""Commitments, actuals and income, worked out by hand, on both databases."""

from datetime import date
from decimal import Decimal

import pytest

from kpi.facts.measuring.spending import income, spending
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.money.sums import Income, Spend
from kpi.programme.finance import Budget, BudgetLine, Grant
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import Text
from tests.facts.world import PROGRAMME, record

YEAR = "2017-2018"
WORD = Text(nl="x", en="x")
LINE = BudgetLine(id="regio8_item", number=1, title=WORD, amount=Decimal(52800), source="§10")
PLANNED = PROGRAMME.model_copy(
    update={"budgets": (Budget(plan_year=YEAR, total=Decimal(52800), lines=(LINE,), source="§10"),)}
)


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PROGRAMME)


def expense(entry: str, amount: str, **fields: object) -> dict[str, object]:
    plain = {"entry_line": "1", "plan_year": YEAR, "budget_line": "regio8_item", "description": "Aflevering"}
    return {**plain, "entry": entry, "amount": amount, "vat": "0", "eligible": True, **fields}


def spent(store: Store, day: date, programme: Programme = PLANNED) -> Spend:
    with store.read() as reader:
        return spending(reader.judged_by(programme), YEAR, day).lines.get("regio8_item", Spend())


def test_ten_invoices_against_one_order_leave_the_rest_committed(store: Store) -> None:
    """An order of 52.800 and ten invoices of 1.100 naming it: committed 41.800, actual 11.000."""
    order = expense("ORD-1", "52800", ordered_on=date(2017, 7, 1))
    invoices = [
        expense(f"F{i}", "1100", invoiced_on=date(2017, 9, 30), order_reference="ord-1", paid_on=date(2017, 10, i))
        for i in range(1, 11)
    ]
    record(store, {"expenses": [order, *invoices]})
    assert spent(store, date(2017, 9, 29)) == Spend(committed=Decimal(52800))
    assert spent(store, date(2017, 10, 1)) == Spend(Decimal(41800), Decimal(11000), Decimal(1100), Decimal(11000))


def test_an_order_of_several_rows_is_named_with_its_line(store: Store) -> None:
    """Rows of 100 and 200; an invoice of 150 names row 2, one of 500 row 1: 0 and 50 are left, never less than 0."""
    record(
        store,
        {
            "expenses": [
                expense("O", "100", ordered_on=date(2017, 8, 1)),
                expense("O", "200", entry_line="2", ordered_on=date(2017, 8, 1)),
                expense("F1", "150", invoiced_on=date(2017, 9, 1), order_reference="O/2"),
                expense("F2", "500", invoiced_on=date(2017, 9, 1), order_reference="O/1"),
            ]
        },
    )
    assert spent(store, date(2017, 9, 1)).committed == 50


def test_a_row_that_is_paid_without_an_invoice_date_counts_as_invoiced_that_day(store: Store) -> None:
    record(store, {"expenses": [expense("F", "12.34", ordered_on=date(2017, 8, 1), paid_on=date(2018, 1, 1))]})
    assert spent(store, date(2017, 12, 31)) == Spend(committed=Decimal("12.34"))
    whole = Decimal("12.34")
    assert spent(store, date(2018, 1, 1)) == Spend(Decimal(0), whole, whole, whole)


def test_vat_is_a_cost_only_where_it_cannot_be_recovered(store: Store) -> None:
    record(store, {"expenses": [expense("F", "100", vat="21", invoiced_on=date(2017, 8, 1), eligible=False)]})
    assert spent(store, date(2017, 8, 1)).actual == 100
    grant = Grant(plan_year=YEAR, basis="fixed", rate=Decimal("0.5"), cap=Decimal(1), vat_recoverable=False,
                  grantor=WORD, source="x")  # fmt: skip
    gross = spent(store, date(2017, 8, 1), PLANNED.model_copy(update={"grants": (grant,)}))
    assert gross == Spend(actual=Decimal(121))


def test_what_has_no_plan_year_or_line_stands_apart_and_is_not_lost(store: Store) -> None:
    record(
        store,
        {
            "expenses": [
                expense("A", "10", plan_year=None, invoiced_on=date(2017, 8, 1)),
                expense("B", "20.50", budget_line="Onbekend", budget_line_key=None, invoiced_on=date(2017, 8, 1)),
                expense("C", "40", invoiced_on=date(2017, 8, 1)),
                expense("D", "80", plan_year=None, invoiced_on=date(2018, 8, 1)),
            ]
        },
    )
    with store.read() as reader:
        found = spending(reader.judged_by(PLANNED), YEAR, date(2017, 12, 31))
    assert (found.known, found.unallocated_rows, found.unallocated) == (True, 2, Decimal("30.50"))
    assert found.lines["regio8_item"].actual == 40


def test_income_is_counted_by_stage_on_each_stage_s_own_date(store: Store) -> None:
    own = {"plan_year": YEAR, "reference": "1", "form": "cash"}
    stages = {
        "pledged": 3000, "pledged_on": date(2017, 7, 1), "invoiced": 3000, "invoiced_on": date(2017, 9, 1),
        "received": 1000, "received_on": date(2018, 1, 1),
    }  # fmt: skip
    second = {"reference": "2", "received": 2000, "received_on": date(2018, 1, 2)}
    record(
        store,
        {
            "contributions": [
                {**own, "organisation": "V", **stages},
                {**own, "organisation": "V", **second},
                {**own, "organisation": "W", "form": "in_kind", "pledged": 500, "pledged_on": date(2017, 7, 1)},
            ],
            "subsidy_payments": [
                {"plan_year": YEAR, "paid_on": date(2017, 9, 1), "reference": "1", "kind": "advance", "amount": 120000},
                {"plan_year": YEAR, "paid_on": date(2017, 9, 2), "reference": "1", "kind": "advance", "amount": -1},
            ],
        },
    )
    with store.read() as reader:
        assert income(reader.judged_by(PLANNED), YEAR, date(2018, 1, 1)) == Income(
            pledged=Decimal(3000), invoiced=Decimal(3000), received=Decimal(1000), in_kind=Decimal(500),
            organisations=1, subsidy_received=Decimal(119999),
        )  # fmt: skip


def test_an_empty_register_is_told_apart_from_zero(store: Store) -> None:
    with store.read() as reader:
        assert not spending(reader.judged_by(PLANNED), YEAR, date(2018, 1, 1)).known
        assert income(reader.judged_by(PLANNED), YEAR, date(2018, 1, 1)) == Income()
