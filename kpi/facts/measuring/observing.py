"""What a measure gives on each of a number of days, in one query."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from sqlalchemy import Date, FromClause, ScalarSelect, column, func, literal, select, values

from kpi.facts.measuring.expressions import Moments, Source, in_window, row_conditions, scale, source, term_conditions
from kpi.facts.reader import Reader, filled_registers
from kpi.facts.tables import NUMBER_SCALE
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure, Term
from kpi.programme.registers import FieldKind
from kpi.score.scores import Gap, Observation

FEW = 4
"""Up to so many days it takes less time to look at the rows for each day than to sum them by date first."""


def observe(
    reader: Reader, measure: Measure, days: Sequence[date], plan_year: PlanYear | None = None
) -> dict[date, Observation]:
    """The measure on each day, with the facts dated up to it, as known in the reader's revision.

    Without a row in a register that it reads, and for 0 ÷ 0, there is no value: that is never zero.
    """
    days = sorted(set(days))
    if measure.kind in {"latest", "growth"}:
        return _measured(reader, measure, days)
    if not filled_registers(reader).issuperset(measure.registers_read()):
        return dict.fromkeys(days, Observation(None, gap=Gap.NO_ROWS))
    counted = _counted(reader, measure.terms, days, plan_year)
    split = len(measure.numerator)
    return {day: _observation(measure, parts[:split], parts[split:]) for day, parts in counted.items()}


def months_before(day: date, months: int) -> date:
    """The same day that many months earlier, or the last one of that month.

    >>> months_before(date(2020, 2, 29), 24), months_before(date(2018, 1, 31), 2)
    (datetime.date(2018, 2, 28), datetime.date(2017, 11, 30))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def term_value(src: Source, term: Term) -> Any:  # noqa: ANN401 - an SQL expression of any type
    """The aggregate that a term asks for, unscaled."""
    if term.add == "rows":
        return func.count()
    if term.add == "distinct":
        return func.count(src.column(str(term.of)).distinct())
    total = func.sum(src.column(str(term.of)))
    return func.coalesce(total, 0) if term.empty == "zero" else total


def term_scale(src: Source, term: Term) -> int:
    """By how much the aggregate is larger than its value."""
    return scale(src.kind(str(term.of))) if term.add == "sum" else scale(FieldKind.INTEGER)


def _counted(
    reader: Reader, terms: Sequence[Term], days: Sequence[date], plan_year: PlanYear | None
) -> dict[date, tuple[Fraction | None, ...]]:
    """Each term on each day, by one query over the days asked for."""
    months = sorted({w.months for t in terms for w in (t.window, *((t.coverage.window,) if t.coverage else ()))})
    columns = [column("day", Date), column("year_start", Date), *(column(f"after_{n}", Date) for n in months)]
    table = values(*columns, name="asked").data([_windows(day, months) for day in days]).cte()
    asked = _asked_of(table, plan_year)
    query_of = _term_by_date if len(days) > FEW else _term_query
    scaled = [query_of(reader, term, asked) for term in terms]
    query = select(table.c.day, *(part.label(f"term_{i}") for i, (part, _) in enumerate(scaled)))
    divisors = [divisor for _, divisor in scaled]
    return {
        row[0]: tuple(
            None if raw is None else Fraction(int(raw), by) for raw, by in zip(row[1:], divisors, strict=True)
        )
        for row in reader.connection.execute(query)
    }


def _windows(day: date, months: Sequence[int]) -> tuple[date, ...]:
    """The day, its 1 January, and the first day of each window of months."""
    return (day, date(day.year, 1, 1), *(months_before(day, n) + timedelta(days=1) for n in months))


def _asked_of(table: FromClause, plan_year: PlanYear | None) -> Moments:
    return Moments(
        day=table.c.day,
        year_start=table.c.year_start,
        months_start=lambda months: table.c[f"after_{months}"],
        table=table,
        **_plan_year_of(plan_year),
    )


def _plan_year_of(plan_year: PlanYear | None) -> dict[str, Any]:
    if plan_year is None:
        return {}
    return {"plan_year": plan_year.id, "plan_year_start": plan_year.starts, "plan_year_end": plan_year.ends}


