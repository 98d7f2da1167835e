"""The rows behind a number: a page of them, and a table that gives each row the place in the file it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi.facts.measuring.counted_rows import RowPage, behind
from kpi.facts.measuring.fact_rows import FactRow, RowSet, Value
from kpi.facts.reader import Reader
from kpi.programme.measure import CONFIDENTIAL
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS, Field, FieldKind
from kpi.rights import Act
from kpi.score.expectation import value_day
from kpi.sentences import Said, listed, say, yes_no
from kpi.views.read import ReadAbout
from kpi.views.table import Table, table
from kpi.views.value_words import choice_word, sheet_word

PAGE = 50
MOST = 100_000
COUNTED = {FieldKind.MONEY, FieldKind.INTEGER, FieldKind.NUMBER}


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """A page of the rows behind an indicator that hold a text; page 0 is all of them."""

    indicator: str
    page: int
    holding: str = ""


def read(reader: Reader, as_of: date, plan_year: str, asked: RowsAsked) -> tuple[RowSet, ...]:
    """The rows behind the number that are asked for, a set for each term that counts others."""
    programme = reader.programme
    indicator = programme.indicator(asked.indicator)
    limit, offset = (MOST, 0) if asked.page == 0 else (PAGE, (asked.page - 1) * PAGE)
    day, year = value_day(indicator, as_of), programme.plan_year(plan_year)
    sets = behind(reader, indicator.measure, day, year, RowPage(limit, offset, asked.holding))
    return tuple(dict.fromkeys(sets))


def act_for_rows(programme: Programme, indicator_id: str) -> Act:
    """The act that shows the rows behind an indicator; those of a register that is confidential are so too."""
    registers = programme.indicator(indicator_id).measure.registers_read()
    return Act.SEE_CONFIDENTIAL if CONFIDENTIAL.keys() & set(registers) else Act.SEE_ROWS


READ: ReadAbout[RowsAsked, tuple[RowSet, ...]] = ReadAbout(
    read, lambda programme, asked: act_for_rows(programme, asked.indicator)
)


def rows_table(rows: RowSet, programme: Programme) -> Table:
    """Every field that is filled in at least one row, then file, sheet, row and revision."""
    fields = [REGISTERS[rows.register_name].field(name) for name in rows.fields]
    cells = [dict(zip(fields, row.values, strict=True)) for row in rows.rows]
    used = [field for field in fields if any(row[field] is not None for row in cells)]
    labels = {field.name: _label(programme, rows.register_name, field) for field in used}
    origin = {"_file": say("File"), "_sheet": say("Sheet"), "_row": say("Row"), "_revision": say("Revision")}
    lines = [
        _line(row, [(field, values[field]) for field in used], programme)
        for row, values in zip(rows.rows, cells, strict=True)
    ]
    figures = {field.name for field in used if field.kind in COUNTED} | {"_row", "_revision"}
    return table({**labels, **origin}, lines, figures)


def counted_sentence(rows: RowSet, day: date, programme: Programme) -> Said:
    """The number of rows of a sheet, or of the two that tell it, that count on a day, over all pages."""
    names = (REGISTERS[rows.register_name].also_in, rows.register_name)
    return say.plural(
        "{n} row of sheet {sheet} counts on {day}.",
        "{n} rows of sheet {sheet} count on {day}.",
        rows.total,
        sheet=listed((sheet_word(programme, name) for name in names if name), " / "),
        day=say.date(day),
    )


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
