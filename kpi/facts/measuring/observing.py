"""Observations: the value of a measure at each of a number of moments, in one query."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from sqlalchemy import ScalarSelect, select

from kpi.facts.measuring.expressions import (
    SQL,
    amount_of,
    in_window,
    of_nothing,
    row_conditions,
    source,
    term_conditions,
    term_scale,
    term_value,
)
from kpi.facts.measuring.moments import Moments, asked_on_each, day_of
from kpi.facts.reader import Reader, filled_registers
from kpi.facts.tables import NUMBER_SCALE
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure, Term
from kpi.score.scores import Gap, Moment, Observation

M = TypeVar("M", bound=Moment)

FEW = 4
"""Up to so many moments it takes less time to look at the rows for each than to sum them by date first."""


def observe(
    reader: Reader, measure: Measure, moments: Sequence[M], plan_year: PlanYear | None = None
) -> dict[M, Observation]:
    """The measure at each moment, with the facts dated up to its day, as known in the reader's revision.

    Without a row in a register that it reads, and for 0 ÷ 0, there is no value: that is never zero.
    """
    moments = sorted(set(moments), key=day_of)
    if measure.parts.measurement:
        return _measured(reader, measure, moments)
    if not filled_registers(reader).issuperset(measure.registers_read()):
        return dict.fromkeys(moments, Observation(None, gap=Gap.NO_ROWS))
    counted = _counted(reader, measure.terms, moments, plan_year)
    split = len(measure.numerator)
    return {moment: _observation(measure, parts[:split], parts[split:]) for moment, parts in counted.items()}


def _counted(
    reader: Reader, terms: Sequence[Term], moments: Sequence[M], plan_year: PlanYear | None
) -> dict[M, tuple[Fraction | None, ...]]:
    """Each term at each moment, by one query over the moments asked for."""
    months = sorted({w.months for t in terms for w in (t.window, *((t.coverage.window,) if t.coverage else ()))})
    table, asked = asked_on_each(moments, months, plan_year)
    query_of = _term_by_date if len(moments) > FEW else _term_query
    scaled = [query_of(reader, term, asked) for term in terms]
    query = select(table.c.place, *(part.label(f"term_{i}") for i, (part, _) in enumerate(scaled)))
    divisors = [divisor for _, divisor in scaled]
    return {
        moments[row[0]]: tuple(
            None if raw is None else Fraction(int(raw), by) for raw, by in zip(row[1:], divisors, strict=True)
        )
        for row in reader.connection.execute(query)
    }


def _term_query(reader: Reader, term: Term, asked: Moments) -> tuple[ScalarSelect[Any], int]:
    """The term by the rows themselves, looked at for each day."""
    src, sql = source(reader, term.register_name), SQL[term.add]
    conditions = term_conditions(src, term, asked)
    if sql.ranked is None:
        query = select(term_value(term, amount_of(src, term))).select_from(src.table).where(*conditions)
        return query.scalar_subquery(), term_scale(src, term)
    amount = amount_of(src, term)
    ranked = select(sql.ranked(amount).label("amount")).select_from(src.table).where(*conditions, amount.is_not(None))
    amounts = (ranked if asked.table is None else ranked.correlate(asked.table)).subquery()
    value = of_nothing(term, sql.value(amounts.c.amount))
    return select(value).select_from(amounts).scalar_subquery(), term_scale(src, term)


def _term_by_date(reader: Reader, term: Term, asked: Moments) -> tuple[ScalarSelect[Any], int]:
    """The term out of its amounts by date where these tell it: rows are looked at once, not once for each day."""
    sql = SQL[term.add]
    if not term.dates or term.coverage or sql.merged is None:
        return _term_query(reader, term, asked)
    src = source(reader, term.register_name)
    dates = [src.column(name).label(f"date_{place}") for place, name in enumerate(term.dates)]
    amount = amount_of(src, term)
    part = (amount if sql.once else sql.value(amount)).label("amount")
    parts = select(*dates, part).select_from(src.table).where(*row_conditions(src, term, asked))
    parts = parts.distinct() if sql.once else parts.group_by(*(date.element for date in dates))
    by_date = parts.cte().prefix_with("MATERIALIZED")
    within = in_window([by_date.c[date.name] for date in dates], term.window, asked)
    value = of_nothing(term, sql.merged(by_date.c.amount))
    return select(value).select_from(by_date).where(*within).scalar_subquery(), term_scale(src, term)


def _observation(
    measure: Measure, numerator: Sequence[Fraction | None], denominator: Sequence[Fraction | None]
) -> Observation:
    above = _total(numerator)
    if not measure.parts.denominator:
        return Observation(above, gap=Gap.NO_ROWS if above is None else None)
    below = _total(denominator)
    if above is None or below is None:
        return Observation(None, above, below, Gap.NO_ROWS)
    if below == 0:
        return Observation(None, above, below, Gap.ZERO_BY_ZERO)
    return Observation(above / below, above, below)


def _total(parts: Sequence[Fraction | None]) -> Fraction | None:
    """The sum; unknown as soon as one part is."""
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else None


def _measured(reader: Reader, measure: Measure, moments: Sequence[M]) -> dict[M, Observation]:
    src = source(reader, "measurements")
    table = src.table
    query = (
        select(table.c.measured_on, table.c.kind, table.c.value)
        .where(src.valid, table.c.indicator == measure.measurement)
        .order_by(table.c.measured_on)
    )
    measurements = [(on, kind, Fraction(value, NUMBER_SCALE)) for on, kind, value in reader.connection.execute(query)]
    pick = _growth if measure.parts.relative else _latest
    return {moment: pick([row for row in measurements if row[0] <= day_of(moment)]) for moment in moments}


def _latest(rows: list[tuple[date, str, Fraction]]) -> Observation:
    """The latest measurement; a baseline is no result.

    >>> _latest([(date(2017, 6, 30), "baseline", Fraction(140))]).gap
    <Gap.NO_ROWS: 'no_rows'>
    """
    results = [value for _, kind, value in rows if kind == "measurement"]
    return Observation(results[-1]) if results else Observation(None, gap=Gap.NO_ROWS)


def _growth(rows: list[tuple[date, str, Fraction]]) -> Observation:
    """The latest measurement ÷ the latest baseline dated before it, − 1; a later baseline takes nothing away.

    >>> _growth([(date(2017, 6, 30), "baseline", Fraction(140)), (date(2020, 12, 1), "measurement", Fraction(168))])
    Observation(value=Fraction(1, 5), numerator=Fraction(168, 1), denominator=Fraction(140, 1), gap=None)
    """
    results = [(on, value) for on, kind, value in rows if kind == "measurement"]
    baselines = [(on, value) for on, kind, value in rows if kind == "baseline"]
    if not results or not baselines:
        return Observation(None, gap=Gap.NO_BASELINE if results else Gap.NO_ROWS)
    measured_on, latest = results[-1]
    earlier = [value for on, value in baselines if on < measured_on]
    if not earlier:
        return Observation(None, gap=Gap.NO_ROWS)
    if earlier[-1] == 0:
        return Observation(None, latest, earlier[-1], Gap.ZERO_BY_ZERO)
    return Observation(latest / earlier[-1] - 1, latest, earlier[-1])
