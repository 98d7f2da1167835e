"""The expectation of an indicator on a day: its target, the year that is judged, and the value expected by then.

Along the path of a stock, within the year of a yearly indicator, or the target itself for a rate.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from kpi.programme.framework import Target
from kpi.programme.plan import Indicator
from kpi.score.asked_moments import LastMonths, Moment
from kpi.score.scores import PathPoint


def year_end(year: int) -> date:
    """The 31 December of a year."""
    return date(year, 12, 31)


def targets_on(indicator: Indicator, on: date) -> tuple[Target, ...]:
    """The targets as they stand on the day: one that recurs has one for every year up to the day's own.

    Example: 500 a year from 2020 on, asked for in 2022, gives those of 2020, 2021 and 2022 (§11).
    """
    if not (indicator.kind == "yearly" and indicator.recurring and indicator.targets):
        return indicator.targets
    last = indicator.last_target
    later = range(last.due.year + 1, on.year + 1)
    return indicator.targets + tuple(last.model_copy(update={"due": year_end(year)}) for year in later)


def target_on(indicator: Indicator, on: date) -> Target:
    """The first target that isn't yet due on the day (its due date included), else the last one.

    Not asked of an indicator without any.
    """
    targets = targets_on(indicator, on)
    return next((target for target in targets if on <= target.due), targets[-1])


def limit_on(indicator: Indicator, on: date) -> Fraction | None:
    """The limit of a range that holds on the day; of a yearly indicator in the years of its target alone."""
    if not indicator.targets:
        return None
    target = target_on(indicator, on)
    early = indicator.kind == "yearly" and year_of_judgement(indicator, on) != target.due.year
    return None if target.limit is None or early else Fraction(target.limit)


def past(indicator: Indicator, on: date) -> bool:
    """Return whether every due date lies before the day; on a due date itself it isn't past yet."""
    return any(on > target.due for target in targets_on(indicator, on)[-1:])


def judged_on(indicator: Indicator, on: date) -> date:
    """The day whose value is judged: D, or the due date of a yearly indicator whose last year is over.

    A count within a year means nothing after that year, so it stays what it was on 31 December.
    """
    return target_on(indicator, on).due if indicator.kind == "yearly" and past(indicator, on) else on


def year_of_judgement(indicator: Indicator, on: date) -> int:
    """The calendar year that a yearly indicator is judged by on the day."""
    return judged_on(indicator, on).year


def days_needed(indicator: Indicator, on: date) -> tuple[date, ...]:
    """Every day on which it must be observed to be scored on ``on``: the due dates that are past, and ``on``.

    In order, never a day after ``on``. One that recurs needs the 31 December of each of its years that is over.
    """
    dues = {target.due for target in targets_on(indicator, on) if target.due < on}
    return tuple(sorted(dues | {on}))


def moments_needed(indicator: Indicator, on: date) -> tuple[Moment, ...]:
    """Every moment at which it must be observed to be scored on ``on``: the days, and what goes into its goal."""
    days, of_goal = days_needed(indicator, on), goal_moment(indicator, on)
    return days if of_goal in days else (*days, of_goal)


def goal_moment(indicator: Indicator, on: date) -> Moment:
    """The moment whose value goes into the goal: the months up to the day where so declared, else the day judged.

    Over twelve months nothing falls on 1 January when nothing happened; on 31 December both are the calendar year. Of
    133 positions in 2018, three of them on 1 January, 133 count on 31 December 2018, and 130 the day after, where the
    new calendar year has none: with a target of 500 the goal goes from 133/500 to 130/500, not to 0.

    >>> from types import SimpleNamespace as Made
    >>> goal_moment(Made(goal_months=12), date(2019, 1, 1))
    LastMonths(day=datetime.date(2019, 1, 1), months=12)
    """
    return LastMonths(on, indicator.goal_months) if indicator.goal_months else judged_on(indicator, on)


def level(indicator: Indicator, year: int) -> tuple[Decimal, bool] | None:
    """Return the value to reach in a year and whether it is assumed; None when nothing is asked.

    The target in its own year and, when it recurs, the last one in later years; before it the programme's levels.
    """
    for target in targets_on(indicator, year_end(year)):
        if target.due.year == year:
            return target.value, False
    return next(((entry.value, entry.assumed) for entry in indicator.levels if entry.year == year), None)


def year_before_target(indicator: Indicator, on: date) -> tuple[int, Decimal] | None:
    """The year that a yearly indicator is judged by, with its level, while its target's year is still to come."""
    if not indicator.targets or indicator.kind != "yearly":
        return None
    year = year_of_judgement(indicator, on)
    asked = level(indicator, year)
    return (year, asked[0]) if asked and year < target_on(indicator, on).due.year else None


def pace_agreed(indicator: Indicator, year: int) -> bool:
    """Return whether the even pace within a year was agreed: it is assumed unless somebody set it."""
    for target in targets_on(indicator, year_end(year)):
        if target.due.year == year:
            return target.agreed
    return any(entry.agreed and not entry.assumed for entry in indicator.levels if entry.year == year)


