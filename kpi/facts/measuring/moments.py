"""The days that a figure is asked for, with the first days of their windows, as SQL expressions."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnClause, ColumnElement, Date, FromClause, Integer, String, column, literal, values

from kpi.programme.framework import PlanYear
from kpi.programme.plan import Programme
from kpi.score.scores import LastMonths, Moment

Expression = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Moments:
    """The day that a figure is asked for, with the first days of its windows, as SQL expressions."""

    day: Expression
    year_start: Expression
    """The first day of its year: 1 January, or that of the months up to it that stand in for the year."""
    quarter_start: Expression
    """The first day of its calendar quarter."""
    opened_by: Expression
    """The first day of those that are still within the term in which something may stand open."""
    plan_year: Expression
    """The id of the plan year asked for, else of the one that holds the day; empty where there is none, and then
    no date lies within it."""
    plan_year_start: Expression
    plan_year_end: Expression
    months_start: Callable[[int], Expression]
    """The first day of a window of that many months: the day after D minus n months."""
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


COLUMNS: dict[str, type[Date] | type[String]] = {
    "day": Date,
    "year_start": Date,
    "quarter_start": Date,
    "opened_by": Date,
    "plan_year": String,
    "plan_year_start": Date,
    "plan_year_end": Date,
}
"""The expressions of a moment, in the order in which ``_windows`` gives their values."""


def year_before(moment: Moment) -> Moment:
    """The moment a year earlier; on 29 February the last day of that month."""
    earlier = months_before(day_of(moment), 12)
    return LastMonths(earlier, moment.months) if isinstance(moment, LastMonths) else earlier


def asked_on_each(
    programme: Programme, moments: Sequence[Moment], months: Sequence[int], plan_year: PlanYear | None
) -> tuple[CTE, Moments]:
    """The moments as a table, each with its place among them and the windows of so many months; and as expressions."""
    columns: list[ColumnClause[Any]] = [column(name, kind) for name, kind in COLUMNS.items()] + [
        column(f"after_{n}", Date) for n in months
    ]
    starts = [[_months_start(day_of(moment), n) for n in months] for moment in moments]
    rows = [(n, *_windows(programme, moment, plan_year), *starts[n]) for n, moment in enumerate(moments)]
    table = values(column("place", Integer), *columns, name="asked").data(rows).cte()
    named = {name: table.c[name] for name in COLUMNS}
    return table, Moments(**named, months_start=lambda months: table.c[f"after_{months}"], table=table)


def _windows(programme: Programme, moment: Moment, plan_year: PlanYear | None) -> tuple[date | str, ...]:
    """The day, the first day of its year or what stands in for it, of its quarter and of its term; its plan year."""
    day = day_of(moment)
    year_start = _months_start(day, moment.months) if isinstance(moment, LastMonths) else date(day.year, 1, 1)
    year = plan_year or programme.plan_year_on(day)
    of_year = (year.id, year.starts, year.ends) if year else ("", date.max, date.min)
    opened_by = day - timedelta(days=programme.thresholds.open_days or 0)
    return (day, year_start, date(day.year, (day.month - 1) // 3 * 3 + 1, 1), opened_by, *of_year)


def _months_start(day: date, months: int) -> date:
    """The first day after the day that many months earlier.

    >>> _months_start(date(2018, 12, 31), 12), _months_start(date(2020, 2, 29), 12)
    (datetime.date(2018, 1, 1), datetime.date(2019, 3, 1))
    """
    return months_before(day, months) + timedelta(days=1)


def asked_on(programme: Programme, day: date, plan_year: PlanYear | None = None) -> Moments:
    """The moments of one day, as literal values in SQL."""
    known = zip(COLUMNS.items(), _windows(programme, day, plan_year), strict=True)
    named: dict[str, Any] = {name: literal(value, kind) for (name, kind), value in known}
    return Moments(**named, months_start=lambda months: literal(_months_start(day, months)))
