"""Checks of the subsidy and of what is delivered for it: amounts that can come about, within the right days."""

from collections.abc import Iterator
from decimal import Decimal

from kpi.language import N_
from kpi.programme.finance import Grant
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.ordered_days import at_most_years, ordered
from kpi.programme.measure import PLAN_YEAR, Measure
from kpi.programme.plan import Output, Programme
from kpi.sentences import say

UNSUBSIDISED = N_("The plan year {plan_year} has subsidised = false; set it to true, or leave the grant out.")
NO_RATE = N_("With {basis} the subsidy is a part of the costs; a rate of 0 gives nothing.")
TOO_MUCH_AHEAD = N_("The advances add up to {sum}, more than the subsidy can be ({cap}).")
NOTHING_TO_DIVIDE_BY = N_("pro_rata divides by the budget; give the plan year {plan_year} one.")
OTHER_DAYS = N_("From {first} to {last} there is no day of the plan year {plan_year}.")
NOT_BY_PLAN_YEAR = N_(
    "What is delivered counts for one plan year: use the window plan_year, or a condition on the field plan_year with "
    "equals = “$plan_year”."
)
OF_COSTS = ("percentage_capped",)
"""The bases by which the subsidy is the rate of the costs."""


def grants(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A grant is for a subsidised year that its days touch; its amounts can come about."""
    years = {year.id: year for year in programme.plan_years}
    for grant in programme.grants:
        key, year = f"grants.{grant.plan_year}", years.get(grant.plan_year)
        first, last = grant.period_from, grant.period_until
        if first and last:
            yield from ordered(f"{key}.period_until", first, last)
        yield from _amounts(key, grant)
        yield from _budget(key, programme, grant)
        if year is None:
            continue
        if grant.basis == "pro_rata" and not programme.granted_amount(year.id):
            yield ProgrammeFinding(f"{key}.basis", say(NOTHING_TO_DIVIDE_BY, plan_year=year.id))
        if not year.subsidised:
            yield ProgrammeFinding(f"{key}.plan_year", say(UNSUBSIDISED, plan_year=year.id))
        begins, ends = first or year.starts, last or year.ends
        if begins <= ends and (ends < year.starts or year.ends < begins):
            days = {"first": begins.isoformat(), "last": ends.isoformat()}
            yield ProgrammeFinding(f"{key}.period_from", say(OTHER_DAYS, plan_year=year.id, **days))
        if grant.deadline:
            yield from ordered(f"{key}.deadline", ends, grant.deadline)
            yield from at_most_years(f"{key}.deadline", ends, grant.deadline, 2)


def _amounts(key: str, grant: Grant) -> Iterator[ProgrammeFinding]:
    if grant.basis in OF_COSTS and not grant.rate:
        yield ProgrammeFinding(f"{key}.rate", say(NO_RATE, basis=grant.basis))
    ahead = sum((advance.amount for advance in grant.advances), Decimal(0))
    if ahead > grant.cap:
        yield ProgrammeFinding(f"{key}.advances", say(TOO_MUCH_AHEAD, sum=ahead, cap=grant.cap))


def _budget(key: str, programme: Programme, grant: Grant) -> Iterator[ProgrammeFinding]:
    """The budget that a changed decision names exists."""
    versions = programme.budget_versions(grant.plan_year)
    named = grant.budget_approved_on
    if named and named not in {budget.approved_on for budget in versions}:
        nothing = say("No budget of {plan_year} was approved on that day.", plan_year=grant.plan_year)
        yield ProgrammeFinding(f"{key}.budget_approved_on", nothing)


def outputs(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Something is to be delivered, and what was is counted within its plan year."""
    for output in programme.outputs:
        key = f"outputs.{output.id}"
        if not output.planned:
            yield ProgrammeFinding(f"{key}.planned", say("Nothing would be delivered; say how much is planned."))
        yield from _by_plan_year(f"{key}.measure", output)


def _by_plan_year(key: str, output: Output) -> Iterator[ProgrammeFinding]:
    measure: Measure = output.measure
    for part in ("numerator", "denominator"):
        for number, term in enumerate(getattr(measure, part)):
            asked = any(condition.equals == PLAN_YEAR for condition in term.where)
            if term.window.kind != "plan_year" and not asked:
                yield ProgrammeFinding(f"{key}.{part}[{number}].window.kind", say(NOT_BY_PLAN_YEAR))
