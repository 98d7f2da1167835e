"""The rows behind a number, each with the file, sheet and row that it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, literal, or_, select

from kpi.facts.measuring.expressions import Source, scale, source, term_conditions
from kpi.facts.measuring.observing import asked_on
from kpi.facts.reader import Reader
from kpi.facts.tables import UPLOADS
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure, Term, Window
from kpi.programme.registers import REGISTERS, FieldKind

Value = str | int | bool | date | Decimal | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact with its origin: ``values`` in the order of the register's fields, money and numbers as ``Decimal``."""

    values: tuple[Value, ...]
    file: str | None
    sheet: str
    row: int
    revision: int


@dataclass(frozen=True, slots=True)
class RowSet:
    """A page of facts of one register; ``total`` is how many there are in all."""

    register_name: str
    fields: tuple[str, ...]
    rows: tuple[FactRow, ...]
    total: int


def behind(
    reader: Reader,
    measure: Measure,
    day: date,
    plan_year: PlanYear | None = None,
    limit: int = 100,
    offset: int = 0,
    holding: str = "",
) -> tuple[RowSet, ...]:
    """What a measure counts on a day: a set of rows for each of its terms (one of measurements for the others).

    ``holding``: only the rows of which some text holds it, whatever its case.
    """
    if not measure.terms:
        return (_measurements(reader, measure, day, limit, offset, holding),)
    terms = dict.fromkeys(measure.terms)
    return tuple(of_term(reader, term, day, plan_year, limit, offset, holding) for term in terms)


def of_term(
    reader: Reader,
    term: Term,
    day: date,
    plan_year: PlanYear | None = None,
    limit: int = 100,
    offset: int = 0,
    holding: str = "",
) -> RowSet:
    """The rows that meet a term on a day, in order of their key; a sum leaves out what is blank."""
    src = source(reader, term.register_name)
    conditions = term_conditions(src, term, asked_on(day, plan_year))
    if term.of:
        conditions.append(src.column(term.of).is_not(None))
    return _page(src, [*conditions, *_holding(src, holding)], limit, offset)


def of_register(reader: Reader, register_name: str, limit: int = 100, offset: int = 0) -> RowSet:
    """Every row of a register in the reader's revision."""
    src = source(reader, register_name)
    return _page(src, [src.valid], limit, offset)


def _holding(src: Source, text: str) -> list[Any]:
    """That some text of a row holds this one; SQLite knows upper and lower case of plain letters only."""
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


def _measurements(reader: Reader, measure: Measure, day: date, limit: int, offset: int, holding: str) -> RowSet:
    src = source(reader, "measurements")
    window = Window(kind="until")
    term = Term(register_name="measurements", add="rows", dates=("measured_on",), window=window)
    conditions = term_conditions(src, term, asked_on(day))
    conditions += [src.column("indicator") == literal(measure.measurement), *_holding(src, holding)]
    return _page(src, conditions, limit, offset)


def _page(src: Source, conditions: list[Any], limit: int, offset: int) -> RowSet:
    fields = tuple(field.name for field in REGISTERS[src.register_name].fields)
    table = src.table
    origin = (UPLOADS.c.name, table.c.sheet, table.c.row, table.c.revision)
    query: Select[Any] = (
        select(*(table.c[name] for name in fields), *origin)
        .select_from(table.outerjoin(UPLOADS, UPLOADS.c.id == table.c.upload))
        .where(*conditions)
        .order_by(table.c.key)
    )
    found = src.reader.connection.execute(query.limit(limit).offset(offset)).all()
    total: int | None = offset + len(found)
    if len(found) == limit or (offset and not found):
        total = src.reader.connection.scalar(select(func.count()).select_from(table).where(*conditions))
    kinds = [src.kind(name) for name in fields]
    rows = tuple(_row(tuple(raw), kinds) for raw in found)
    return RowSet(src.register_name, fields, rows, int(total or 0))


def _row(raw: tuple[Any, ...], kinds: list[FieldKind]) -> FactRow:
    values = tuple(_value(value, kind) for value, kind in zip(raw, kinds, strict=False))
    return FactRow(values, *raw[len(kinds) :])


def _value(stored: Any, kind: FieldKind) -> Value:  # noqa: ANN401 - a stored value of any type
    """A stored value as people mean it: money and numbers exact, in euro and units."""
    if stored is None or kind not in {FieldKind.MONEY, FieldKind.NUMBER}:
        return stored  # type: ignore[no-any-return]
    return Decimal(stored) / scale(kind)
