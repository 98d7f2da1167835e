"""The slide on money: what was spent and received, on both days, with a chart of each."""

from decimal import Decimal

from kpi.language import Words
from kpi.money.sums import BudgetPicture
from kpi.update.deck.slide import Maker
from kpi.update.deck.slide_charts import THEN_AND_NOW, Graph, Values, floats
from kpi.update.quarterly_update import UpdateReport
from kpi.update.update_sentences import euro
from kpi.update.update_texts import lines


def money(maker: Maker, report: UpdateReport) -> None:
    """The use of the budget and the co-financing, on both days."""
    graphs = [*_budget_graph(maker, report), *_financing_graph(maker, report)]
    maker.charts(_money_title(report, maker.words), lines(report, "money", maker.words), graphs, [])


def _money_title(report: UpdateReport, words: Words) -> str:
    """What was spent and received; what was never recorded is left out."""
    spent, budget, received = (
        None if amount is None else euro(amount, words)
        for amount in (
            report.after.money.totals.actual,
            report.after.money.totals.budget,
            report.after.money.financing.received,
        )
    )
    if spent and received:
        told = {"spent": spent, "budget": budget or words("unknown"), "received": received}
        return words("{spent} of {budget} spent, {received} of co-financing received", **told)
    if spent:
        return words("{spent} of {budget} spent", spent=spent, budget=budget or words("unknown"))
    return words("{received} of co-financing received", received=received) if received else words("Money")


def _budget_graph(maker: Maker, report: UpdateReport) -> list[Graph]:
    words, now = maker.words, report.after.money.totals
    if now.actual is None:
        return []
    names = (words("Budget"), words("Spent"), words("Of which paid"), words("On order"))
    return [
        Graph(
            words("Use of the budget"),
            "bars",
            names,
            _euros(report, maker, _used(report.before.money), _used(report.after.money)),
            "euro",
            THEN_AND_NOW,
        )
    ]


Amounts = tuple[Decimal | None, ...]


def _used(known: BudgetPicture) -> Amounts:
    line = known.totals
    return (line.budget, line.actual, line.paid, line.committed)


def _euros(report: UpdateReport, maker: Maker, then: Amounts, now: Amounts) -> tuple[tuple[str, Values], ...]:
    """Two series of amounts: those of the last meeting's day, and of the reference date."""
    days = (report.since, report.as_of)
    return tuple((maker.words.short_date(day), floats(part)) for day, part in zip(days, (then, now), strict=True))


def _financing_graph(maker: Maker, report: UpdateReport) -> list[Graph]:
    words, was, now = maker.words, report.before.money.financing, report.after.money.financing
    if now.received is None:
        return []
    names = (words("Asked by the plan"), words("Pledged"), words("Invoiced"), words("Received"))
    then = (was.target, was.pledged, was.invoiced, was.received)
    today = (now.target, now.pledged, now.invoiced, now.received)
    return [
        Graph(words("Co-financing by stage"), "bars", names, _euros(report, maker, then, today), "euro", THEN_AND_NOW)
    ]
