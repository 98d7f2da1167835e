"""The comparison of two pictures: the differences in figures, statuses and promises.

The pictures may be of two reference dates, of two revisions, or of both; the plan year is the same.
"""

from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from kpi.language import N_
from kpi.picture import Picture
from kpi.programme.plan import Indicator, Programme
from kpi.score.scores import GoalScore, IndicatorScore
from kpi.sentences import Said, listed, say
from kpi.views.comparison.compared_table import moment
from kpi.views.results.overview import part_words
from kpi.views.table import Table, headings, table
from kpi.views.value_words import bare, change, percent, status_word, target_figure

AMOUNTS = {
    "totals.budget": N_("Budget"),
    "totals.committed": N_("Ordered, not yet invoiced"),
    "totals.actual": N_("Invoiced"),
    "totals.paid": N_("Paid"),
    "financing.pledged": N_("Co-financing pledged"),
    "financing.received": N_("Co-financing received"),
    "subsidy.amount": N_("Subsidy by today's costs"),
    "subsidy.uncovered": N_("Uncovered"),
}
"""The amounts that are compared, by their place in the money and in its order."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator in both pictures."""

    before: IndicatorScore
    after: IndicatorScore

    @property
    def moved(self) -> bool:
        """True when the value, its status or its target differs."""
        return any(getattr(self.before, name) != getattr(self.after, name) for name in ("value", "status", "target"))


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in both pictures by its place in the money, in euro; None is unknown."""

    name: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """After minus before; unknown when either is."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that two pictures are compared by, in the programme's order."""

    before: Picture
    after: Picture
    indicators: tuple[Pair, ...]
    money: tuple[Sum, ...]
    supposed: bool = False
    """Whether the second picture is one that would come of a change that isn't made yet."""

    @property
    def moved(self) -> tuple[Pair, ...]:
        """The indicators that differ."""
        return tuple(pair for pair in self.indicators if pair.moved)

    @property
    def restated(self) -> tuple[Pair, ...]:
        """The indicators with another status."""
        return tuple(pair for pair in self.indicators if pair.before.status != pair.after.status)


def compare(before: Picture, after: Picture, *, supposed: bool = False) -> Comparison:
    """Compare two pictures; an indicator that one of them lacks is left out."""
    old = {score.id: score for score in before.indicators}
    return Comparison(
        before,
        after,
        tuple(Pair(old[score.id], score) for score in after.indicators if score.id in old),
        tuple(Sum(name, *map(attrgetter(name), (before.money, after.money))) for name in AMOUNTS),
        supposed,
    )


def headline(comparison: Comparison) -> Said:
    """A sentence with the numbers of indicators that differ, also in status, and the difference in co-financing."""
    if comparison.supposed and not comparison.moved and not any(amount.difference for amount in comparison.money):
        return say("On this reference date nothing changes by it.")
    if not comparison.moved:
        return say("Nothing differs: every value and status is the same.")
    differs = _differing(len(comparison.moved), len(comparison.restated))
    received = next(amount for amount in comparison.money if amount.name == "financing.received")
    if not received.difference:
        return listed((differs, "."), "")
    return say("{told}; co-financing received: {difference}.", told=differs, difference=signed(received.difference))


def _differing(moved: int, restated: int) -> Said:
    differs: Said = say.plural("{n} indicator differs", "{n} indicators differ", moved)
    if not restated:
        return say("{differs}; every status is the same", differs=differs)
    if restated == moved:
        return say("{differs}, also in status", differs=differs)
    return say("{differs}, {changed} of them also in status", differs=differs, changed=restated)


def moments(comparison: Comparison) -> Said:
    """The moments of the two pictures, in words."""
    before, after = (moment(picture.as_of, picture.revision) for picture in (comparison.before, comparison.after))
    return say("{before} beside {after}", before=before, after=after)


def column_headings(comparison: Comparison) -> tuple[Said, Said]:
    """The headings of the two pictures' columns: by date, by revision, or by both."""
    if comparison.supposed:
        return say("Now"), say("With this change")
    before, after = comparison.before, comparison.after
    return _column_heading(before, after), _column_heading(after, before)


def _column_heading(picture: Picture, other: Picture) -> Said:
    """The heading of a picture's column: its day, its revision, or both where both differ."""
    if picture.revision == other.revision:
        return say.short_date(picture.as_of)
    if picture.as_of == other.as_of:
        return say("Revision {revision}", revision=say.number(picture.revision))
    return say("{day}, r{revision}", day=say.short_date(picture.as_of), revision=picture.revision)


def indicators_table(comparison: Comparison, programme: Programme, *, everything: bool = False) -> Table:
    """The indicators that differ (or all): value, target and status at both moments, and the difference."""
    old, new = column_headings(comparison)
    figures = {"before": old, "after": new, "difference": say("Difference")}
    columns = {**headings("Indicator"), **figures, **headings("Status", "Target")}
    pairs = comparison.indicators if everything else comparison.moved
    return table(columns, [_row(pair, programme) for pair in pairs], figures)


