"""The outlook for the money of a plan year: expected use, prognosis, and the gap. Pure; amounts are exact.

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
    """Return the part of the plan year that has gone by the end of the day, within 0…1.

    >>> from datetime import date
    >>> year = PlanYear(id="x", starts=date(2017, 7, 1), ends=date(2018, 6, 30), subsidised=True, source="")
    >>> gone(year, date(2017, 9, 11))
    Fraction(1, 5)
    """
    days = (year.ends - year.starts).days + 1
    return min(max(Fraction((on - year.starts).days + 1, days), Fraction(0)), Fraction(1))


def expected_use(budget: Decimal | None, part: Fraction) -> Fraction | None:
    """Return the use by now at an even pace; None without a budget."""
    return None if budget is None else Fraction(budget) * part


def prognosis(line: LinePicture, part: Fraction) -> Fraction | None:
    """Return the costs of a line by the end of the plan year; None while it is too early, or nothing is known.

    What was invoiced goes on at its own pace, but what is ordered is never left out; once the year is over, it is
    what was invoiced and ordered.
    """
    if line.actual is None or line.committed is None or part < TOO_EARLY:
        return None
    certain = Fraction(line.actual + max(line.committed, Decimal(0)))
    return max(certain, Fraction(line.actual) / part)


def contributors_short(financing: FinancingPicture) -> int | None:
    """Return the number of contributors at today's average that would fill the gap, rounded up; None when not known.

    >>> contributors_short(FinancingPicture(None, None, None, None, None, 2, Decimal(2800), gap=Decimal(24000)))
    9
    """
    if financing.gap is None or not financing.average_pledged:
        return None
    return -int(-Fraction(financing.gap) // Fraction(financing.average_pledged))


def regional_share(contributions: Decimal | None, subsidy: Decimal | None) -> Fraction | None:
    """Return the part of the money that comes from the region; None when one is unknown or both are nothing."""
    if contributions is None or subsidy is None or contributions + subsidy <= 0:
        return None
    return Fraction(contributions) / Fraction(contributions + subsidy)
