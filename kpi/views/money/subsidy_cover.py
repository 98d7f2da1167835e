"""The subsidy meter: who covers today's costs under the grant's rule, and how much is short, in euro and members."""

from decimal import Decimal
from fractions import Fraction

from kpi.charts.bullets import MoneyBar, Stage
from kpi.language import Words
from kpi.money.outlook import contributors_short
from kpi.money.sums import BudgetPicture
from kpi.views.promised.grant import BASES
from kpi.views.table import Table, table
from kpi.views.value_words import NO_DATA


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


def cover_words(money: BudgetPicture, words: Words) -> str:
    """The parts of the bar, in its order."""
    return words(
        "subsidy {amount} · from the region {received} · without cover {uncovered}",
        amount=_euro(money.subsidy.amount, words),
        received=_euro(money.financing.received, words),
        uncovered=_euro(money.subsidy.uncovered, words),
    )


def short_sentence(money: BudgetPicture, words: Words) -> str:
    """How many euros, and how many contributors at today's average, the region is short of what the plan asks."""
    got, short = money.financing, contributors_short(money.financing)
    if got.gap is None or got.target is None:
        return ""
    if got.gap == 0:
        return words("The region has brought in the {target} that the plan asks.", target=words.money(got.target))
    said = words.money(got.gap, cents=False)
    if short is None:
        return words("{gap} is still to come in from the region.", gap=said)
    return words.plural(
        "{gap} is still to come in from the region: {n} more contributor at today's average of {average}.",
        "{gap} is still to come in from the region: {n} more contributors at today's average of {average}.",
        short,
        gap=said,
        average=words.money(got.average_pledged, cents=False),
    )


def meter_table(money: BudgetPicture, words: Words) -> Table:
    """What the meter rests on: the rule of the grant, the costs it counts, and what comes out."""
    grant = money.subsidy
    rows = [
        (words("Rule of the grant"), words(BASES[grant.basis]) if grant.basis else words(NO_DATA)),
        (words("Share"), words.share(grant.rate)),
        (words("At most"), _euro(grant.cap, words)),
        (words("Costs invoiced"), _euro(money.totals.actual, words)),
        (words("of which eligible"), _euro(grant.eligible_costs, words)),
        (words("Subsidy at today's costs"), _euro(grant.amount, words)),
        (words("Subsidy banked"), _euro(grant.received, words)),
        (words("Co-financing received"), _euro(money.financing.received, words)),
        (words("Pledged in kind, beside it"), _euro(money.financing.in_kind, words)),
        (words("Costs without cover"), _euro(grant.uncovered, words)),
    ]
    return table(["", words("Amount")], rows, (1,))


def _euro(amount: Decimal | None, words: Words) -> str:
    return words(NO_DATA) if amount is None else words.money(amount, cents=False)
