"""Blank cells filled in: an empty label by the one above it, others by what the programme declares for them."""

from collections.abc import Callable
from datetime import date

from kpi.facts.proposal import Stored
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.unreadable import Meaning
from kpi.intake.values.converters import BlankStands, neutral
from kpi.programme.plan import Programme
from kpi.programme.registers import FieldKind
from kpi.programme.vocabulary import When

LABELS = (FieldKind.NAME, FieldKind.CODE, FieldKind.TEXT)


def blank_stands(layout: Layout, name: str) -> BlankStands:
    """Tell whether an empty cell of a field has a meaning of its own, and whether that is zero or no."""
    field, declared = layout.register.field(name), layout.columns[name]
    follows = declared.default_when or declared.default_field or declared.default_plan_year_of or field.blank_year_of
    plain = declared.default if declared.default is not None else field.blank
    if follows:
        return BlankStands.YES
    return BlankStands.NO if plain is None else BlankStands.ZERO if plain in ("0", "no") else BlankStands.YES


def fill_labels(table: TypedTable, *, fill: bool) -> None:
    """Give an empty label at the left the one above it, if that was said; else ask, where one stands above."""
    name = min(table.heading.fields, key=table.heading.fields.__getitem__)
    if name not in [each.name for each in table.layout.register.keys if each.required and each.kind in LABELS]:
        return
    above, column, unread = None, table.columns[name], table.unread.setdefault(name, set())
    others = [table.columns[each] for each in table.layout.required if each in table.heading.fields and each != name]
    filled = 0
    for index, value in enumerate(column):
        if value is not None or index in unread:
            above = value
        elif any(each[index] is None for each in others):
            continue
        elif above is not None and fill:
            column[index] = above
            filled += 1
        elif above is not None:
            table.report("label_blank", name, index, known=above)
            unread.add(index)
    if filled:
        table.tell("labels_filled", table.heading.cell(table.heading.fields[name]), table.label(name), n=filled)


def fill_defaults(programme: Programme, table: TypedTable) -> None:
    """Give blank cells the declared value, plain defaults before those that follow another field."""
    declared = table.layout.columns
    follows = {
        name: bool(each.default_when or each.default_field or each.default_plan_year_of)
        for name, each in declared.items()
    }
    for name in sorted(follows, key=follows.__getitem__):
        values, doubted = table.columns[name], table.doubted.get(name, ())
        if None in values and (follows[name] or declared[name].default is not None):
            default = _default_of(programme, table, name)
            table.columns[name] = [
                default(index) if each is None and index not in doubted else each for index, each in enumerate(values)
            ]


def fill_meanings(programme: Programme, table: TypedTable) -> None:
    """Give what is blank after that the meaning that its register has for it, also where no column fills the field."""
    for field in table.layout.register.fields:
        values, doubted = table.column(field.name), table.doubted.get(field.name, ())
        declared = table.layout.columns.get(field.name)
        if field.blank_year_of and not (declared and declared.default_plan_year_of):
            table.columns[field.name] = [
                _year_of(programme, table, field.blank_year_of, index)
                if each is None and index not in doubted
                else each
                for index, each in enumerate(values)
            ]
        if field.blank is None or None not in values:
            continue
        plain = neutral(field, field.blank)
        asked, wanted, taken = field.blank_when or ("", "", field.name)
        holds, other = table.column(asked), table.column(taken)
        table.columns[field.name] = [
            each if each is not None or index in doubted else other[index] if holds[index] == wanted else plain
            for index, each in enumerate(values)
        ]


def _default_of(programme: Programme, table: TypedTable, name: str) -> Callable[[int], Meaning]:
    """Make the function that gives the value of a blank by its row."""
    declared, wanted = table.layout.columns[name], table.layout.register.field(name)
    conditions = [(holds_when(table, default.when), default) for default in declared.default_when]

    def value(index: int) -> Meaning:
        for holds, default in conditions:
            if holds(index):
                field = default.field
                return neutral(wanted, default.value or "") if field is None else table.columns[field][index]
        if declared.default_field:
            other = table.columns[declared.default_field][index]
            return other.isoformat() if isinstance(other, date) and wanted.kind is not FieldKind.DATE else other
        if declared.default_plan_year_of:
            return _year_of(programme, table, declared.default_plan_year_of, index)
        return None if declared.default is None else neutral(wanted, declared.default)

    return value


def _year_of(programme: Programme, table: TypedTable, named: tuple[str, ...], index: int) -> Stored:
    days = [day for each in named if isinstance(day := table.column(each)[index], date)]
    if not days:
        return None
    year = programme.plan_year_on(min(days))
    if year is None:
        first = next(each for each in named if table.column(each)[index] == min(days))
        table.report("date_outside_plan_years", first, index, f"{min(days):%d-%m-%Y}")
        return None
    return year.id


def holds_when(table: TypedTable, when: When) -> Callable[[int], bool]:
    """Make the test of a condition of the programme file for a row."""
    wanted = neutral(table.layout.register.field(when.field), when.equals)
    column = table.columns[when.field]
    return lambda index: column[index] == wanted
