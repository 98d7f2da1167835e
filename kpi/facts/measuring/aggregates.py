"""The ways of adding up rows (the names of ``kpi.programme.measure.ADD``) as SQL."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func

from kpi.programme.measure import Term

Aggregating = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class AggregateSql:
    """``value``: of the amounts of all rows, an aggregate function; ``over``: what it is divided by, if anything."""

    value: Aggregating
    merged: Aggregating | None = None
    """The value out of those by date; None where these don't tell it, so that each day looks at the rows themselves."""
    once: bool = False
    """True where each amount by date is kept once, instead of the value of that date."""
    ranked: Aggregating | None = None
    """The amount of a row among those of the others (a window function), before ``value`` is taken of it."""
    over: Aggregating | None = None


def _different(amount: Any) -> Any:  # noqa: ANN401 - an SQL expression of any type
    return func.count(amount.distinct())


def _middle(amount: Any) -> Any:  # noqa: ANN401 - an SQL expression of any type
    """The amount of the middle row, or of the middle two."""
    twice, rows = func.row_number().over(order_by=amount) * 2, func.count().over()
    return case((twice.between(rows, rows + 2), amount))


SQL: dict[str, AggregateSql] = {
    "rows": AggregateSql(lambda _: func.count(), merged=func.sum),
    "distinct": AggregateSql(_different, merged=_different, once=True),
    "sum": AggregateSql(func.sum, merged=func.sum),
    "mean": AggregateSql(func.sum, merged=func.sum, over=func.count),
    "median": AggregateSql(func.sum, ranked=_middle, over=func.count),
    "minimum": AggregateSql(func.min, merged=func.min),
    "maximum": AggregateSql(func.max, merged=func.max),
}


def term_value(term: Term, amount: Any) -> Any:  # noqa: ANN401 - SQL expressions of any type
    """The aggregate that a term asks for of the amounts of rows, over those of a query or of its groups; unscaled."""
    return of_nothing(term, SQL[term.add].value(amount))


def of_nothing(term: Term, value: Any) -> Any:  # noqa: ANN401 - an SQL expression of any type
    """The value of a term with 0 where no row gives one, unless nothing is unknown."""
    known = term.aggregate.can_be_split and (term.empty == "zero" or not term.aggregate.needs_number)
    return func.coalesce(value, 0) if known else value
