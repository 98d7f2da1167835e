"""The money strip: budget, co-financing and subsidy, each as a title, a sentence, a bar and what the bar shows.

All bars of a strip are on one euro scale. What is unknown has no bar, and says so.
"""

from dataclasses import dataclass
from fractions import Fraction

from kpi.charts.bullets import MoneyBar, Stage
from kpi.money.sums import BudgetPicture
from kpi.sentences import Said, listed, say
from kpi.views.results.overview import (
    budget_bar,
    budget_cents,
    cofinancing_bar,
    cofinancing_cents,
    scale_of,
    used_share,
)
from kpi.views.value_words import figure, percent, recorded


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
    return say("was: {figures}", figures=listed((then.standing, then.parts), "; "))


def _budget(money: BudgetPicture) -> MoneyPanel:
    line, share = money.totals, used_share(money)
    budget = say("no budget in the plan") if line.budget is None else say.money(line.budget)
    if money.unallocated is None:
        unread = say("no expenses read in yet")
        return MoneyPanel("budget", say("Budget"), listed((budget, unread), "; "), "", None)
    cents = budget_cents(money)
    invoiced, paid = (recorded(amount, cents) for amount in (line.actual, line.paid))
    both = say("invoiced {actual} ({paid} paid)", actual=invoiced, paid=paid)
    apart = listed((say("invoiced {actual}", actual=invoiced), say("paid {paid}", paid=paid)), " · ")
    parts = [
        apart if line.paid is None else both,
        say("ordered {committed}", committed=recorded(line.committed, cents)),
        "" if line.remaining is None else say("left {remaining}", remaining=recorded(line.remaining, cents)),
        say("without a line {amount}", amount=say.money(money.unallocated)) if money.unallocated_rows else "",
    ]
    standing: Said = budget
    if share is not None and line.committed is None:
        standing = say("{used} of {budget} invoiced", used=percent(share), budget=budget)
    elif share is not None:
        standing = say("{used} of {budget} used, orders included", used=percent(share), budget=budget)
    return MoneyPanel("budget", say("Budget"), standing, listed(parts, " · "), budget_bar(money))


def _cofinancing(money: BudgetPicture) -> MoneyPanel:
    got, title = money.financing, say("Co-financing")
    asked = say("the plan names no amount for this year") if got.target is None else say.money(got.target)
    if {got.pledged, got.invoiced, got.received} == {None}:
        unread = say("no contributions read in yet")
        return MoneyPanel("cofinancing", title, listed((asked, unread), "; "), "", None)
    pledged, invoiced, received = (
        recorded(amount, cofinancing_cents(got)) for amount in (got.pledged, got.invoiced, got.received)
    )
    if got.received is None:
        standing: Said = asked
    elif got.target is None:
        standing = listed((say("{received} received", received=received), asked), "; ")
    else:
        standing = say("{received} of {target} received", received=received, target=asked)
    parts = say(
        "pledged {pledged} · invoiced {invoiced} · received {received}",
        received=received,
        invoiced=invoiced,
        pledged=pledged,
    )
    return MoneyPanel("cofinancing", title, standing, parts, cofinancing_bar(money))


def _subsidy(money: BudgetPicture) -> MoneyPanel:
    grant = money.subsidy
    banked = "" if grant.received is None else say("banked {received}", received=figure(grant.received, "euro"))
    if grant.cap is None:
        return MoneyPanel("subsidy", say("Subsidy"), _planned(money), banked if grant.received else "", None)
    cap = say.money(grant.cap, cents=False)
    if grant.amount is None:
        standing: Said = say("at most {cap}; can't be worked out yet", cap=cap)
    else:
        standing = say("{amount} of {cap} at today's costs", amount=figure(grant.amount, "euro"), cap=cap)
    short = "" if grant.uncovered is None else say("costs without cover {n}", n=figure(grant.uncovered, "euro"))
    return MoneyPanel("subsidy", say("Subsidy"), standing, listed((banked, short), " · "), _subsidy_bar(money))


def _planned(money: BudgetPicture) -> Said:
    """The subsidy of a year without a rule: not known, none, or planned."""
    if money.subsidy_planned is None:
        return say("the plan names no amount for this year")
    if not money.subsidy_planned:
        return say("none asked for {plan_year}", plan_year=money.plan_year)
    return say("{amount} in the plan; no rule set yet", amount=say.money(money.subsidy_planned))


def _subsidy_bar(money: BudgetPicture) -> MoneyBar | None:
    grant = money.subsidy
    if grant.amount is None or grant.cap is None:
        return None
    cap = Fraction(grant.cap)
    return MoneyBar((Stage(Fraction(grant.amount), "primary"),), scale_of(money), cap, cap)
