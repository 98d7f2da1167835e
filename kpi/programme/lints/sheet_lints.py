"""Checks of sheets and lists: they cover what is required, can be told apart, and their defaults fit."""

from collections.abc import Iterable, Iterator, Mapping

from kpi.language import N_
from kpi.programme.comparable_names import name_key
from kpi.programme.lints.finding import ProgrammeFinding, entry_name
from kpi.programme.lints.named_values import NO_COLUMN, no_field, unfit, unknown
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind, Register
from kpi.programme.row_dates import ONE_OF, WITHOUT
from kpi.programme.vocabulary import Column, ConditionalDefault, Sheet, When
from kpi.sentences import say

WORDS = {FieldKind.TEXT, FieldKind.CODE, FieldKind.NAME}
"""Kinds whose values are any words."""
FOLLOWS = N_("A blank of {given} follows another column itself; name that one.")
LONGEST, FORBIDDEN = 31, "[]:*?/\\"
"""The most signs of a sheet's name in a spreadsheet, and the signs that it can't have."""


def coverage(programme: Programme) -> Iterator[ProgrammeFinding]:
    """Sheets fill registers that exist, have a column for every required field, and their lists are there."""
    for name, sheet in programme.sheets.items():
        register = REGISTERS.get(name)
        if register is None:
            yield unknown(f"sheets.{name}", say("There is no register {given}.", given=name), name, REGISTERS)
            continue
        yield from _dated(f"sheets.{name}.columns", name, sheet)
        for column in sheet.columns:
            if register.known_field(column) is None:
                yield no_field(f"sheets.{name}.columns.{column}", register, column)
        for field in register.fields:
            if field.required and field.name not in sheet.columns:
                yield ProgrammeFinding(f"sheets.{name}.columns.{field.name}", say("This required column is missing."))
            if field.name in sheet.columns and field.options and field.options not in programme.lists:
                yield ProgrammeFinding(f"lists.{field.options}", say("The sheet {sheet} needs this list.", sheet=name))


def _dated(key: str, register: str, sheet: Sheet) -> Iterator[ProgrammeFinding]:
    """No column lacks the other by which it counts."""
    for name, other in WITHOUT.get(register, ()):
        if name in sheet.columns and other not in sheet.columns:
            yield ProgrammeFinding(
                f"{key}.{other}", say("This column is missing; {name} means nothing without it.", name=name)
            )
    for name, others in ONE_OF.get(register, ()):
        if name in sheet.columns and not sheet.columns.keys() & set(others):
            known = ", ".join(others)
            yield ProgrammeFinding(
                key, say("{name} needs at least one of the columns {known}.", name=name, known=known)
            )


def names(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A sheet's name is one that a spreadsheet can have."""
    for name, sheet in programme.sheets.items():
        label = sheet.label
        if len(label) > LONGEST or set(label) & set(FORBIDDEN) or label != label.strip(" '"):
            wrong = say(
                "A sheet's name has at most {n} signs, none of {signs}, and no ' or space at its ends.",
                n=LONGEST,
                signs=" ".join(FORBIDDEN),
            )
            yield ProgrammeFinding(f"sheets.{name}.label", wrong)


def collisions(programme: Programme) -> Iterator[ProgrammeFinding]:
    """No word stands for two sheets, two columns of a sheet, two values of a list, two goals, phases or horizons."""
    words: dict[str, Iterable[str]] = {n: (s.label, *s.synonyms) for n, s in programme.sheets.items()}
    yield from _shared("sheets", words)
    for name, sheet in programme.sheets.items():
        yield from _shared(f"sheets.{name}.columns", {n: (c.label, *c.synonyms) for n, c in sheet.columns.items()})
    yield from _shared("statuses", {name: text.forms for name, text in programme.statuses.items()})
    yield from _shared("line_statuses", {name: text.forms for name, text in programme.line_statuses.items()})
    yield from _shared("goals", {str(goal.id): (*goal.title.forms, *goal.short.forms) for goal in programme.goals})
    yield from _shared("phases", {phase.id: (*phase.forms, *phase.synonyms) for phase in programme.phases})
    yield from _shared("horizons", {horizon.id: horizon.label.forms for horizon in programme.horizons})
    yield from _measured(programme)
    for name, choices in programme.lists.items():
        forms = {c.id: (*c.forms, *c.synonyms) for c in choices}
        yield from _shared(f"lists.{name}", forms)
    for budget in programme.budgets:
        titles = {line.id: (line.id, *line.title.forms, *line.synonyms) for line in budget.lines}
        yield from _shared(f"budgets.{entry_name(budget)}.lines", titles)


def _measured(programme: Programme) -> Iterator[ProgrammeFinding]:
    """A measurement names what was measured by its id or its title."""
    measured = {i.id: ("indicators", i.title) for i in programme.indicators}
    measured |= {m.id: ("side_measurements", m.title) for m in programme.side_measurements}
    for finding in _shared("", {name: (name, *title.forms) for name, (_, title) in measured.items()}):
        name = finding.key.removeprefix(".")
        yield ProgrammeFinding(f"{measured[name][0]}.{name}", finding.sentence)


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
        yield from _taken(programme, f"{key}.default_field", register, field, column.default_field)
    for number, each in enumerate(column.default_when):
        yield from _conditional(programme, f"{key}.default_when[{number}]", register, field, each)
    for number, name in enumerate(column.default_plan_year_of):
        key_of = f"{key}.default_plan_year_of[{number}]"
        if field.kind is FieldKind.PLAN_YEAR and name in register.date_fields():
            yield from _on_the_sheet(programme, key_of, register, name)
        else:
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
        yield from _taken(programme, f"{key}.field", register, field, default.field)


def _taken(programme: Programme, key: str, register: Register, field: Field, name: str) -> Iterator[ProgrammeFinding]:
    """The field whose value is taken is another one on the sheet, whose values this one can hold.

    Its own blanks follow no third field: blanks are filled in one round, so nothing would go round in circles either.
    """
    other = register.known_field(name)
    if other is None:
        yield no_field(key, register, name)
    elif other == field:
        yield ProgrammeFinding(key, say("A blank can't take the value of its own column."))
    elif (other.kind, other.options) != (field.kind, field.options) and not {field.kind, other.kind} <= WORDS:
        yield ProgrammeFinding(key, say("{given} holds another kind of value.", given=name))
    else:
        yield from _on_the_sheet(programme, key, register, name)
        column = programme.sheets[register.name].columns.get(name)
        if column and (column.default_field or column.default_when):
            yield ProgrammeFinding(key, say(FOLLOWS, given=name))


def _on_the_sheet(programme: Programme, key: str, register: Register, name: str) -> Iterator[ProgrammeFinding]:
    if name not in programme.sheets[register.name].columns:
        yield ProgrammeFinding(key, say(NO_COLUMN, given=name))


def _when(programme: Programme, key: str, register: Register, when: When) -> Iterator[ProgrammeFinding]:
    field = register.known_field(when.field)
    if field is None:
        yield no_field(f"{key}.field", register, when.field)
    else:
        yield from _on_the_sheet(programme, f"{key}.field", register, when.field)
        yield from unfit(programme, f"{key}.equals", field, when.equals)
