"""Fields, conditions, windows and aggregates (the names of ``kpi.programme.measure.ADD``) as SQL expressions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, and_, case, cast, exists, func, literal, or_, select

from kpi.facts.measuring.moments import Moments
from kpi.facts.reader import Reader
from kpi.facts.tables import FACTS, NUMBER_SCALE
from kpi.programme.comparable_names import name_key
from kpi.programme.measure import Condition, Coverage, Term, Window
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, FieldKind

Expression = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A register as it stands in a reader's revision, asked in the words of the programme in force."""

    reader: Reader
    register_name: str
    table: FromClause

    def column(self, name: str) -> Expression:
        """A field for comparing and counting: its key form where it has one; a derived date as the first present."""
        register = REGISTERS[self.register_name]
        derived = dict(register.derived)
        if name in derived:
            return func.coalesce(*(self.table.c[part] for part in derived[name]))
        keyed = register.field(name).kind in KEYED
        return self.table.c[f"{name}_key" if keyed else name]

    def kind(self, name: str) -> FieldKind:
        """Return the kind of a field; derived ones are dates."""
        register = REGISTERS[self.register_name]
        return FieldKind.DATE if name in dict(register.derived) else register.field(name).kind

    @property
    def programme(self) -> Programme:
        """The programme whose words and lists the conditions are written in."""
        return self.reader.programme

    @property
    def valid(self) -> Expression:
        """The row belongs to this programme and revision."""
        return self.reader.valid(self.table)


def source(reader: Reader, register_name: str) -> Source:
    """A register under an alias of its own, so that one query may use it twice."""
    return Source(reader, register_name, FACTS[register_name].alias())


def scale(kind: FieldKind) -> int:
    """The factor between a stored number and its value.

    >>> scale(FieldKind.MONEY), scale(FieldKind.NUMBER), scale(FieldKind.INTEGER)
    (100, 1000000, 1)
    """
    return {FieldKind.MONEY: 100, FieldKind.NUMBER: NUMBER_SCALE}.get(kind, 1)


def term_conditions(src: Source, term: Term, asked: Moments) -> list[Expression]:
    """Return the conditions of a row to count in the term on the day asked for."""
    conditions = row_conditions(src, term, asked)
    conditions += in_window([src.column(name) for name in term.dates], term.window, asked)
    conditions += _covered(src, term.coverage, asked) if term.coverage else []
    return conditions


def row_conditions(src: Source, term: Term, asked: Moments) -> list[Expression]:
    """Return the conditions apart from the window: in a term with dates they are alike on every day asked for."""
    scope = src.programme.scopes[term.scope] if term.scope else ()
    first = src.column(term.dates[0]) if term.dates else asked.day
    return [src.valid, *(condition_holds(src, condition, asked, first) for condition in (*scope, *term.where))]


def in_window(dates: list[Expression], window: Window, asked: Moments) -> list[Expression]:
    """The dates lie within the window; both ends count."""
    if window.kind == "any":
        return []
    if window.kind == "in_force":
        first, last = dates
        return [first <= asked.day, or_(last.is_(None), last >= asked.day)]
    until = [day <= asked.day for day in dates]
    if window.kind == "until":
        return until
    if window.kind == "plan_year":
        inside = [and_(day >= asked.plan_year_start, day <= asked.plan_year_end) for day in dates]
        return until + inside
    start = asked.year_start if window.kind == "year" else asked.months_start(window.months)
    return until + [day >= start for day in dates]


def condition_holds(src: Source, condition: Condition, asked: Moments, row_date: Expression) -> Expression:
    """One condition; a dotted field asks for a row of the register that is referred to.

    Its rows that meet the condition are found once for all, unless that depends on the day of the row that refers.
    """
    step, dot, rest = condition.field.partition(".")
    if not dot:
        return _test(src, condition, asked, row_date)
    target = source(src.reader, REGISTERS[src.register_name].field(step).refers)
    key = target.column(REGISTERS[target.register_name].keys[0].name)
    own = condition.model_copy(update={"field": rest})
    holds = _test(target, own, asked, row_date)
    if condition.listed_in is None:
        return src.column(step).in_(select(key).where(target.valid, key.is_not(None), holds))
    referred_row = select(literal(1)).where(target.valid, key == src.column(step), holds)
    return exists(referred_row.correlate(*asked.outside(src.table)))


