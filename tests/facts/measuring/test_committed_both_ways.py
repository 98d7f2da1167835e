"""The rule of what an order leaves committed stands twice: summed in SQL, and row by row for the account.

Books of orders and invoices that name each other in every way are counted by both, to the cent.
"""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from kpi.facts.measuring.spending import spending
from kpi.facts.store_opening import open_store
from kpi.money.sums import Spend
from kpi.programme.loading import default_programme_path, load_programme
from kpi.report.classified import Standing, bookings
from kpi.report.reading_rows import evidence
from tests.facts.world import record

PLAN = load_programme(default_programme_path())
YEAR, OTHER = "2017-2018", "2018-2019"
FIRST = date(2017, 7, 1)
DAYS = (date(2017, 10, 1), date(2018, 6, 30), date(2019, 1, 1))
LINES = [line.id for line in PLAN.budget(YEAR, DAYS[-1]).lines[:2]]  # type: ignore[union-attr]


def book(chance: random.Random) -> list[dict[str, object]]:
    """Orders of one or two rows, invoices that name an order, one of its rows, or nothing; days in any order."""
    rows = []
    for number in range(30):
        days = [FIRST + timedelta(days=chance.randrange(500)) for _ in range(3)]
        is_order = chance.random() < 0.5
        named = chance.choice([None, "o1", "O2", "o1/1", "O2/2", "o3/1", "o9"])
        rows.append(
            {
                "entry": f"O{chance.randrange(1, 5)}" if is_order else f"F{number}",
                "entry_line": str(number) if is_order and chance.random() < 0.5 else str(chance.randrange(1, 3)),
                "plan_year": chance.choice([YEAR, YEAR, YEAR, OTHER, None]),
                "budget_line": chance.choice([*LINES, *LINES, "geen post"]),
                "description": "Voorbeeldboeking",
                "amount": str(Decimal(chance.randrange(100, 9_000_00)) / 100),
                "vat": chance.choice([None, "0", "21.05"]),
                "eligible": chance.random() < 0.8,
                "ordered_on": days[0] if is_order or chance.random() < 0.2 else None,
                "invoiced_on": days[1] if not is_order and chance.random() < 0.8 else None,
                "paid_on": days[2] if not is_order or chance.random() < 0.2 else None,
                "order_reference": None if is_order else named,
            }
        )
    unique = {(row["entry"], row["entry_line"]): row for row in rows}
    return list(unique.values())


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("vat_recoverable", [True, False])
def test_sums_in_sql_are_those_of_the_rows(sqlite_url: str, seed: int, vat_recoverable: bool) -> None:
    grants = tuple(grant.model_copy(update={"vat_recoverable": vat_recoverable}) for grant in PLAN.grants)
    store = open_store(sqlite_url, PLAN.model_copy(update={"grants": grants}))
    record(store, {"expenses": book(random.Random(seed))})  # noqa: S311 - nothing secret
    open_orders = 0
    with store.read() as reader:
        for day in DAYS:
            rows = evidence(reader, YEAR, day)
            classified = bookings(rows.expenses, rows.elsewhere, day, vat_recoverable)
            sums = {
                line: Spend(
                    *(
                        sum((getattr(row, name) for row in classified if row.expense.line == line), Decimal(0))
                        for name in ("committed", "actual", "paid", "eligible")
                    )
                )
                for line in {row.expense.line for row in classified if row.standing is Standing.LINE}
                if line is not None
            }
            found = spending(reader, YEAR, day)
            assert {line: spend for line, spend in found.lines.items() if spend != Spend()} == {
                line: spend for line, spend in sums.items() if spend != Spend()
            }
            open_orders += sum(1 for spend in sums.values() if spend.committed)
            assert found.unallocated_rows == sum(row.standing is Standing.UNALLOCATED for row in classified)
    assert open_orders