def asked_on(day: date, plan_year: PlanYear | None = None) -> Moments:
    """One day, as expressions."""
    return Moments(
        day=literal(day),
        year_start=literal(date(day.year, 1, 1)),
        months_start=lambda months: literal(months_before(day, months) + timedelta(days=1)),
        **_plan_year_of(plan_year),
    )


def _term_query(reader: Reader, term: Term, asked: Moments) -> tuple[ScalarSelect[Any], int]:
    src = source(reader, term.register_name)
    query = select(term_value(src, term)).select_from(src.table).where(*term_conditions(src, term, asked))
    return query.scalar_subquery(), term_scale(src, term)


def _term_by_date(reader: Reader, term: Term, asked: Moments) -> tuple[ScalarSelect[Any], int]:
    """The same out of the amounts by date, where that can be: rows are looked at once, not once for each day."""
    if not term.dates or term.coverage:
        return _term_query(reader, term, asked)
    src = source(reader, term.register_name)
    dates = [src.column(name).label(f"date_{place}") for place, name in enumerate(term.dates)]
    of: Any = src.column(str(term.of)) if term.of else None
    amount = {"rows": func.count(), "distinct": of, "sum": func.sum(of)}[term.add].label("amount")
    found = select(*dates, amount).select_from(src.table).where(*row_conditions(src, term, asked))
    found = found.distinct() if term.add == "distinct" else found.group_by(*(date.element for date in dates))
    by_date = found.cte().prefix_with("MATERIALIZED")
    total = func.count(by_date.c.amount.distinct()) if term.add == "distinct" else func.sum(by_date.c.amount)
    value = total if term.add == "sum" and term.empty == "unknown" else func.coalesce(total, 0)
    within = in_window([by_date.c[date.name] for date in dates], term.window, asked)
    return select(value).select_from(by_date).where(*within).scalar_subquery(), term_scale(src, term)


def _observation(
    measure: Measure, numerator: Sequence[Fraction | None], denominator: Sequence[Fraction | None]
) -> Observation:
    above = _total(numerator)
    if measure.kind == "count":
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


def _measured(reader: Reader, measure: Measure, days: Sequence[date]) -> dict[date, Observation]:
    src = source(reader, "measurements")
    table = src.table
    query = (
        select(table.c.measured_on, table.c.kind, table.c.value)
        .where(src.valid, table.c.indicator == measure.measurement)
        .order_by(table.c.measured_on)
    )
    found = [(on, kind, Fraction(value, NUMBER_SCALE)) for on, kind, value in reader.connection.execute(query)]
    pick = _growth if measure.kind == "growth" else _latest
    return {day: pick([row for row in found if row[0] <= day]) for day in days}


def _latest(rows: list[tuple[date, str, Fraction]]) -> Observation:
    """The latest measurement; a baseline is no result.

    >>> _latest([(date(2017, 6, 30), "baseline", Fraction(140))]).gap
    <Gap.NO_ROWS: 'no_rows'>
    """
    results = [value for _, kind, value in rows if kind == "measurement"]
    return Observation(results[-1]) if results else Observation(None, gap=Gap.NO_ROWS)


def _growth(rows: list[tuple[date, str, Fraction]]) -> Observation:
    """The latest measurement after the latest baseline, ÷ that baseline, − 1.

    >>> _growth([(date(2017, 6, 30), "baseline", Fraction(140)), (date(2020, 12, 1), "measurement", Fraction(168))])
    Observation(value=Fraction(1, 5), numerator=Fraction(168, 1), denominator=Fraction(140, 1), gap=None)
    """
    results = [(on, value) for on, kind, value in rows if kind == "measurement"]
    baselines = [(on, value) for on, kind, value in rows if kind == "baseline"]
    if not baselines:
        return Observation(None, gap=Gap.NO_BASELINE if results else Gap.NO_ROWS)
    since, baseline = baselines[-1]
    later = [value for on, value in results if on > since]
    if not later:
        return Observation(None, gap=Gap.NO_ROWS)
    if baseline == 0:
        return Observation(None, later[-1], baseline, Gap.ZERO_BY_ZERO)
    return Observation(later[-1] / baseline - 1, later[-1], baseline)
