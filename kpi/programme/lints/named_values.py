"""What a programme file names and isn't there, each with what may stand in its place."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from re import fullmatch

from kpi.language import N_, Sayable
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.measure import Measure
from kpi.programme.plan import Programme
from kpi.programme.registers import NUMERIC, REGISTERS, SPAN, Field, FieldKind, Register
from kpi.sentences import say, with_known

UNJUDGED = "not_judged"
"""Needs words only in a programme with an indicator without a target."""
NO_SHEET = N_("No sheet fills the register {given}.")
NO_COLUMN = N_("No column fills the field {given}.")
UNKNOWN_FIELD = N_("The register {register} has no field {given}.")
UNFIT = N_("{given} is no value of the field {field}.")


def repeated(values: Iterable[Hashable]) -> list[Hashable]:
    """The values that occur more than once, in order of first occurrence.

    >>> repeated(["a", "b", "a", "a"])
    ['a']
    """
    return [value for value, times in Counter(values).items() if times > 1]


def unknown(key: str, sentence: Sayable, given: object, known: Iterable[object]) -> ProgrammeFinding:
    """Something is named that isn't there: with what was probably meant, else with all that may stand there."""
    return ProgrammeFinding(key, with_known(sentence, given, known))


def measured(programme: Programme) -> Iterator[tuple[str, Measure]]:
    """Every measure of indicators, figures and outputs, with its key."""
    for name in ("indicators", "figures", "outputs"):
        yield from ((f"{name}.{each.id}.measure", each.measure) for each in getattr(programme, name))


def no_field(key: str, register: Register, given: str) -> ProgrammeFinding:
    """A field was named that its register doesn't have."""
    known = [field.name for field in register.fields]
    return unknown(key, say(UNKNOWN_FIELD, register=register.name, given=given), given, known)


def unfit(programme: Programme, key: str, field: Field, value: str) -> Iterator[ProgrammeFinding]:
    """A neutral value was given that its field can't hold; a text, a code or a name holds anything."""
    sentence = say(UNFIT, given=value, field=field.name)
    known = _values(programme, field)
    if known is not None and value not in known:
        yield unknown(key, sentence, value, known)
    whole = field.kind is FieldKind.INTEGER
    if field.kind in NUMERIC and fullmatch(r"-?\d+" if whole else r"-?\d+(\.\d+)?", value) is None:
        yield ProgrammeFinding(key, sentence)


def _values(programme: Programme, field: Field) -> frozenset[str] | None:
    """The values that a field can hold; None where they can't be listed."""
    known: dict[FieldKind, frozenset[str]] = {
        FieldKind.CHOICE: programme.choice_ids(field.options),
        FieldKind.CHOICES: programme.choice_ids(field.options),
        FieldKind.YES_NO: frozenset({"yes", "no"}),
        FieldKind.PLAN_YEAR: frozenset(year.id for year in programme.plan_years),
        FieldKind.BUDGET_LINE: programme.line_ids(),
        FieldKind.INDICATOR: programme.measured_ids(),
        FieldKind.DATE: frozenset(),
    }
    return known.get(field.kind)


def no_register(programme: Programme, key: str, given: str) -> ProgrammeFinding:
    """A register was named that no sheet fills, or that isn't there."""
    if given in REGISTERS:
        return ProgrammeFinding(key, say(NO_SHEET, given=given))
    return unknown(key, say("There is no register {given}.", given=given), given, programme.sheets)


def filled(programme: Programme, key: str, register: Register, name: str) -> Iterator[ProgrammeFinding]:
    """A field that no column fills would silently never count."""
    if register.name not in programme.sheets:
        yield no_register(programme, key, register.name)
        return
    for part in name.split(SPAN, 1):
        if not programme.fills(register.name, part):
            yield ProgrammeFinding(key, say(NO_COLUMN, given=part))


def stepped(register: Register, path: str) -> tuple[Register | None, str]:
    """The register that a field of a condition is of, through a reference if it is dotted, and the field's name."""
    step, dot, rest = path.partition(".")
    if not dot:
        return register, path
    field = register.known_field(step)
    return (REGISTERS[field.refers] if field and field.refers else None), rest
