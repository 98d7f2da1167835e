"""A calculation example in words and tables, compared with the figures of now."""

from datetime import date
from operator import attrgetter
from urllib.parse import urlencode

from kpi.language import N_
from kpi.picture import Picture
from kpi.sentences import Said, listed, say
from kpi.views.comparison.what_if import Assumed, Effect, WhatIfOutcome
from kpi.views.table import Table, headings, table
from kpi.views.value_words import bare, figure


def headline(effect: Effect) -> Said:
    """The outcome of the assumptions in one sentence."""
    judged = [outcome for outcome in effect.outcomes if outcome.met is not None]
    met = sum(outcome.met is True for outcome in judged)
    met_sentence = say("{met} of {n} targets would be met", met=say.number(met), n=say.number(len(judged)))
    year_end = effect.year_end
    if year_end.subsidy is None:
        return listed((met_sentence, "."), "")
    money = say(
        "on {day} the subsidy would be {subsidy}, with {uncovered} uncovered",
        day=say.date(effect.ends),
        subsidy=figure(year_end.subsidy, "euro"),
        uncovered=figure(year_end.uncovered, "euro"),
    )
    return say("{first}; {then}.", first=met_sentence, then=money)


def outcomes_table(effect: Effect) -> Table:
    """The targets: now, then, and whether that is enough."""
    return table(
        headings("Indicator", "Now", "Then", "Outcome", "Target"),
        [_row(outcome) for outcome in effect.outcomes],
        figures=("now", "then"),
    )


def _row(outcome: WhatIfOutcome) -> list[Said]:
    unit = outcome.indicator.unit
    return [
        outcome.indicator.title,
        bare(outcome.now, unit),
        bare(outcome.value, unit),
        _verdict(outcome),
        say("{value} on {day}", value=bare(outcome.target, unit), day=say.short_date(outcome.day)),
    ]


def _verdict(outcome: WhatIfOutcome) -> Said:
    if outcome.met is None:
        return say("not known")
    if outcome.met:
        return say("would be met")
    if outcome.reached is None:
        return say("would not be met")
    return say("would not be met; at this pace on {day}", day=say.short_date(outcome.reached))


ROWS = (
    ("spent", N_("Spent"), "totals.actual"),
    ("cofinancing", N_("Co-financing"), "financing.received"),
    ("gap", N_("Co-financing still to come in"), "financing.gap"),
    ("subsidy", N_("Subsidy under the grant's rule"), "subsidy.amount"),
    ("uncovered", N_("Uncovered"), "subsidy.uncovered"),
)
"""Each amount of the example with its title, and its place in the money of now."""


def money_table(effect: Effect, picture: Picture) -> Table:
    """The money: now, and at the end of the plan year under the assumptions."""
    rows = [
        [say(title), figure(attrgetter(now)(picture.money), "euro"), figure(getattr(effect.year_end, name), "euro")]
        for name, title, now in ROWS
    ]
    figures = {"now": say("Now"), "then": say("On {day}", day=say.short_date(effect.ends))}
    return table({**headings("Amount"), **figures}, rows, figures)


def short_sentence(effect: Effect) -> Said:
    """The shortfall of co-financing, in euro and in contributors; empty when there is none or it isn't known."""
    year_end = effect.year_end
    if not year_end.gap or year_end.short is None:
        return ""
    return say.plural(
        "{amount} of the co-financing that the plan asks would still be lacking: {n} more contributor.",
        "{amount} of the co-financing that the plan asks would still be lacking: {n} more contributors.",
        year_end.short,
        amount=figure(year_end.gap, "euro"),
    )


def rules() -> tuple[Said, ...]:
    """The rules that the example takes for granted."""
    return (
        say("Newcomers come evenly by the month, and each pays the contribution once a year."),
        say("What was pledged comes in; what is spent already stays spent."),
        say("As large a part of the costs is eligible as is now."),
    )


def address(assumed: Assumed, as_of: date, plan_year: str, language: str) -> str:
    """The example as the end of an address, with everything that it depends on.

    >>> from decimal import Decimal
    >>> assumed = Assumed(Decimal("2.5"), Decimal(3000), Decimal("0.9"), Decimal(1))
    >>> address(assumed, date(2018, 6, 30), "2017-2018", "nl")
    '/what-if?as_of=2018-06-30&plan_year=2017-2018&lang=nl&members=2.5&average=3000&filled=90&spent=100'
    """
    asked = {
        "as_of": as_of.isoformat(),
        "plan_year": plan_year,
        "lang": language,
        "members": str(float(assumed.members)),
        "average": str(int(assumed.average)),
        "filled": str(int(assumed.filled * 100)),
        "spent": str(int(assumed.spent * 100)),
    }
    return f"/what-if?{urlencode(asked)}"
