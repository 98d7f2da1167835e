"""Checks of measures that could never show anything: what doesn't change, or what no row can be."""

from collections.abc import Iterator
from datetime import date

from kpi.language import N_
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.named_values import measured
from kpi.programme.measure import ADD, LOOKING_BACK, PLAN_YEAR, Condition, Measure, Term
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.sentences import say

STANDS_STILL = N_("Without a date this was the same a year before, so its change is always 0; give a window.")
NONE_ALIKE = N_("Each row has a {given} of its own, so that there are never {n} alike.")
TOO_LATE = N_("Counting begins with {given}, when the programme has ended: {last}.")


def still(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Every measure can change, and some row within the programme can count."""
    for key, measure in measured(programme):
        for part in ("numerator", "denominator"):
            for number, term in enumerate(getattr(measure, part)):
                if term.register_name in REGISTERS:
                    yield from _term(programme, f"{key}.{part}[{number}]", measure, term)


def _term(programme: Programme, key: str, measure: Measure, term: Term) -> Iterator[ProgrammeFinding]:
    if measure.parts.year_before and _same_on_any_day(term):
        yield ProgrammeFinding(f"{key}.window.kind", say(STANDS_STILL))
    if term.empty == "unknown" and term.add in ADD and not term.aggregate.needs_number:
        yield ProgrammeFinding(f"{key}.empty", say("What is counted is 0 where there is nothing; leave this out."))
    least, keys = term.at_least, REGISTERS[term.register_name].keys
    if least and least.rows > 1 and [field.name for field in keys] == [least.per]:
        yield ProgrammeFinding(f"{key}.at_least.per", say(NONE_ALIKE, given=least.per, n=least.rows))
    for number, condition in enumerate(term.where):
        if condition.field in term.dates and term.window.kind in LOOKING_BACK:
            yield from _late(programme, f"{key}.where[{number}]", condition)


def _same_on_any_day(term: Term) -> bool:
    asked = any(test.equals == PLAN_YEAR for condition in term.where for test in condition.simple)
    return term.window.kind == "any" and term.coverage is None and not asked


def _late(programme: Programme, key: str, condition: Condition) -> Iterator[ProgrammeFinding]:
    """A date from after the end lies in no window that ends on a day of the programme."""
    for name in ("above", "at_least"):
        bound = getattr(condition, name)
        if isinstance(bound, date) and bound > programme.ends:
            days = {"given": bound.isoformat(), "last": programme.ends.isoformat()}
            yield ProgrammeFinding(f"{key}.{name}", say(TOO_LATE, **days))
