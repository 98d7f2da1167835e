"""The costs of a plan year by date: what was invoiced, paid and eligible, what stands ordered, and what has no place.

Rows of a stage, a budget line, a day, the cents that come on that day, and how many rows they are of. What an order
leaves changes on the day of the order, of each invoice that names it, and of its own invoice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Date, case, func, literal, or_, select, union

from kpi.facts.kept_amounts import Rows, kept_rows
from kpi.facts.measuring.expressions import Source, source
from kpi.facts.reader import Reader

Expression = ColumnElement[Any]
SPENT = {"actual": "invoiced_day", "paid": "paid_on", "eligible": "invoiced_day"}
"""The stages that one date tells, with it."""
OPEN, LOST, THERE = "committed", "lost", "there"
"""What an order leaves; costs without a plan year (no line), or of the year by any line; a line with any row at all."""
DATED = ("ordered_on", "invoiced_on", "paid_on")


def dated_costs(reader: Reader, plan_year: str, *, with_vat: bool) -> Rows:
    """The rows of a plan year, as they are kept or out of the facts; ``with_vat``: it can't be recovered."""
    question = {"form": "costs", "plan_year": plan_year, "with_vat": with_vat}
    return kept_rows(reader, question, lambda: _look(reader, plan_year, with_vat))


def cost(src: Source, *, with_vat: bool) -> Expression:
    """What an expense costs in cents."""
    amount: Expression = src.column("amount")
    return amount + func.coalesce(src.column("vat"), 0) if with_vat else amount


def _look(reader: Reader, plan_year: str, with_vat: bool) -> Iterator[tuple[str, str | None, int, int, int]]:
    src = source(reader, "expenses")
    cents, line, year = cost(src, with_vat=with_vat), src.column("budget_line"), src.column("plan_year")
    own = (src.valid, year == plan_year, line.is_not(None))
    there = select(line).where(*own).distinct()
    yield from ((THERE, each, 0, 0, 0) for each in reader.connection.execute(there).scalars())
    for stage, name in SPENT.items():
        day = src.column(name)
        query = select(line, day, func.sum(cents), func.count()).where(*own, day.is_not(None))
        if stage == "eligible":
            query = query.where(src.column("eligible").is_(True))
        yield from _rows(reader, stage, query.group_by(line, day))
    dated = select(case((year == plan_year, line)).label("line"), _earliest(src).label("first"), cents.label("cents"))
    rows = dated.where(src.valid, or_(year.is_(None), year == plan_year)).subquery()
    query = select(rows.c.line, rows.c.first, func.sum(rows.c.cents), func.count()).where(rows.c.first < date.max)
    yield from _rows(reader, LOST, query.group_by(rows.c.line, rows.c.first))
    yield from _open(reader, plan_year, with_vat)


def _rows(reader: Reader, stage: str, query: Any) -> Iterator[tuple[str, str | None, int, int, int]]:  # noqa: ANN401
    for line, day, cents, rows in reader.connection.execute(query):
        yield stage, line, _ordinal(day), int(cents or 0), int(rows)


def _ordinal(day: date | str) -> int:
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()


def _earliest(src: Source) -> Expression:
    """The first of the dates of a cost; the last day of all where each is blank."""
    least: Expression = literal(date.max, Date)
    for name in DATED:
        day = src.column(name)
        least = case((day < least, day), else_=least)
    return least


def _open(reader: Reader, plan_year: str, with_vat: bool) -> Iterator[tuple[str, str | None, int, int, int]]:
    """What orders leave: those that no invoice names as a whole, the others one by one."""
    src = source(reader, "expenses")
    cents, line = cost(src, with_vat=with_vat), src.column("budget_line")
    ordered, invoiced = src.column("ordered_on"), src.column("invoiced_day")
    named, spent = _named_entries(reader), _spent(reader, with_vat)
    query = (
        select(line, ordered, invoiced, func.sum(cents))
        .where(src.valid, src.column("plan_year") == plan_year, line.is_not(None), ordered.is_not(None), cents > 0)
        .where(or_(invoiced.is_(None), invoiced > ordered), src.column("entry").is_not(None))
        .group_by(line, ordered, invoiced)
    )
    query = query.where(func.lower(src.column("entry")).not_in(named)) if spent else query
    for of_line, begins, ends, added in reader.connection.execute(query):
        yield OPEN, of_line, _ordinal(begins), int(added), 0
        if ends is not None:
            yield OPEN, of_line, _ordinal(ends), -int(added), 0
    changes: dict[tuple[str, int], int] = defaultdict(int)
    others = _orders(reader, plan_year, with_vat, named) if spent else ()
    for _, orders in groupby(others, attrgetter("entry")):
        for of_line, day, change in _steps(list(orders), spent):
            changes[of_line, day] += change
    yield from ((OPEN, of_line, day, change, 0) for (of_line, day), change in changes.items() if change)


