"""The money of a plan year on a reference date: lines against the budget, outputs, financing and subsidy.

Every amount is None, never zero, while the register that it comes from was never filled, and where the programme's
sheets have no column that could tell it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.language import Said
from kpi.money.outlook import expected_share, gone, line_forecast
from kpi.money.subsidy import CENTS, subsidy_amount
from kpi.money.sums import (
    BudgetPicture,
    FinancingPicture,
    Income,
    LineForecast,
    LinePicture,
    LineStatus,
    OutputPicture,
    Spend,
    Spending,
    SubsidyPicture,
)
from kpi.notation import rounded
from kpi.programme.finance import BudgetLine, Grant, SubsidyBasis
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
    one approved by that day, and the forecast is drawn on it; without a day the latest of all, at the year's end.
    """
    budget = programme.budget(plan_year, on)
    outputs = tuple(
        OutputPicture(output.id, output.line, output.planned, delivered.get(output.id))
        for output in programme.outputs
        if output.plan_year == plan_year
    )
    year = programme.plan_year(plan_year)
    part = gone(year, on or year.ends)
    lines = tuple(_line(programme, line, spending, outputs, part) for line in (budget.lines if budget else ()))
    totals = _totals(programme, plan_year, lines, spending)
    financing = _financing(programme, plan_year, income)
    return BudgetPicture(
        plan_year=plan_year,
        lines=lines,
        totals=totals,
        unallocated_rows=spending.unallocated_rows if spending.known else None,
        unallocated=spending.unallocated if spending.known else None,
        outputs=outputs,
        financing=financing,
        subsidy=_subsidy(programme, plan_year, totals, financing, income),
        subsidy_planned=_planned(programme, plan_year),
        ended=on is not None and on > year.ends,
    )


def line_status(
    budget: Decimal | None,
    spend: Spend | None,
    ahead: Decimal,
    forecast: LineForecast | None,
    expected: Fraction | None,
) -> LineStatus:
    """Return the use of a line: more spending is never better. A commitment counts as soon as it is ordered.

    ``ahead``: the part of its budget that a line may have cost beyond what is ``expected`` by now. A line that is
    nearly used when it should be is within its budget.

    >>> line_status(Decimal(300), Spend(actual=Decimal(330)), Decimal("0.1"), None, None)
    <LineStatus.OVER_BUDGET: 'over_budget'>
    >>> line_status(Decimal(100), Spend(actual=Decimal(61)), Decimal("0.1"), None, Fraction(50))
    <LineStatus.ATTENTION: 'attention'>
    >>> line_status(Decimal(100), Spend(actual=Decimal(60), committed=Decimal(40)), Decimal("0.1"), None, Fraction(50))
    <LineStatus.WITHIN: 'within'>
    """
    used = spend.used if spend else None
    if spend is None or budget is None or used is None:
        return LineStatus.NO_DATA
    if used > budget:
        return LineStatus.OVER_BUDGET
    if spend.actual is None:
        return LineStatus.NO_DATA
    too_fast = expected is not None and Fraction(spend.actual) - expected > Fraction(ahead) * Fraction(budget)
    too_much = forecast is not None and forecast.median is not None and forecast.median > budget
    return LineStatus.ATTENTION if too_fast or too_much else LineStatus.WITHIN


def _line(
    programme: Programme, line: BudgetLine, spending: Spending, every: tuple[OutputPicture, ...], part: Fraction
) -> LinePicture:
    """A line on a day by which that ``part`` of the plan year has gone."""
    outputs = [output for output in every if output.line == line.id]
    spend = spending.on(line.id)
    share, forecast = expected_share(line, outputs, part), line_forecast(line, spend, outputs, part)
    expected = None if share is None else Fraction(line.amount) * share
    return _picture(programme, (line.id, line.title, line.amount), spend, forecast, expected)


def _totals(programme: Programme, plan_year: str, lines: tuple[LinePicture, ...], spending: Spending) -> LinePicture:
    """The sums of the lines; without lines the budget is the figure that the plan gives for the year, if any."""
    budget = sum((line.budget or Decimal(0) for line in lines), Decimal(0))
    spends = [spend for line in lines if (spend := spending.on(line.id))]
    forecasts = [line.forecast for line in lines if line.forecast]
    return _picture(
        programme,
        ("total", say("Total"), budget if lines else programme.plan_year(plan_year).budget),
        _sum(spends) if spends else spending.on(""),
        _forecasts(forecasts) if lines else None,
    )


