"""Concerns, the most pressing first: distance from where it should be × nearness of the deadline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kpi.money.sums import BudgetPicture, LineStatus
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.score.scores import GOOD, IndicatorScore, Status
from kpi.sentences import Said, listed, say
from kpi.views.value_words import asked_by_now, tied

ASKING = (Status.ATTENTION, Status.BEHIND, Status.MISSED)
HALF_YEAR = 183


@dataclass(frozen=True, slots=True)
class Concern:
    """A point that asks for attention: its name, a sentence, and the indicator or the budget line that it is about."""

    title: Said
    sentence: Said
    status: Status
    pressure: Fraction
    indicator: str | None = None


def concerns(picture: Picture, programme: Programme, most: int = 5) -> tuple[Concern, ...]:
    """At most that many, the most pressing first; an accepted deviation isn't one."""
    asking = [_of_indicator(score, picture.as_of, programme) for score in picture.indicators if score.status in ASKING]
    end = programme.plan_year(picture.plan_year).ends
    over = _of_lines(picture.money, end, picture.as_of)
    return tuple(sorted(asking + over, key=lambda concern: -concern.pressure)[:most])


def distance(score: IndicatorScore) -> Fraction:
    """The shortfall of a value as a part of the way from baseline to target, within 0…1."""
    way = score.target.value - score.baseline if score.target else Fraction(0)
    if score.value is None or score.expected is None or way == 0:
        return Fraction(0)
    return min(max((score.expected - score.value) / way, Fraction(0)), Fraction(1))


def nearness(due: date, day: date) -> Fraction:
    """1 on the deadline, a half at half a year from it, before or after.

    >>> nearness(date(2018, 7, 1), date(2017, 12, 30))
    Fraction(1, 2)
    """
    return Fraction(HALF_YEAR, HALF_YEAR + abs((due - day).days))


def urgency(score: IndicatorScore, day: date) -> tuple[int, Fraction]:
    """What asks for attention first, by distance × nearness; then what was accepted, can't be judged, and goes well."""
    well = (*GOOD, Status.NOT_JUDGED)
    place = 0 if score.status in ASKING else 1 if score.status is Status.ACCEPTED else 3 if score.status in well else 2
    return place, -distance(score) * nearness(score.target.due, day) if score.target else Fraction(0)


def _of_indicator(score: IndicatorScore, day: date, programme: Programme) -> Concern:
    return Concern(
        title=programme.indicator(score.id).title,
        sentence=_shortfall(score, day, programme),
        status=score.status,
        pressure=distance(score) * nearness(score.target.due, day) if score.target else Fraction(0),
        indicator=score.id,
    )


def _shortfall(score: IndicatorScore, day: date, programme: Programme) -> Said:
    """The amount still lacking and its due date; the whole reason where the shortfall isn't a number."""
    indicator, asked = programme.indicator(score.id), asked_by_now(programme.indicator(score.id), score)
    if score.value is None or asked is None or score.target is None or score.value == asked:
        return score.explanation
    least, most, apart = tied(min(score.value, asked), max(score.value, asked), indicator.unit)
    value, shown = (least, most) if score.value < asked else (most, least)
    values = {
        "apart": apart,
        "value": listed((value, indicator.noun), " ") if indicator.unit == "count" else value,
        "asked": shown,
        "due": say.date(score.target.due),
    }
    if score.value > asked:  # where lower is better
        if day > score.target.due:
            return say("{apart} too many: {value}; the target was {asked} on {due}.", **values)
        return say("{apart} too many: {value}, expected {asked}; due on {due}.", **values)
    if day > score.target.due:
        return say("{apart} short: {value}; the target was {asked} on {due}.", **values)
    return say("{apart} short: {value}, expected {asked}; due on {due}.", **values)


def over_budget(money: BudgetPicture) -> Said:
    """The number of lines over their budget, in a few words; empty when there are none."""
    over = exceeding(money)
    return say.plural("{n} line over budget", "{n} lines over budget", len(over)) if over else ""


def _over_budget(over: Mapping[Said, Fraction]) -> Said:
    """The lines over their budget in one sentence, the largest named."""
    return say.plural(
        "{n} budget line is over its budget, by {amount}: {largest}.",
        "{n} budget lines are over their budget, by {amount} together; most of all {largest}.",
        len(over),
        amount=say.money(sum(over.values(), Fraction(0)), cents=False),
        largest=max(over, key=lambda title: over[title]),
    )


def exceeding(money: BudgetPicture) -> dict[Said, Fraction]:
    """The lines over their budget with the amount that each is over it."""
    return {
        line.title: Fraction(line.used - line.budget)
        for line in money.lines
        if line.status is LineStatus.OVER_BUDGET and line.used is not None and line.budget is not None
    }


def _of_lines(money: BudgetPicture, end: date, day: date) -> list[Concern]:
    """The lines over their budget as one concern."""
    over = exceeding(money)
    if not over:
        return []
    whole = sum(over.values(), Fraction(0))
    part = whole / Fraction(money.totals.budget) if money.totals.budget else Fraction(1)
    return [
        Concern(say("Budget lines"), _over_budget(over), Status.BEHIND, min(part, Fraction(1)) * nearness(end, day))
    ]