def _row(pair: Pair, programme: Programme) -> list[Said]:
    indicator = programme.indicator(pair.after.id)
    before, after = pair.before, pair.after
    return [
        indicator.title,
        *change(before.value, after.value, indicator.unit),
        _both(*(status_word(programme, score.status) for score in (before, after))),
        _both(*(_target(score, indicator) for score in (before, after))),
    ]


def _target(score: IndicatorScore, indicator: Indicator) -> Said:
    """What is asked and by when; of a yearly one that is judged by its own year, what that year asks before it."""
    target, figure = score.target, target_figure(score.target, indicator.unit)
    if target is None:
        return figure
    due = say("{value} on {day}", value=figure, day=say.short_date(target.due))
    if score.of_year is None:
        return due
    year, level = score.of_year
    return listed((say("{value} in {year}", value=bare(level, indicator.unit), year=str(year)), due))


def _both(old: Said, new: Said) -> Said:
    return new if old == new else listed((old, new), " → ")


def money_table(comparison: Comparison) -> Table:
    """The amounts at both moments and their difference."""
    old, new = column_headings(comparison)
    figures = {"before": old, "after": new, "difference": say("Difference")}
    rows = [[say(AMOUNTS[pair.name]), *change(pair.before, pair.after, "euro")] for pair in comparison.money]
    return table({**headings("Amount"), **figures}, rows, figures)


def goals_table(comparison: Comparison, programme: Programme) -> Table:
    """The scores of the goals at both moments: over all of their targets, and for each horizon."""
    old, new = column_headings(comparison)
    was, titles = {goal.id: goal for goal in comparison.before.goals}, {g.id: g.short for g in programme.goals}
    rows = [
        [listed((goal.id, name), ": "), _part(was.get(goal.id), part), _part(goal, part)]
        for goal in comparison.after.goals
        for part, name in [("", titles[goal.id]), *((each.id, each.label) for each in programme.horizons)]
    ]
    figures = {"before": old, "after": new}
    return table({**headings("Goal"), **figures}, rows, figures)


def _part(goal: GoalScore | None, horizon: str) -> Said:
    """The score of a goal for a horizon, or over all of its targets; *no data* for a goal that wasn't there yet."""
    if goal is None or (horizon and horizon not in goal.horizons):
        return percent(None)
    return part_words(goal.horizons[horizon] if horizon else goal.whole)


def signed(amount: Decimal | None) -> Said:
    r"""A difference in euro with its sign; a dash while it isn't known.

    >>> from kpi.language import words_of
    >>> [words_of("nl").say(signed(amount)) for amount in (Decimal(-1250), Decimal(0), None)]
    ['−€\xa01.250', 'ongewijzigd', '–']
    """
    if amount is None:
        return "–"
    if amount == 0:
        return say("unchanged")
    return listed(("+" if amount > 0 else "−", say.money(abs(amount), cents=False)), "")


TOLD = ("totals.actual", "financing.received")
"""The amounts that the headline of the money is about."""


def indicator_since(before: Picture, after: Picture, id_: str, programme: Programme) -> Said:
    """The change of an indicator's value and status since an earlier day; empty without both values."""
    pairs = [pair for pair in compare(before, after).indicators if pair.after.id == id_]
    if not pairs or pairs[0].before.value is None or pairs[0].after.value is None:
        return ""
    pair, indicator = pairs[0], programme.indicator(id_)
    old, new, more = change(pair.before.value, pair.after.value, indicator.unit)
    told = say(
        "Since {day}: {old} → {new} ({difference})", day=say.date(before.as_of), old=old, new=new, difference=more
    )
    if pair.before.status == pair.after.status:
        return say("{told}; the status is the same.", told=told)
    old, new = (status_word(programme, score.status) for score in (pair.before, pair.after))
    return say("{told}; status {old} → {new}.", told=told, old=old, new=new)


def moved(then: Picture | None, indicator: Indicator, score: IndicatorScore, programme: Programme) -> Said:
    """The earlier value and status of an indicator; empty where nothing differs, or without an earlier picture."""
    before = next((old for old in then.indicators if old.id == score.id), None) if then else None
    if before is None or (before.value, before.status) == (score.value, score.status):
        return ""
    old, new, more = change(before.value, score.value, indicator.unit)
    told = say("was {old}, now {new} ({difference})", old=old, new=new, difference=more)
    if before.status == score.status:
        return told
    old, new = (status_word(programme, old_score.status) for old_score in (before, score))
    return say("{told}; status {old} → {new}", told=told, old=old, new=new)


def money_since(before: Picture, after: Picture) -> Said:
    """The amounts invoiced and received since an earlier day, in euro; empty when none is known on both days."""
    changes = [
        listed((say(AMOUNTS[amount.name]), signed(amount.difference)), " ")
        for amount in compare(before, after).money
        if amount.name in TOLD and amount.difference is not None
    ]
    if not changes:
        return ""
    return say("Since {day}: {told}.", day=say.date(before.as_of), told=listed(changes, "; "))
