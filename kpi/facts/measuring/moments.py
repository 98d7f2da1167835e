"""The days that a figure is asked for, with the first days of their windows; and the windows as tests of dates.

One table of tests, by which SQL tests rows and Python tests days alike.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import ge, gt, le, lt
from typing import Any, Protocol

from sqlalchemy import CTE, ColumnClause, ColumnElement, Date, FromClause, Integer, String, column, literal, or_, values

from kpi.programme.framework import PlanYear, Thresholds
from kpi.programme.measure import Window
from kpi.score.asked_moments import LastMonths, Moment

Expression = ColumnElement[Any]


class Calendar(Protocol):
    """What a programme says about days."""

    @property
    def thresholds(self) -> Thresholds:
        """Holds the days that something may stand open."""

    def plan_year_on(self, day: date) -> PlanYear | None:
        """The plan year that holds a day."""


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
    programme: Calendar, moments: Sequence[Moment], months: Sequence[int], plan_year: PlanYear | None
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


def _windows(programme: Calendar, moment: Moment, plan_year: PlanYear | None) -> tuple[date | str, ...]:
    """The day, the first day of its year or what stands in for it, of its quarter and of its term; its plan year."""
    day = day_of(moment)
    year_start = _months_start(day, moment.months) if isinstance(moment, LastMonths) else date(day.year, 1, 1)
    year = plan_year or programme.plan_year_on(day)
    of_year = (year.id, year.starts, year.ends) if year else ("", date.max, date.min)
    opened_by = day - timedelta(days=programme.thresholds.open_days or 0)
    return (day, year_start, date(day.year, (day.month - 1) // 3 * 3 + 1, 1), opened_by, *of_year)


def edges(programme: Calendar, moment: Moment, plan_year: PlanYear | None, window: Window) -> dict[str, date]:
    """The days by which a window is told at a moment, by their names; those of its own among them."""
    named = dict(zip(COLUMNS, _windows(programme, moment, plan_year), strict=True))
    days = {name: value for name, value in named.items() if isinstance(value, date)}
    own = {"months": _months_start(day_of(moment), window.months), **({"since": window.since} if window.since else {})}
    return {**days, **own}


def _months_start(day: date, months: int) -> date:
    """The first day after the day that many months earlier.

    >>> _months_start(date(2018, 12, 31), 12), _months_start(date(2020, 2, 29), 12)
    (datetime.date(2018, 1, 1), datetime.date(2019, 3, 1))
    """
    return months_before(day, months) + timedelta(days=1)


def asked_on(programme: Calendar, day: date, plan_year: PlanYear | None = None) -> Moments:
    """The moments of one day, as literal values in SQL."""
    known = zip(COLUMNS.items(), _windows(programme, day, plan_year), strict=True)
    named: dict[str, Any] = {name: literal(value, kind) for (name, kind), value in known}
    return Moments(**named, months_start=lambda months: literal(_months_start(day, months)))


EARLIEST, LATEST = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Bound:
    """A test of one date of a term, by its place among them; ``edge``: the name of a day of the moment asked for."""

    date: int
    compare: Callable[[Any, Any], Any]
    edge: str
    blank: bool = False
    """Whether a blank date passes."""


_PAIRS = {
    "any": (),
    "in_force": (Bound(0, le, "day"), Bound(1, ge, "day", blank=True)),
    "open_longer": (Bound(0, lt, "opened_by"), Bound(1, gt, "day", blank=True)),
}
"""The windows whose two dates are a beginning and an end; that of any date tests none."""
_FURTHER: dict[str, tuple[tuple[Callable[[Any, Any], Any], str], ...]] = {
    "until": (),
    "since": ((ge, "since"),),
    "year": ((ge, "year_start"),),
    "quarter": ((ge, "quarter_start"),),
    "months": ((ge, "months"),),
    "plan_year": ((ge, "plan_year_start"), (le, "plan_year_end")),
}
"""What holds of each date besides being on or before the day."""


def bounds(window: Window, dates: int) -> tuple[Bound, ...]:
    """The tests that a number of dates must pass; both ends count."""
    if window.kind in _PAIRS:
        return _PAIRS[window.kind]
    tests = ((le, "day"), *_FURTHER[window.kind])
    return tuple(Bound(place, compare, edge) for compare, edge in tests for place in range(dates))


def is_one_stretch(window: Window, dates: int) -> bool:
    """Whether the dates that pass are those from one day to another: of a single date, in any window but of two."""
    return dates == 1 and window.kind in _FURTHER


def in_window(dates: list[Expression], window: Window, asked: Moments) -> list[Expression]:
    """The dates lie within the window, as SQL."""
    tests = []
    for bound in bounds(window, len(dates)):
        column = dates[bound.date]
        passes = bound.compare(column, _edge(bound.edge, window, asked))
        tests.append(or_(column.is_(None), passes) if bound.blank else passes)
    return tests


def _edge(name: str, window: Window, asked: Moments) -> Expression:
    if name == "since":
        return literal(window.since, Date)
    return asked.months_start(window.months) if name == "months" else getattr(asked, name)


Within = tuple[int, int, int, bool]
"""The place of a date, the first and the last day on which it passes (as ordinals), and whether a blank one does."""


def within(
    window: Window, dates: int, programme: Calendar, moment: Moment, plan_year: PlanYear | None
) -> tuple[Within, ...]:
    """The days between which the dates must lie at a moment."""
    days = edges(programme, moment, plan_year, window)
    allowed = {bound.date: [EARLIEST, LATEST, bound.blank] for bound in bounds(window, dates)}
    for bound in bounds(window, dates):
        at, there = days[bound.edge].toordinal(), allowed[bound.date]
        if bound.compare in (le, lt):
            there[1] = min(there[1], at - (bound.compare is lt))
        else:
            there[0] = max(there[0], at + (bound.compare is gt))
    return tuple((place, first, last, bool(blank)) for place, (first, last, blank) in allowed.items())
