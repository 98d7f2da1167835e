"""Where the money of a plan year is heading: expected use, prognosis, and what is short. Pure; amounts are exact.

The plan sets no pace of spending. What is expected by a day is therefore assumed: the budget spread evenly over the
days of the plan year; and a prognosis draws on what was invoiced so far at the same pace. Both are shown as assumed.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from kpi.money.sums import FinancingPicture, LinePicture
from kpi.programme.framework import PlanYear

TOO_EARLY = Fraction(1, 10)
"""Before this part of the plan year has gone nothing is drawn on."""


def gone(year: PlanYear, on: date) -> Fraction:
    """Which part of the plan year has gone by the end of the day, within 0…1.

    >>> from datetime import date
    >>> year = PlanYear(id="x", starts=date(2017, 7, 1), ends=date(2018, 6, 30), subsidised=True, source="")
    >>> gone(year, date(2017, 9, 11))
    Fraction(1, 5)
    """
    days = (year.ends - year.starts).days + 1
    return min(max(Fraction((on - year.starts).days + 1, days), Fraction(0)), Fraction(1))


def expected_use(budget: Decimal | None, part: Fraction) -> Fraction | None:
    """What an even pace would have used by now; None without a budget."""
    return None if budget is None else Fraction(budget) * part


def prognosis(line: LinePicture, part: Fraction) -> Fraction | None:
    """What a line will have cost by the end of the plan year; None while it is too early, or nothing is known.

    What was invoiced goes on at its own pace, but what is ordered is never left out; once the year is over, it is
    what was invoiced and ordered.
    """
    if line.actual is None or line.committed is None or part < TOO_EARLY:
        return None
    certain = Fraction(line.actual + max(line.committed, Decimal(0)))
    return max(certain, Fraction(line.actual) / part)


def contributors_short(financing: FinancingPicture) -> int | None:
    """How many more contributors at today's average would fill the gap, rounded up; None when that isn't known.

    >>> contributors_short(FinancingPicture(None, None, None, None, None, 2, Decimal(2800), gap=Decimal(24000)))
    9
    """
    if financing.gap is None or not financing.average_pledged:
        return None
    return -int(-Fraction(financing.gap) // Fraction(financing.average_pledged))


def regional_share(contributions: Decimal | None, subsidy: Decimal | None) -> Fraction | None:
    """Which part of the money comes from the region; None when one is unknown or both are nothing."""
    if contributions is None or subsidy is None or contributions + subsidy <= 0:
        return None
    return Fraction(contributions) / Fraction(contributions + subsidy)
