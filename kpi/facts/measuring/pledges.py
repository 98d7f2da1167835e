"""Pledges as they stand on a day: one that was withdrawn counts up to the day before (interface.md, *Bijdragen*)."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, case, exists, func, literal, or_, select

from kpi.facts.measuring.fact_rows import RowSet
from kpi.facts.tables import ASKED
from kpi.programme.measure import WITHDRAWN

Expression = ColumnElement[Any]
Valid = Callable[[FromClause], Expression]
"""The condition that a row of a table is one of the programme and revision asked for."""
REGISTER, FIELDS, _ON = WITHDRAWN


def withdrawn(rows: RowSet) -> bool:
    """Return whether any of the rows is a pledge that was withdrawn, so that it is another on another day."""
    if rows.register_name != REGISTER:
        return False
    place = rows.fields.index(_ON)
    return any(row.values[place] is not None for row in rows.rows)


def standing(valid: Valid, table: FromClause, name: str, day: Expression) -> Expression:
    """A field of a pledge on a day: blank once it was withdrawn, but for what was invoiced before that day.

    Pledged 5.000 and invoiced 2.000 on 1 March, withdrawn on 1 April: 5.000 on 31 March, 2.000 from 1 April on.
    """
    row, kept = table.c, _kept(valid, table)
    stands = or_(row.withdrawn_on.is_(None), row.withdrawn_on > day)
    if name == "pledged":
        return case((stands, row.pledged), else_=func.nullif(kept, 0))
    return case((or_(stands, kept > 0), row.pledged_on))


def _kept(valid: Valid, table: FromClause) -> Expression:
    """The cents of a withdrawn pledge that were invoiced before; never more than was pledged.

    They stand on its own row and, of an organisation's first pledge for the plan year, on the rows that follow
    without a pledge of their own.
    """
    row, follow, first = table.c, ASKED[REGISTER].alias(), ASKED[REGISTER].alias()
    follows = (
        select(func.coalesce(func.sum(follow.c.invoiced), 0))
        .where(_beside(valid, row, follow), follow.c.pledged.is_(None), follow.c.invoiced_on < row.withdrawn_on)
        .correlate(table)
        .scalar_subquery()
    )
    earlier = select(literal(1)).where(_beside(valid, row, first), first.c.pledged.is_not(None), first.c.key < row.key)
    own = case((row.invoiced_on < row.withdrawn_on, func.coalesce(row.invoiced, 0)), else_=0)
    invoiced = own + case((exists(earlier.correlate(table)), 0), else_=follows)
    return case((invoiced < row.pledged, invoiced), else_=row.pledged)


def _beside(valid: Valid, row: Any, other: FromClause) -> Expression:  # noqa: ANN401 - the columns of a table
    """A row of the same organisation, plan year and form."""
    same = (other.c[name] == row[name] for name in ("organisation_key", "plan_year", "form"))
    return and_(valid(other), *same)
