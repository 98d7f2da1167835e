"""A calculation example: a picture and four assumptions → targets, co-financing and subsidy. Never a fact.

A calculation example, with rules that are said beside it: newcomers come evenly by the month and each pays the average
once; what was pledged comes in; the budget is spent up to the share that is assumed, and at least what is spent now.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from kpi.money.subsidy import CENTS, subsidy_amount
from kpi.money.sums import BudgetPicture
from kpi.notation import rounded
from kpi.picture import Picture
from kpi.programme.plan import Indicator, Programme
from kpi.score.against_target import meets
from kpi.score.scores import IndicatorScore

YEAR = Fraction(365)
MONTHS = 12
FAR = 100
"""Years after which it isn't said when something would be reached."""


@dataclass(frozen=True, slots=True)
class Assumed:
    """The four assumptions: newcomers a month, euro that each contributes, share filled, share of the budget spent."""

    members: Decimal
    average: Decimal
    filled: Decimal
    spent: Decimal


@dataclass(frozen=True, slots=True)
class WhatIfOutcome:
    """An indicator under the assumptions: what it is now, and what it would be on a day. None is unknown.

    ``reached``: on which day the target would be met at this pace, where it isn't met on ``day``.
    """

    indicator: Indicator
    now: Fraction | None
    day: date
    value: Fraction | None
    target: Fraction
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
    short: int | None
    """How many more contributors would close the gap."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect of the assumptions on targets and money."""

    outcomes: tuple[WhatIfOutcome, ...]
    year_end: WhatIfMoney
    ends: date


def what_if(picture: Picture, programme: Programme, assumed: Assumed) -> Effect:
    """The picture under the assumptions; nothing is stored, and the picture itself stays as it is."""
    ends = max(programme.plan_year(picture.plan_year).ends, picture.as_of)
    year_end = _year_end(picture, programme, assumed, ends)
    outcomes = [
        outcome
        for name, work in _WORK.items()
        for indicator_id in getattr(programme.what_if, name)
        for outcome in work(picture, programme, programme.indicator(indicator_id), assumed, year_end)
    ]
    return Effect(tuple(outcomes), year_end, ends)


def newcomers(assumed: Assumed, since: date, until: date) -> int:
    """The number of newcomers between two days, evenly by the month, in whole ones; 0 when the time is over.

    >>> newcomers(Assumed(Decimal("2.5"), Decimal(1), Decimal(1), Decimal(1)), date(2018, 1, 1), date(2018, 12, 31))
    29
    """
    days = max((until - since).days, 0)
    return int(Fraction(assumed.members) * days * MONTHS / YEAR)


def _year_end(picture: Picture, programme: Programme, assumed: Assumed, ends: date) -> WhatIfMoney:
    money, come = picture.money, newcomers(assumed, picture.as_of, ends)
    spent = _spent(money, assumed)
    cofinancing = _cofinancing(money, assumed, come)
    target = money.financing.target
    gap = None if target is None or cofinancing is None else max(Decimal(0), target - cofinancing)
    subsidy = _subsidy(money, programme, spent, cofinancing)
    known = spent is not None and subsidy is not None and cofinancing is not None
    return WhatIfMoney(
        newcomers=come,
        spent=spent,
        cofinancing=cofinancing,
        gap=gap,
        subsidy=subsidy,
        uncovered=max(Decimal(0), spent - subsidy - cofinancing) if known else None,  # type: ignore[operator]
        short=None if gap is None or not assumed.average else ceil(Fraction(gap) / Fraction(assumed.average)),
    )


def _spent(money: BudgetPicture, assumed: Assumed) -> Decimal | None:
    budget, actual = money.totals.budget, money.totals.actual
    if budget is None:
        return None
    share = rounded(Fraction(budget) * Fraction(assumed.spent), CENTS)
    return share if actual is None else max(share, actual)


def _cofinancing(money: BudgetPicture, assumed: Assumed, come: int) -> Decimal | None:
    got = money.financing
    if got.pledged is None or got.received is None:
        return None
    return max(got.pledged, got.received) + come * assumed.average


def _subsidy(
    money: BudgetPicture, programme: Programme, spent: Decimal | None, cofinancing: Decimal | None
) -> Decimal | None:
    """By the grant's rule; as much of the costs is taken to be eligible as is now."""
    grant, line = programme.grant(money.plan_year), money.totals
    granted = programme.granted_amount(money.plan_year)
    if grant is None or spent is None or cofinancing is None or not granted:
        return None
    part = Fraction(line.eligible) / Fraction(line.actual) if line.eligible is not None and line.actual else Fraction(1)
    eligible = rounded(Fraction(spent) * part, CENTS)
    return subsidy_amount(grant.basis, grant.rate, grant.cap, eligible, granted, cofinancing)


