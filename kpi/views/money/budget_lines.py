"""A plan year's budget line by line: use so far, use that its way of spending expects, and the prognosis."""

from decimal import Decimal
from fractions import Fraction

from kpi.charts.bars import WaterfallStep
from kpi.language import N_, Said
from kpi.money.sums import BudgetPicture, LineForecast, LinePicture, LineStatus
from kpi.programme.plan import Programme
from kpi.sentences import listed, say
from kpi.views.results.overview import budget_cents
from kpi.views.table import RowName, Table, headings, table
from kpi.views.value_words import Amount, cents_to_tie

UNSAID = {"once": N_("once"), "as_ordered": N_("as ordered")}
"""Ways of spending that expect nothing by a day."""


def lines_table(money: BudgetPicture, programme: Programme, *, cents: bool = False) -> Table:
    """The lines with their totals: budget, invoiced, paid, ordered, left, expected by now and prognosis.

    In whole euro where all sums tie so. A status that isn't *within budget* stands beside the name of its line: a
    column of its own would not fit on A4.
    """
    figures = headings("Budget", "Invoiced", "of which paid", "Ordered", "Remaining", "Expected by now", "Prognosis")
    cents = cents or cents_to_tie(*_sums(money))
    rows = [_row(line, programme, cents) for line in (*money.lines, money.totals)]
    return table({**headings("Budget line"), **figures}, rows, figures, total=True)


def _amounts(line: LinePicture) -> tuple[Amount, ...]:
    return line.budget, line.actual, line.paid, line.committed, line.remaining, line.expected, line.outcome


def _sums(money: BudgetPicture) -> list[tuple[Amount, ...]]:
    """What ties: a budget is what is invoiced, ordered and left of it; the totals are the sums of the lines."""
    parts = [(line.budget, line.actual, line.committed, line.remaining) for line in (*money.lines, money.totals)]
    return [*parts, *zip(*map(_amounts, (money.totals, *money.lines)), strict=True)]


def _row(line: LinePicture, programme: Programme, cents: bool) -> list[Said]:
    shown: list[Said] = [say.money(amount, cents=cents) for amount in _amounts(line)]
    if line.expected is None and line.forecast and line.forecast.method in UNSAID:
        shown[-2] = say(UNSAID[line.forecast.method])
    name: Said = line.title
    if line.status not in {LineStatus.WITHIN, LineStatus.NO_DATA}:
        name = RowName(name, programme.line_statuses[line.status])
    return [name, *shown]


def steps(money: BudgetPicture) -> tuple[WaterfallStep, ...]:
    """From the budget, line by line in the plan's order, to what is left, where that is known.

    Empty while no expense is known.
    """
    budget, left = money.totals.budget, money.totals.remaining
    if budget is None or money.unallocated is None or not money.lines:
        return ()
    cents = budget_cents(money)
    waterfall = [
        WaterfallStep(say("Budget"), Fraction(0), ((Fraction(budget), "quiet"),), say.money(budget, cents=cents))
    ]
    start = Fraction(budget)
    for line in money.lines:
        pieces = _pieces(line)
        start -= _sum(pieces)
        waterfall.append(WaterfallStep(line.title, start, pieces, _label(line, cents)))
    return (*waterfall, *(() if left is None else (_left(left, cents),)))


def no_steps(money: BudgetPicture) -> Said:
    """The reason that there is no waterfall."""
    if money.lines:
        return say(
            "No expense of {plan_year} is known yet; once there is one, this shows it.", plan_year=money.plan_year
        )
    return say("The lines of {plan_year} aren't planned yet.", plan_year=money.plan_year)


def _pieces(line: LinePicture) -> tuple[tuple[Fraction, str], ...]:
    """Ordered at the far end, invoiced beside it; what isn't known isn't drawn."""
    stages = ((line.committed, "light"), (line.actual, "primary"))
    return tuple((Fraction(amount), colour) for amount, colour in stages if amount is not None)


def _sum(pieces: tuple[tuple[Fraction, str], ...]) -> Fraction:
    return sum((amount for amount, _ in pieces), Fraction(0))


def _left(left: Decimal, cents: bool) -> WaterfallStep:
    colour = "good" if left >= 0 else "bad"
    return WaterfallStep(
        say("Left"), Fraction(min(left, Decimal(0))), ((Fraction(abs(left)), colour),), say.money(left, cents=cents)
    )


def _label(line: LinePicture, cents: bool) -> Said:
    used = _sum(_pieces(line))
    amount = say.money(used, cents=cents)
    if line.status is LineStatus.OVER_BUDGET and line.budget is not None:
        over = say.money(used - Fraction(line.budget), cents=cents)
        return say("{used}, {over} over", used=amount, over=over)
    return amount


def steps_title(money: BudgetPicture) -> Said:
    """The title of the waterfall, with the budget and the amount left."""
    left = money.totals.remaining
    if left is None:
        used = sum((_sum(_pieces(line)) for line in money.lines), Fraction(0))
        return say(
            "The {budget} of the budget, line by line: {used} of it is used as far as recorded",
            budget=say.money(money.totals.budget),
            used=say.money(used, cents=budget_cents(money)),
        )
    if left < 0:
        return say(
            "{over} more is used and ordered than the budget of {budget}",
            over=say.money(-left, cents=budget_cents(money)),
            budget=say.money(money.totals.budget),
        )
    shown = say.money(left, cents=budget_cents(money))
    return say("Of {budget} {left} is still free", budget=say.money(money.totals.budget), left=shown)


def steps_table(waterfall: tuple[WaterfallStep, ...]) -> Table:
    """The waterfall as a table."""
    return table(headings("Step", "Amount"), [[step.name, step.label] for step in waterfall], ("amount",))


def outlook_sentence(money: BudgetPicture) -> Said:
    """The prognosis of the whole year against its budget, and what it rests on.

    Empty while there is none: also while all that was spent stands on no line, since a year of € 0 would be untrue.
    """
    budget, drawn, lost = money.totals.budget, money.totals.forecast, money.unallocated_rows
    if drawn is None or budget is None or drawn.median is None or (lost and not drawn.median):
        return ""
    without = say("What has no line isn't in it: {amount}.", amount=say.money(money.unallocated)) if lost else ""
    orders = "" if money.totals.committed is not None else say("Orders are not recorded, and so aren't in it.")
    return listed((_outlook(budget, drawn.median, drawn, bool(orders)), orders, without), " ")


def _outlook(budget: Decimal, median: Decimal, drawn: LineForecast, invoiced: bool) -> Said:
    """The prognosis beside the budget; ``invoiced``: it rests on what is invoiced alone."""
    apart = abs(budget - median)
    row = (budget, median, apart) if budget >= median else (median, budget, apart)
    cents = cents_to_tie(row, (median, drawn.booked, drawn.rest))
    values: dict[str, Said] = {
        "what": say("invoiced") if invoiced else say("invoiced and ordered"),
        "amount": say.money(median, cents=cents),
        "booked": say.money(drawn.booked, cents=cents),
        "rest": say.money(drawn.rest, cents=cents),
        "apart": say.money(apart, cents=cents),
    }
    if not drawn.rest:
        first = say("The year ends at {amount}, {what}", **values)
    else:
        first = say(
            "The year is expected to end at {amount}: {booked} is {what}, and nothing speaks against "
            "spending {rest} of the rest of the budget",
            **values,
        )
    if not apart:
        return say("{first}; just as budgeted.", first=first)
    if median > budget:
        return say("{first}; that is {apart} over the budget.", first=first, **values)
    return say("{first}; that is {apart} under the budget.", first=first, **values)
