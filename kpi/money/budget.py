"""The money of a plan year on a reference date: lines against the budget, outputs, financing and subsidy.

Every amount is None, never zero, while the register that it comes from was never filled.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, astuple, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.language import Said
from kpi.money.subsidy import CENTS, subsidy_amount
from kpi.money.sums import (
    BudgetPicture,
    FinancingPicture,
    Income,
    LinePicture,
    LineStatus,
    OutputPicture,
    Spend,
    Spending,
    SubsidyPicture,
)
from kpi.notation import rounded
from kpi.programme.finance import BudgetLine, Grant
from kpi.programme.plan import Programme
from kpi.sentences import say

SHARE_DECIMALS = 10
SPENT = tuple(field.name for field in fields(Spend))


def budget_picture(
    programme: Programme,
    plan_year: str,
    spending: Spending,
    income: Income,
    delivered: Mapping[str, Decimal | None],
    on: date | None = None,
) -> BudgetPicture:
    """Return the money of a plan year: lines, totals, outputs, financing and subsidy.

    ``delivered``: by output id; an output that isn't in it counts as not measured. ``on``: the budget is the latest
    one approved by that day; without a day the latest of all.
    """
    budget = programme.budget(plan_year, on)
    planned = budget.lines if budget else ()
    totals = _totals(programme, plan_year, planned, spending)
    financing = _financing(programme, plan_year, income)
    return BudgetPicture(
        plan_year=plan_year,
        lines=tuple(_line(programme, line, spending) for line in planned),
        totals=totals,
        unallocated_rows=spending.unallocated_rows,
        unallocated=spending.unallocated if spending.known else None,
        outputs=tuple(
            OutputPicture(output.id, output.line, output.planned, delivered.get(output.id))
            for output in programme.outputs
            if output.plan_year == plan_year
        ),
        financing=financing,
        subsidy=_subsidy(programme, plan_year, totals, financing, income),
    )


def line_status(budget: Decimal | None, spend: Spend | None, attention: Decimal) -> LineStatus:
    """Return the use of a line: more spending is never better. A commitment counts as soon as it is ordered.

    >>> line_status(Decimal(300000), Spend(actual=Decimal(330000)), Decimal("0.9"))
    <LineStatus.OVER_BUDGET: 'over_budget'>
    >>> line_status(Decimal(100), Spend(actual=Decimal(60), committed=Decimal(30)), Decimal("0.9"))
    <LineStatus.WITHIN: 'within'>
    """
    if spend is None or budget is None:
        return LineStatus.NO_DATA
    used = spend.actual + max(spend.committed, Decimal(0))
    if used > budget:
        return LineStatus.OVER_BUDGET
    return LineStatus.ATTENTION if used > attention * budget else LineStatus.WITHIN


def _line(programme: Programme, line: BudgetLine, spending: Spending) -> LinePicture:
    spend = spending.lines.get(line.id, Spend()) if spending.known else None
    return _picture(programme, line.id, line.title, line.amount, spend)


def _totals(programme: Programme, plan_year: str, lines: tuple[BudgetLine, ...], spending: Spending) -> LinePicture:
    """The sums of the lines; without lines the budget is the figure that the plan gives for the year, if any."""
    budget = sum((line.amount for line in lines), Decimal(0)) if lines else programme.plan_year(plan_year).budget
    spends = [spending.lines[line.id] for line in lines if line.id in spending.lines]
    return _picture(programme, "total", say("Total"), budget, _sum(spends) if spending.known else None)


def _sum(spends: Iterable[Spend]) -> Spend:
    return Spend(*(sum(amounts, Decimal(0)) for amounts in zip(*map(astuple, spends), strict=True)))


def _picture(
    programme: Programme, line_id: str, title: Said, budget: Decimal | None, spend: Spend | None
) -> LinePicture:
    return LinePicture(
        id=line_id,
        title=title,
        budget=budget,
        **(asdict(spend) if spend else dict.fromkeys(SPENT)),
        remaining=budget - spend.actual - spend.committed if spend and budget is not None else None,
        forecast=None,
        status=line_status(budget, spend, programme.thresholds.budget_attention),
    )


def _financing(programme: Programme, plan_year: str, income: Income) -> FinancingPicture:
    planned = programme.financing_of(plan_year)
    target = planned.cofinancing_planned if planned else None
    if not income.known:
        return FinancingPicture(target, None, None, None, None, None, None, None)
    return FinancingPicture(
        target=target,
        pledged=income.pledged,
        invoiced=income.invoiced,
        received=income.received,
        in_kind=income.in_kind,
        organisations=income.organisations,
        average_pledged=rounded(Fraction(income.pledged) / income.organisations, CENTS)
        if income.organisations
        else None,
        gap=None if target is None else max(Decimal(0), target - income.received),
    )


def _subsidy(
    programme: Programme, plan_year: str, totals: LinePicture, financing: FinancingPicture, income: Income
) -> SubsidyPicture:
    """Return the subsidy that today's costs give under the grant's rule; without a grant the amount is unknown."""
    received = income.subsidy_received if income.subsidy_known else None
    grant = programme.grant(plan_year)
    if grant is None:
        return SubsidyPicture(None, None, None, None, None, received, None, None, None)
    amount = _amount(grant, totals, financing.received, programme.granted_amount(plan_year))
    return SubsidyPicture(
        basis=grant.basis,
        rate=grant.rate,
        cap=grant.cap,
        eligible_costs=totals.eligible,
        amount=amount,
        received=received,
        uncovered=_uncovered(totals.actual, amount, financing.received),
        plan_gap=_plan_gap(programme, plan_year, totals.budget),
        share_of_costs=_share_of_costs(amount, totals.eligible),
    )


_NEEDS: dict[str, Callable[[LinePicture, Decimal | None, Decimal | None], bool]] = {
    "fixed": lambda totals, contributions, granted: True,
    "percentage_capped": lambda totals, contributions, granted: totals.eligible is not None,
    "pro_rata": lambda totals, contributions, granted: totals.eligible is not None and bool(granted),
    "deficit_capped": lambda totals, contributions, granted: totals.eligible is not None and contributions is not None,
}
"""The figures that must be known before a rule gives an amount."""


def _amount(
    grant: Grant, totals: LinePicture, contributions: Decimal | None, granted: Decimal | None
) -> Decimal | None:
    """By the grant's rule; ``granted``: the budget that it was given for, which a later one doesn't change."""
    if not _NEEDS[grant.basis](totals, contributions, granted):
        return None
    unused = Decimal(0)
    eligible = unused if totals.eligible is None else totals.eligible
    other = unused if contributions is None else contributions
    return subsidy_amount(grant.basis, grant.rate, grant.cap, eligible, granted, other)


def _uncovered(actual: Decimal | None, amount: Decimal | None, received: Decimal | None) -> Decimal | None:
    """Return the costs that neither the subsidy nor the contributions received pay; never under zero."""
    if actual is None or amount is None or received is None:
        return None
    return max(Decimal(0), actual - amount - received)


def _plan_gap(programme: Programme, plan_year: str, budget: Decimal | None) -> Decimal | None:
    """Return the gap in the plan itself: budget − subsidy asked − co-financing planned."""
    planned = programme.financing_of(plan_year)
    if planned is None or budget is None or planned.subsidy_asked is None or planned.cofinancing_planned is None:
        return None
    return budget - planned.subsidy_asked - planned.cofinancing_planned


def _share_of_costs(amount: Decimal | None, eligible: Decimal | None) -> Decimal | None:
    if amount is None or not eligible:
        return None
    return rounded(Fraction(amount) / Fraction(eligible), SHARE_DECIMALS)
