"""The days that a figure is asked for, with the first days of their windows, as SQL expressions."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Date, FromClause, Integer, column, literal, values

from kpi.programme.framework import PlanYear
from kpi.score.scores import LastMonths, Moment

Expression = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Moments:
    """The day that a figure is asked for, with the first days of its windows, as SQL expressions."""

    day: Expression
    year_start: Expression
    """The first day of its year: 1 January, or that of the months up to it that stand in for the year."""
    months_start: Callable[[int], Expression]
    """The first day of a window of that many months: the day after D minus n months."""
    plan_year_start: Expression | None = None
    plan_year_end: Expression | None = None
    plan_year: str | None = None
    table: FromClause | None = None
    """The days asked for, when they come from a table of their own."""

    def outside(self, row: FromClause) -> tuple[FromClause, ...]:
        """The tables outside a test within the test of a row: that row, and the days asked for."""
        return (row,) if self.table is None else (row, self.table)


def months_before(day: date, months: int) -> date:
    """Return the day that many months earlier, or the last one of that month.

    >>> months_before(date(2020, 2, 29), 24), months_before(date(2018, 1, 31), 2)
    (datetime.date(2018, 2, 28), datetime.date(2017, 11, 30))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_of(moment: Moment) -> date:
    """The reference date of a moment."""
    return moment.day if isinstance(moment, LastMonths) else moment


def asked_on_each(moments: Sequence[Moment], months: Sequence[int], plan_year: PlanYear | None) -> tuple[CTE, Moments]:
    """The moments as a table, each with its place among them and the windows of so many months; and as expressions."""
    dates = [column("day", Date), column("year_start", Date), *(column(f"after_{n}", Date) for n in months)]
    rows = [(place, *_windows(moment, months)) for place, moment in enumerate(moments)]
    table = values(column("place", Integer), *dates, name="asked").data(rows).cte()
    return table, Moments(
        day=table.c.day,
        year_start=table.c.year_start,
        months_start=lambda months: table.c[f"after_{months}"],
        table=table,
        **_plan_year_of(plan_year),
    )


def _windows(moment: Moment, months: Sequence[int]) -> tuple[date, ...]:
    """The day, the first day of its year or of what stands in for it, and that of each window of months."""
    day = day_of(moment)
    year_start = _months_start(day, moment.months) if isinstance(moment, LastMonths) else date(day.year, 1, 1)
    return (day, year_start, *(_months_start(day, n) for n in months))


def _months_start(day: date, months: int) -> date:
    """The first day after the day that many months earlier.

    >>> _months_start(date(2018, 12, 31), 12), _months_start(date(2020, 2, 29), 12)
    (datetime.date(2018, 1, 1), datetime.date(2019, 3, 1))
    """
    return months_before(day, months) + timedelta(days=1)


def _plan_year_of(plan_year: PlanYear | None) -> dict[str, Any]:
    if plan_year is None:
        return {}
    return {"plan_year": plan_year.id, "plan_year_start": plan_year.starts, "plan_year_end": plan_year.ends}


def asked_on(day: date, plan_year: PlanYear | None = None) -> Moments:
    """The moments of one day, as literal values in SQL."""
    return Moments(
        day=literal(day),
        year_start=literal(date(day.year, 1, 1)),
        months_start=lambda months: literal(_months_start(day, months)),
        **_plan_year_of(plan_year),
    )
