"""A calculation example: a picture and four assumptions → targets, co-financing and subsidy. Never a fact.

Each assumption moves only what it is about, and where none is made everything stays as it is on the reference date.
Newcomers come evenly by the month, and each contributes once a year; nothing of it reaches a due date that is past.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from kpi.money.budget import granted, uncovered
from kpi.money.outlook import to_pledge
from kpi.money.subsidy import CENTS
from kpi.notation import rounded
from kpi.picture import Picture
from kpi.programme.plan import Indicator, Programme
from kpi.score.case import within
from kpi.score.scores import IndicatorScore, TargetOutcome

YEAR = Fraction(365)
MONTHS = 12
FAR = 100
"""Years after which it isn't said when something would be reached."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """The four assumptions: newcomers a month, euro that each contributes, share filled, share of the budget spent.

    None leaves a share as it is today.
    """

    members: Decimal
    average: Decimal
    filled: Decimal | None = None
    spent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class WhatIfOutcome:
    """An indicator under the assumptions: what it is now, and what it would be on its due date. None is unknown.

    ``reached``: on which day the target would be met at this pace, where that is too late.
    """

    indicator: Indicator
    now: Fraction | None
    target: TargetOutcome
    value: Fraction | None
    met: bool | None
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class WhatIfMoney:
    """The money of the plan year at its end, under the assumptions, in euro. None is unknown."""

    newcomers: int
    spent: Decimal | None
    cofinancing: Decimal | None
    gap: Decimal | None
    subsidy: Decimal | None
    uncovered: Decimal | None
    missing: Decimal | None
    """What nobody has pledged of what the plan asks."""
    short: int | None
    """How many more contributors would pledge it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of the assumptions on targets and money."""

    outcomes: tuple[WhatIfOutcome, ...]
    year_end: WhatIfMoney
    ends: date


def what_if(picture: Picture, programme: Programme, assumed: Assumed) -> Effect:
    """The picture under the assumptions; nothing is stored, and the picture itself stays as it is."""
    outcomes = [
        _outcome(work, picture, programme.indicator(indicator_id), target, assumed)
        for name, work in _WORK.items()
        for indicator_id in getattr(programme.what_if, name)
        if (target := picture.indicator(indicator_id).target)
    ]
    ends = max(programme.plan_year(picture.plan_year).ends, picture.as_of)
    return Effect(tuple(outcomes), _year_end(picture, programme, assumed, ends), ends)


def newcomers(assumed: Assumed, since: date, until: date) -> int:
    """The number of newcomers between two days, evenly by the month, in whole ones; 0 when the time is over.

    >>> newcomers(Assumed(Decimal("2.5"), Decimal(1)), date(2018, 1, 1), date(2018, 12, 31))
    29
    """
    days = max((until - since).days, 0)
    return int(Fraction(assumed.members) * days * MONTHS / YEAR)


def _year_end(picture: Picture, programme: Programme, assumed: Assumed, ends: date) -> WhatIfMoney:
    """The money at the end of the plan year: newcomers pledge and pay, and what is spent follows the assumption."""
    year, line, got = picture.plan_year, picture.money.totals, picture.money.financing
    come = newcomers(assumed, picture.as_of, ends)
    brought = come * assumed.average
    spent = _spent(line.budget, line.actual, assumed)
    cofinancing = None if got.received is None else got.received + brought
    eligible = line.eligible if spent == line.actual else _eligible(spent, line.eligible, line.actual)
    grant = programme.grant(year)
    subsidy = granted(grant, eligible, cofinancing, programme.granted_amount(year)) if grant else None
    pledged = to_pledge(got)
    missing = None if pledged is None else max(pledged - brought, Decimal(0))
    return WhatIfMoney(
        newcomers=come,
        spent=spent,
        cofinancing=cofinancing,
        gap=None if got.target is None or cofinancing is None else max(got.target - cofinancing, Decimal(0)),
        subsidy=subsidy,
        uncovered=uncovered(spent, subsidy, cofinancing),
        missing=missing,
        short=ceil(missing / assumed.average) if missing is not None and assumed.average else None,
    )


def _spent(budget: Decimal | None, actual: Decimal | None, assumed: Assumed) -> Decimal | None:
    """What is spent already stays spent."""
    if budget is None or assumed.spent is None:
        return actual
    return max(rounded(Fraction(budget) * Fraction(assumed.spent), CENTS), actual or Decimal(0))


def _eligible(spent: Decimal | None, eligible: Decimal | None, actual: Decimal | None) -> Decimal | None:
    """As large a part as is eligible now; all of it while nothing was spent."""
    if spent is None or eligible is None or not actual:
        return spent
    return rounded(Fraction(spent) * Fraction(eligible) / Fraction(actual), CENTS)


Work = Callable[[IndicatorScore, int, Assumed], Fraction | None]


def _outcome(
    work: Work, picture: Picture, indicator: Indicator, target: TargetOutcome, assumed: Assumed
) -> WhatIfOutcome:
    """An indicator on its due date; what is past can't be changed any more, only reached too late."""
    score = picture.indicator(indicator.id)
    past = target.due < picture.as_of
    value = score.value if past else work(score, newcomers(assumed, picture.as_of, target.due), assumed)
    met = target.met if past else None if value is None else within(indicator, value, target)
    late = _reached(score, target, assumed, picture.as_of) if work is _members and met is False else None
    return WhatIfOutcome(indicator, score.value, target, value, met, late)


