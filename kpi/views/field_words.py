"""Fields of a register and their values in words: by the programme's sheets, its lists, and yes or no."""

from kpi.language import Said
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.programme.vocabulary import Text
from kpi.sentences import say, yes_no
from kpi.views.value_words import choice_word


def field_word(programme: Programme, register: str, field: str) -> Said:
    """The name of a field: in Dutch that of its column in the sheet, in English its neutral name."""
    step, dot, rest = field.partition(".")
    if dot and rest != "month":
        return field_word(programme, REGISTERS[register].field(step).refers, rest)
    column = programme.sheets[register].columns.get(step) if register in programme.sheets else None
    return Text(nl=_heading(column.label), en=_heading(step)) if column else _heading(step)


def _heading(name: str) -> str:
    label = name.replace("_", " ")
    return label[:1].upper() + label[1:]


def group_word(programme: Programme, register: str, field: str, value: str | None) -> Said:
    """A group's value in words: values of lists and yes or no; names stay names, a blank is *not given*."""
    step, dot, rest = field.partition(".")
    if dot and rest != "month":
        return group_word(programme, REGISTERS[register].field(step).refers, rest, value)
    declared = REGISTERS[register].field(step) if not dot else None
    if value is None or declared is None:
        return say("not given") if value is None else value
    if declared.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return choice_word(programme, declared.options, value)
    if declared.kind is FieldKind.YES_NO:
        return yes_no(value=value.lower() in {"1", "true"})
    return value


def sheet_word(programme: Programme, register_name: str) -> str:
    """The label of a register's sheet."""
    sheet = programme.sheets.get(register_name)
    return sheet.label if sheet else register_name
