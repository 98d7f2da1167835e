"""The charts of the account, each a finding with the values behind it; the figures stand in a table beside it."""

from collections.abc import Iterator
from decimal import Decimal

from kpi.documents.house_style import LIGHT, PRIMARY
from kpi.documents.paper import PaperChart, Series
from kpi.language import Words
from kpi.report.account import SubsidyReport


def spent(report: SubsidyReport, words: Words) -> Iterator[PaperChart]:
    """Budget and actual costs of each line; nothing while no costs were recorded."""
    totals = report.picture.money.totals
    if totals.actual is None:
        return
    part = words.share(totals.actual / totals.budget) if totals.budget else ""
    title = words("{share} of the budget has been spent", share=part)
    yield PaperChart(
        title=title,
        alternative=words("{title}; the figures stand in the table above.", title=title),
        categories=[f"{line.number}. {words.say(line.picture.title)}" for line in report.lines],
        series=[
            Series(words("Latest approved budget"), LIGHT, [line.picture.budget for line in report.lines]),
            Series(words("Actual"), PRIMARY, [line.picture.actual for line in report.lines]),
        ],
        lying=True,
    )


def contributed(report: SubsidyReport, words: Words) -> Iterator[PaperChart]:
    """Contributions in cash by stage; nothing while none were recorded."""
    known = report.picture.money.financing
    if known.pledged is None:
        return
    title = words(
        "{received} received of {pledged} pledged",
        received=words.money(known.received, cents=False),
        pledged=words.money(known.pledged, cents=False),
    )
    stages: list[Decimal | None] = [known.pledged, known.invoiced, known.received]
    yield PaperChart(
        title=title,
        alternative=words("{title}; the figures stand in the table above.", title=title),
        categories=[words("Pledged"), words("Invoiced"), words("Received")],
        series=[Series(words("Contributions in cash"), PRIMARY, stages)],
        lying=False,
    )
