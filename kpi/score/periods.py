"""Which targets hold on a reference date, which year is judged, and on which days the facts must be known."""

from datetime import date
from decimal import Decimal

from kpi.programme.plan import Indicator, Target


def year_end(year: int) -> date:
    """The 31 December of a year."""
    return date(year, 12, 31)


def targets_on(indicator: Indicator, on: date) -> tuple[Target, ...]:
    """The targets as they stand on the day: one that recurs has one for every year up to the day's own.

    Example: 500 a year from 2020 on, asked for in 2022, gives those of 2020, 2021 and 2022 (§11).
    """
    last = indicator.last_target
    if not (indicator.kind == "yearly" and indicator.recurring):
        return indicator.targets
    later = range(last.due.year + 1, on.year + 1)
    return indicator.targets + tuple(last.model_copy(update={"due": year_end(year)}) for year in later)


def target_on(indicator: Indicator, on: date) -> Target:
    """The first target that isn't yet due on the day (its due date included), else the last one."""
    targets = targets_on(indicator, on)
    return next((target for target in targets if on <= target.due), targets[-1])


def past(indicator: Indicator, on: date) -> bool:
    """Whether every due date lies before the day; on a due date itself it isn't past yet."""
    return on > target_on(indicator, on).due


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


def level(indicator: Indicator, year: int) -> tuple[Decimal, bool] | None:
    """What a yearly indicator is to reach in a year, and whether that is assumed; None when nothing is asked.

    The target in its own year and, when it recurs, the last one in later years; before it the programme's levels.
    """
    for target in targets_on(indicator, year_end(year)):
        if target.due.year == year:
            return target.value, False
    return next(((found.value, found.assumed) for found in indicator.levels if found.year == year), None)


def pace_agreed(indicator: Indicator, year: int) -> bool:
    """Whether the even pace within a year of a yearly indicator was agreed: it is assumed unless somebody set it."""
    for target in targets_on(indicator, year_end(year)):
        if target.due.year == year:
            return target.agreed
    return any(found.agreed and not found.assumed for found in indicator.levels if found.year == year)
