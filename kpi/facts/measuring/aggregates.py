"""The ways of adding up rows (the names of ``kpi.programme.measure.ADD``) as SQL."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func

from kpi.programme.measure import Term

Aggregating = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class AggregateSql:
    """``value``: of the amounts of all rows, an aggregate function; ``over``: what it is divided by, if anything."""

    value: Aggregating
    merged: Callable[[Iterable[int]], int] | None = None
    """The value out of those by date; None where these don't tell it, so that each day looks at the rows themselves."""
    once: bool = False
    """True where each different amount counts once, on however many dates it stands."""
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
    "rows": AggregateSql(lambda _: func.count(), merged=sum),
    "distinct": AggregateSql(_different, merged=sum, once=True),
    "sum": AggregateSql(func.sum, merged=sum),
    "mean": AggregateSql(func.sum, merged=sum, over=func.count),
    "median": AggregateSql(func.sum, ranked=_middle, over=func.count),
    "minimum": AggregateSql(func.min, merged=min),
    "maximum": AggregateSql(func.max, merged=max),
}


def term_value(term: Term, amount: Any) -> Any:  # noqa: ANN401 - SQL expressions of any type
    """The aggregate that a term asks for of the amounts of rows, over those of a query or of its groups; unscaled."""
    return of_nothing(term, SQL[term.add].value(amount))


def known_of_nothing(term: Term) -> bool:
    """Whether a term is 0 where no row gives a value, instead of unknown."""
    return term.aggregate.can_be_split and (term.empty == "zero" or not term.aggregate.needs_number)


def of_nothing(term: Term, value: Any) -> Any:  # noqa: ANN401 - an SQL expression of any type
    """The value of a term with 0 where no row gives one, unless nothing is unknown."""
    return func.coalesce(value, 0) if known_of_nothing(term) else value
