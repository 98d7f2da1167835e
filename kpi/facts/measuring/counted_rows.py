"""The rows behind a number, each with the file, sheet and row that it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, literal, or_, select

from kpi.facts.measuring.confidential import check_rows, hidden
from kpi.facts.measuring.expressions import Source, scale, source, term_conditions
from kpi.facts.measuring.fact_rows import FactRow, RowSet, Value
from kpi.facts.measuring.moments import asked_on, months_before
from kpi.facts.reader import Reader
from kpi.facts.tables import UPLOADS
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure, Term, Window
from kpi.programme.registers import REGISTERS, FieldKind


@dataclass(frozen=True, slots=True)
class RowPage:
    """The rows to show out of those that count, in the order of their key."""

    limit: int = 100
    offset: int = 0
    holding: str = ""
    """Only rows with this in one of their texts, whatever its case."""


FIRST_PAGE = RowPage()


def behind(
    reader: Reader, measure: Measure, day: date, plan_year: PlanYear | None = None, page: RowPage = FIRST_PAGE
) -> tuple[RowSet, ...]:
    """The rows that a measure counts on a day: a set for each of its terms, or one of measurements without terms.

    A change since the year before has a second set of each, as it was then.
    Raises Withheld for a confidential register whose rows the reader may not see.
    """
    if not measure.terms:
        return (_measurements(reader, measure, day, page),)
    days = (day, *((months_before(day, 12),) if measure.parts.year_before else ()))
    return tuple(of_term(reader, term, on, plan_year, page) for term in dict.fromkeys(measure.terms) for on in days)


def of_term(
    reader: Reader, term: Term, day: date, plan_year: PlanYear | None = None, page: RowPage = FIRST_PAGE
) -> RowSet:
    """The rows that meet a term on a day; a sum leaves out those whose figure is blank."""
    asked = asked_on(reader.programme, day, plan_year)
    src = source(reader, term.register_name, asked)
    conditions = term_conditions(src, term, asked)
    if term.of:
        conditions.append(src.column(term.of).is_not(None))
    return _row_set(src, conditions, page)


def of_register(reader: Reader, register_name: str, limit: int = 100, offset: int = 0) -> RowSet:
    """Every row of a register in the reader's revision."""
    src = source(reader, register_name)
    return _row_set(src, [src.valid], RowPage(limit, offset))


def _holding(src: Source, text: str) -> list[Any]:
    """The condition that some text of a row holds this one; SQLite knows the cases of plain letters only."""
    wanted = text.strip().lower()
    if not wanted:
        return []
    kinds = {
        FieldKind.TEXT,
        FieldKind.CODE,
        FieldKind.NAME,
        FieldKind.CHOICE,
        FieldKind.CHOICES,
        FieldKind.PLAN_YEAR,
        FieldKind.BUDGET_LINE,
    }
    fields = [field.name for field in REGISTERS[src.register_name].fields if field.kind in kinds]
    return [or_(*(func.lower(src.table.c[name]).contains(wanted, autoescape=True) for name in fields))]


def _measurements(reader: Reader, measure: Measure, day: date, page: RowPage) -> RowSet:
    src = source(reader, "measurements")
    window = Window(kind="until")
    term = Term(register_name="measurements", add="rows", dates=("measured_on",), window=window)
    conditions = term_conditions(src, term, asked_on(reader.programme, day))
    conditions.append(src.column("indicator") == literal(measure.measurement))
    return _row_set(src, conditions, page)


def _row_set(src: Source, conditions: list[Any], page: RowPage) -> RowSet:
    check_rows(src.reader, src.register_name)
    conditions = [*conditions, *_holding(src, page.holding)]
    names = (field.name for field in REGISTERS[src.register_name].fields)
    fields = tuple(name for name in names if not hidden(src.reader, src.register_name, name))
    table = src.table
    origin = (UPLOADS.c.name, table.c.sheet, table.c.row, table.c.revision)
    query: Select[Any] = (
        select(*map(src.shown, fields), *origin)
        .select_from(table.outerjoin(UPLOADS, UPLOADS.c.id == table.c.upload))
        .where(*conditions)
        .order_by(table.c.key)
    )
    raw_rows = src.reader.connection.execute(query.limit(page.limit).offset(page.offset)).all()
    total: int | None = page.offset + len(raw_rows)
    if len(raw_rows) == page.limit or (page.offset and not raw_rows):
        total = src.reader.connection.scalar(select(func.count()).select_from(table).where(*conditions))
    kinds = [src.kind(name) for name in fields]
    rows = tuple(_row(tuple(raw), kinds) for raw in raw_rows)
    return RowSet(src.register_name, fields, rows, int(total or 0))


def _row(raw: tuple[Any, ...], kinds: list[FieldKind]) -> FactRow:
    values = tuple(_value(value, kind) for value, kind in zip(raw, kinds, strict=False))
    return FactRow(values, *raw[len(kinds) :])


def _value(stored: Any, kind: FieldKind) -> Value:  # noqa: ANN401 - a stored value of any type
    """A stored value as people mean it: money and numbers exact, in euro and units."""
    if stored is None or kind not in {FieldKind.MONEY, FieldKind.NUMBER}:
        return stored  # type: ignore[no-any-return]
    return Decimal(stored) / scale(kind)
