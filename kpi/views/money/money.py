"""The money of a plan year in sentences, and what was promised for it beside what was delivered."""

from decimal import Decimal

from kpi.language import Words
from kpi.money.sums import BudgetPicture, OutputPicture
from kpi.notation import rounded
from kpi.programme.plan import Output, Programme
from kpi.views.table import Table, table
from kpi.views.value_words import NO_DATA


def outputs_table(money: BudgetPicture, programme: Programme, words: Words) -> Table:
    """What was promised for the plan year beside what was delivered; not measured is *no data*."""
    declared = {output.id: output for output in programme.outputs}
    headings = [words("Output"), words("Budget line"), words("Unit"), words("Planned"), words("Delivered")]
    headings.append(words("Still to deliver"))
    lines = {line.id: words.say(line.title) for line in money.lines}
    rows = [_output(output, declared[output.id], lines, words) for output in money.outputs]
    return table(headings, rows, figures=(3, 4, 5))


def _output(output: OutputPicture, declared: Output, lines: dict[str, str], words: Words) -> list[str]:
    left = None if output.delivered is None else max(output.planned - output.delivered, Decimal(0))
    amounts = (output.planned, output.delivered, left)
    shown = [words(NO_DATA) if n is None else words.number(n) for n in amounts]
    line = lines.get(output.line, output.line)
    return [declared.title.in_(words.language), line, declared.unit.in_(words.language), *shown]


def gap_sentence(money: BudgetPicture, words: Words) -> str:
    """What the plan itself leaves open, said plainly; empty when it closes or says nothing."""
    gap = money.subsidy.plan_gap
    if gap is None or gap == 0:
        return ""
    if gap > 0:
        return words(
            "The plan does not close: the budget of {budget} is {gap} more than the subsidy asked "
            "and the co-financing planned together.",
            budget=words.money(money.totals.budget),
            gap=words.money(gap),
        )
    return words(
        "The plan brings in {gap} more than its budget of {budget}.",
        budget=words.money(money.totals.budget),
        gap=words.money(-gap),
    )


def subsidy_sentence(money: BudgetPicture, words: Words) -> str:
    """What today's costs give in subsidy, and what stays uncovered; says so when there is no grant or no cost known."""
    grant = money.subsidy
    if grant.cap is None:
        return words("There is no subsidy for {plan_year} in the plan.", plan_year=money.plan_year)
    if grant.amount is None:
        return words(
            "No costs are known yet, so there is no subsidy to work out; at most {cap} is asked.",
            cap=words.money(grant.cap),
        )
    first = words(
        "Today's costs give {amount} of subsidy, of the {cap} asked ({rate} of {costs} eligible costs).",
        amount=words.money(rounded(grant.amount, 0), cents=False),
        cap=words.money(grant.cap),
        rate=words.share(grant.rate),
        costs=words.money(grant.eligible_costs, cents=False),
    )
    if grant.uncovered is None:
        return first
    return (
        first
        + " "
        + words(
            "Not covered by subsidy and what has come in: {amount}.", amount=words.money(grant.uncovered, cents=False)
        )
    )


def unallocated_sentence(money: BudgetPicture, words: Words) -> str:
    """Expenses that belong to no line of the budget; empty when there are none."""
    if not money.unallocated_rows:
        return ""
    return words.plural(
        "{n} expense of {amount} has no plan year or no line of this budget; it is in none of these figures.",
        "{n} expenses of {amount} together have no plan year or no line of this budget; "
        "they are in none of these figures.",
        money.unallocated_rows,
        amount=words.money(money.unallocated),
    )


def money_headline(money: BudgetPicture, words: Words) -> str:
    """The state of the money in one sentence."""
    line = money.totals
    if line.budget is None:
        return words("The plan gives no budget for {plan_year}.", plan_year=money.plan_year)
    if line.actual is None or line.remaining is None:
        return words(
            "No expenses have been read in yet; the budget for {plan_year} is {budget}.",
            plan_year=money.plan_year,
            budget=words.money(line.budget),
        )
    return words(
        "Of the {budget} for {plan_year}, {actual} is invoiced and {committed} ordered; {remaining} is still free.",
        budget=words.money(line.budget),
        plan_year=money.plan_year,
        actual=words.money(line.actual, cents=False),
        committed=words.money(line.committed, cents=False),
        remaining=words.money(line.remaining, cents=False),
    )
