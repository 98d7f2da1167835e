"""Checks of days that any subject has: they come after one another, and lie within the programme."""

from collections.abc import Iterator
from datetime import date

from kpi.language import N_
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.plan import Programme
from kpi.sentences import say

OUTSIDE = N_("{given} lies outside the programme, which runs from {first} to {last}.")
TOO_FAR = N_("{last} lies more than {years} years after {first}.")
NOT_AFTER = N_("This day, {second}, has to come after {first}.")


def outside(programme: Programme, key: str, day: date, last: date | None = None) -> Iterator[ProgrammeFinding]:
    """A day, or every day up to a last one, lies outside the programme; of days that aren't in order others speak."""
    last = last or day
    if day <= last and programme.starts < programme.ends and (last < programme.starts or programme.ends < day):
        span = {"first": programme.starts.isoformat(), "last": programme.ends.isoformat()}
        yield ProgrammeFinding(key, say(OUTSIDE, given=day.isoformat(), **span))


def ordered(key: str, first: date, second: date) -> Iterator[ProgrammeFinding]:
    """The second day comes after the first."""
    if first >= second:
        yield ProgrammeFinding(key, say(NOT_AFTER, first=first.isoformat(), second=second.isoformat()))


def at_most_years(key: str, first: date, last: date, years: int) -> Iterator[ProgrammeFinding]:
    """The last day comes within so many years of the first: later it would be a slip of the hand."""
    if last.toordinal() - first.toordinal() > years * 366:
        days = {"first": first.isoformat(), "last": last.isoformat()}
        yield ProgrammeFinding(key, say(TOO_FAR, years=years, **days))
