"""The money strip: budget, co-financing and subsidy, each as a title, a sentence, a bar and what the bar shows.

All bars of a strip are on one euro scale. What is unknown has no bar, and says so.
"""

from dataclasses import dataclass
from fractions import Fraction

from kpi.charts.bullets import MoneyBar, Stage
from kpi.money.sums import BudgetPicture
from kpi.sentences import Said, say
from kpi.views.results.overview import budget_bar, cofinancing_bar, scale_of, used_share
from kpi.views.value_words import bare, cents_to_tie, figure, percent


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """An amount of the strip: ``standing`` next to its title, ``parts`` under its bar."""

    id: str
    title: Said
    standing: Said
    parts: Said
    bar: MoneyBar | None


def strip(money: BudgetPicture) -> tuple[MoneyPanel, ...]:
    """The strip of budget spent, co-financing received, and the subsidy."""
    return (_budget(money), _cofinancing(money), _subsidy(money))


def paired_strip(money: BudgetPicture, then: BudgetPicture | None) -> tuple[tuple[MoneyPanel, Said], ...]:
    """The strip with the earlier sentence of each amount; empty where that is equal, or without an earlier picture."""
    now = strip(money)
    if then is None:
        return tuple((panel, "") for panel in now)
    return tuple((panel, _was(panel, old)) for panel, old in zip(now, strip(then), strict=True))


def _was(now: MoneyPanel, then: MoneyPanel) -> Said:
    if (now.standing, now.parts) == (then.standing, then.parts):
        return ""
    return say("was: {standing}; {parts}", standing=then.standing, parts=then.parts)


def _budget(money: BudgetPicture) -> MoneyPanel:
    line = money.totals
    cents = cents_to_tie((line.budget, line.actual, line.committed, line.remaining))
    return MoneyPanel(
        "budget",
        say("Budget"),
        say("{used} of {budget} used, orders included", used=percent(used_share(money)), budget=say.money(line.budget)),
        say(
            "invoiced {actual} ({paid} paid) · ordered {committed} · left {remaining}",
            paid=bare(line.paid, "euro", cents),
            actual=bare(line.actual, "euro", cents),
            committed=bare(line.committed, "euro", cents),
            remaining=bare(line.remaining, "euro", cents),
        ),
        budget_bar(money),
    )


def _cofinancing(money: BudgetPicture) -> MoneyPanel:
    got = money.financing
    received = bare(got.received, "euro", cents_to_tie((got.target, got.received, got.gap or None)))
    if got.target is None:
        standing = say("{received} received; the plan asks no amount for this year", received=received)
    else:
        standing = say("{received} of {target} received", received=received, target=say.money(got.target))
    parts = say(
        "pledged {pledged} · invoiced {invoiced} · received {received}",
        received=received,
        invoiced=figure(got.invoiced, "euro"),
        pledged=figure(got.pledged, "euro"),
    )
    return MoneyPanel("cofinancing", say("Co-financing"), standing, parts, cofinancing_bar(money))


def _subsidy(money: BudgetPicture) -> MoneyPanel:
    grant = money.subsidy
    if grant.cap is None:
        return MoneyPanel(
            "subsidy", say("Subsidy"), say("none asked for {plan_year}", plan_year=money.plan_year), "", None
        )
    cap = say.money(grant.cap, cents=False)
    standing = say("{amount} of {cap} at today's costs", amount=figure(grant.amount, "euro"), cap=cap)
    parts = say(
        "banked {received} · costs without cover {uncovered}",
        received=figure(grant.received, "euro"),
        uncovered=figure(grant.uncovered, "euro"),
    )
    return MoneyPanel("subsidy", say("Subsidy"), standing, parts, _subsidy_bar(money))


def _subsidy_bar(money: BudgetPicture) -> MoneyBar | None:
    grant = money.subsidy
    if grant.amount is None or grant.cap is None:
        return None
    cap = Fraction(grant.cap)
    return MoneyBar((Stage(Fraction(grant.amount), "primary"),), scale_of(money), cap, cap)
