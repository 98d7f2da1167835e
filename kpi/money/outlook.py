"""The outlook for the money of a plan year: what a line will have cost, and what is short. Pure; amounts are exact.

What is invoiced and ordered stands; the rest of the budget is still to come where nothing speaks against it. Against
it speaks that the plan year is over, or that what the line is for has been delivered and invoiced.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from kpi.money.sums import FinancingPicture, LineForecast, OutputPicture, Spend
from kpi.programme.finance import BudgetLine
from kpi.programme.framework import PlanYear


def gone(year: PlanYear, on: date) -> Fraction:
    """Return the part of the plan year that has gone by the end of the day, within 0…1.

    >>> from datetime import date
    >>> year = PlanYear(id="x", starts=date(2017, 7, 1), ends=date(2018, 6, 30), subsidised=True, source="")
    >>> gone(year, date(2017, 9, 11))
    Fraction(1, 5)
    """
    days = (year.ends - year.starts).days + 1
    return min(max(Fraction((on - year.starts).days + 1, days), Fraction(0)), Fraction(1))


def delivered_share(output: OutputPicture) -> Fraction | None:
    """Return the part of an output that was delivered, at most 1; None where it wasn't measured."""
    if output.delivered is None:
        return None
    return min(Fraction(output.delivered) / Fraction(output.planned), Fraction(1)) if output.planned else Fraction(1)


def expected_share(line: BudgetLine, outputs: Sequence[OutputPicture], part: Fraction) -> Fraction | None:
    """Return the part of its budget that a line should have cost by now; None where its way of spending doesn't say.

    ``part``: of the plan year that has gone. By output: the mean of what was delivered, unknown while any of it is.
    """
    if line.spent == "even":
        return part
    shares = [delivered_share(output) for output in outputs]
    known = [share for share in shares if share is not None]
    if line.spent != "per_output" or not known or len(known) < len(shares):
        return None
    return sum(known, Fraction(0)) / len(known)


def line_forecast(
    line: BudgetLine, spend: Spend | None, outputs: Sequence[OutputPicture], part: Fraction
) -> LineForecast:
    """Return what a line will have cost: invoiced and ordered, and what is still to come of its budget.

    Where orders can't be recorded it rests on what is invoiced; without that nothing can be said.
    """
    booked = spend.used if spend else None
    if spend is None or spend.actual is None or booked is None:
        return LineForecast(line.spent, None, None)
    over = part == 1 or _done(line, spend, outputs)
    return LineForecast(line.spent, booked, Decimal(0) if over else max(line.amount - booked, Decimal(0)))


def _done(line: BudgetLine, spend: Spend, outputs: Sequence[OutputPicture]) -> bool:
    """Whether no more is to come: it is invoiced, nothing stands ordered, and everything was delivered.

    Of what happens once an output that isn't measured holds nothing back; what is paid by output needs the count.
    """
    if line.spent not in {"once", "per_output"} or not spend.actual or spend.actual < 0 or spend.committed:
        return False
    unknown = Fraction(line.spent == "once")
    shares = [delivered_share(output) for output in outputs]
    return all((unknown if share is None else share) == 1 for share in shares)


def to_pledge(financing: FinancingPicture) -> Decimal | None:
    """Return what is neither pledged nor received of what the plan asks, never under zero; None when not known."""
    if financing.target is None or financing.pledged is None or financing.received is None:
        return None
    return max(financing.target - max(financing.pledged, financing.received), Decimal(0))


def to_come_in(financing: FinancingPicture) -> Decimal | None:
    """Return what is pledged and hasn't been received; None when not known."""
    if financing.pledged is None or financing.received is None:
        return None
    return max(financing.pledged - financing.received, Decimal(0))


def contributors_short(financing: FinancingPicture) -> int | None:
    """Return the number of contributors at today's average that would pledge what is short, rounded up.

    None when unknown. The average is exact: where three pledged 10.000, the 20.000 that is short takes six like them,
    which six times € 3.333,33 wouldn't reach.

    >>> asked, pledged, average = Decimal(30000), Decimal(10000), Decimal("3333.33")
    >>> contributors_short(FinancingPicture(asked, pledged, pledged, pledged, None, 3, average, gap=Decimal(20000)))
    6
    """
    short = to_pledge(financing)
    if short is None or not financing.organisations or not financing.pledged or financing.pledged < 0:
        return None
    return ceil(Fraction(short) * financing.organisations / Fraction(financing.pledged))


def regional_share(contributions: Decimal | None, subsidy: Decimal | None) -> Fraction | None:
    """Return the part of the money that comes from the region; None when one is unknown or both are nothing."""
    if contributions is None or subsidy is None or contributions + subsidy <= 0:
        return None
    return Fraction(contributions) / Fraction(contributions + subsidy)
