"""The paths of all indicators in small: what was reached and what was expected at the ends of quarters."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from kpi.charts.sparklines import Spark, SparkPoint
from kpi.facts.measuring.observing import observe
from kpi.facts.reader import Reader
from kpi.programme.plan import Indicator
from kpi.roles_and_acts import Act
from kpi.score.expectation import expected, value_day
from kpi.views.read import Read

QUARTER = 3
Sparks = Mapping[str, Spark]


def read(reader: Reader, as_of: date, plan_year: str) -> Sparks:
    """The path of each indicator up to the reference date, by its id; of one that hasn't started there is none."""
    return {indicator.id: _spark(reader, indicator, as_of) for indicator in reader.programme.indicators}


READ: Read[Sparks] = Read(read, Act.SEE_FIGURES)


def quarter_ends(first: date, last: date) -> tuple[date, ...]:
    """The first day, the ends of the quarters after it, and the last day.

    >>> [day.isoformat() for day in quarter_ends(date(2017, 1, 1), date(2017, 8, 10))]
    ['2017-01-01', '2017-03-31', '2017-06-30', '2017-08-10']
    """
    days, day = {first, last}, date(first.year, (first.month - 1) // QUARTER * QUARTER + 1, 1)
    while (day := (day + timedelta(days=31 * QUARTER)).replace(day=1)) <= last:
        days.add(day - timedelta(days=1))
    return tuple(sorted(each for each in days if first <= each <= last))


def _spark(reader: Reader, indicator: Indicator, as_of: date) -> Spark:
    last = value_day(indicator, as_of)
    if last < indicator.start:
        return ()
    days = quarter_ends(indicator.start, last)
    seen = observe(reader, indicator.measure, days)
    return tuple(SparkPoint(_place(day, days), seen[day].value, expected(indicator, day)) for day in days)


def _place(day: date, days: tuple[date, ...]) -> Fraction:
    """Where a day lies between the first and the last, from 0 to 1."""
    whole = (days[-1] - days[0]).days
    return Fraction((day - days[0]).days, whole) if whole else Fraction(1)
