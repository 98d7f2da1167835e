"""The money of a plan year in sentences, and its outputs, planned and delivered."""

from collections.abc import Mapping
from decimal import Decimal

from kpi.money.sums import BudgetPicture, OutputPicture
from kpi.notation import rounded
from kpi.programme.plan import Output, Programme
from kpi.sentences import Said, listed, say
from kpi.views.table import Table, headings, table
from kpi.views.value_words import NO_DATA


def outputs_table(money: BudgetPicture, programme: Programme) -> Table:
    """The outputs of the plan year: planned, delivered and left; not measured is *no data*."""
    declared = {output.id: output for output in programme.outputs}
    figures = headings("Planned", "Delivered", "Still to deliver")
    lines = {line.id: line.title for line in money.lines}
    rows = [_output(output, declared[output.id], lines) for output in money.outputs]
    return table({**headings("Output", "Budget line", "Unit"), **figures}, rows, figures)


def _output(output: OutputPicture, declared: Output, lines: Mapping[str, Said]) -> list[Said]:
    left = None if output.delivered is None else max(output.planned - output.delivered, Decimal(0))
    amounts = (output.planned, output.delivered, left)
    shown = [say(NO_DATA) if n is None else say.number(n) for n in amounts]
    line = lines.get(output.line, output.line)
    return [declared.title, line, declared.unit, *shown]


def gap_sentence(money: BudgetPicture) -> Said:
    """The gap between the plan's own budget and its cover; empty when it closes or isn't known."""
    gap = money.subsidy.plan_gap
    if gap is None or gap == 0:
        return ""
    if gap > 0:
        return say(
            "The plan does not close: the budget of {budget} is {gap} more than the subsidy asked "
            "and the co-financing planned together.",
            budget=say.money(money.totals.budget),
            gap=say.money(gap),
        )
    return say(
        "The plan brings in {gap} more than its budget of {budget}.",
        budget=say.money(money.totals.budget),
        gap=say.money(-gap),
    )


def subsidy_sentence(money: BudgetPicture) -> Said:
    """The subsidy on today's costs and the part that stays uncovered; or that no grant or no cost is known."""
    grant = money.subsidy
    if grant.cap is None:
        return say("There is no subsidy for {plan_year} in the plan.", plan_year=money.plan_year)
    if grant.amount is None:
        return say(
            "No costs are known yet, so there is no subsidy to work out; at most {cap} is asked.",
            cap=say.money(grant.cap),
        )
    first = say(
        "Today's costs give {amount} of subsidy, of the {cap} asked ({rate} of {costs} eligible costs).",
        amount=say.money(rounded(grant.amount, 0), cents=False),
        cap=say.money(grant.cap),
        rate=say.share(grant.rate),
        costs=say.money(grant.eligible_costs, cents=False),
    )
    if grant.uncovered is None:
        return first
    uncovered = say.money(grant.uncovered, cents=False)
    return listed((first, say("Not covered by subsidy and what has come in: {amount}.", amount=uncovered)), " ")


def unallocated_sentence(money: BudgetPicture) -> Said:
    """Expenses that belong to no line of the budget; empty when there are none."""
    if not money.unallocated_rows:
        return ""
    return say.plural(
        "{n} expense of {amount} has no plan year or no line of this budget; it is in none of these figures.",
        "{n} expenses of {amount} together have no plan year or no line of this budget; "
        "they are in none of these figures.",
        money.unallocated_rows,
        amount=say.money(money.unallocated),
    )


def money_headline(money: BudgetPicture) -> Said:
    """The state of the money in one sentence."""
    line = money.totals
    if line.budget is None:
        return say("The plan gives no budget for {plan_year}.", plan_year=money.plan_year)
    if line.actual is None or line.remaining is None:
        return say(
            "No expenses have been read in yet; the budget for {plan_year} is {budget}.",
            plan_year=money.plan_year,
            budget=say.money(line.budget),
        )
    return say(
        "Of the {budget} for {plan_year}, {actual} is invoiced and {committed} ordered; {remaining} is still free.",
        budget=say.money(line.budget),
        plan_year=money.plan_year,
        actual=say.money(line.actual, cents=False),
        committed=say.money(line.committed, cents=False),
        remaining=say.money(line.remaining, cents=False),
    )