def _day(indicator: Indicator, picture: Picture, programme: Programme) -> date:
    """The day that it is worked out for: its due date, and once that is past the end of the plan year."""
    due = indicator.last_target.due
    return due if due >= picture.as_of else max(programme.plan_year(picture.plan_year).ends, picture.as_of)


Outcomes = Iterator[WhatIfOutcome]


def _members(
    picture: Picture, programme: Programme, indicator: Indicator, assumed: Assumed, year_end: WhatIfMoney
) -> Outcomes:
    score = picture.indicator(indicator.id)
    day = _day(indicator, picture, programme)
    value = None if score.value is None else score.value + newcomers(assumed, picture.as_of, day)
    yield _outcome(indicator, score, day, value, _reached(score, indicator, assumed, picture.as_of))


def _reached(score: IndicatorScore, indicator: Indicator, assumed: Assumed, since: date) -> date | None:
    """The day on which enough have come; None when nobody comes, or not within a lifetime."""
    if score.value is None or not assumed.members:
        return None
    missing = max(Fraction(indicator.last_target.value) - score.value, Fraction(0))
    days = ceil(missing * YEAR / MONTHS / Fraction(assumed.members))
    return since + timedelta(days=days) if days <= FAR * YEAR else None


def _average(
    picture: Picture, programme: Programme, indicator: Indicator, assumed: Assumed, year_end: WhatIfMoney
) -> Outcomes:
    score = picture.indicator(indicator.id)
    day = _day(indicator, picture, programme)
    come = newcomers(assumed, picture.as_of, day)
    above, below = score.numerator, score.denominator
    known = above is not None and below is not None and below + come > 0
    value = (above + come * Fraction(assumed.average)) / (below + come) if known else None  # type: ignore[operator]
    yield _outcome(indicator, score, day, value)


def _received(
    picture: Picture, programme: Programme, indicator: Indicator, assumed: Assumed, year_end: WhatIfMoney
) -> Outcomes:
    if picture.plan_year != programme.what_if.received_for:
        return
    score = picture.indicator(indicator.id)
    value = None if year_end.cofinancing is None else Fraction(year_end.cofinancing)
    yield _outcome(indicator, score, _day(indicator, picture, programme), value)


def _income(
    picture: Picture, programme: Programme, indicator: Indicator, assumed: Assumed, year_end: WhatIfMoney
) -> Outcomes:
    score, now = picture.indicator(indicator.id), picture.money.financing.organisations
    day = _day(indicator, picture, programme)
    there = None if now is None else now + newcomers(assumed, picture.as_of, day)
    yield _outcome(indicator, score, day, None if there is None else there * Fraction(assumed.average))


def _filled(
    picture: Picture, programme: Programme, indicator: Indicator, assumed: Assumed, year_end: WhatIfMoney
) -> Outcomes:
    score = picture.indicator(indicator.id)
    yield _outcome(indicator, score, _day(indicator, picture, programme), Fraction(assumed.filled))


_WORK: dict[str, Callable[[Picture, Programme, Indicator, Assumed, WhatIfMoney], Outcomes]] = {
    "members": _members,
    "average": _average,
    "received": _received,
    "income": _income,
    "filled": _filled,
}


def _outcome(
    indicator: Indicator, score: IndicatorScore, day: date, value: Fraction | None, reached: date | None = None
) -> WhatIfOutcome:
    target = Fraction(indicator.last_target.value)
    met = None if value is None else meets(indicator, value, target)
    return WhatIfOutcome(indicator, score.value, day, value, target, met, None if met else reached)


def at_first(programme: Programme) -> Assumed:
    """The assumptions to begin with: nobody new, and the rest as the plan has it."""
    whole = Decimal(1)
    return Assumed(
        Decimal(0), _asked(programme, "average", Decimal(0)), _asked(programme, "filled", whole), spent=whole
    )


def _asked(programme: Programme, name: str, otherwise: Decimal) -> Decimal:
    ids = getattr(programme.what_if, name)
    return programme.indicator(ids[0]).last_target.value if ids else otherwise


def assumed_from(members: float, average: int, filled: int, spent: int) -> Assumed:
    """The assumptions as the sliders have them: newcomers a month, whole euro, and percentages.

    >>> assumed_from(2.5, 3000, 90, 100)
    Assumed(members=Decimal('2.5'), average=Decimal('3000'), filled=Decimal('0.9'), spent=Decimal('1'))
    """
    return Assumed(Decimal(str(members)), Decimal(average), Decimal(filled) / 100, Decimal(spent) / 100)


def most(average: Decimal) -> int:
    """The upper end of the slider of the contribution: four times the plan's average, and at least 10.000 euro.

    >>> most(Decimal(3000)), most(Decimal(500))
    (12000, 10000)
    """
    return max(int(average) * 4, 10_000)
