"""The rows behind a number: a page of them, and a table that gives each row the place in the file it came from."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from unicodedata import combining, normalize

from kpi.facts.measuring.counted_rows import RowPage, behind
from kpi.facts.measuring.fact_rows import FactRow, RowSet, Value
from kpi.facts.reader import Reader
from kpi.language import DEFAULT, words_of
from kpi.programme.measure import CONFIDENTIAL
from kpi.programme.plan import Indicator, Programme
from kpi.programme.registers import REGISTERS, FieldKind
from kpi.roles_and_acts import Act
from kpi.score.expectation import value_day
from kpi.sentences import Said, listed, say, with_note, yes_no
from kpi.views.read import ReadAbout
from kpi.views.table import Table, table
from kpi.views.value_words import choice_word, group_word, sheet_word

PAGE = 50
MOST = 100_000
COUNTED = {FieldKind.MONEY, FieldKind.INTEGER, FieldKind.NUMBER}


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """A page of the rows behind an indicator that hold a text, as they are shown in a language; page 0 is all."""

    indicator: str
    page: int
    holding: str = ""
    language: str = DEFAULT


def read(reader: Reader, as_of: date, plan_year: str, asked: RowsAsked) -> tuple[RowSet, ...]:
    """The rows behind the number that are asked for, a set for each term that counts others."""
    programme = reader.programme
    indicator = programme.indicator(asked.indicator)
    first, last = (0, MOST) if asked.page == 0 else ((asked.page - 1) * PAGE, asked.page * PAGE)
    page = (
        RowPage(MOST, 0, _referred(indicator)) if asked.holding else RowPage(last - first, first, _referred(indicator))
    )
    day, year = value_day(indicator, as_of), programme.plan_year(plan_year)
    sets = tuple(dict.fromkeys(behind(reader, indicator.measure, day, year, page)))
    if not asked.holding:
        return sets
    held = [(rows, _holding(rows, asked, programme)) for rows in sets]
    return tuple(replace(rows, rows=found[first:last], found=len(found)) for rows, found in held)


def _referred(indicator: Indicator) -> tuple[str, ...]:
    """The fields of what a row names that decide whether it counts, or by which the number is split."""
    tests = (test.field for term in indicator.measure.terms for part in term.where for test in part.simple)
    return tuple(dict.fromkeys(name for name in (*tests, *indicator.splits) if "." in name))


def _holding(rows: RowSet, asked: RowsAsked, programme: Programme) -> tuple[FactRow, ...]:
    """The rows of which a cell holds the text as it stands on the screen, whatever its case and accents."""
    words, wanted = words_of(asked.language), _plain(asked.holding)

    @cache
    def holds(name: str, value: Value) -> bool:
        return wanted in _plain(words.say(_cell(programme, rows.register_name, name, value)))

    return tuple(
        row
        for row in rows.rows
        if any(map(holds, rows.fields, row.values)) or any(wanted in _plain(words.say(part)) for part in _origin(row))
    )


def _plain(text: str) -> str:
    """A text for searching: without case and accents, any run of spaces as one.

    >>> _plain(" Mécanique\N{NO-BREAK SPACE}BV ")
    'mecanique bv'
    """
    letters = (letter for letter in normalize("NFKD", text.casefold()) if not combining(letter))
    return " ".join("".join(letters).split())


def act_for_rows(programme: Programme, indicator_id: str) -> Act:
    """The act that shows the rows behind an indicator; those of a register that is confidential are so too."""
    registers = programme.indicator(indicator_id).measure.registers_read()
    return Act.SEE_CONFIDENTIAL if CONFIDENTIAL.keys() & set(registers) else Act.SEE_ROWS


READ: ReadAbout[RowsAsked, tuple[RowSet, ...]] = ReadAbout(
    read, lambda programme, asked: act_for_rows(programme, asked.indicator)
)


def rows_table(rows: RowSet, programme: Programme) -> Table:
    """Every field that is filled in at least one row, then file, sheet, row and revision."""
    register = rows.register_name
    used = [
        (place, name)
        for place, name in enumerate(rows.fields)
        if any(row.values[place] is not None for row in rows.rows)
    ]
    labels = {name: _label(programme, register, name) for _, name in used}
    origin = {"_file": say("File"), "_sheet": say("Sheet"), "_row": say("Row"), "_revision": say("Revision")}
    lines = [
        [*(_cell(programme, register, name, row.values[place]) for place, name in used), *_origin(row)]
        for row in rows.rows
    ]
    figures = {name for _, name in used if "." not in name and REGISTERS[register].field(name).kind in COUNTED}
    return table({**labels, **origin}, lines, figures | {"_row", "_revision"})


def counted_sentence(rows: RowSet, day: date, programme: Programme, holding: str = "") -> Said:
    """The number of rows of a sheet, or of the two that tell it, that count on a day, over all pages.

    After a search also how many of them hold its text.
    """
    names = (REGISTERS[rows.register_name].also_in, rows.register_name)
    counted = say.plural(
        "{n} row of sheet {sheet} counts on {day}.",
        "{n} rows of sheet {sheet} count on {day}.",
        rows.total,
        sheet=listed((sheet_word(programme, name) for name in names if name), " / "),
        day=say.date(day),
    )
    if rows.found is None:
        return counted
    held = say.plural(
        "{n} of {rows} holds '{text}'.",
        "{n} of {rows} hold '{text}'.",
        rows.found,
        rows=say.plural("the {n} row", "the {n} rows", rows.total),
        text=holding,
    )
    return listed((counted, held), " ")


def _label(programme: Programme, register: str, name: str) -> Said:
    """The column's name in its sheet; behind one of what a name refers to, the column that names it."""
    step, _, rest = name.partition(".")
    if rest:
        return with_note(
            _label(programme, REGISTERS[register].field(step).refers, rest), _label(programme, register, step)
        )
    sheet = programme.sheets.get(register)
    column = sheet.columns.get(name) if sheet else None
    return column.label if column else name


def _origin(row: FactRow) -> list[Said]:
    return [row.file or say("by hand"), row.sheet, str(row.row or ""), str(row.revision)]


def _cell(programme: Programme, register: str, name: str, value: Value) -> Said:  # noqa: PLR0911 - a line for each kind
    if value is None:
        return ""
    if "." in name:
        return group_word(programme, register, name, str(value))
    field = REGISTERS[register].field(name)
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