def _test(src: Source, condition: Condition, asked: Moments, row_date: Expression) -> Expression:  # noqa: PLR0911 - one return an operator
    column, kind = src.column(condition.field), src.kind(condition.field)
    if condition.equals is not None:
        return _equals(column, kind, _meant(condition.equals, asked))
    if condition.any_of:
        return or_(*(_equals(column, kind, _meant(value, asked)) for value in condition.any_of))
    if condition.none_of:
        return or_(column.is_(None), and_(*(~_equals(column, kind, _meant(v, asked)) for v in condition.none_of)))
    if condition.listed_in is not None:
        return or_(column.is_(None), _listed(src, condition.listed_in, column, kind, row_date))
    if condition.yes is not None:
        return column.is_(condition.yes)
    if condition.filled is not None:
        return column.is_not(None) if condition.filled else column.is_(None)
    if condition.above is not None:
        return column > condition.above * scale(kind)
    raise ValueError(condition)


def _meant(value: str, asked: Moments) -> str | None:
    return asked.plan_year if value == "$plan_year" else value


def _equals(column: Expression, kind: FieldKind, value: str | None) -> Expression:
    if kind is FieldKind.CHOICES:
        return column.contains(f";{value};", autoescape=True)
    return column == (name_key(value) if kind is FieldKind.NAME and value else value)


def _listed(src: Source, list_id: str, column: Expression, kind: FieldKind, row_date: Expression) -> Expression:
    """The value is on the programme's list on the row's date; names are compared by their words or synonyms."""
    tests = []
    for choice in src.programme.lists[list_id]:
        forms = {choice.id, *choice.label.forms, *choice.synonyms}
        values = {name_key(form) for form in forms} if kind is FieldKind.NAME else {choice.id}
        test: Expression = column.in_(sorted(values))
        if choice.valid_from:
            test = and_(test, row_date >= literal(choice.valid_from))
        if choice.valid_until:
            test = and_(test, row_date <= literal(choice.valid_until))
        tests.append(test)
    return or_(*tests)


def _covered(src: Source, coverage: Coverage, asked: Moments) -> list[Expression]:
    """For every value of the coverage there is a row about this one within the window."""
    conditions: list[Expression] = []
    for value in coverage.values:
        other = source(src.reader, coverage.register_name)
        same = [other.column(name) == src.column(name) for name in coverage.match]
        within = in_window([other.column(coverage.date)], coverage.window, asked)
        about = select(literal(1)).where(other.valid, *same, other.column(coverage.field) == value, *within)
        conditions.append(exists(about.correlate(*asked.outside(src.table))))
    return conditions


def month_of(column: Expression) -> Expression:
    """The month of a date as ``2018-06``, on every database alike."""
    return func.substr(cast(column, String), 1, 7)


def vacancy_state(src: Source, day: date) -> Expression:
    """Return the state of a vacancy on a day: open before its closing day, from then on the status in its sheet.

    Still open by its status once that day has come, it has expired.
    """
    closing = src.column("closing_day")
    return case(
        (or_(closing.is_(None), closing > literal(day)), "open"),
        (src.column("status") == "open", "expired"),
        else_=src.column("status"),
    )


def amount_of(src: Source, term: Term) -> Any:  # noqa: ANN401 - an SQL expression of any type, or none
    """The field that a term looks at; None where it counts whole rows."""
    return src.column(str(term.of)) if term.aggregate.of_field else None


def term_scale(src: Source, term: Term) -> int:
    """The factor between the aggregate and its value."""
    return scale(src.kind(str(term.of))) if term.aggregate.needs_number else scale(FieldKind.INTEGER)


Aggregating = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class AggregateSql:
    """``value``: of the amounts of all rows, an aggregate function."""

    value: Aggregating
    merged: Aggregating | None = None
    """The value out of those by date; None where these don't tell it, so that each day looks at the rows themselves."""
    once: bool = False
    """True where each amount by date is kept once, instead of the value of that date."""
    ranked: Aggregating | None = None
    """The amount of a row among those of the others (a window function), before ``value`` is taken of it."""


def _different(amount: Any) -> Any:  # noqa: ANN401 - an SQL expression of any type
    return func.count(amount.distinct())


SQL: dict[str, AggregateSql] = {
    "rows": AggregateSql(lambda _: func.count(), merged=func.sum),
    "distinct": AggregateSql(_different, merged=_different, once=True),
    "sum": AggregateSql(func.sum, merged=func.sum),
}


def term_value(term: Term, amount: Any) -> Any:  # noqa: ANN401 - SQL expressions of any type
    """The aggregate that a term asks for of the amounts of rows, over those of a query or of its groups; unscaled."""
    return of_nothing(term, SQL[term.add].value(amount))


def of_nothing(term: Term, value: Any) -> Any:  # noqa: ANN401 - an SQL expression of any type
    """The value of a term with 0 where no row gives one, unless nothing is unknown."""
    known = term.aggregate.can_be_split and (term.empty == "zero" or not term.aggregate.needs_number)
    return func.coalesce(value, 0) if known else value
