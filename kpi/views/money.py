"""The money of a plan year as tables: lines, outputs, contributions, and the split between subsidy and region."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.facts.reading import Reader
from kpi.facts.tallies import Stages, contributions_by_organisation
from kpi.language import Words
from kpi.money.model import BudgetPicture, LinePicture, LineStatus, OutputPicture
from kpi.notation import rounded
from kpi.programme.finance import Output
from kpi.programme.model import Programme
from kpi.views.figures import NO_DATA, choice_word, figure
from kpi.views.table import Table, table


def read(reader: Reader, programme: Programme, as_of: date, plan_year: str) -> tuple[Stages, ...]:
    """What each contributor pledged, was invoiced and paid for the plan year."""
    return contributions_by_organisation(reader, programme, plan_year, as_of)


def lines_table(money: BudgetPicture, programme: Programme, words: Words) -> Table:
    """The lines of the budget with what is ordered, invoiced, paid and left of each, and their totals."""
    budget = programme.budget(money.plan_year)
    numbers = {line.id: str(line.number) for line in budget.lines} if budget else {}
    headings = [
        words("No."),
        words("Budget line"),
        words("Budget"),
        words("Ordered, not yet invoiced"),
        words("Invoiced"),
        words("of which paid"),
        words("Remaining"),
        words("Status"),
    ]
    rows = [_line(line, numbers.get(line.id, ""), programme, words) for line in money.lines]
    total = _line(money.totals, "", programme, words)
    total[1] = words("Total")
    return table(headings, [*rows, total], figures=(0, 2, 3, 4, 5, 6), total=True)


def _line(line: LinePicture, number: str, programme: Programme, words: Words) -> list[str]:
    amounts = (line.budget, line.committed, line.actual, line.paid, line.remaining)
    return [
        number,
        line.title[words.language],
        *(_euro(amount, words) for amount in amounts),
        line_status(line.status, programme, words),
    ]


def line_status(status: LineStatus, programme: Programme, words: Words) -> str:
    """The status of a budget line in the programme's own words."""
    return programme.line_statuses[status].in_(words.language)


def outputs_table(money: BudgetPicture, programme: Programme, words: Words) -> Table:
    """What was promised for the plan year beside what was delivered; not measured is *no data*."""
    declared = {output.id: output for output in programme.outputs}
    headings = [words("Output"), words("Budget line"), words("Unit"), words("Planned"), words("Delivered")]
    headings.append(words("Still to deliver"))
    lines = {line.id: line.title[words.language] for line in money.lines}
    rows = [_output(output, declared[output.id], lines, words) for output in money.outputs]
    return table(headings, rows, figures=(3, 4, 5))


def _output(output: OutputPicture, declared: Output, lines: dict[str, str], words: Words) -> list[str]:
    left = None if output.delivered is None else max(output.planned - output.delivered, Decimal(0))
    amounts = (output.planned, output.delivered, left)
    shown = [words(NO_DATA) if n is None else words.number(n) for n in amounts]
    line = lines.get(output.line, output.line)
    return [declared.title.in_(words.language), line, declared.unit.in_(words.language), *shown]


def contributions_table(found: tuple[Stages, ...], programme: Programme, words: Words) -> Table:
    """Every contributor with its form and its amounts by stage; a dash where nothing is recorded by that day."""
    headings = [words("Organisation"), words("Form"), words("Pledged"), words("Invoiced"), words("Received")]
    rows = [
        [
            stages.organisation,
            choice_word(programme, "contribution_form", stages.form, words),
            *(words.money(amount, cents=True) for amount in (stages.pledged, stages.invoiced, stages.received)),
        ]
        for stages in found
    ]
    return table(headings, rows, figures=(2, 3, 4))


def contributions_sentence(found: tuple[Stages, ...], words: Words) -> str:
    """What all contributors together pledged, were invoiced and paid, in cash and in kind."""
    sums = [_sum([getattr(s, stage) for s in found]) for stage in ("pledged", "invoiced", "received")]
    pledged, invoiced, received = (figure(words, amount, "euro") for amount in sums)
    return words.plural(
        "{n} contribution, in cash or in kind: {pledged} pledged, {invoiced} invoiced, {received} received.",
        "{n} contributions, in cash and in kind: {pledged} pledged, {invoiced} invoiced, {received} received together.",
        len(found),
        pledged=pledged,
        invoiced=invoiced,
        received=received,
    )


def _sum(amounts: list[Fraction | None]) -> Fraction | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None


@dataclass(frozen=True, slots=True)
class Part:
    """One payer's part of the costs: what the plan asks of it, and what it gives or gave."""

    name: str
    planned: Decimal | None
    now: Decimal | None


def split_parts(money: BudgetPicture, words: Words) -> tuple[Part, ...]:
    """How the costs are shared between the province and the region, as planned and as it is."""
    asked = None if money.subsidy.cap is None else money.subsidy.cap
    return (
        Part(words("Subsidy of the province"), asked, money.subsidy.amount),
        Part(words("Co-financing from the region"), money.financing.target, money.financing.received),
    )


def split_table(money: BudgetPicture, words: Words) -> Table:
    """The parts in euro and as shares, as the plan has it and as it is now."""
    parts = split_parts(money, words)
    planned, now = _total([p.planned for p in parts]), _total([p.now for p in parts])
    headings = [words("Who pays"), words("In the plan"), words("Share"), words("At today's costs"), words("Share")]
    rows = [
        [p.name, _euro(p.planned, words), _of(p.planned, planned, words), _euro(p.now, words), _of(p.now, now, words)]
        for p in parts
    ]
    return table(headings, rows, figures=(1, 2, 3, 4))


def _total(amounts: list[Decimal | None]) -> Decimal | None:
    return None if any(a is None for a in amounts) else sum((a for a in amounts if a is not None), Decimal(0))


def _of(part: Decimal | None, whole: Decimal | None, words: Words) -> str:
    return words.share(Fraction(part) / Fraction(whole)) if part is not None and whole else "–"


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


def _euro(amount: Decimal | Fraction | None, words: Words) -> str:
    return words(NO_DATA) if amount is None else words.money(amount, cents=True)
