"""An invented plan year with two lines, and sums to put beside it."""

from datetime import date
from decimal import Decimal
from typing import Any

from kpi.money.sums import Income, LineStatus, Spend, Spending
from kpi.programme.finance import Budget, BudgetLine, Financing, Grant
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure
from kpi.programme.plan import Output, Programme
from tests.score.factories import both, programme

YEAR = "2017-2018"
D = Decimal


def plan(*amounts: int, basis: str = "percentage_capped", cap: int = 150000) -> Programme:
    """A programme whose plan year 2017-2018 has lines of these amounts; the years beside it have none."""
    lines = tuple(
        BudgetLine(id=f"regel_{n}", number=n, title=both(f"Regel {n}"), amount=D(amount), source="verzonnen")
        for n, amount in enumerate(amounts, start=1)
    )
    grant = Grant.model_validate(
        {
            "plan_year": YEAR,
            "basis": basis,
            "rate": D("0.5"),
            "cap": D(cap),
            "grantor": both("x"),
            "source": "verzonnen",
        }
    )
    return programme(
        plan_years=(plan_year(2016, D(150000)), plan_year(2017, D(300000)), plan_year(2020, None)),
        budgets=(Budget(plan_year=YEAR, total=D(sum(amounts)), lines=lines, source="verzonnen"),),
        financing=(
            Financing(plan_year=YEAR, subsidy_asked=D(150000), cofinancing_planned=D(150000), source="verzonnen"),
        ),
        grants=(grant,),
        outputs=(
            Output(
                id="afleveringen",
                plan_year=YEAR,
                line="regel_1",
                title=both("Afleveringen"),
                unit=both("x"),
                planned=D(48),
                measure=Measure(kind="count"),
                source="verzonnen",
            ),
        ),
    )


def worded(programme: Programme) -> Programme:
    return programme.model_copy(update={"line_statuses": {status: both(status) for status in LineStatus}})


def plan_year(start: int, budget: Decimal | None) -> PlanYear:
    """A year from July to June."""
    return PlanYear(
        id=f"{start}-{start + 1}",
        starts=date(start, 7, 1),
        ends=date(start + 1, 6, 30),
        subsidised=budget is not None,
        budget=budget,
        source="verzonnen",
    )


def spent(**lines: Spend) -> Spending:
    """Spending on these lines, with nothing apart."""
    return Spending(known=True, lines=lines, unallocated_rows=0, unallocated=D(0))


def earned(received: str = "0", **changes: Any) -> Income:
    """Contributions of which this much was received."""
    fields: dict[str, Any] = {
        "pledged": D(received),
        "invoiced": D(received),
        "received": D(received),
        "in_kind": D(0),
        "organisations": 0,
    }
    return Income(**(fields | changes))


NOTHING_SPENT = Spending(known=False, lines={}, unallocated_rows=0, unallocated=D(0))
NOTHING_EARNED = Income()
