"""The amounts of a term by date: the rows are gone through once, and any day is answered from a few thousand sums.

There are four forms. ``sums``: the amount of all rows of the same dates. ``firsts``: of a term that counts different
values by one date, how many stand on a date, and on which date each stood before; a value counts on the first of its
dates within the window. ``spells``: of one that counts different values between two days, the stretches of days that
each of them lasts, put together where they meet. ``covers``: of a term without dates, of each row by value that it must
be covered by on which days it is. What none of them tells is asked of the rows themselves.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy import type_coerce as as_type

from kpi.facts.kept_amounts import is_known, kept_rows
from kpi.facts.measuring.aggregates import SQL, known_of_nothing
from kpi.facts.measuring.expressions import Source, amount_of, equals, row_conditions, source
from kpi.facts.measuring.moments import Within, asked_on, day_of, is_one_stretch, within
from kpi.facts.reader import Reader
from kpi.programme.framework import PlanYear
from kpi.programme.measure import PLAN_YEAR, Condition, Coverage, Term
from kpi.score.asked_moments import Moment

Expression = ColumnElement[Any]
Rows = Sequence[Sequence[Any]]
"""Rows of whole numbers: days as ordinals, then amounts."""
SUMS, FIRSTS, SPELLS, COVERS = "sums", "firsts", "spells", "covers"
NO_DAY = date(2000, 1, 1)
"""Any day: what is asked with it is the same on every day."""
FOREVER = literal(date.max, Date)


@dataclass(frozen=True, slots=True)
class DatedAmounts:
    """A term whose amounts by date are known."""

    term: Term
    form: str
    rows: Rows

    def at(self, reader: Reader, moment: Moment, plan_year: PlanYear | None) -> tuple[int | None, int]:
        """The value at a moment, unscaled, and what it is to be divided by; as the rows themselves would give it."""
        day = day_of(moment).toordinal()
        if self.form == SPELLS:
            return sum(rows for first, after, rows in self.rows if (first or 0) <= day < (after or 0)), 1
        if self.form == COVERS:
            return self._covered(reader, moment, plan_year), 1
        tests = within(self.term.window, len(self.term.dates), reader.programme, moment, plan_year)
        if self.form == FIRSTS:
            [test] = tests
            here = (row for row in self.rows if _pass(row, (test,)) and not _pass(row[1:], (test,)))
            return sum(row[2] or 0 for row in here), 1
        dates = len(self.term.dates)
        counting = [row for row in self.rows if _pass(row, tests) and _stands(row, dates, day)]
        sql = SQL[self.term.add]
        values = [value for row in counting if (value := row[dates + 2]) is not None]
        if not values or sql.merged is None:
            return (0 if known_of_nothing(self.term) else None), 1
        return sql.merged(values), sum(row[dates + 3] or 0 for row in counting) if sql.over else 1

    def _covered(self, reader: Reader, moment: Moment, plan_year: PlanYear | None) -> int:
        """How many rows are covered within the window by each of the values."""
        assert self.term.coverage is not None  # noqa: S101 - what the form is for
        [(_, first, last, _)] = within(self.term.coverage.window, 1, reader.programme, moment, plan_year)
        values = dict.fromkeys(self.term.coverage.values)
        by_row: dict[int, set[int]] = defaultdict(set)
        for row, value, day in self.rows:
            if first <= day <= last:
                by_row[row].add(value)
        return sum(len(covered) == len(values) for covered in by_row.values())


def _pass(row: Sequence[int | None], tests: tuple[Within, ...]) -> bool:
    for place, first, last, blank in tests:
        day = row[place]
        if not (blank if day is None else first <= day <= last):
            return False
    return True


def _stands(row: Sequence[int | None], dates: int, day: int) -> bool:
    """Whether a row is as it stands on a day: what changes has a row until then, and another from then on."""
    since, until = row[dates], row[dates + 1]
    return (since is None or since <= day) and (until is None or until > day)


def dated_amounts(reader: Reader, term: Term, plan_year: PlanYear | None) -> DatedAmounts | None:
    """The amounts by date of a term, as they are kept or out of the rows; None where these don't tell its value."""
    form = _form(reader, term, plan_year)
    if form is None:
        return None
    question = {"form": form, **_question(reader, term, plan_year)}
    return DatedAmounts(term, form, kept_rows(reader, question, lambda: _look(reader, term, form, plan_year)))


def is_looked_up(reader: Reader, term: Term, plan_year: PlanYear | None) -> bool:
    """Whether somebody asked for these amounts before, so that they cost nothing any more."""
    form = _form(reader, term, plan_year) if reader.made.known else None
    return form is not None and is_known(reader, {"form": form, **_question(reader, term, plan_year)})