def _reached(score: IndicatorScore, target: TargetOutcome, assumed: Assumed, since: date) -> date | None:
    """The day on which enough have come; None when nobody comes, or not within a lifetime."""
    if score.value is None or not assumed.members:
        return None
    missing = max(target.value - score.value, Fraction(0))
    days = ceil(missing * YEAR / MONTHS / Fraction(assumed.members))
    return since + timedelta(days=days) if days <= FAR * YEAR else None


def _members(score: IndicatorScore, come: int, assumed: Assumed) -> Fraction | None:
    return None if score.value is None else score.value + come


def _average(score: IndicatorScore, come: int, assumed: Assumed) -> Fraction | None:
    above, below = score.numerator, score.denominator
    if above is None or below is None or below + come <= 0:
        return score.value
    return (above + come * Fraction(assumed.average)) / (below + come)


def _received(score: IndicatorScore, come: int, assumed: Assumed) -> Fraction | None:
    return None if score.value is None else score.value + come * Fraction(assumed.average)


def _filled(score: IndicatorScore, come: int, assumed: Assumed) -> Fraction | None:
    return score.value if assumed.filled is None else Fraction(assumed.filled)


_WORK: dict[str, Work] = {
    "members": _members,
    "average": _average,
    "received": _received,
    "income": _received,
    "filled": _filled,
}


def at_first(programme: Programme, picture: Picture) -> Assumed:
    """Where the sliders begin: nobody new, the plan's contribution, and the shares of today, else none of it.

    A slider goes no further than its ends: where more came back than was spent, it begins with nothing spent.
    """
    moved, line = programme.what_if, picture.money.totals
    filled = picture.indicator(moved.filled[0]).value if moved.filled else None
    averages = [target for name in moved.average for target in programme.indicator(name).targets[-1:]]
    average = averages[0].value if averages else Decimal(0)
    spent = Fraction(line.actual) / Fraction(line.budget) if line.actual and line.budget else Fraction(0)
    filled = min(max(filled or Fraction(0), Fraction(0)), Fraction(1))
    return Assumed(Decimal(0), average, rounded(filled, CENTS), rounded(max(spent, Fraction(0)), CENTS))


def assumed_from(members: float, average: int, filled: int, spent: int, first: Assumed) -> Assumed:
    """The assumptions as the sliders have them: newcomers a month, whole euro, and percentages.

    A percentage that stands where it began assumes nothing: it was today's, rounded.

    >>> assumed_from(2.5, 3000, 90, 74, Assumed(Decimal(0), Decimal(3000), Decimal("0.71"), Decimal("0.74")))
    Assumed(members=Decimal('2.5'), average=Decimal('3000'), filled=Decimal('0.9'), spent=None)
    """
    shares = (Decimal(filled) / 100, first.filled), (Decimal(spent) / 100, first.spent)
    return Assumed(Decimal(str(members)), Decimal(average), *(None if now == then else now for now, then in shares))


def in_percent(share: Decimal | None) -> int:
    """A share as the whole percentage that its slider begins with; an unknown one begins with none of it."""
    return int((share or Decimal(0)) * 100)


def most(average: Decimal) -> int:
    """The upper end of the slider of the contribution: four times the plan's average, and at least 10.000 euro.

    >>> most(Decimal(3000)), most(Decimal(500))
    (12000, 10000)
    """
    return max(int(average) * 4, 10_000)
