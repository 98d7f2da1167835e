"""Counts and sums of a declared selection, grouped by fields, for tables and charts."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, Subquery, cast, func, select

from kpi.facts.measuring.aggregates import term_value
from kpi.facts.measuring.confidential import FEWEST, Withheld, party_of_groups
from kpi.facts.measuring.expressions import (
    Source,
    amount_of,
    looked_up,
    month_of,
    source,
    term_conditions,
    term_scale,
    vacancy_state,
)
from kpi.facts.measuring.fact_rows import Group
from kpi.facts.measuring.moments import asked_on
from kpi.facts.reader import Reader
from kpi.personal_forms import without_persons
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Term
from kpi.programme.registers import KEYED, REGISTERS


def tally(
    reader: Reader, term: Term, by: Sequence[str], day: date, plan_year: PlanYear | None = None
) -> tuple[Group, ...]:
    """A term on a day, grouped.

    ``by``: names of fields, ``<date>.month`` (``2018-06``), ``organisation.kind`` for a field of what a name refers
    to, or ``state`` for what a vacancy is on that day. Names are grouped by their key and shown as once written.
    Raises Withheld where the groups tell of single organisations and the reader may not.
    """
    asked = asked_on(reader.programme, day, plan_year)
    src = source(reader, term.register_name, asked)
    referred = {name: looked_up(src, name) for name in by if _refers(name)}
    joined: FromClause = src.table
    for name, rows in referred.items():
        joined = joined.outerjoin(rows, rows.c.key == src.column(name.split(".")[0]))
    grouped = [_grouping(src, name, day, referred.get(name)) for name in by]
    keys, shown = zip(*grouped, strict=True) if grouped else ((), ())
    conditions = term_conditions(src, term, asked)
    if party := party_of_groups(reader, term, by):
        names = func.count(src.column(party).distinct())
        few = select(names).select_from(joined).where(*conditions).group_by(*keys).having(names < FEWEST).limit(1)
        if reader.connection.execute(few).first():
            raise Withheld
    query = (
        select(*shown, term_value(term, amount_of(src, term)))
        .select_from(joined)
        .where(*conditions)
        .group_by(*keys)
        .order_by(*keys)
    )
    divisor = term_scale(src, term)
    return tuple(
        Group(
            tuple(each and without_persons(each) for each in row[:-1]),
            None if row[-1] is None else Fraction(int(row[-1]), divisor),
        )
        for row in reader.connection.execute(query)
    )


def _refers(name: str) -> bool:
    """Return true for a field of the row that a name refers to, false for one of the row itself or its month."""
    return "." in name and not name.endswith(".month")


def _grouping(
    src: Source, name: str, day: date, looked_up: Subquery | None
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The expression to group by, and the one to show for the group."""
    if name == "state":
        state = vacancy_state(src, day)
        return state, state
    if looked_up is not None:
        return looked_up.c.value, func.min(looked_up.c.shown)
    if name.endswith(".month"):
        month = month_of(src.column(name.removesuffix(".month")))
        return month, month
    declared = REGISTERS[src.register_name].field(name)
    column = src.column(name)
    return (column, func.min(src.table.c[name])) if declared.kind in KEYED else (column, cast(column, String))


def day_counts(reader: Reader, term: Term, since: str, until: str, day: date) -> tuple[tuple[int, int], ...]:
    """Count the rows of a term by the days from one date to another: ((days, rows), …), ascending.

    Grouped by the two dates in the database; at most one entry for each number of days.
    """
    src = source(reader, term.register_name)
    first, last = src.column(since), src.column(until)
    query = (
        select(first, last, term_value(term, amount_of(src, term)))
        .where(*term_conditions(src, term, asked_on(reader.programme, day)), first.is_not(None), last.is_not(None))
        .group_by(first, last)
    )
    counts: dict[int, int] = {}
    for began, ended, number in reader.connection.execute(query):
        counts[(ended - began).days] = counts.get((ended - began).days, 0) + int(number)
    return tuple(sorted(counts.items()))
