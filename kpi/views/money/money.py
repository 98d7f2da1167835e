"""The money of a plan year in sentences, its cover by the subsidy, and its outputs, planned and delivered."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from kpi.charts.bullets import MoneyBar, Stage
from kpi.money.outlook import contributors_short, to_come_in, to_pledge
from kpi.money.sums import BudgetPicture, OutputPicture
from kpi.programme.plan import Output, Programme
from kpi.sentences import Said, listed, say
from kpi.views.promised.grant import BASES
from kpi.views.results.overview import budget_cents, cofinancing_cents
from kpi.views.table import Table, headings, table
from kpi.views.value_words import NO_DATA, bare, cents_to_tie, recorded


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
    """The subsidy on today's costs and the part that stays uncovered; or why there is none to work out."""
    grant = money.subsidy
    if grant.cap is None:
        return listed((_without_rule(money), _banked(grant.received)), " ")
    if grant.amount is None:
        return say(
            "No costs are known yet, so there is no subsidy to work out; at most {cap} is asked.",
            cap=say.money(grant.cap),
        )
    first = say(
        "Today's costs give {amount} of subsidy, of the {cap} asked ({rate} of {costs} eligible costs).",
        amount=bare(grant.amount, "euro", _cents(money)),
        cap=say.money(grant.cap),
        rate=say.share(grant.rate),
        costs=bare(grant.eligible_costs, "euro", _cents(money)),
    )
    if grant.uncovered is None:
        return first
    uncovered = bare(grant.uncovered, "euro", _cents(money))
    return listed((first, say("Not covered by subsidy and what has come in: {amount}.", amount=uncovered)), " ")


def _without_rule(money: BudgetPicture) -> Said:
    """What is known of the subsidy of a year of which no rule is set: not known, planned and none are three things."""
    planned = money.subsidy_planned
    if planned is None:
        return say("The plan names no amount of subsidy for {plan_year}.", plan_year=money.plan_year)
    if not planned:
        return say("The plan asks no subsidy for {plan_year}.", plan_year=money.plan_year)
    return say(
        "The plan has {planned} of subsidy for {plan_year}; its rule isn't set yet, so nothing can be worked out.",
        planned=say.money(planned),
        plan_year=money.plan_year,
    )


def _banked(received: Decimal | None) -> Said:
    return say("Received: {amount}.", amount=say.money(received)) if received else ""


def unallocated_sentence(money: BudgetPicture) -> Said:
    """Expenses that belong to no line of the budget, to be said before any figure; empty when there are none."""
    if not money.unallocated_rows:
        return ""
    return say.plural(
        "{n} expense of {amount} has no plan year or no line of this budget, and isn't counted below.",
        "{n} expenses of {amount} together have no plan year or no line of this budget, and aren't counted below.",
        money.unallocated_rows,
        amount=say.money(money.unallocated),
    )


def money_headline(money: BudgetPicture) -> Said:
    """The state of the money in one sentence."""
    line = money.totals
    if line.budget is None:
        return say("The plan gives no budget for {plan_year}.", plan_year=money.plan_year)
    if money.unallocated is None:
        return say(
            "No expenses have been read in yet; the budget for {plan_year} is {budget}.",
            plan_year=money.plan_year,
            budget=say.money(line.budget),
        )
    if line.remaining is None:
        return say(
            "Of the {budget} for {plan_year}: invoiced {actual}, ordered {committed}; so what is left isn't known.",
            budget=say.money(line.budget),
            plan_year=money.plan_year,
            actual=recorded(line.actual),
            committed=recorded(line.committed),
        )
    cents = budget_cents(money)
    return say(
        "Of the {budget} for {plan_year}, {actual} is invoiced and {committed} ordered; {remaining} is still free.",
        budget=say.money(line.budget),
        plan_year=money.plan_year,
        actual=say.money(line.actual, cents=cents),
        committed=say.money(line.committed, cents=cents),
        remaining=say.money(line.remaining, cents=cents),
    )


