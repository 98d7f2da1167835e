"""Checks of measures: every register, field, value, list, scope and date that they name exists and fits."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain

from kpi.language import N_
from kpi.programme.lints.contradictions import never
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.named_values import (
    NO_SHEET,
    UNFIT,
    filled,
    measured,
    no_field,
    no_register,
    stepped,
    unfit,
    unknown,
)
from kpi.programme.measure import (
    ADD,
    COMPARISONS,
    CONFIDENTIAL,
    LOOKING_BACK,
    OF_ONE_ROW,
    PLAN_YEAR,
    AtLeast,
    Condition,
    Coverage,
    Measure,
    Term,
    Window,
)
from kpi.programme.plan import Indicator, Programme
from kpi.programme.registers import NUMERIC, REGISTERS, SPAN, Field, FieldKind, Register
from kpi.sentences import say

NO_DATE = N_("{given} isn't a date of that register.")
TELLS_OF_ONE = N_("With {given} this is what a single organisation pays or is paid; use a sum or a mean.")
MEASUREMENTS = "measurements"
"""The register that measurements by hand stand in."""
TWO_DATES = ("in_force", "open_longer")
"""Windows over a first and a last date."""
WRONG_KIND = N_("This can't be asked of the field {given}.")
NEVER = N_("No row can meet this and the condition on {field} before it.")


def measures(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Every measure reads only what exists."""
    for key, measure in measured(programme):
        yield from _measure(programme, key, measure)