def _named_entries(reader: Reader) -> Any:  # noqa: ANN401 - a select
    """The entries that an invoice names, itself or one of its lines."""
    invoices, orders, parts = (source(reader, "expenses") for _ in range(3))
    reference, day = func.lower(invoices.column("order_reference")), invoices.column("invoiced_day")
    names = select(reference).where(invoices.valid, day.is_not(None), reference.is_not(None))
    entry, of_part = (func.lower(src.column("entry")) for src in (orders, parts))
    row = of_part + "/" + func.lower(parts.column("entry_line"))
    whole = select(entry).where(orders.valid, orders.column("ordered_on").is_not(None), entry.in_(names))
    part = select(of_part).where(parts.valid, parts.column("ordered_on").is_not(None), row.in_(names))
    return union(whole, part)


@dataclass(frozen=True, slots=True)
class _Ordered:
    entry: str
    row: str | None
    """The name by which an invoice means this row alone."""
    line: str | None
    """Its budget line, where that counts for the plan year."""
    ordered: int
    invoiced: int
    cents: int


def _orders(reader: Reader, plan_year: str, with_vat: bool, named: Any) -> Iterator[_Ordered]:  # noqa: ANN401
    """The rows of the entries that are named, by entry, each in the order of their keys."""
    src = source(reader, "expenses")
    entry, entry_line = func.lower(src.column("entry")), func.lower(src.column("entry_line"))
    line = case((src.column("plan_year") == plan_year, src.column("budget_line")))
    query = (
        select(entry, entry + "/" + entry_line, line, src.column("ordered_on"), src.column("invoiced_day"))
        .add_columns(cost(src, with_vat=with_vat))
        .where(src.valid, src.column("ordered_on").is_not(None), entry.in_(named))
        .order_by(entry, src.table.c.key)
    )
    for name, row, of_line, ordered, invoiced, cents in reader.connection.execute(query):
        ends = date.max.toordinal() if invoiced is None else _ordinal(invoiced)
        yield _Ordered(name, row, of_line, _ordinal(ordered), ends, int(cents or 0))


def _spent(reader: Reader, with_vat: bool) -> dict[str, list[tuple[int, int]]]:
    """By what invoices name: their days and cents."""
    src = source(reader, "expenses")
    reference, day = func.lower(src.column("order_reference")), src.column("invoiced_day")
    query = select(reference, day, func.sum(cost(src, with_vat=with_vat)))
    query = query.where(src.valid, day.is_not(None), reference.is_not(None)).group_by(reference, day)
    spent: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, on, cents in reader.connection.execute(query):
        spent[name].append((_ordinal(on), int(cents or 0)))
    return spent


def _steps(orders: list[_Ordered], spent: dict[str, list[tuple[int, int]]]) -> Iterator[tuple[str, int, int]]:
    """By line and day, the change of what the rows of one entry leave; a bare name means the first that was ordered."""
    names = {orders[0].entry, *(order.row for order in orders if order.row)}
    days = {day for order in orders for day in (order.ordered, order.invoiced)}
    days.update(day for name in names for day, _ in spent.get(name, ()))
    before: dict[str, int] = {}
    for day in sorted(days):
        now: dict[str, int] = defaultdict(int)
        standing = [order for order in orders if order.ordered <= day]
        for order in standing:
            if order.line is not None and order.invoiced > day:
                own = [order.row, order.entry] if order is standing[0] else [order.row]
                used = sum(cents for name in own if name for on, cents in spent.get(name, ()) if on <= day)
                now[order.line] += max(0, order.cents - used)
        for line in before.keys() | now.keys():
            if change := now.get(line, 0) - before.get(line, 0):
                yield line, day, change
        before = now


@dataclass(frozen=True, slots=True)
class CostsOn:
    """The costs of a plan year on a day, in cents."""

    lines: dict[str, dict[str, int]]
    """By line and stage."""
    lost_rows: int
    lost: int


def costs_on(rows: Rows, known: Iterable[str], day: date) -> CostsOn:
    """Add up what came up to a day; lines that the budget doesn't have are lost."""
    budgeted, until = frozenset(known), day.toordinal()
    lines: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys((OPEN, *SPENT), 0))
    lost_rows = lost = 0
    for stage, line, on, cents, count in rows:
        if on > until:
            continue
        if stage == LOST:
            if line is None or line not in budgeted:
                lost_rows, lost = lost_rows + count, lost + cents
        elif line in budgeted:
            there = lines[line]
            if stage != THERE:
                there[stage] += cents
    return CostsOn(dict(lines), lost_rows, lost)
