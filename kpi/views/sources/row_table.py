"""The rows behind a number, as a table that says of each row which cell range of which file it came from."""

from datetime import date
from decimal import Decimal

from kpi.facts.measuring.counted_rows import FactRow, RowSet, Value
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.sentences import Said, listed, say, yes_no
from kpi.views.table import Table, table
from kpi.views.value_words import choice_word

COUNTED = {FieldKind.MONEY, FieldKind.INTEGER, FieldKind.NUMBER}


def rows_table(found: RowSet, programme: Programme) -> Table:
    """Every field that is filled in at least one row, then file, sheet, row and revision."""
    fields = [REGISTERS[found.register_name].field(name) for name in found.fields]
    cells = [dict(zip(fields, row.values, strict=True)) for row in found.rows]
    used = [field for field in fields if any(row[field] is not None for row in cells)]
    labels = {field.name: _label(programme, found.register_name, field) for field in used}
    origin = {"_file": say("File"), "_sheet": say("Sheet"), "_row": say("Row"), "_revision": say("Revision")}
    lines = [
        _line(row, [(field, values[field]) for field in used], programme)
        for row, values in zip(found.rows, cells, strict=True)
    ]
    figures = {field.name for field in used if field.kind in COUNTED} | {"_row", "_revision"}
    return table({**labels, **origin}, lines, figures)


def counted_sentence(found: RowSet, day: date, programme: Programme) -> Said:
    """How many rows of which sheet count on a day, whichever page of them is shown."""
    return say.plural(
        "{n} row of sheet {sheet} counts on {day}.",
        "{n} rows of sheet {sheet} count on {day}.",
        found.total,
        sheet=sheet_word(programme, found.register_name),
        day=say.date(day),
    )


def sheet_word(programme: Programme, register_name: str) -> str:
    """What the sheet of a register is called."""
    sheet = programme.sheets.get(register_name)
    return sheet.label if sheet else register_name


def _label(programme: Programme, register: str, field: Field) -> str:
    sheet = programme.sheets.get(register)
    column = sheet.columns.get(field.name) if sheet else None
    return column.label if column else field.name


def _line(row: FactRow, values: list[tuple[Field, Value]], programme: Programme) -> list[Said]:
    shown = [_cell(field, value, programme) for field, value in values]
    return [*shown, row.file or say("by hand"), row.sheet, str(row.row), str(row.revision)]


def _cell(field: Field, value: Value, programme: Programme) -> Said:  # noqa: PLR0911 - a line for each kind
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_no(value=value)
    if isinstance(value, date):
        return say.short_date(value)
    if isinstance(value, Decimal):
        return say.money(value) if field.kind is FieldKind.MONEY else say.number(value, 6)
    if field.kind is FieldKind.CHOICE:
        return choice_word(programme, field.options, str(value))
    if field.kind is FieldKind.CHOICES:
        return listed(choice_word(programme, field.options, part) for part in str(value).strip(";").split(";"))
    return str(value)