def beside(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Figures beside an indicator exist; it is split by fields of the register that its measure reads first."""
    known = {figure.id for figure in programme.figures}
    for indicator in programme.indicators:
        key = f"indicators.{indicator.id}"
        for number, figure in enumerate(indicator.beside):
            if figure not in known:
                missing = say("There is no figure {given}.", given=figure)
                yield unknown(f"{key}.beside[{number}]", missing, figure, known)
        if indicator.splits:
            yield from _splits(programme, f"{key}.splits", indicator)


def _splits(programme: Programme, key: str, indicator: Indicator) -> Iterator[ProgrammeFinding]:
    if not indicator.measure.numerator:
        yield ProgrammeFinding(key, say("A measurement has no rows to split; leave this out."))
        return
    if any(term.add in ADD and not term.aggregate.can_be_split for term in indicator.measure.numerator):
        yield ProgrammeFinding(key, say("What it adds up can't be split; leave this out."))
    if not _readable(indicator.measure):
        return
    register = REGISTERS[indicator.measure.registers_read()[0]]
    for number, name in enumerate(indicator.splits):
        of, field = stepped(register, name)
        if of is None or of.known_field(field) is None:
            yield no_field(f"{key}[{number}]", of or register, name)
        else:
            yield from filled(programme, f"{key}[{number}]", of, field)


def _readable(measure: Measure) -> bool:
    """Return whether a measure names only registers and references that exist."""
    return all(
        (register := REGISTERS.get(term.register_name)) is not None
        and all(stepped(register, t.field)[0] is not None for condition in term.where for t in condition.simple)
        for term in measure.terms
    )


def _measure(programme: Programme, key: str, measure: Measure) -> Iterator[ProgrammeFinding]:
    parts = measure.parts
    needs = (parts.numerator, parts.denominator, parts.measurement)
    given = (bool(measure.numerator), bool(measure.denominator), measure.measurement is not None)
    for name, needed, present in zip(("numerator", "denominator", "measurement"), needs, given, strict=True):
        if needed and not present:
            yield ProgrammeFinding(f"{key}.{name}", say("A measure of the kind {kind} needs this.", kind=measure.kind))
        if present and not needed:
            yield ProgrammeFinding(
                f"{key}.{name}", say("A measure of the kind {kind} doesn't have this.", kind=measure.kind)
            )
    if measure.measurement is not None and measure.measurement not in programme.measured_ids():
        nothing = say("There is nothing called {given} to measure.", given=measure.measurement)
        yield unknown(f"{key}.measurement", nothing, measure.measurement, programme.measured_ids())
    if measure.measurement is not None and MEASUREMENTS not in programme.sheets:
        yield ProgrammeFinding(f"{key}.measurement", say(NO_SHEET, given=MEASUREMENTS))
    for name, terms in (("numerator", measure.numerator), ("denominator", measure.denominator)):
        for number, term in enumerate(terms):
            yield from _term(programme, f"{key}.{name}[{number}]", term)


def _term(programme: Programme, key: str, term: Term) -> Iterator[ProgrammeFinding]:
    register = REGISTERS.get(term.register_name)
    if register is None or register.name not in programme.sheets:
        yield no_register(programme, f"{key}.register_name", term.register_name)
        return
    yield from _added(programme, key, register, term)
    scope = programme.scopes.get(term.scope or "", ())
    yield from _conditions(programme, f"{key}.where", register, term.where, scope)
    if term.scope is not None and term.scope not in programme.scopes:
        missing = say("There is no scope {given}.", given=term.scope)
        yield unknown(f"{key}.scope", missing, term.scope, programme.scopes)
    yield from _conditions(programme, f"scopes.{term.scope}", register, scope)
    yield from _dates(programme, key, register, term)
    if term.coverage is not None:
        yield from _coverage(programme, f"{key}.coverage", register, term.coverage)
    if term.at_least is not None:
        yield from _at_least(programme, f"{key}.at_least", register, term.at_least)


def _at_least(programme: Programme, key: str, register: Register, least: AtLeast) -> Iterator[ProgrammeFinding]:
    if register.known_field(least.per) is None:
        yield no_field(f"{key}.per", register, least.per)
    else:
        yield from filled(programme, f"{key}.per", register, least.per)


def _added(programme: Programme, key: str, register: Register, term: Term) -> Iterator[ProgrammeFinding]:
    if term.add not in ADD:
        yield unknown(f"{key}.add", say("Rows can't be added up by {given}.", given=term.add), term.add, ADD)
        return
    if not term.aggregate.of_field:
        if term.of is not None:
            yield ProgrammeFinding(f"{key}.of", say("Rows are counted as they are; leave this out."))
        return
    if term.of is None:
        yield ProgrammeFinding(f"{key}.of", say("Say which field is added up or counted."))
        return
    field = register.known_field(term.of)
    if field is None:
        yield no_field(f"{key}.of", register, term.of)
    else:
        yield from _of_field(programme, key, register, term, field)


def _of_field(
    programme: Programme, key: str, register: Register, term: Term, field: Field
) -> Iterator[ProgrammeFinding]:
    """The field can be added up in that way, and the outcome tells of nobody alone."""
    first, _, last = field.name.partition(SPAN)
    if first == last:
        yield ProgrammeFinding(f"{key}.of", say("From a day to itself it is always 0 days."))
    elif term.aggregate.needs_number and field.kind not in NUMERIC:
        yield ProgrammeFinding(f"{key}.of", say("The field {given} holds no numbers to add up.", given=field.name))
    elif term.add in OF_ONE_ROW and field.kind is FieldKind.MONEY and register.name in CONFIDENTIAL:
        yield ProgrammeFinding(f"{key}.add", say(TELLS_OF_ONE, given=term.add))
    else:
        yield from filled(programme, f"{key}.of", register, field.name)


def _condition(programme: Programme, key: str, register: Register, condition: Condition) -> Iterator[ProgrammeFinding]:
    operators = condition.model_dump(exclude={"field"}, exclude_defaults=True)
    if len(operators) != 1:
        yield ProgrammeFinding(key, say("A condition has exactly one operator; this one has {n}.", n=len(operators)))
        return
    if bool(condition.field) == bool(condition.joined):
        yield ProgrammeFinding(
            f"{key}.field", say("A condition tests a field, unless it joins others; give one of both.")
        )
        return
    if condition.both:
        yield from _conditions(programme, f"{key}.both", register, condition.both)
    for number, part in enumerate(condition.either):
        yield from _condition(programme, f"{key}.either[{number}]", register, part)
    if condition.joined:
        return
    target, name = stepped(register, condition.field)
    if target is None or (name not in dict(target.derived) and target.known_field(name) is None):
        yield no_field(f"{key}.field", target or register, condition.field)
        return
    yield from filled(programme, f"{key}.field", target, name)
    field = target.known_field(name) or Field(name, FieldKind.DATE)
    yield from _operator(programme, key, field, condition)


def _operator(programme: Programme, key: str, field: Field, condition: Condition) -> Iterator[ProgrammeFinding]:
    if condition.yes is not None and field.kind is not FieldKind.YES_NO:
        yield ProgrammeFinding(f"{key}.yes", say(WRONG_KIND, given=field.name))
    for name in COMPARISONS:
        bound = getattr(condition, name)
        kinds = (FieldKind.DATE,) if isinstance(bound, date) else NUMERIC
        if bound is not None and field.kind not in kinds:
            yield ProgrammeFinding(f"{key}.{name}", say(WRONG_KIND, given=field.name))
    if condition.listed_in is not None:
        yield from _listed(programme, f"{key}.listed_in", field, condition.listed_in)
    if condition.equals is not None:
        yield from _compared(programme, f"{key}.equals", field, condition.equals)
    for name, values in (("any_of", condition.any_of), ("none_of", condition.none_of)):
        for number, value in enumerate(values):
            yield from _compared(programme, f"{key}.{name}[{number}]", field, value)


def _listed(programme: Programme, key: str, field: Field, list_id: str) -> Iterator[ProgrammeFinding]:
    if list_id not in programme.lists:
        yield unknown(key, say("There is no list {given}.", given=list_id), list_id, programme.lists)
    if field.kind not in {FieldKind.NAME, FieldKind.CHOICE}:
        yield ProgrammeFinding(key, say(WRONG_KIND, given=field.name))


def _compared(programme: Programme, key: str, field: Field, value: str) -> Iterator[ProgrammeFinding]:
    """A field is held against a value that it can have; numbers, days, yes and no have operators of their own."""
    if field.kind in {*NUMERIC, FieldKind.DATE, FieldKind.YES_NO}:
        yield ProgrammeFinding(key, say(WRONG_KIND, given=field.name))
    elif value == PLAN_YEAR and field.kind is not FieldKind.PLAN_YEAR:
        yield ProgrammeFinding(key, say(UNFIT, given=value, field=field.name))
    elif value != PLAN_YEAR:
        yield from unfit(programme, key, field, value)


def _conditions(
    programme: Programme, key: str, register: Register, where: Sequence[Condition], before: Sequence[Condition] = ()
) -> Iterator[ProgrammeFinding]:
    """Each condition of a list asks what it can, and doesn't rule out another one of them or of those ``before``."""
    for number, condition in enumerate(where):
        place = f"{key}[{number}]"
        yield from _condition(programme, place, register, condition)
        field = register.known_field(condition.field)
        if field and any(never(field, other, condition) for other in chain(before, where[:number])):
            yield ProgrammeFinding(place, say(NEVER, field=condition.field))


def _dates(programme: Programme, key: str, register: Register, term: Term) -> Iterator[ProgrammeFinding]:
    for number, name in enumerate(term.dates):
        if name not in register.date_fields():
            yield unknown(f"{key}.dates[{number}]", say(NO_DATE, given=name), name, register.date_fields())
        else:
            yield from filled(programme, f"{key}.dates[{number}]", register, name)
    if term.window.kind in TWO_DATES and list(term.dates) != sorted(term.dates, key=_place(register)):
        yield ProgrammeFinding(f"{key}.dates", say("{first} comes first; write it in front.", first=term.dates[1]))
    fewest, most = {"any": (0, 0), **dict.fromkeys(TWO_DATES, (2, 2))}.get(term.window.kind, (1, len(register.fields)))
    if not fewest <= len(term.dates) <= most:
        yield ProgrammeFinding(
            f"{key}.dates",
            say("The window {kind} doesn't go with {n} dates.", kind=term.window.kind, n=len(term.dates)),
        )
    yield from _window(f"{key}.window", term.window)
    if term.window.kind == "open_longer" and not programme.thresholds.open_days:
        yield ProgrammeFinding(f"{key}.window.kind", say("Set thresholds.open_days: how long may it stand open?"))


def _place(register: Register) -> Callable[[str], int]:
    """The places of a register's dates, which stand in it in the order in which they come; an unknown one is last."""
    known = register.date_fields()
    return lambda name: known.index(name) if name in known else len(known)


def _window(key: str, window: Window) -> Iterator[ProgrammeFinding]:
    if (window.kind == "months") != (window.months > 0):
        yield ProgrammeFinding(f"{key}.months", say("A window of months says how many; no other window does."))
    if (window.kind == "since") != (window.since is not None):
        yield ProgrammeFinding(f"{key}.since", say("A window since a day says which; no other window does."))


def _coverage(programme: Programme, key: str, register: Register, coverage: Coverage) -> Iterator[ProgrammeFinding]:
    other = REGISTERS.get(coverage.register_name)
    if other is None or other.name not in programme.sheets:
        yield no_register(programme, f"{key}.register_name", coverage.register_name)
        return
    for number, name in enumerate(coverage.match):
        yield from _shared(f"{key}.match[{number}]", name, (register, other))
    yield from _shared(f"{key}.field", coverage.field, (other,))
    if field := other.known_field(coverage.field):
        for number, value in enumerate(coverage.values):
            yield from _compared(programme, f"{key}.values[{number}]", field, value)
    if coverage.date not in other.date_fields():
        yield unknown(f"{key}.date", say(NO_DATE, given=coverage.date), coverage.date, other.date_fields())
    if coverage.window.kind not in LOOKING_BACK:
        looks = say("Coverage looks back over one of {known}.", known=", ".join(LOOKING_BACK))
        yield ProgrammeFinding(f"{key}.window.kind", looks)
    yield from _window(f"{key}.window", coverage.window)


def _shared(key: str, name: str, registers: tuple[Register, ...]) -> Iterator[ProgrammeFinding]:
    for register in registers:
        if register.known_field(name) is None:
            yield no_field(key, register, name)