def _sum(spends: Iterable[Spend]) -> Spend:
    return Spend(*map(_whole, zip(*map(astuple, spends), strict=True)))


def _whole(parts: Sequence[Decimal | None]) -> Decimal | None:
    """A sum; unknown as soon as one part is."""
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _forecasts(lines: Iterable[LineForecast]) -> LineForecast:
    """The sum of the lines' forecasts; unknown as they are, which they are all together."""
    booked, rest = zip(*((line.booked, line.rest) for line in lines), strict=True)
    return LineForecast("sum", _whole(booked), _whole(rest))


def _picture(
    programme: Programme,
    what: tuple[str, Said, Decimal | None],
    spend: Spend | None,
    forecast: LineForecast | None,
    expected: Fraction | None = None,
) -> LinePicture:
    line_id, title, budget = what
    ahead = 1 - programme.thresholds.budget_attention
    return LinePicture(
        id=line_id,
        title=title,
        budget=budget,
        **(asdict(spend) if spend else dict.fromkeys(SPENT)),
        remaining=_remaining(budget, spend),
        expected=expected,
        forecast=forecast,
        status=line_status(budget, spend, ahead, forecast, expected),
    )


def _remaining(budget: Decimal | None, spend: Spend | None) -> Decimal | None:
    """What is left of a budget; None where it isn't known what is invoiced or what is ordered."""
    if budget is None or spend is None or spend.actual is None or spend.committed is None:
        return None
    return budget - spend.actual - spend.committed


def _financing(programme: Programme, plan_year: str, income: Income) -> FinancingPicture:
    planned = programme.financing_of(plan_year)
    target = planned.cofinancing_planned if planned else None
    return FinancingPicture(
        target=target,
        pledged=income.pledged,
        invoiced=income.invoiced,
        received=income.received,
        in_kind=income.in_kind,
        organisations=income.organisations,
        average_pledged=_average(income),
        gap=None if target is None or income.received is None else max(Decimal(0), target - income.received),
    )


def _average(income: Income) -> Decimal | None:
    if income.pledged is None or not income.organisations:
        return None
    return rounded(Fraction(income.pledged) / income.organisations, CENTS)


def _subsidy(
    programme: Programme, plan_year: str, totals: LinePicture, financing: FinancingPicture, income: Income
) -> SubsidyPicture:
    """Return the subsidy that today's costs give under the grant's rule; without a grant the amount is unknown."""
    grant, received = programme.grant(plan_year), income.subsidy_received
    if grant is None:
        return SubsidyPicture(None, None, None, None, None, received, None, None, None)
    amount = granted(grant, totals.eligible, financing.received, programme.granted_amount(plan_year))
    return SubsidyPicture(
        basis=grant.basis,
        rate=grant.rate,
        cap=grant.cap,
        eligible_costs=totals.eligible,
        amount=amount,
        received=received,
        uncovered=uncovered(totals.actual, amount, financing.received),
        plan_gap=_plan_gap(programme, plan_year, totals.budget),
        share_of_costs=_share_of_costs(amount, totals.eligible),
    )


def _planned(programme: Programme, plan_year: str) -> Decimal | None:
    planned = programme.financing_of(plan_year)
    if planned is None:
        return None if programme.plan_year(plan_year).subsidised else Decimal(0)
    return planned.subsidy_asked


_NEEDS: dict[SubsidyBasis, Callable[[Decimal | None, Decimal | None, Decimal | None], bool]] = {
    "fixed": lambda eligible, contributions, budgeted: True,
    "percentage_capped": lambda eligible, contributions, budgeted: eligible is not None,
    "pro_rata": lambda eligible, contributions, budgeted: eligible is not None and bool(budgeted),
    "deficit_capped": lambda eligible, contributions, budgeted: eligible is not None and contributions is not None,
}
"""The figures that must be known before a rule gives an amount."""


def granted(
    grant: Grant, eligible: Decimal | None, contributions: Decimal | None, budgeted: Decimal | None
) -> Decimal | None:
    """The subsidy by the grant's rule; ``budgeted``: what it was given for, which a later budget doesn't change.

    None where the rule needs a figure that isn't known.
    """
    if not _NEEDS[grant.basis](eligible, contributions, budgeted):
        return None
    unused = Decimal(0)
    costs, other = unused if eligible is None else eligible, unused if contributions is None else contributions
    return subsidy_amount(grant.basis, grant.rate, grant.cap, costs, budgeted, other)


def uncovered(actual: Decimal | None, amount: Decimal | None, received: Decimal | None) -> Decimal | None:
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
