"""Observations: the value of a measure at each of a number of moments."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from sqlalchemy import ScalarSelect, select

from kpi.facts.kept_amounts import keeps
from kpi.facts.measuring.aggregates import SQL, Aggregating, of_nothing
from kpi.facts.measuring.dated_amounts import dated_amounts, is_looked_up
from kpi.facts.measuring.expressions import amount_of, source, term_conditions, term_scale
from kpi.facts.measuring.moments import Moments, asked_on_each, day_of, year_before
from kpi.facts.reader import Reader, filled_registers
from kpi.facts.tables import NUMBER_SCALE
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure, Term
from kpi.score.asked_moments import Moment
from kpi.score.scores import Gap, Observation

M = TypeVar("M", bound=Moment)
Counted = Mapping[Moment, Mapping[Term, Fraction | None]]
"""Each term at each moment."""

FEW = 4
"""Up to so many moments it takes less time to look at the rows for each than to sum them by date first."""


def observe(
    reader: Reader, measure: Measure, moments: Sequence[M], plan_year: PlanYear | None = None
) -> dict[M, Observation]:
    """The measure at each moment, with the facts dated up to its day, as known in the reader's revision.

    Without a row in a register that it reads, and for 0 ÷ 0, there is no value: that is never zero.
    """
    [observed] = observe_each(reader, [(measure, moments)], plan_year)
    return observed


def observe_each(
    reader: Reader, asked: Iterable[tuple[Measure, Sequence[M]]], plan_year: PlanYear | None = None
) -> list[dict[M, Observation]]:
    """Several measures, each at its moments, as ``observe`` gives them; one query for those of the same moments."""
    ordered = [(measure, tuple(sorted(set(moments), key=day_of))) for measure, moments in asked]
    together: dict[tuple[Moment, ...], list[Term]] = {}
    for measure, moments in ordered:
        if not _known_without_terms(reader, measure):
            together.setdefault(_looked_at(measure, moments), []).extend(measure.terms)
    counted = {on: _counted(reader, list(dict.fromkeys(terms)), on, plan_year) for on, terms in together.items()}
    return [
        _at_each(reader, measure, moments, counted.get(_looked_at(measure, moments), {}))
        for measure, moments in ordered
    ]


def _known_without_terms(reader: Reader, measure: Measure) -> bool:
    """Whether it is measured, or nothing is known of it, so that no term has to be counted."""
    return measure.parts.measurement or not filled_registers(reader).issuperset(measure.registers_needed())


def _looked_at(measure: Measure, moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """The moments at which its terms are counted."""
    return (*moments, *(map(year_before, moments) if measure.parts.year_before else ()))


def _at_each(reader: Reader, measure: Measure, moments: Sequence[M], counted: Counted) -> dict[M, Observation]:
    if measure.parts.measurement:
        return _measured(reader, measure, moments)
    if _known_without_terms(reader, measure):
        return dict.fromkeys(moments, Observation(None, gap=Gap.NO_ROWS))
    found = {}
    for moment in moments:
        if measure.parts.year_before:
            above, below = ([counted[on][term] for term in measure.terms] for on in (moment, year_before(moment)))
        else:
            above, below = ([counted[moment][one] for one in part] for part in (measure.numerator, measure.denominator))
        found[moment] = _observation(measure, above, below)
    return found


def _counted(reader: Reader, terms: Sequence[Term], moments: Sequence[Moment], plan_year: PlanYear | None) -> Counted:
    """Each term at each moment: out of its amounts by date where these are worth it, else by the rows themselves."""
    by_date = len(moments) > FEW or keeps(reader)
    dated = {
        term: dated_amounts(reader, term, plan_year) if by_date or is_looked_up(reader, term, plan_year) else None
        for term in terms
    }
    others = [term for term, kept in dated.items() if kept is None]
    rows = _by_rows(reader, others, moments, plan_year) if others else {}
    return {
        moment: {
            term: rows[moment][term]
            if kept is None
            else _exact(*kept.at(reader, moment, plan_year), _scale(reader, term))
            for term, kept in dated.items()
        }
        for moment in moments
    }


def _scale(reader: Reader, term: Term) -> int:
    return term_scale(source(reader, term.register_name), term)


def _by_rows(reader: Reader, terms: Sequence[Term], moments: Sequence[Moment], plan_year: PlanYear | None) -> Counted:
    """Each term at each moment, by one query over the moments asked for."""
    months = sorted({w.months for t in terms for w in (t.window, *((t.coverage.window,) if t.coverage else ()))})
    table, asked = asked_on_each(reader.programme, moments, months, plan_year)
    parts = [_term_query(reader, term, asked, add).label(f"part_{n}") for n, (term, add) in enumerate(_parts(terms))]
    divisors = [_scale(reader, term) for term in terms]
    found = {}
    for place, *raw in reader.connection.execute(select(table.c.place, *parts)):
        left = iter(raw)
        found[moments[place]] = {
            term: _exact(next(left), next(left) if SQL[term.add].over else 1, by)
            for term, by in zip(terms, divisors, strict=True)
        }
    return found


def _parts(terms: Sequence[Term]) -> list[tuple[Term, Aggregating]]:
    """What is asked of the rows of each term: its aggregate, and what that is divided by if anything."""
    return [(term, add) for term in terms for add in (SQL[term.add].value, SQL[term.add].over) if add]


def _exact(raw: Any, over: Any, scale: int) -> Fraction | None:  # noqa: ANN401 - int on SQLite, Decimal on PostgreSQL
    return None if raw is None or not over else Fraction(int(raw), int(over) * scale)


def _term_query(reader: Reader, term: Term, asked: Moments, add: Aggregating) -> ScalarSelect[Any]:
    """The term by the rows themselves, looked at for each day."""
    src, sql = source(reader, term.register_name, asked), SQL[term.add]
    conditions = term_conditions(src, term, asked)
    if sql.ranked is None:
        value = of_nothing(term, add(amount_of(src, term)))
        return select(value).select_from(src.table).where(*conditions).scalar_subquery()
    amount = amount_of(src, term)
    ranked = select(sql.ranked(amount).label("amount")).select_from(src.table).where(*conditions, amount.is_not(None))
    amounts = (ranked if asked.table is None else ranked.correlate(asked.table)).subquery()
    value = of_nothing(term, add(amounts.c.amount))
    return select(value).select_from(amounts).scalar_subquery()


def _observation(
    measure: Measure, numerator: Sequence[Fraction | None], denominator: Sequence[Fraction | None]
) -> Observation:
    above, parts = _total(numerator), measure.parts
    if parts.made is None:
        return Observation(above, gap=Gap.NO_ROWS if above is None else None)
    below = _total(denominator)
    if above is None or below is None:
        return Observation(None, above, below, Gap.NO_ROWS)
    if parts.divides and below == 0:
        return Observation(None, above, below, Gap.ZERO_BY_ZERO)
    return Observation(parts.made(above, below), above, below)


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

    A second baseline of 170 a year later leaves the 20% that was measured; the next measurement, 187, is held
    against it: 187 ÷ 170 − 1 = 10%.

    >>> told = [(2017, "baseline", 140), (2018, "measurement", 168), (2019, "baseline", 170)]
    >>> told += [(2020, "measurement", 187)]
    >>> rows = [(date(year, 6, 30), kind, Fraction(value)) for year, kind, value in told]
    >>> str(_growth(rows[:3]).value), str(_growth(rows).value)
    ('1/5', '1/10')
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