def cover_bar(money: BudgetPicture) -> MoneyBar | None:
    """Today's costs: what the subsidy covers, what has come in from the region, what is left; None when unknown."""
    costs, amount, received = money.totals.actual, money.subsidy.amount, money.financing.received
    if costs is None or amount is None or received is None:
        return None
    region = min(received, max(costs - amount, Decimal(0)))
    stages = (
        Stage(Fraction(amount), "primary"),
        Stage(Fraction(region), "middle"),
        Stage(max(Fraction(costs - amount - region), Fraction(0)), "attention"),
    )
    return MoneyBar(stages, Fraction(max(costs, amount)), Fraction(costs), None)


def cover_words(money: BudgetPicture) -> Said:
    """The parts of the bar, in its order; empty where there is no bar."""
    if cover_bar(money) is None:
        return ""
    cents = _cents(money)
    return say(
        "subsidy {amount} · from the region {received} · without cover {uncovered}",
        amount=bare(money.subsidy.amount, "euro", cents),
        received=bare(money.financing.received, "euro", cents),
        uncovered=bare(money.subsidy.uncovered, "euro", cents),
    )


def _cents(money: BudgetPicture) -> bool:
    """Whether the cover needs its cents: costs are what the subsidy, what came in and nobody pays, all together."""
    grant = money.subsidy
    parts = (money.totals.actual, grant.amount, money.financing.received, grant.uncovered)
    return bool(grant.uncovered) and cents_to_tie(parts)


def short_sentence(money: BudgetPicture) -> Said:
    """What is short of the plan, in euro and in contributors at today's average; apart from it what is to come in.

    What is pledged isn't short, though it hasn't come in yet.
    """
    got, missing, open_ = money.financing, to_pledge(money.financing), to_come_in(money.financing)
    if got.target is None or got.gap is None:
        return ""
    if got.gap == 0:
        return say("The region has brought in the {target} that the plan asks.", target=say.money(got.target))
    if missing is None or open_ is None:
        return say(
            "Of the {target} that the plan asks from the region {amount} hasn't come in; pledges are not recorded.",
            target=say.money(got.target),
            amount=say.money(got.gap, cents=cofinancing_cents(got)),
        )
    cents = cofinancing_cents(got)
    target, amount, short = say.money(got.target), say.money(missing, cents=cents), contributors_short(got)
    if not missing:
        first: Said = say("The region has pledged the {target} that the plan asks.", target=target)
    elif not short:
        first = say(
            "Of the {target} that the plan asks from the region {amount} is short.", target=target, amount=amount
        )
    else:
        first = say.plural(
            "Of the {target} that the plan asks from the region {amount} is short: "
            "{n} more contributor at today's average of {average}.",
            "Of the {target} that the plan asks from the region {amount} is short: "
            "{n} more contributors at today's average of {average}.",
            short,
            target=target,
            amount=amount,
            average=say.money(got.average_pledged, cents=False),
        )
    still = say("{amount} is pledged and hasn't come in yet.", amount=say.money(open_, cents=cents)) if open_ else ""
    return listed((first, still), " ")


def cover_table(money: BudgetPicture) -> Table:
    """The figures behind the cover: the rule of the grant, the costs it counts, and what comes out.

    What isn't known has a dash; without a rule only what is known is shown.
    """
    grant, cents = money.subsidy, _cents(money)
    whole = False
    amounts: list[tuple[Said, Decimal | None, bool]] = [
        (say("At most"), grant.cap, whole),
        (say("Costs invoiced"), money.totals.actual, cents),
        (say("of which eligible"), grant.eligible_costs, cents),
        (say("Subsidy at today's costs"), grant.amount, cents),
        (say("Subsidy banked"), grant.received, cents),
        (say("Co-financing received"), money.financing.received, cents),
        (say("Pledged in kind, beside it"), money.financing.in_kind, whole),
        (say("Costs without cover"), grant.uncovered, cents),
    ]
    rows: list[tuple[Said, Said]] = [(name, say.money(amount, cents=exact)) for name, amount, exact in amounts]
    if grant.basis:
        rule = [(say("Rule of the grant"), say(BASES[grant.basis])), (say("Share"), say.share(grant.rate))]
        rows = [*rule, *rows]
    else:
        rows = [row for row, (_, amount, _) in zip(rows, amounts, strict=True) if amount is not None]
    return table({"name": "", "amount": say("Amount")}, rows, ("amount",))
