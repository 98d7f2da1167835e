"""The rows behind a number, each with the file, sheet and row that it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, literal, select

from kpi.facts.measuring.confidential import check_rows, hidden
from kpi.facts.measuring.expressions import Source, looked_up, scale, source, term_conditions
from kpi.facts.measuring.fact_rows import FactRow, RowSet, Value
from kpi.facts.measuring.moments import asked_on, months_before
from kpi.facts.reader import Reader
from kpi.facts.tables import PERSONAL, UPLOADS
from kpi.personal_forms import without_persons
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure, Term, Window
from kpi.programme.registers import REGISTERS, FieldKind


@dataclass(frozen=True, slots=True)
class RowPage:
    """The rows to show out of those that count, in the order of their key."""

    limit: int = 100
    offset: int = 0
    also: tuple[str, ...] = ()
    """Fields of the row that a name refers to (``organisation.municipality``), to stand behind the row's own."""


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
    src, conditions = _meeting(reader, term, day, plan_year)
    return _row_set(src, conditions, page)


def keys_of_term(reader: Reader, term: Term, day: date, plan_year: PlanYear | None = None) -> list[str]:
    """The stored keys of the rows that meet a term on a day, in their order."""
    src, conditions = _meeting(reader, term, day, plan_year)
    key = src.table.c.key
    return list(reader.connection.scalars(select(key).where(*conditions).order_by(key)))


def _meeting(reader: Reader, term: Term, day: date, plan_year: PlanYear | None) -> tuple[Source, list[Any]]:
    asked = asked_on(reader.programme, day, plan_year)
    src = source(reader, term.register_name, asked)
    conditions = term_conditions(src, term, asked)
    if term.of:
        conditions.append(src.column(term.of).is_not(None))
    return src, conditions


def of_register(reader: Reader, register_name: str, limit: int = 100, offset: int = 0) -> RowSet:
    """Every row of a register in the reader's revision."""
    src = source(reader, register_name)
    return _row_set(src, [src.valid], RowPage(limit, offset))


def _measurements(reader: Reader, measure: Measure, day: date, page: RowPage) -> RowSet:
    src = source(reader, "measurements")
    window = Window(kind="until")
    term = Term(register_name="measurements", add="rows", dates=("measured_on",), window=window)
    conditions = term_conditions(src, term, asked_on(reader.programme, day))
    conditions.append(src.column("indicator") == literal(measure.measurement))
    return _row_set(src, conditions, page)


def _row_set(src: Source, conditions: list[Any], page: RowPage) -> RowSet:
    check_rows(src.reader, src.register_name)
    register, table = REGISTERS[src.register_name], src.table
    own = tuple(field.name for field in register.fields if not hidden(src.reader, register.name, field.name))
    also = {name: looked_up(src, name) for name in page.also if _refers(src, name)}
    rows = table.outerjoin(UPLOADS, UPLOADS.c.id == table.c.upload)
    for name, referred in also.items():
        rows = rows.outerjoin(referred, referred.c.key == src.column(name.split(".")[0]))
    origin = (UPLOADS.c.name, table.c.sheet, table.c.row, table.c.revision, table.c.key)
    shown = (*map(src.shown, own), *(referred.c.shown for referred in also.values()))
    query: Select[Any] = select(*shown, *origin).select_from(rows).where(*conditions).order_by(table.c.key)
    raw_rows = src.reader.connection.execute(query.limit(page.limit).offset(page.offset)).all()
    total: int | None = page.offset + len(raw_rows)
    if len(raw_rows) == page.limit or (page.offset and not raw_rows):
        total = src.reader.connection.scalar(select(func.count()).select_from(table).where(*conditions))
    kinds = [*map(src.kind, own), *(FieldKind.TEXT for _ in also)]
    found = tuple(_row(tuple(raw), kinds) for raw in raw_rows)
    return RowSet(register.name, (*own, *also), found, int(total or 0))


def _refers(src: Source, name: str) -> bool:
    """True for a field that a name of this register leads to, and that the reader may see."""
    step, _, rest = name.partition(".")
    field = REGISTERS[src.register_name].known_field(step)
    if field is None or not field.refers:
        return False
    return REGISTERS[field.refers].known_field(rest) is not None and not hidden(src.reader, field.refers, rest)


def _row(raw: tuple[Any, ...], kinds: list[FieldKind]) -> FactRow:
    values = tuple(_value(value, kind) for value, kind in zip(raw, kinds, strict=False))
    return FactRow(values, *raw[len(kinds) :])


def _value(stored: Any, kind: FieldKind) -> Value:  # noqa: ANN401 - a stored value of any type
    """A stored value as people mean it: money and numbers exact, in euro and units, texts without data of persons."""
    if kind in PERSONAL and isinstance(stored, str):
        return without_persons(stored)
    if stored is None or kind not in {FieldKind.MONEY, FieldKind.NUMBER}:
        return stored  # type: ignore[no-any-return]
    return Decimal(stored) / scale(kind)