def _form(reader: Reader, term: Term, plan_year: PlanYear | None) -> str | None:
    asked_by_day = plan_year is None and any(PLAN_YEAR in _values(test) for test in _tests(reader, term))
    if term.coverage and not term.at_least and not asked_by_day and term.window.kind == "any":
        return COVERS if term.add == "rows" and _covered_alike(reader, term, term.coverage) else None
    if not term.dates or term.coverage or term.at_least or SQL[term.add].merged is None or asked_by_day:
        return None
    if not SQL[term.add].once:
        return SUMS
    changing, kind = _changing(reader, term), term.window.kind
    if kind == "in_force" and not changing:
        return SPELLS
    if not is_one_stretch(term.window, len(term.dates)):
        return None
    return FIRSTS if not changing else SPELLS if kind == "until" else None


def _covered_alike(reader: Reader, term: Term, coverage: Coverage) -> bool:
    """Whether rows, and those that cover them, are the same on whatever day is asked for."""
    listed = any(test.listed_in for test in _tests(reader, term))
    moving = map(source(reader, coverage.register_name).changes, (coverage.field, coverage.date, *coverage.match))
    apart = listed or PLAN_YEAR in coverage.values or _changing(reader, term) or any(moving)
    return not apart and is_one_stretch(coverage.window, 1)


def _tests(reader: Reader, term: Term) -> list[Condition]:
    scope = reader.programme.scopes[term.scope] if term.scope else ()
    return [test for condition in (*scope, *term.where) for test in condition.simple]


def _values(test: Condition) -> tuple[str | None, ...]:
    return (test.equals, *test.any_of, *test.none_of)


def _changing(reader: Reader, term: Term) -> bool:
    """Whether a row is another on another day: a pledge that was withdrawn."""
    src = source(reader, term.register_name)
    return any(map(src.changes, (*term.dates, term.of or "", *(test.field for test in _tests(reader, term)))))


def _question(reader: Reader, term: Term, plan_year: PlanYear | None) -> dict[str, Any]:
    """Everything of the programme that the amounts depend on, so that another programme asks another question."""
    tests = _tests(reader, term)
    lists = sorted({test.listed_in for test in tests if test.listed_in})
    scope = reader.programme.scopes[term.scope] if term.scope else ()
    return {
        "term": term.model_dump(mode="json", exclude={"window", "empty", "scope", "coverage"}),
        "coverage": term.coverage.model_dump(mode="json", exclude={"window"}) if term.coverage else None,
        "scope": [condition.model_dump(mode="json") for condition in scope],
        "lists": {name: [each.model_dump(mode="json") for each in reader.programme.choices(name)] for name in lists},
        "plan_year": plan_year.id if plan_year and any(PLAN_YEAR in _values(test) for test in tests) else None,
        "first_alone": term.window.kind == "until" and SQL[term.add].once,
    }


@dataclass(frozen=True, slots=True)
class _Phase:
    """The rows of a register as they stand from one day up to another, with the conditions that they meet."""

    src: Source
    conditions: list[Expression]
    since: Expression | None = None
    until: Expression | None = None
    """The first day after it; of both None is any day."""


def _phases(reader: Reader, term: Term, plan_year: PlanYear | None) -> list[_Phase]:
    """The rows as they are on every day; those that change, before and after."""
    asked = asked_on(reader.programme, NO_DAY, plan_year)
    if not _changing(reader, term):
        src = source(reader, term.register_name)
        return [_Phase(src, row_conditions(src, term, asked))]
    before = source(reader, term.register_name, replace(asked, day=literal(date.min, Date)))
    after = source(reader, term.register_name, replace(asked, day=literal(date.max, Date)))
    changed = after.table.c.withdrawn_on
    return [
        _Phase(before, row_conditions(before, term, asked), until=before.table.c.withdrawn_on),
        _Phase(after, [*row_conditions(after, term, asked), changed.is_not(None)], changed),
    ]


def _look(reader: Reader, term: Term, form: str, plan_year: PlanYear | None) -> Iterator[list[int | None]]:
    """Go through the rows themselves."""
    phases = _phases(reader, term, plan_year)
    query = {SUMS: _sums, FIRSTS: _firsts, SPELLS: _spells, COVERS: _covers}[form](term, phases)
    for row in reader.connection.execute(query):
        yield [_number(value) for value in row]


def _number(value: Any) -> int | None:  # noqa: ANN401 - a day or an amount, as the database gives it
    if isinstance(value, str):
        value = date.fromisoformat(value)
    return value.toordinal() if isinstance(value, date) else None if value is None else int(value)


