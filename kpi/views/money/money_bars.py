"""The money strip: budget, co-financing and subsidy, each as a title, a sentence, a bar and what the bar shows.

All bars of a strip are on one euro scale. What is unknown has no bar, and says so.
"""

from dataclasses import dataclass
from fractions import Fraction

from kpi.charts.bullets import MoneyBar, Stage
from kpi.language import Words
from kpi.money.sums import BudgetPicture
from kpi.views.results.overview import budget_bar, cofinancing_bar, scale_of, used_share
from kpi.views.value_words import NO_DATA, figure


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """One amount of the strip: ``standing`` beside its title, ``parts`` under its bar."""

    title: str
    standing: str
    parts: str
    bar: MoneyBar | None


def strip(money: BudgetPicture, words: Words) -> tuple[MoneyPanel, ...]:
    """What is spent, what has come in, and what the province gives, beside each other."""
    return (_budget(money, words), _cofinancing(money, words), _subsidy(money, words))


def paired_strip(money: BudgetPicture, then: BudgetPicture | None, words: Words) -> tuple[tuple[MoneyPanel, str], ...]:
    """The strip with what each amount was on another side, in words; empty where that is the same, or without one."""
    now = strip(money, words)
    if then is None:
        return tuple((purse, "") for purse in now)
    return tuple((purse, _was(purse, old, words)) for purse, old in zip(now, strip(then, words), strict=True))


def _was(now: MoneyPanel, then: MoneyPanel, words: Words) -> str:
    if (now.standing, now.parts) == (then.standing, then.parts):
        return ""
    return words("was: {standing}; {parts}", standing=then.standing, parts=then.parts)


def _budget(money: BudgetPicture, words: Words) -> MoneyPanel:
    line, used = money.totals, used_share(money)
    share = words(NO_DATA) if used is None else words.share(used, 0)
    return MoneyPanel(
        words("Budget"),
        words("{used} of {budget} used, orders included", used=share, budget=words.money(line.budget)),
        words(
            "invoiced {actual} ({paid} paid) · ordered {committed} · left {remaining}",
            paid=figure(words, line.paid, "euro"),
            actual=figure(words, line.actual, "euro"),
            committed=figure(words, line.committed, "euro"),
            remaining=figure(words, line.remaining, "euro"),
        ),
        budget_bar(money),
    )


def _cofinancing(money: BudgetPicture, words: Words) -> MoneyPanel:
    got = money.financing
    received = figure(words, got.received, "euro")
    if got.target is None:
        standing = words("{received} received; the plan asks no amount for this year", received=received)
    else:
        standing = words("{received} of {target} received", received=received, target=words.money(got.target))
    parts = words(
        "pledged {pledged} · invoiced {invoiced} · received {received}",
        received=received,
        invoiced=figure(words, got.invoiced, "euro"),
        pledged=figure(words, got.pledged, "euro"),
    )
    return MoneyPanel(words("Co-financing"), standing, parts, cofinancing_bar(money))


def _subsidy(money: BudgetPicture, words: Words) -> MoneyPanel:
    grant = money.subsidy
    if grant.cap is None:
        return MoneyPanel(words("Subsidy"), words("none asked for {plan_year}", plan_year=money.plan_year), "", None)
    cap = words.money(grant.cap, cents=False)
    standing = words("{amount} of {cap} at today's costs", amount=figure(words, grant.amount, "euro"), cap=cap)
    parts = words(
        "banked {received} · costs without cover {uncovered}",
        received=figure(words, grant.received, "euro"),
        uncovered=figure(words, grant.uncovered, "euro"),
    )
    return MoneyPanel(words("Subsidy"), standing, parts, _subsidy_bar(money))


def _subsidy_bar(money: BudgetPicture) -> MoneyBar | None:
    grant = money.subsidy
    if grant.amount is None or grant.cap is None:
        return None
    cap = Fraction(grant.cap)
    return MoneyBar((Stage(Fraction(grant.amount), "primary"),), scale_of(money), cap, cap)
