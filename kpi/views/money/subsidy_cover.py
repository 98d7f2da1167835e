"""The cover of the subsidy: who pays today's costs by the grant's rule, and the shortfall, in euro and members."""

from decimal import Decimal
from fractions import Fraction

from kpi.charts.bullets import MoneyBar, Stage
from kpi.money.outlook import contributors_short
from kpi.money.sums import BudgetPicture
from kpi.sentences import Said, say
from kpi.views.promised.grant import BASES
from kpi.views.table import Table, table
from kpi.views.value_words import NO_DATA, figure


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
    """The parts of the bar, in its order."""
    return say(
        "subsidy {amount} · from the region {received} · without cover {uncovered}",
        amount=figure(money.subsidy.amount, "euro"),
        received=figure(money.financing.received, "euro"),
        uncovered=figure(money.subsidy.uncovered, "euro"),
    )


def short_sentence(money: BudgetPicture) -> Said:
    """The region's shortfall against the plan, in euro and in contributors at today's average."""
    got, short = money.financing, contributors_short(money.financing)
    if got.gap is None or got.target is None:
        return ""
    if got.gap == 0:
        return say("The region has brought in the {target} that the plan asks.", target=say.money(got.target))
    gap = say.money(got.gap, cents=False)
    if short is None:
        return say("{gap} is still to come in from the region.", gap=gap)
    return say.plural(
        "{gap} is still to come in from the region: {n} more contributor at today's average of {average}.",
        "{gap} is still to come in from the region: {n} more contributors at today's average of {average}.",
        short,
        gap=gap,
        average=say.money(got.average_pledged, cents=False),
    )


def cover_table(money: BudgetPicture) -> Table:
    """The figures behind the cover: the rule of the grant, the costs it counts, and what comes out."""
    grant = money.subsidy
    rows: list[tuple[Said, Said]] = [
        (say("Rule of the grant"), say(BASES[grant.basis]) if grant.basis else say(NO_DATA)),
        (say("Share"), say.share(grant.rate)),
        (say("At most"), figure(grant.cap, "euro")),
        (say("Costs invoiced"), figure(money.totals.actual, "euro")),
        (say("of which eligible"), figure(grant.eligible_costs, "euro")),
        (say("Subsidy at today's costs"), figure(grant.amount, "euro")),
        (say("Subsidy banked"), figure(grant.received, "euro")),
        (say("Co-financing received"), figure(money.financing.received, "euro")),
        (say("Pledged in kind, beside it"), figure(money.financing.in_kind, "euro")),
        (say("Costs without cover"), figure(grant.uncovered, "euro")),
    ]
    return table({"name": "", "amount": say("Amount")}, rows, ("amount",))