def _sums(term: Term, phases: list[_Phase]) -> Select[Any] | CompoundSelect[Any]:
    """By dates, and by the days from and up to which rows stand as they do, what all rows of these add up to."""
    sql, parts = SQL[term.add], []
    for phase in phases:
        days = [*(phase.src.column(name) for name in term.dates), phase.since, phase.until]
        named = [_or_blank(day).label(f"day_{place}") for place, day in enumerate(days)]
        amount = amount_of(phase.src, term)
        amounts = [] if amount is None else [amount.label("amount")]
        rows = select(*named, *amounts).select_from(phase.src.table).where(*phase.conditions).subquery()
        added = [add(None if amount is None else rows.c.amount) for add in (sql.value, sql.over) if add]
        each = [rows.c[day.name] for day in named]
        labelled = [value.label(f"value_{place}") for place, value in enumerate(added)]
        parts.append(select(*each, *labelled).group_by(*each))
    return union_all(*parts) if len(parts) > 1 else parts[0]


def _or_blank(day: Expression | None) -> Expression:
    return cast(null(), Date) if day is None else day


def _firsts(term: Term, phases: list[_Phase]) -> Select[Any]:
    [phase] = phases
    day, amount = phase.src.column(term.dates[0]), amount_of(phase.src, term)
    pairs = select(day.label("day"), amount.label("amount")).select_from(phase.src.table)
    pairs = pairs.where(*phase.conditions, day.is_not(None), amount.is_not(None))
    if term.window.kind == "until":
        first = pairs.with_only_columns(func.min(day).label("day")).group_by(amount).subquery()
        return select(first.c.day, cast(null(), Date), func.count()).group_by(first.c.day)
    each = pairs.distinct().subquery()
    before = func.lag(each.c.day, type_=Date).over(partition_by=each.c.amount, order_by=each.c.day)
    dated = select(each.c.day, before.label("before")).subquery()
    return select(dated.c.day, dated.c.before, func.count()).group_by(dated.c.day, dated.c.before)


def _spells(term: Term, phases: list[_Phase]) -> Select[Any]:
    """By its first day and the first one after it, how many stretches there are."""
    stretches = union_all(*(_stretch(term, phase) for phase in phases)).subquery()
    own: dict[str, Any] = {"partition_by": stretches.c.amount, "order_by": (stretches.c.first, stretches.c.after)}
    reach = func.max(stretches.c.after, type_=Date).over(**own, rows=(None, -1)).label("reach")
    reached = select(stretches, reach).subquery()
    begins = case((or_(reached.c.reach.is_(None), reached.c.first > reached.c.reach), 1), else_=0)
    own = {"partition_by": reached.c.amount, "order_by": (reached.c.first, reached.c.after)}
    numbered = select(reached, func.sum(begins).over(**own, rows=(None, 0)).label("number")).subquery()
    joined = (
        select(func.min(numbered.c.first).label("first"), func.max(numbered.c.after).label("after"))
        .group_by(numbered.c.amount, numbered.c.number)
        .subquery()
    )
    return select(joined.c.first, joined.c.after, func.count()).group_by(joined.c.first, joined.c.after)


def _covers(term: Term, phases: list[_Phase]) -> CompoundSelect[Any]:
    """By row and by the place of a value, the days on which another row is about it."""
    [phase], coverage = phases, term.coverage
    assert coverage is not None  # noqa: S101 - what the form is for
    src, other = phase.src, source(phase.src.reader, coverage.register_name)
    same = and_(*(other.column(name) == src.column(name) for name in coverage.match))
    day, asked = other.column(coverage.date), asked_on(src.programme, NO_DAY)
    rows = other.table.join(src.table, same)
    known = (*phase.conditions, other.valid, day.is_not(None))
    each = enumerate(dict.fromkeys(coverage.values))
    holds = ((at, equals(other, coverage.field, value, asked)) for at, value in each)
    about = (select(src.table.c.id, literal(at), day).select_from(rows).where(*known, is_it) for at, is_it in holds)
    return union_all(*(query.distinct() for query in about))


def _stretch(term: Term, phase: _Phase) -> Select[Any]:
    """A row's own stretch: between its two days, or from its one day on for as long as the row stands as it does."""
    src, amount = phase.src, amount_of(phase.src, term)
    first, *last = (src.column(name) for name in term.dates)
    after = _day_after(src, last[0]) if last else _or_blank(phase.until)
    if phase.since is not None:
        first = case((first < phase.since, phase.since), else_=first)
    return (
        select(amount.label("amount"), first.label("first"), func.coalesce(after, FOREVER).label("after"))
        .select_from(src.table)
        .where(*phase.conditions, amount.is_not(None), first.is_not(None), func.coalesce(after, FOREVER) > first)
    )


def _day_after(src: Source, day: Expression) -> Expression:
    """The day after a date."""
    if src.reader.connection.dialect.name == "postgresql":
        return as_type(day + 1, Date)
    return as_type(func.date(day, "+1 day"), Date)
