"""The pace of an indicator: the monthly number needed to reach what is asked, and that of the last six months."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from kpi.facts.measuring.moments import months_before
from kpi.facts.measuring.observing import observe
from kpi.facts.reader import Reader
from kpi.programme.plan import Indicator
from kpi.roles_and_acts import Act
from kpi.score.expectation import expected, level, past, target_on, year_end
from kpi.sentences import Said, listed, say
from kpi.views.read import ReadAbout
from kpi.views.value_words import bare, distance

MONTHS = 6
MONTHS_A_YEAR, DAYS_A_YEAR = 12, 365


@dataclass(frozen=True, slots=True)
class MonthlyPace:
    """Per month, in the indicator's unit: ``needed`` to be at ``aim`` when due, ``got`` since a day (None: unknown)."""

    aim: Fraction
    due: date
    needed: Fraction
    got: Fraction | None
    since: date
    """Six months before, or the day before its start: there is no pace over months before the start."""


def read(reader: Reader, as_of: date, plan_year: str, indicator_id: str) -> MonthlyPace | None:
    """The pace on the reference date; None where no way is left: met, past, a rate, a step, or not started."""
    indicator = reader.programme.indicator(indicator_id)
    aim = _aim(indicator, as_of)
    if aim is None:
        return None
    before, turn = _since(indicator, as_of), year_end(as_of.year - 1)
    seen = observe(reader, indicator.measure, sorted({before, turn, as_of}))
    return pace(indicator, as_of, aim, {day: observation.value for day, observation in seen.items()})


READ: ReadAbout[str, MonthlyPace | None] = ReadAbout(read, Act.SEE_FIGURES)


def pace(
    indicator: Indicator, as_of: date, aim: tuple[Fraction, date], values: dict[date, Fraction | None]
) -> MonthlyPace | None:
    """Both paces out of the values on the day, on the one that it is taken since, and at the turn of the year."""
    (target, due), now = aim, values[as_of]
    if now is None or now >= target:
        return None
    needed, got = (target - now) / months_until(due, as_of), brought(indicator, as_of, values)
    return MonthlyPace(target, due, needed, got, _since(indicator, as_of))


def _since(indicator: Indicator, as_of: date) -> date:
    return max(months_before(as_of, MONTHS), indicator.start - timedelta(days=1))


def _aim(indicator: Indicator, as_of: date) -> tuple[Fraction, date] | None:
    """The value to reach and its day; a yearly indicator is judged by the level of its year."""
    if indicator.kind == "rate" or indicator.lower_is_better or past(indicator, as_of):
        return None
    if expected(indicator, as_of) is None:
        return None
    asked, next_ = level(indicator, as_of.year) if indicator.kind == "yearly" else None, target_on(indicator, as_of)
    if next_.planned:
        return None
    target = Fraction(next_.value if asked is None else asked[0])
    due = year_end(as_of.year) if indicator.kind == "yearly" else next_.due
    return (target, due) if as_of < due else None


def months_until(due: date, day: date) -> Fraction:
    """Months as parts of a year, so that every one is as long.

    >>> months_until(date(2019, 6, 30), date(2018, 6, 30))
    Fraction(12, 1)
    """
    return Fraction((due - day).days * MONTHS_A_YEAR, DAYS_A_YEAR)


def brought(indicator: Indicator, as_of: date, values: dict[date, Fraction | None]) -> Fraction | None:
    """The monthly mean of the last six months; a yearly count, which begins anew on 1 January, is put together."""
    since = _since(indicator, as_of)
    now, then = values[as_of], values[since]
    turned = indicator.kind == "yearly" and since.year < as_of.year
    whole = values[year_end(as_of.year - 1)] if turned else Fraction(0)
    if now is None or then is None or whole is None:
        return None
    months = Fraction(MONTHS) if since == months_before(as_of, MONTHS) else months_until(as_of, since)
    return (now - then + whole) / months


def pace_sentence(indicator: Indicator, pace_: MonthlyPace | None) -> Said:
    """A sentence with the needed pace and the pace so far; empty where there is none to give."""
    if pace_ is None:
        return ""
    needed = say(
        "To be at {aim} by {due} it takes {n} a month",
        aim=bare(pace_.aim, indicator.unit),
        due=say.date(pace_.due),
        n=_monthly(pace_.needed, indicator),
    )
    if pace_.got is None:
        return say("{needed}; what the time since {day} brought isn't known.", needed=needed, day=say.date(pace_.since))
    got = _monthly(pace_.got, indicator)
    return say("{needed}; since {day} it was {n} a month.", needed=needed, day=say.date(pace_.since), n=got)


def _monthly(size: Fraction, indicator: Indicator) -> Said:
    """A number a month with its sign; of a share in percentage points."""
    sign = "−" if size < 0 else ""
    return listed((sign, listed((distance(size, indicator.unit), indicator.noun), " ")), "")
