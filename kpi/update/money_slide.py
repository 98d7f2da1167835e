"""The slide on money: the amounts spent and received on both days, with a chart of each."""

from collections.abc import Iterator
from decimal import Decimal

from kpi.documents.deck.deck import DeckSlide
from kpi.documents.deck.graph import THEN_AND_NOW, Graph, Values, floats
from kpi.language import Said
from kpi.money.sums import BudgetPicture
from kpi.sentences import say
from kpi.update.quarterly_update import UpdateEdition, UpdateReport
from kpi.update.update_figures import euro

Amounts = tuple[Decimal | None, ...]


def money(edition: UpdateEdition) -> Iterator[DeckSlide]:
    """The use of the budget and the co-financing, on both days."""
    report = edition.report
    graphs = [*_budget_graph(report), *_financing_graph(report)]
    yield DeckSlide(_title(report), edition.sections["money"].lines, graphs=graphs)


def _title(report: UpdateReport) -> Said:
    """The amounts spent and received; one that was never recorded is left out."""
    totals, received = report.after.money.totals, report.after.money.financing.received
    values = {"spent": euro(totals.actual), "budget": euro(totals.budget), "received": euro(received)}
    if totals.actual is None:
        return say("Money") if received is None else say("{received} of co-financing received", **values)
    if received is None:
        return say("{spent} of {budget} spent", **values)
    return say("{spent} of {budget} spent, {received} of co-financing received", **values)


def _budget_graph(report: UpdateReport) -> Iterator[Graph]:
    if report.after.money.totals.actual is not None:
        names = (say("Budget"), say("Spent"), say("Of which paid"), say("On order"))
        series = _euros(report, _used(report.before.money), _used(report.after.money))
        yield Graph(say("Use of the budget"), "bars", names, series, "euro", THEN_AND_NOW)


def _used(picture: BudgetPicture) -> Amounts:
    line = picture.totals
    return (line.budget, line.actual, line.paid, line.committed)


def _euros(report: UpdateReport, then: Amounts, now: Amounts) -> tuple[tuple[Said, Values], ...]:
    """Two series of amounts: those of the last meeting's day, and of the reference date."""
    return ((say.short_date(report.since), floats(then)), (say.short_date(report.as_of), floats(now)))


def _financing_graph(report: UpdateReport) -> Iterator[Graph]:
    if report.after.money.financing.received is not None:
        names = (say("Asked by the plan"), say("Pledged"), say("Invoiced"), say("Received"))
        series = _euros(report, _stages(report.before.money), _stages(report.after.money))
        yield Graph(say("Co-financing by stage"), "bars", names, series, "euro", THEN_AND_NOW)


def _stages(picture: BudgetPicture) -> Amounts:
    financing = picture.financing
    return (financing.target, financing.pledged, financing.invoiced, financing.received)
