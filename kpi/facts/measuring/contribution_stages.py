"""The ladder of co-financing per organisation: pledged → invoiced → received, and how long invoices stand open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, literal, select

from kpi.facts.measuring.expressions import source
from kpi.facts.measuring.moments import asked_on
from kpi.facts.measuring.spending import STAGES, stages_told
from kpi.facts.reader import Reader

AGES = (30, 60, 90)
"""An invoice stands open up to so many days, counted from its own date; the last class is everything older."""

Expression = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Rung:
    """An organisation's cash, in euro; ``open``: what is invoiced and not received, by age, the youngest first.

    A stage of which nobody ever recorded an amount is None, and so is one that the programme's sheets can't record;
    one that is only dated later is 0. What stands open isn't known without what was invoiced and what came in.
    """

    organisation: str
    pledged: Fraction | None
    invoiced: Fraction | None
    received: Fraction | None
    open: tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A page of organisations, those with the most open first; ``whole`` is the sum of all ``organisations``."""

    rungs: tuple[Rung, ...]
    whole: Rung
    organisations: int


def ladder(reader: Reader, plan_year: str, day: date, limit: int, offset: int = 0) -> Ladder:
    """Return the cash that each organisation pledged, was invoiced and paid for the plan year, dated up to the day.

    What came in is set against an organisation's oldest invoices first, whatever row it stands in.
    """
    rows = _open(_sums(reader, plan_year, day))
    amounts = [rows.c[name] for name in ("pledged", "invoiced", "received", *_names())]
    outstanding = sum((rows.c[name] for name in _names()), literal(0))
    page = select(rows.c.name, *amounts).order_by(
        outstanding.desc(), func.coalesce(rows.c.pledged, 0).desc(), rows.c.key
    )
    rungs = reader.connection.execute(page.limit(limit).offset(offset)).all()
    count, *whole = reader.connection.execute(select(func.count(), *map(func.sum, amounts))).one()
    told = stages_told(reader)
    return Ladder(tuple(_rung(name, cents, told) for name, *cents in rungs), _rung("", whole, told), int(count))


def _names() -> tuple[str, ...]:
    return tuple(f"open_{index}" for index in range(len(AGES) + 1))


def _rung(name: str, cents: Sequence[Any], told: frozenset[str]) -> Rung:
    amounts = [None if amount is None else Fraction(int(amount), 100) for amount in cents]
    pledged, invoiced, received = (
        amount if stage in told else None for stage, amount in zip(STAGES, amounts, strict=False)
    )
    known = invoiced is not None and "received" in told
    still = tuple((amount or Fraction(0)) if known else None for amount in amounts[len(STAGES) :])
    return Rung(name, pledged, invoiced, received, still)


def _sums(reader: Reader, plan_year: str, day: date) -> Subquery:
    """By organisation: the three stages, and what was invoiced by the age of its date."""
    src = source(reader, "contributions", asked_on(reader.programme, day))
    key, invoiced_on = src.column("organisation"), src.column("invoiced_on")

    def cents(stage: str, *also: Expression) -> Expression:
        dated = src.column(f"{stage}_on") <= day
        return func.coalesce(func.sum(case((and_(dated, *also), src.column(stage)))), 0)

    def known(stage: str) -> Expression:
        return case((func.count(src.column(stage)) > 0, cents(stage)))

    aged = [cents("invoiced", *tests).label(f"age_{n}") for n, tests in enumerate(_classes(invoiced_on, day))]
    return (
        select(
            key.label("key"),
            func.min(src.table.c.organisation).label("name"),
            *(known(stage).label(stage) for stage in STAGES),
            *aged,
        )
        .where(src.valid, src.column("plan_year") == literal(plan_year), src.column("form") == "cash")
        .group_by(key)
        .subquery()
    )


def _classes(invoiced_on: Expression, day: date) -> Sequence[tuple[Expression, ...]]:
    """Conditions by class of age, the youngest first: up to 30 days, 31 to 60, 61 to 90, older."""
    edges = [day - timedelta(days=age) for age in AGES]
    younger: list[tuple[Expression, ...]] = [(invoiced_on >= edges[0],)]
    between = [(invoiced_on < later, invoiced_on >= earlier) for later, earlier in pairwise(edges)]
    return [*younger, *between, (invoiced_on < edges[-1],)]


def _open(sums: Subquery) -> Subquery:
    """Return the rest of each class once the receipts are taken off, the oldest class first."""
    left = []
    for index in range(len(AGES) + 1):
        older = sum((sums.c[f"age_{other}"] for other in range(index + 1, len(AGES) + 1)), literal(0))
        unpaid = older + sums.c[f"age_{index}"] - func.coalesce(sums.c.received, 0)
        own = sums.c[f"age_{index}"]
        left.append(case((unpaid <= 0, 0), (unpaid < own, unpaid), else_=own).label(f"open_{index}"))
    kept = (sums.c.key, sums.c.name, sums.c.pledged, sums.c.invoiced, sums.c.received)
    return select(*kept, *left).subquery()
