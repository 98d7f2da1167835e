"""What a programme file names and isn't there, each with what may stand in its place."""

from collections.abc import Iterable, Iterator
from re import fullmatch

from kpi.language import N_, Sayable
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.plan import Programme
from kpi.programme.registers import NUMERIC, Field, FieldKind, Register
from kpi.sentences import say, with_known

UNKNOWN_FIELD = N_("The register {register} has no field {given}.")
UNFIT = N_("{given} is no value of the field {field}.")


def unknown(key: str, sentence: Sayable, given: object, known: Iterable[object]) -> ProgrammeFinding:
    """Something is named that isn't there: with what was probably meant, else with all that may stand there."""
    return ProgrammeFinding(key, with_known(sentence, given, known))


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
