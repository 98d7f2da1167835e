"""Bookings classified on the reference date: actual, paid, eligible, still committed (interface.md).

The same rules as the sums in ``kpi.facts.measuring.spending``, row by row, so that every total can be followed down
to the booking; ``tests/facts/measuring/test_committed_both_ways.py`` holds both to the same amounts. Pure: no facts
are read here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kpi.money.sums import OpenCosts
from kpi.report.evidence_rows import Expense

NOTHING = Decimal(0)


class Standing(StrEnum):
    """The place where a booking is counted."""

    LINE = "line"
    UNALLOCATED = "unallocated"
    ELSEWHERE = "elsewhere"
    """Of another plan year; listed because it invoices an order of this one."""


@dataclass(frozen=True, slots=True)
class ClassifiedBooking:
    """An expense with its amounts. ``order``: the number of the booking that it invoices."""

    number: int
    expense: Expense
    standing: Standing
    cost: Decimal
    order: int | None
    actual: Decimal
    paid: Decimal
    committed: Decimal
    eligible: Decimal


def bookings(
    expenses: Sequence[Expense], elsewhere: Sequence[Expense], day: date, vat_recoverable: bool
) -> tuple[ClassifiedBooking, ...]:
    """The bookings dated up to the day, numbered: those on a line first, then the unallocated, then the others.

    ``expenses``: of the plan year (in the order of its lines) or without one; ``elsewhere``: of other plan years.
    """
    every = [row for row in (*expenses, *elsewhere) if _dated(row, day)]
    orders = _orders(every, day)
    named = {id(row): orders[ref] for row in every if (ref := (row.order_reference or "").lower()) in orders}
    own = {id(row) for row in expenses}
    listed = [row for row in every if id(row) in own or _invoices_one_of(row, named, own, day)]
    listed.sort(key=lambda row: list(Standing).index(_standing(row, own)))
    numbers = {id(row): number for number, row in enumerate(listed, start=1)}
    costs = {id(row): cost(row, vat_recoverable) for row in listed}
    invoiced = _invoiced(listed, named, costs, day)
    return tuple(
        ClassifiedBooking(
            number=numbers[id(row)],
            expense=row,
            standing=_standing(row, own),
            cost=costs[id(row)],
            order=numbers.get(id(named[id(row)])) if id(row) in named else None,
            actual=costs[id(row)] if _until(invoiced_day(row), day) else NOTHING,
            paid=costs[id(row)] if _until(row.paid_on, day) else NOTHING,
            committed=_committed(row, costs[id(row)], invoiced.get(id(row), NOTHING), day),
            eligible=costs[id(row)] if row.eligible and _until(invoiced_day(row), day) else NOTHING,
        )
        for row in listed
    )


def outside(booking: ClassifiedBooking, period: tuple[date, date]) -> bool:
    """Return true when the costs of a line were invoiced, or paid without an invoice, before or after a period."""
    on = invoiced_day(booking.expense)
    return booking.standing is Standing.LINE and bool(booking.actual) and not (on and period[0] <= on <= period[1])


def unclear(booked: Sequence[ClassifiedBooking], period: tuple[date, date]) -> OpenCosts:
    """What the account must clear up first, out of its bookings; ``spending.open_costs`` asks the same of the facts."""
    lost = [one.paid for one in booked if one.standing is Standing.UNALLOCATED and one.paid]
    apart = [one.eligible for one in booked if one.eligible and outside(one, period)]
    return OpenCosts(len(lost), sum(lost, NOTHING), len(apart), sum(apart, NOTHING))


def cost(row: Expense, vat_recoverable: bool) -> Decimal:
    """The amount, plus VAT where the grant says that VAT can't be recovered; no VAT recorded adds nothing."""
    return row.amount if vat_recoverable or row.vat is None else row.amount + row.vat


def booking_number(row: Expense) -> str:
    """The number by which a booking is known in every table: its entry, and its line where that isn't the only one."""
    return f"{row.entry}/{row.entry_line}" if row.entry_line not in {"", "1"} else row.entry


def invoiced_day(row: Expense) -> date | None:
    """A row that was paid without an invoice counts as invoiced on the day it was paid."""
    return row.invoiced_on or row.paid_on


def _orders(rows: Iterable[Expense], day: date) -> Mapping[str, Expense]:
    """Orders up to the day by the names that an invoice may give them; a bare entry means its first row."""
    orders: dict[str, Expense] = {}
    for row in sorted(rows, key=lambda row: (row.entry.lower(), row.entry_line.lower())):
        if _until(row.ordered_on, day):
            orders.setdefault(row.entry.lower(), row)
            orders[f"{row.entry}/{row.entry_line}".lower()] = row
    return orders


def _invoices_one_of(row: Expense, named: Mapping[int, Expense], own: set[int], day: date) -> bool:
    return id(row) in named and id(named[id(row)]) in own and _until(invoiced_day(row), day)


def _invoiced(
    rows: Iterable[Expense], named: Mapping[int, Expense], costs: Mapping[int, Decimal], day: date
) -> Mapping[int, Decimal]:
    """The cost invoiced up to the day on each order."""
    sums: dict[int, Decimal] = {}
    for row in rows:
        if id(row) in named and _until(invoiced_day(row), day):
            order = id(named[id(row)])
            sums[order] = sums.get(order, NOTHING) + costs[id(row)]
    return sums


def _committed(row: Expense, own_cost: Decimal, invoiced: Decimal, day: date) -> Decimal:
    if not _until(row.ordered_on, day) or _until(invoiced_day(row), day):
        return NOTHING
    return max(NOTHING, own_cost - invoiced)


def _standing(row: Expense, own: set[int]) -> Standing:
    if id(row) not in own:
        return Standing.ELSEWHERE
    return Standing.LINE if row.line else Standing.UNALLOCATED


def _dated(row: Expense, day: date) -> bool:
    return any(_until(on, day) for on in (row.ordered_on, row.invoiced_on, row.paid_on))


def _until(on: date | None, day: date) -> bool:
    return on is not None and on <= day
