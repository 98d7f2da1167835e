"""A calculation example: a picture and four assumptions → targets, co-financing and subsidy. Never a fact.

A calculation example, with rules that are said beside it: newcomers come evenly by the month and each pays the average
once; what was pledged comes in; the budget is spent up to the share that is assumed, and at least what is spent now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

from kpi.money.subsidy import CENTS, subsidy_amount
from kpi.notation import rounded
from kpi.picture import Picture
from kpi.programme.plan import Indicator, Programme
from kpi.score.case import meets

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
    example = _Example(picture, programme, assumed, ends)
    outcomes = [
        work(example, programme.indicator(indicator_id))
        for name, work in _WORK.items()
        for indicator_id in getattr(programme.what_if, name)
    ]
    return Effect(tuple(outcome for outcome in outcomes if outcome is not None), example.year_end(), ends)


def newcomers(assumed: Assumed, since: date, until: date) -> int:
    """The number of newcomers between two days, evenly by the month, in whole ones; 0 when the time is over.

    >>> newcomers(Assumed(Decimal("2.5"), Decimal(1), Decimal(1), Decimal(1)), date(2018, 1, 1), date(2018, 12, 31))
    29
    """
    days = max((until - since).days, 0)
    return int(Fraction(assumed.members) * days * MONTHS / YEAR)


@dataclass(frozen=True, slots=True)
class _Example:
    """A picture with the assumptions; ``ends``: the last day of its plan year."""

    picture: Picture
    programme: Programme
    assumed: Assumed
    ends: date

    def year_end(self) -> WhatIfMoney:
        """The money at the end of the plan year."""
        spent, cofinancing, target = self._spent(), self.cofinancing(), self.picture.money.financing.target
        gap = None if target is None or cofinancing is None else max(Decimal(0), target - cofinancing)
        subsidy = self._subsidy(spent, cofinancing)
        known = spent is not None and subsidy is not None and cofinancing is not None
        average = Fraction(self.assumed.average)
        return WhatIfMoney(
            newcomers=newcomers(self.assumed, self.picture.as_of, self.ends),
            spent=spent,
            cofinancing=cofinancing,
            gap=gap,
            subsidy=subsidy,
            uncovered=max(Decimal(0), spent - subsidy - cofinancing) if known else None,  # type: ignore[operator]
            short=None if gap is None or not average else ceil(Fraction(gap) / average),
        )

    def _spent(self) -> Decimal | None:
        budget, actual = self.picture.money.totals.budget, self.picture.money.totals.actual
        if budget is None:
            return None
        share = rounded(Fraction(budget) * Fraction(self.assumed.spent), CENTS)
        return share if actual is None else max(share, actual)

    def cofinancing(self) -> Decimal | None:
        """The contributions of those that there are and of those that come."""
        got, come = self.picture.money.financing, newcomers(self.assumed, self.picture.as_of, self.ends)
        if got.pledged is None or got.received is None:
            return None
        return max(got.pledged, got.received) + come * self.assumed.average

    def _subsidy(self, spent: Decimal | None, cofinancing: Decimal | None) -> Decimal | None:
        """By the grant's rule; as much of the costs is taken to be eligible as is now."""
        year, line = self.picture.plan_year, self.picture.money.totals
        grant, granted = self.programme.grant(year), self.programme.granted_amount(year)
        if grant is None or spent is None or cofinancing is None or not granted:
            return None
        known = line.eligible is not None and line.actual
        part = Fraction(line.eligible) / Fraction(line.actual) if known else Fraction(1)  # type: ignore[arg-type]
        eligible = rounded(Fraction(spent) * part, CENTS)
        return subsidy_amount(grant.basis, grant.rate, grant.cap, eligible, granted, cofinancing)

    def day(self, indicator: Indicator) -> date:
        """The day that it is worked out for: its due date, and once that is past the end of the plan year."""
        due = indicator.last_target.due
        return due if due >= self.picture.as_of else self.ends

    def come(self, indicator: Indicator) -> int:
        """The newcomers until the day of an indicator."""
        return newcomers(self.assumed, self.picture.as_of, self.day(indicator))

    def outcome(
        self, indicator: Indicator, value: Fraction | Decimal | None, reached: date | None = None
    ) -> WhatIfOutcome:
        """An indicator with the value that it would have."""
        target, then = Fraction(indicator.last_target.value), None if value is None else Fraction(value)
        met = None if then is None else meets(indicator, then, target)
        now = self.picture.indicator(indicator.id).value
        return WhatIfOutcome(indicator, now, self.day(indicator), then, target, met, None if met else reached)


def _members(example: _Example, indicator: Indicator) -> WhatIfOutcome:
    now = example.picture.indicator(indicator.id).value
    value = None if now is None else now + example.come(indicator)
    return example.outcome(indicator, value, _reached(now, indicator, example.assumed, example.picture.as_of))


def _reached(now: Fraction | None, indicator: Indicator, assumed: Assumed, since: date) -> date | None:
    """The day on which enough have come; None when nobody comes, or not within a lifetime."""
    if now is None or not assumed.members:
        return None
    missing = max(Fraction(indicator.last_target.value) - now, Fraction(0))
    days = ceil(missing * YEAR / MONTHS / Fraction(assumed.members))
    return since + timedelta(days=days) if days <= FAR * YEAR else None


def _average(example: _Example, indicator: Indicator) -> WhatIfOutcome:
    score, come = example.picture.indicator(indicator.id), example.come(indicator)
    above, below = score.numerator, score.denominator
    known = above is not None and below is not None and below + come > 0
    value = (above + come * Fraction(example.assumed.average)) / (below + come) if known else None  # type: ignore[operator]
    return example.outcome(indicator, value)


def _received(example: _Example, indicator: Indicator) -> WhatIfOutcome | None:
    if example.picture.plan_year != example.programme.what_if.received_for:
        return None
    return example.outcome(indicator, example.cofinancing())


def _income(example: _Example, indicator: Indicator) -> WhatIfOutcome:
    now = example.picture.money.financing.organisations
    there = None if now is None else now + example.come(indicator)
    return example.outcome(indicator, None if there is None else there * example.assumed.average)


def _filled(example: _Example, indicator: Indicator) -> WhatIfOutcome:
    return example.outcome(indicator, example.assumed.filled)


_WORK: dict[str, Callable[[_Example, Indicator], WhatIfOutcome | None]] = {
    "members": _members,
    "average": _average,
    "received": _received,
    "income": _income,
    "filled": _filled,
}


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
