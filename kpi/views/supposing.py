"""A calculation example in words and tables, each with what holds now beside it."""

from collections.abc import Callable
from decimal import Decimal

from kpi.language import N_, Words
from kpi.money.model import BudgetPicture
from kpi.monitor import Picture
from kpi.views.figures import bare, figure
from kpi.views.table import Table, table
from kpi.views.what_if import Effect, Outcome


def headline(effect: Effect, words: Words) -> str:
    """What the assumptions come to, in one sentence."""
    judged = [outcome for outcome in effect.outcomes if outcome.met is not None]
    met = sum(outcome.met is True for outcome in judged)
    told = words("{met} of {n} targets would be met", met=words.number(met), n=words.number(len(judged)))
    purse = effect.purse
    if purse.subsidy is None:
        return f"{told}."
    money = words(
        "on {day} the subsidy would be {subsidy}, with {uncovered} uncovered",
        day=words.date(effect.ends),
        subsidy=figure(words, purse.subsidy, "euro"),
        uncovered=figure(words, purse.uncovered, "euro"),
    )
    return f"{told}; {money}."


def outcomes_table(effect: Effect, words: Words) -> Table:
    """The targets: now, then, and whether that is enough."""
    headings = [words("Indicator"), words("Now"), words("Then"), words("On"), words("Target"), words("Outcome")]
    return table(headings, [_row(outcome, words) for outcome in effect.outcomes], figures=(1, 2, 4))


def _row(outcome: Outcome, words: Words) -> list[str]:
    unit = outcome.indicator.unit
    return [
        outcome.indicator.title.in_(words.language),
        bare(words, outcome.now, unit),
        bare(words, outcome.value, unit),
        words.short_date(outcome.day),
        bare(words, outcome.target, unit),
        _verdict(outcome, words),
    ]


def _verdict(outcome: Outcome, words: Words) -> str:
    if outcome.met is None:
        return words("not known")
    if outcome.met:
        return words("would be met")
    if outcome.reached is None:
        return words("would not be met")
    return words("would not be met; at this pace on {day}", day=words.short_date(outcome.reached))


ROWS: tuple[tuple[str, str, Callable[[BudgetPicture], Decimal | None]], ...] = (
    ("spent", N_("Spent"), lambda money: money.totals.actual),
    ("cofinancing", N_("Co-financing"), lambda money: money.financing.received),
    ("gap", N_("Co-financing still to come in"), lambda money: money.financing.gap),
    ("subsidy", N_("Subsidy under the grant's rule"), lambda money: money.subsidy.amount),
    ("uncovered", N_("Uncovered"), lambda money: money.subsidy.uncovered),
)


def money_table(effect: Effect, picture: Picture, words: Words) -> Table:
    """The money: now, and at the end of the plan year under the assumptions."""
    then = words("On {day}", day=words.short_date(effect.ends))
    rows = [
        [words(title), *(figure(words, one, "euro") for one in (current(picture.money), getattr(effect.purse, name)))]
        for name, title, current in ROWS
    ]
    return table([words("Amount"), words("Now"), then], rows, figures=(1, 2))


def short_sentence(effect: Effect, words: Words) -> str:
    """How many contributors the co-financing lacks; empty when it lacks none, or when that isn't known."""
    purse = effect.purse
    if not purse.gap or purse.short is None:
        return ""
    return words.plural(
        "That is {n} contributor of this average short, besides {newcomers} that come.",
        "That is {n} contributors of this average short, besides {newcomers} that come.",
        purse.short,
        newcomers=words.number(purse.newcomers),
    )
