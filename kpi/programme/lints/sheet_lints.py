"""Checks of sheets and lists: they cover what is required, can be told apart, and their defaults fit."""

from collections.abc import Iterable, Iterator, Mapping

from kpi.programme.comparable_names import name_key
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.lints.named_values import no_field, unfit, unknown
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind, Register
from kpi.programme.vocabulary import Column, ConditionalDefault, When
from kpi.sentences import say


def coverage(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Sheets fill registers that exist, have a column for every required field, and their lists are there."""
    for name, sheet in programme.sheets.items():
        register = REGISTERS.get(name)
        if register is None:
            yield unknown(f"sheets.{name}", say("There is no register {given}.", given=name), name, REGISTERS)
            continue
        for column in sheet.columns:
            if register.known_field(column) is None:
                yield no_field(f"sheets.{name}.columns.{column}", register, column)
        for field in register.fields:
            if field.required and field.name not in sheet.columns:
                yield ProgrammeFinding(f"sheets.{name}.columns.{field.name}", say("This required column is missing."))
            if field.name in sheet.columns and field.options and not programme.choices(field.options):
                yield ProgrammeFinding(f"lists.{field.options}", say("The sheet {sheet} needs this list.", sheet=name))


def collisions(programme: Programme) -> Iterator[ProgrammeFinding]:
    """No word stands for two sheets, for two columns of a sheet, or for two values of a list."""
    words: dict[str, Iterable[str]] = {n: (s.label, *s.synonyms) for n, s in programme.sheets.items()}
    yield from _shared("sheets", words)
    for name, sheet in programme.sheets.items():
        yield from _shared(f"sheets.{name}.columns", {n: (c.label, *c.synonyms) for n, c in sheet.columns.items()})
    for name, choices in programme.lists.items():
        forms = {c.id: (*c.forms, *c.synonyms) for c in choices}
        yield from _shared(f"lists.{name}", forms)
    for number, budget in enumerate(programme.budgets):
        titles = {line.id: (line.id, *line.title.forms, *line.synonyms) for line in budget.lines}
        yield from _shared(f"budgets[{number}].lines", titles)


def _shared(key: str, words: Mapping[str, Iterable[str]]) -> Iterator[ProgrammeFinding]:
    owner: dict[str, str] = {}
    for name, forms in words.items():
        for form in forms:
            first = owner.setdefault(name_key(form), name)
            if first != name:
                yield ProgrammeFinding(
                    f"{key}.{name}", say("“{word}” already stands for {other}.", word=form, other=first)
                )


def defaults(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Defaults and conditions of a column name fields of the row and values that they can hold."""
    for name, sheet in programme.sheets.items():
        register = REGISTERS.get(name)
        for column_name, column in sheet.columns.items():
            field = register and register.known_field(column_name)
            if register and field:
                yield from _column(programme, f"sheets.{name}.columns.{column_name}", register, field, column)


def _column(
    programme: Programme, key: str, register: Register, field: Field, column: Column
) -> Iterator[ProgrammeFinding]:
    if column.default is not None:
        yield from unfit(programme, f"{key}.default", field, column.default)
    if column.default_field is not None:
        yield from _known(f"{key}.default_field", register, column.default_field)
    for number, each in enumerate(column.default_when):
        yield from _conditional(programme, f"{key}.default_when[{number}]", register, field, each)
    for number, name in enumerate(column.default_plan_year_of):
        if field.kind is not FieldKind.PLAN_YEAR or name not in register.date_fields():
            key_of = f"{key}.default_plan_year_of[{number}]"
            yield ProgrammeFinding(key_of, say("A plan year follows from a date field; {given} isn't one.", given=name))
    if column.required_unless is not None:
        yield from _when(programme, f"{key}.required_unless", register, column.required_unless)


def _conditional(
    programme: Programme, key: str, register: Register, field: Field, default: ConditionalDefault
) -> Iterator[ProgrammeFinding]:
    yield from _when(programme, f"{key}.when", register, default.when)
    if (default.value is None) == (default.field is None):
        yield ProgrammeFinding(key, say("Give either a value or a field."))
    if default.value is not None:
        yield from unfit(programme, f"{key}.value", field, default.value)
    if default.field is not None:
        yield from _known(f"{key}.field", register, default.field)


def _known(key: str, register: Register, name: str) -> Iterator[ProgrammeFinding]:
    if register.known_field(name) is None:
        yield no_field(key, register, name)


def _when(programme: Programme, key: str, register: Register, when: When) -> Iterator[ProgrammeFinding]:
    field = register.known_field(when.field)
    if field is None:
        yield no_field(f"{key}.field", register, when.field)
    else:
        yield from unfit(programme, f"{key}.equals", field, when.equals)
