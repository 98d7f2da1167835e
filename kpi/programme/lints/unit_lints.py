"""Checks of what a figure is: its unit fits what is added up, its window its kind, and *what if* moves its like."""

from collections.abc import Iterable, Iterator

from kpi.language import N_
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.named_values import unknown
from kpi.programme.measure import ADD, Measure, Term
from kpi.programme.plan import Indicator, Programme
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.sentences import say

MONEY = N_("What this measures is money: the unit is euro.")
NO_MONEY = N_("What this measures is no money: the unit isn't euro.")
IS_SHARE = N_("A measure of the kind {kind} gives a share: the unit is share, and 0.2 shows as 20%.")
NO_SHARE = N_("A measure of the kind {kind} gives no share: the unit is count.")
MIXED = N_("Money and what is no money can't be put together here.")
BEGINS_ANEW = N_(
    "A stock goes on counting, while the window {window} begins anew each time; make it yearly, or a rate."
)
NO_YEAR = N_("What is yearly is counted within the calendar year: its window is year, not {window}.")
OTHER_UNIT = N_("{given} can't be moved by this: it takes what has the unit {unit}.")
MOVED_TWICE = N_("{given} is moved by {other} already.")
ANEW = ("year", "quarter", "plan_year")
"""Windows that begin anew at a day of the calendar, so that a count falls back to 0."""
GROWN = ("change", "growth")
"""Kinds of measure whose value says by what part something grew."""
MOVES = {"members": "count", "average": "euro", "received": "euro", "income": "euro", "filled": "share"}
"""The unit of what each assumption of *what if* moves."""


def units(programme: Programme) -> Iterator[ProgrammeFinding]:
    """An indicator or a figure has the unit of what its measure adds up."""
    for table in ("indicators", "figures"):
        for each in getattr(programme, table):
            yield from _unit(f"{table}.{each.id}", each.unit, each.measure)


def _unit(key: str, unit: str, measure: Measure) -> Iterator[ProgrammeFinding]:
    above, below = _moneys(measure.numerator), _moneys(measure.denominator)
    mixed = len(above) > 1 or len(below) > 1 or (measure.kind == "difference" and len(above | below) > 1)
    if not measure.terms or None in above | below:
        money = None
    else:
        money = above == {True} and (measure.kind in {"count", "difference"} or below == {False})
    if mixed:
        yield ProgrammeFinding(f"{key}.measure", say(MIXED))
    elif measure.kind in GROWN:
        if unit != "share":
            yield ProgrammeFinding(f"{key}.unit", say(IS_SHARE, kind=measure.kind))
    elif money is not None and money != (unit == "euro"):
        yield ProgrammeFinding(f"{key}.unit", say(MONEY if money else NO_MONEY))
    elif unit == "share" and measure.kind in {"count", "difference"}:
        yield ProgrammeFinding(f"{key}.unit", say(NO_SHARE, kind=measure.kind))


def _moneys(terms: Iterable[Term]) -> set[bool | None]:
    """Whether terms add up money; None of a term that other checks refuse."""
    return {_money(term) for term in terms}


def _money(term: Term) -> bool | None:
    register = REGISTERS.get(term.register_name)
    if register is None or term.add not in ADD:
        return None
    if not term.aggregate.needs_number:
        return False
    field = register.known_field(term.of or "")
    return None if field is None else field.kind is FieldKind.MONEY


def kinds(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A stock goes on counting, what is yearly is counted within its year, and a ratio is of two different things."""
    for indicator in programme.indicators:
        key = f"indicators.{indicator.id}.measure"
        measure = indicator.measure
        if measure.denominator and measure.numerator == measure.denominator:
            yield ProgrammeFinding(f"{key}.denominator", say("This is the numerator once more; it never changes."))
        for name in ("numerator", "denominator"):
            for number, term in enumerate(getattr(measure, name)):
                yield from _window(f"{key}.{name}[{number}].window.kind", indicator, term.window.kind)


def _window(key: str, indicator: Indicator, window: str) -> Iterator[ProgrammeFinding]:
    if indicator.kind == "stock" and window in ANEW and indicator.targets:
        yield ProgrammeFinding(key, say(BEGINS_ANEW, window=window))
    if indicator.kind == "yearly" and window != "year":
        yield ProgrammeFinding(key, say(NO_YEAR, window=window))


def what_if(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Assumptions of a calculation example move indicators that exist, each of its own unit, and none twice."""
    units = {indicator.id: indicator.unit for indicator in programme.indicators}
    moved: dict[str, str] = {}
    for name, unit in MOVES.items():
        for number, given in enumerate(getattr(programme.what_if, name)):
            key = f"what_if.{name}[{number}]"
            if given not in units:
                yield unknown(key, say("There is no indicator {given}.", given=given), given, units)
            elif units[given] != unit:
                yield ProgrammeFinding(key, say(OTHER_UNIT, given=given, unit=unit))
            elif (other := moved.setdefault(given, name)) != name:
                yield ProgrammeFinding(key, say(MOVED_TWICE, given=given, other=other))
