"""Checks of budgets and financing: sums that agree to the cent, and plan years and lines that exist.

That the plan's financing doesn't cover its budget is no fault of the file: it is a finding of the plan.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from math import prod

from kpi.language import N_
from kpi.programme.finance import Budget, BudgetLine
from kpi.programme.lints.finding import ProgrammeFinding, entry_name
from kpi.programme.lints.named_values import unknown
from kpi.programme.plan import Programme
from kpi.sentences import say

DIFFERENT_SUM = N_("This says {given}, but what it consists of adds up to {sum}.")
UNKNOWN_PLAN_YEAR = N_("There is no plan year {given}.")
MORE_THAN_IT_COSTS = N_("{given} is more than the whole budget of {plan_year}, {budget}.")
UNKNOWN_LINE = N_("There is no budget line {given} in that plan year.")


def sums(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Factors make a part, parts a line, lines a budget, and the plan years' round figures the plan's total."""
    for budget in programme.budgets:
        yield from _budget_sums(f"budgets.{entry_name(budget)}", budget)
    years = [year.budget for year in programme.plan_years if year.budget is not None]
    if programme.total_budget is not None:
        yield from _equal("total_budget", programme.total_budget, sum(years, Decimal(0)))


def versions(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A later budget of a plan year keeps the lines of the one before it, in their order: accounts follow them."""
    for year in {budget.plan_year for budget in programme.budgets}:
        for earlier, later in pairwise(programme.budget_versions(year)):
            before, after = ([line.id for line in budget.lines] for budget in (earlier, later))
            if after[: len(before)] != before:
                key = f"budgets.{entry_name(later)}.lines"
                yield ProgrammeFinding(
                    key, say("A later budget keeps the lines of the one before it; new ones come after them.")
                )


def _budget_sums(key: str, budget: Budget) -> Iterator[ProgrammeFinding]:
    yield from _equal(f"{key}.total", budget.total, sum((line.amount for line in budget.lines), Decimal(0)))
    for number, line in enumerate(budget.lines, start=1):
        place = f"{key}.lines.{line.id}"
        if line.number != number:
            yield ProgrammeFinding(
                f"{place}.number", say("Lines are numbered in order: {number} is expected.", number=number)
            )
        yield from _line_sums(place, line)


def _line_sums(key: str, line: BudgetLine) -> Iterator[ProgrammeFinding]:
    if line.parts:
        yield from _equal(f"{key}.amount", line.amount, sum((part.amount for part in line.parts), Decimal(0)))
    for number, part in enumerate(line.parts):
        if part.calculation:
            yield from _equal(
                f"{key}.parts[{number}].calculation", part.amount, prod(part.calculation, start=Decimal(1))
            )


def _equal(key: str, given: Decimal, total: Decimal) -> Iterator[ProgrammeFinding]:
    if given != total:
        yield ProgrammeFinding(key, say(DIFFERENT_SUM, given=given, sum=total))


def ways_of_spending(programme: Programme) -> Iterator[ProgrammeFinding]:
    """What is spent by output has one to count by."""
    counted = {(output.plan_year, output.line) for output in programme.outputs}
    for budget in programme.budgets:
        for line in budget.lines:
            if line.spent == "per_output" and (budget.plan_year, line.id) not in counted:
                key = f"budgets.{entry_name(budget)}.lines.{line.id}.spent"
                yield ProgrammeFinding(key, say("A line that is spent by output needs an output that names it."))


def overpaid(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Neither the subsidy nor the members are to pay more than the whole plan year costs, as the file budgets it.

    A budget that is set later may be smaller than what was asked for: the grant stays what it was given for.
    """
    known = {year.id for year in programme.plan_years}
    for each in programme.financing:
        budget = programme.granted_amount(each.plan_year) if each.plan_year in known else None
        for name in ("subsidy_asked", "cofinancing_planned"):
            amount = getattr(each, name)
            if budget and amount and amount > budget:
                more = say(MORE_THAN_IT_COSTS, given=amount, budget=budget, plan_year=each.plan_year)
                yield ProgrammeFinding(f"financing.{entry_name(each)}.{name}", more)


def references(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Plan years and budget lines that are named exist."""
    yield from _plan_years(programme)
    for output in programme.outputs:
        budget = programme.budget(output.plan_year)
        lines = [line.id for line in budget.lines] if budget else []
        if output.line not in lines:
            yield unknown(f"outputs.{output.id}.line", say(UNKNOWN_LINE, given=output.line), output.line, lines)
    known = programme.line_ids()
    for number, activity in enumerate(programme.planned_activities):
        if activity.budget_line is not None and activity.budget_line not in known:
            key = f"planned_activities[{number}].budget_line"
            missing = say("There is no budget line {given}.", given=activity.budget_line)
            yield unknown(key, missing, activity.budget_line, known)


def _plan_years(programme: Programme) -> Iterator[ProgrammeFinding]:
    known = {year.id for year in programme.plan_years}
    named = [
        *((f"budgets.{entry_name(budget)}", budget.plan_year) for budget in programme.budgets),
        *((f"outputs.{output.id}", output.plan_year) for output in programme.outputs),
        *((f"financing.{entry_name(each)}", each.plan_year) for each in programme.financing),
        *((f"grants.{entry_name(grant)}", grant.plan_year) for grant in programme.grants),
        *((f"early_adopters.{entry_name(adopter)}", adopter.plan_year) for adopter in programme.early_adopters),
    ]
    for key, plan_year in named:
        if plan_year not in known:
            yield unknown(f"{key}.plan_year", say(UNKNOWN_PLAN_YEAR, given=plan_year), plan_year, known)
