"""A calculation example in words and tables, compared with the figures of now."""

from datetime import date
from operator import attrgetter
from urllib.parse import urlencode

from kpi.language import N_
from kpi.picture import Picture
from kpi.sentences import Said, listed, say
from kpi.views.comparison.what_if import Assumed, Effect, WhatIfOutcome
from kpi.views.table import RowName, Table, headings, table
from kpi.views.value_words import bare, cents_to_tie, figure, target_figure


def headline(effect: Effect) -> Said:
    """The outcome of the assumptions in one sentence."""
    judged = [outcome for outcome in effect.outcomes if outcome.met is not None]
    met = sum(outcome.met is True for outcome in judged)
    met_sentence = say("{met} of {n} targets would be met", met=say.number(met), n=say.number(len(judged)))
    year_end = effect.year_end
    if year_end.subsidy is None:
        return listed((met_sentence, "."), "")
    return say("{first}; {then}.", first=met_sentence, then=_money(effect))


def _money(effect: Effect) -> Said:
    """The subsidy at the end of the plan year, and the costs that nothing would cover."""
    values = {"day": say.date(effect.ends), "subsidy": figure(effect.year_end.subsidy, "euro")}
    if effect.year_end.uncovered is None:
        return say("on {day} the subsidy would be {subsidy}", **values)
    if not effect.year_end.uncovered:
        return say("on {day} the subsidy would be {subsidy}, and all costs would be covered", **values)
    uncovered = figure(effect.year_end.uncovered, "euro")
    return say("on {day} the subsidy would be {subsidy}, and {n} of costs wouldn't be covered", **values, n=uncovered)


def outcomes_table(effect: Effect) -> Table:
    """The targets: now, then, and whether that is enough."""
    return table(
        headings("Target", "Now", "Then", "Outcome"),
        [_row(outcome) for outcome in effect.outcomes],
        figures=("now", "then"),
    )


def _row(outcome: WhatIfOutcome) -> list[Said]:
    unit, target = outcome.indicator.unit, outcome.target
    return [
        RowName(
            outcome.indicator.title,
            say("{value} on {day}", value=target_figure(target, unit), day=say.short_date(target.due)),
        ),
        bare(outcome.now, unit),
        bare(outcome.value, unit),
        _verdict(outcome),
    ]


def _verdict(outcome: WhatIfOutcome) -> Said:
    """Whether the target is met in time; of what is too late, when it would be reached."""
    if outcome.met is None:
        return say("not known")
    if outcome.target.met is not None:
        first = say("was met on its due date") if outcome.met else say("was not met on its due date")
    else:
        first = say("would be met") if outcome.met else say("would not be met")
    if outcome.reached is None:
        return first
    return say("{verdict}; too late, at this pace on {day}", verdict=first, day=say.short_date(outcome.reached))


ROWS = (
    ("spent", N_("Invoiced"), "totals.actual"),
    ("cofinancing", N_("Co-financing"), "financing.received"),
    ("gap", N_("Co-financing still to come in"), "financing.gap"),
    ("subsidy", N_("Subsidy under the grant's rule"), "subsidy.amount"),
    ("uncovered", N_("Uncovered"), "subsidy.uncovered"),
)
"""Each amount of the example with its title, and its place in the money of now."""


def money_table(effect: Effect, picture: Picture) -> Table:
    """The money: now, and at the end of the plan year under the assumptions."""
    amounts = {name: (attrgetter(now)(picture.money), getattr(effect.year_end, name)) for name, _, now in ROWS}
    sums = zip(*(amounts[name] for name in ("spent", "subsidy", "cofinancing", "uncovered")), strict=True)
    cents = cents_to_tie(*(covered for covered in sums if covered[-1]))
    rows = [[say(title), *(bare(amount, "euro", cents) for amount in amounts[name])] for name, title, _ in ROWS]
    figures = {"now": say("Now"), "then": say("On {day}", day=say.short_date(effect.ends))}
    return table({**headings("Amount"), **figures}, rows, figures)


def short_sentence(effect: Effect) -> Said:
    """What nobody has pledged of the co-financing, in euro and in contributors; empty when nothing, or not known."""
    year_end = effect.year_end
    if not year_end.missing or year_end.short is None:
        return ""
    return say.plural(
        "{amount} of the co-financing that the plan asks would still be lacking: {n} more contributor.",
        "{amount} of the co-financing that the plan asks would still be lacking: {n} more contributors.",
        year_end.short,
        amount=figure(year_end.missing, "euro"),
    )


def rules() -> tuple[Said, ...]:
    """What each slider moves, and what the example takes for granted."""
    return (
        say("Sliders that stand where they began change nothing: everything is as it is on the reference date."),
        say("Newcomers move the numbers of contributors and their money. They come evenly by the month until the due "
            "date, or for the money the end of the plan year, and each contributes once a year."),
        say("The contribution is that of newcomers only; what others pledged or paid stays as it is."),
        say("The share filled moves only the fill rate; the share spent only the costs, and the subsidy with them. "
            "What is spent stays spent, and as large a part of the costs is eligible as is now."),
    )  # fmt: skip


def address(assumed: Assumed, as_of: date, plan_year: str, language: str) -> str:
    """The example as the end of an address, with everything that it depends on; a share left as it is isn't in it.

    >>> from decimal import Decimal
    >>> address(Assumed(Decimal("2.5"), Decimal(3000), Decimal("0.9")), date(2018, 6, 30), "2017-2018", "nl")
    '/what-if?as_of=2018-06-30&plan_year=2017-2018&lang=nl&members=2.5&average=3000&filled=90'
    """
    shares = {"filled": assumed.filled, "spent": assumed.spent}
    asked = {
        "as_of": as_of.isoformat(),
        "plan_year": plan_year,
        "lang": language,
        "members": str(float(assumed.members)),
        "average": str(int(assumed.average)),
        **{name: str(int(share * 100)) for name, share in shares.items() if share is not None},
    }
    return f"/what-if?{urlencode(asked)}"
