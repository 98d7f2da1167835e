"""A plan year's budget line by line: use so far, use at an even pace, and the prognosis."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.charts.bars import WaterfallStep
from kpi.language import Said
from kpi.money.outlook import expected_use, gone, prognosis
from kpi.money.sums import BudgetPicture, LinePicture, LineStatus
from kpi.programme.plan import Programme
from kpi.sentences import say
from kpi.views.table import RowName, Table, headings, table
from kpi.views.value_words import NO_DATA


@dataclass(frozen=True, slots=True)
class Outlook:
    """A line with what an even pace would have used by now, and what it will have cost at the end of the year."""

    line: LinePicture
    expected: Fraction | None
    prognosis: Fraction | None


def outlooks(money: BudgetPicture, programme: Programme, as_of: date) -> tuple[Outlook, ...]:
    """Every line of the budget, then the whole: the prognosis of the whole is the sum of those of the lines."""
    part = gone(programme.plan_year(money.plan_year), as_of)
    lines = [Outlook(line, expected_use(line.budget, part), prognosis(line, part)) for line in money.lines]
    drawn = [outlook.prognosis for outlook in lines]
    known = [amount for amount in drawn if amount is not None]
    whole = sum(known, Fraction(0)) if lines and len(known) == len(drawn) else prognosis(money.totals, part)
    if known == [] and lines:
        whole = None
    return (*lines, Outlook(money.totals, expected_use(money.totals.budget, part), whole))


def lines_table(money: BudgetPicture, programme: Programme, as_of: date, *, cents: bool = False) -> Table:
    """The lines with their totals: budget, invoiced, paid, ordered, left, expected by now and prognosis.

    A status that isn't *within budget* stands beside the name of its line: a column of its own would not fit on A4.
    """
    figures = headings("Budget", "Invoiced", "of which paid", "Ordered", "Remaining", "Even pace", "Prognosis")
    rows = [_row(outlook, programme, cents) for outlook in outlooks(money, programme, as_of)]
    return table({**headings("Budget line"), **figures}, rows, figures, total=True)


def _row(outlook: Outlook, programme: Programme, cents: bool) -> list[Said]:
    line = outlook.line
    amounts = (line.budget, line.actual, line.paid, line.committed, line.remaining, outlook.expected, outlook.prognosis)
    shown = [say(NO_DATA) if amount is None else say.money(amount, cents=cents) for amount in amounts]
    name: Said = line.title
    if line.status is not LineStatus.WITHIN:
        name = RowName(name, programme.line_statuses[line.status])
    return [name, *shown]


def steps(money: BudgetPicture) -> tuple[WaterfallStep, ...]:
    """From the budget, line by line in the plan's order, to what is left; empty while no expense is known."""
    budget, left = money.totals.budget, money.totals.remaining
    if budget is None or left is None or not money.lines:
        return ()
    waterfall = [
        WaterfallStep(say("Budget"), Fraction(0), ((Fraction(budget), "quiet"),), say.money(budget, cents=False))
    ]
    start = Fraction(budget)
    for line in money.lines:
        pieces = _pieces(line)
        start -= _sum(pieces)
        waterfall.append(WaterfallStep(line.title, start, pieces, _label(line)))
    return (*waterfall, _left(left))


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


def _left(left: Decimal) -> WaterfallStep:
    colour = "good" if left >= 0 else "bad"
    return WaterfallStep(
        say("Left"), Fraction(min(left, Decimal(0))), ((Fraction(abs(left)), colour),), say.money(left, cents=False)
    )


def _label(line: LinePicture) -> Said:
    used = _sum(_pieces(line))
    amount = say.money(used, cents=False)
    if line.status is LineStatus.OVER_BUDGET and line.budget is not None:
        over = say.money(used - Fraction(line.budget), cents=False)
        return say("{used}, {over} over", used=amount, over=over)
    return amount


def steps_title(money: BudgetPicture) -> Said:
    """The title of the waterfall, with the budget and the amount left."""
    left = money.totals.remaining
    if left is not None and left < 0:
        return say(
            "{over} more is used and ordered than the budget of {budget}",
            over=say.money(-left, cents=False),
            budget=say.money(money.totals.budget),
        )
    return say(
        "Of {budget} {left} is still free", budget=say.money(money.totals.budget), left=say.money(left, cents=False)
    )


def steps_table(waterfall: tuple[WaterfallStep, ...]) -> Table:
    """The waterfall as a table."""
    return table(headings("Step", "Amount"), [[step.name, step.label] for step in waterfall], ("amount",))


def outlook_sentence(money: BudgetPicture, programme: Programme, as_of: date) -> Said:
    """The prognosis of the whole year against its budget; empty while there is none."""
    whole = outlooks(money, programme, as_of)[-1]
    if whole.prognosis is None or money.totals.budget is None:
        return ""
    budget = Fraction(money.totals.budget)
    year = programme.plan_year(money.plan_year)
    amount = say.money(whole.prognosis, cents=False)
    if as_of >= year.ends:
        first = say("The year ends at {amount}, orders included", amount=amount)
    else:
        first = say("At the pace so far the year ends at {amount}, orders included (assumed)", amount=amount)
    apart = say.money(abs(budget - whole.prognosis), cents=False)
    if whole.prognosis > budget:
        return say("{first}: {apart} over the budget.", first=first, apart=apart)
    return say("{first}: {apart} under the budget.", first=first, apart=apart)