def expected(indicator: Indicator, on: date) -> Fraction | None:
    """The value expected on the day (plan.md, *How an indicator is scored*).

    None before the start, and for a yearly indicator in a year that asks nothing. After the due date it is
    the target.
    """
    if on < indicator.start or not indicator.targets:
        return None
    if past(indicator, on) or indicator.kind == "rate":
        return Fraction(target_on(indicator, on).value)
    return _within_year(indicator, on) if indicator.kind == "yearly" else _along_path(indicator, on)


def share_of_year(day: date) -> Fraction:
    """Return the part of its calendar year that has gone by the end of the day; a leap year has 366 days.

    >>> share_of_year(date(2020, 2, 29)), share_of_year(date(2019, 3, 1))
    (Fraction(10, 61), Fraction(12, 73))
    >>> share_of_year(date(2020, 1, 1)), share_of_year(date(2019, 12, 31))
    (Fraction(1, 366), Fraction(1, 1))
    """
    last = year_end(day.year).timetuple().tm_yday
    return Fraction(day.timetuple().tm_yday, last)


def elapsed_share(start: date, due: date, on: date) -> Fraction:
    """Return the part of the days from ``start`` to ``due`` that has gone; 1 where they are the same day.

    >>> elapsed_share(date(2017, 1, 1), date(2020, 12, 31), date(2018, 6, 30))
    Fraction(109, 292)
    """
    return Fraction((on - start).days, (due - start).days) if due > start else Fraction(1)


def corners(indicator: Indicator) -> tuple[PathPoint, ...]:
    """The path of a stock: its start with the baseline, then every target on its due date.

    Up to a step nothing is asked but what was asked already: it has a corner the day before it too.
    """
    points = [PathPoint(indicator.start, Fraction(indicator.baseline), assumed=False)]
    for target in indicator.targets:
        if target.planned:
            points.append(PathPoint(target.planned - timedelta(days=1), points[-1].value, assumed=False))
            points.append(PathPoint(target.planned, Fraction(target.value), assumed=False))
        points.append(PathPoint(target.due, Fraction(target.value), assumed=not (target.agreed or target.planned)))
    return tuple(points)


def stretch(indicator: Indicator, on: date) -> tuple[PathPoint, PathPoint]:
    """The two corners between which the day lies; after the last one, the last two."""
    pairs = list(pairwise(corners(indicator)))
    return next((pair for pair in pairs if on <= pair[1].day), pairs[-1])


def is_assumed(indicator: Indicator, on: date) -> bool:
    """Return whether nobody set the value expected on the day: it lies on a straight line between two dates.

    The dates themselves are set, but for the end of a year whose level is assumed; and so is a line that was agreed.
    """
    if expected(indicator, on) is None or past(indicator, on) or indicator.kind == "rate":
        return False
    if indicator.kind == "stock":
        return on not in {point.day for point in corners(indicator)} and stretch(indicator, on)[1].assumed
    asked = level(indicator, on.year)
    return bool(asked and asked[1]) or (on != year_end(on.year) and not pace_agreed(indicator, on.year))


def too_little_time(indicator: Indicator, on: date, limit: Fraction) -> bool:
    """Return whether less than that part of the time from the start to the due date (yearly: of the year) has passed.

    Of a year as much has passed as is expected of it: on 6 February 37/365, more than a tenth. Of a step it is too
    early until its day, and no longer from that day on.
    """
    if indicator.kind == "yearly":
        return share_of_year(on) < limit
    target = target_on(indicator, on)
    return on < target.planned if target.planned else elapsed_share(indicator.start, target.due, on) < limit


def path(indicator: Indicator, until: date | None = None) -> tuple[PathPoint, ...]:
    """The corners of what is expected, in order of date, for a chart; none where there is no target.

    A stock runs from its baseline through its targets, a rate is level, and a yearly indicator begins anew each
    1 January; one that recurs goes on through the year of ``until``.
    """
    if not indicator.targets:
        return ()
    if indicator.kind == "yearly":
        return _yearly_path(indicator, until or indicator.last_target.due)
    if indicator.kind == "rate":
        first = PathPoint(indicator.start, Fraction(indicator.targets[0].value), assumed=False)
        return (first, *(PathPoint(t.due, Fraction(t.value), assumed=False) for t in indicator.targets))
    return corners(indicator)


def _along_path(indicator: Indicator, on: date) -> Fraction:
    first, last = stretch(indicator, on)
    return first.value + (last.value - first.value) * elapsed_share(first.day, last.day, on)


def _within_year(indicator: Indicator, on: date) -> Fraction | None:
    asked = level(indicator, on.year)
    return None if asked is None else Fraction(asked[0]) * share_of_year(on)


def _yearly_path(indicator: Indicator, until: date) -> tuple[PathPoint, ...]:
    last = judged_on(indicator, max(until, indicator.last_target.due)).year
    points: list[PathPoint] = []
    for year in range(indicator.start.year, last + 1):
        first = max(indicator.start, date(year, 1, 1))
        for day, assumed in ((first, False), (year_end(year), not pace_agreed(indicator, year))):
            value = expected(indicator, day)
            points += [] if value is None else [PathPoint(day, value, assumed)]
    return tuple(points)


def value_day(indicator: Indicator, as_of: date) -> date:
    """The day that the value is of: a yearly one that doesn't recur keeps that of the end of its year."""
    if indicator.kind == "yearly" and indicator.targets and not indicator.recurring:
        return min(as_of, date(indicator.last_target.due.year, 12, 31))
    return as_of
