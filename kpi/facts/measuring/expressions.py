"""Fields, conditions and windows as SQL expressions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor
from operator import ge, gt, le, lt
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    String,
    Subquery,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy import type_coerce as as_type

from kpi.facts.measuring import pledges
from kpi.facts.measuring.moments import Moments, in_window
from kpi.facts.reader import Reader
from kpi.facts.tables import ASKED, NUMBER_SCALE
from kpi.programme.comparable_names import name_key
from kpi.programme.measure import AtLeast, Condition, Coverage, Term
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, SPAN, FieldKind

Expression = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A register as it stands in a reader's revision, asked in the words of the programme in force."""

    reader: Reader
    register_name: str
    table: FromClause
    asked: Moments | None = None
    """The day as of which it is asked; None gives what was recorded, whatever the day."""

    def column(self, name: str) -> Expression:
        """A field for comparing and counting: its key form where it has one; a derived date as the first present.

        The days between two dates are a whole number.
        """
        if SPAN in name:
            return self._days(*(self.column(day) for day in name.split(SPAN, 1)))
        register = REGISTERS[self.register_name]
        derived = dict(register.derived)
        if self.changes(name) and self.asked:
            return pledges.standing(self.reader.valid, self.table, name, self.asked.day)
        if name in derived:
            return func.coalesce(*(self.table.c[part] for part in derived[name]))
        keyed = register.field(name).kind in KEYED
        return self.table.c[f"{name}_key" if keyed else name]

    def _days(self, first: Expression, last: Expression) -> Expression:
        if self.reader.connection.dialect.name == "postgresql":
            return as_type(last - first, Integer)
        return cast(func.julianday(last) - func.julianday(first), Integer)

    def changes(self, name: str) -> bool:
        """Return whether a field is another on another day: a pledge that was withdrawn."""
        return self.register_name == pledges.REGISTER and not set(pledges.FIELDS).isdisjoint(name.split(SPAN))

    def shown(self, name: str) -> Expression:
        """A field as it is written; one that changes as it stands on the day."""
        return self.column(name) if self.changes(name) else self.table.c[name]

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


def source(reader: Reader, register_name: str, asked: Moments | None = None) -> Source:
    """A register under an alias of its own, so that one query may use it twice."""
    table = ASKED[register_name]
    drawn = _memberships(reader) if REGISTERS[register_name].also_in else table
    return Source(reader, register_name, drawn.alias(), asked)


def _memberships(reader: Reader) -> CompoundSelect[Any]:
    """Those of the sheet of memberships, and of each organisation its own; for one first day the former wins."""
    told, listed = ASKED["memberships"], ASKED["organisations"]
    named = {"organisation": "name", "organisation_key": "name_key"}
    own = [listed.c[named.get(column.name, column.name)].label(column.name) for column in told.columns]
    said = select(told.c.organisation_key, told.c.member_since).where(reader.valid(told)).distinct().subquery()
    same = and_(said.c.organisation_key == listed.c.name_key, said.c.member_since == listed.c.member_since)
    kept = (listed.c.member_since.is_not(None), said.c.organisation_key.is_(None))
    return union_all(select(told), select(*own).select_from(listed.outerjoin(said, same)).where(*kept))


def looked_up(src: Source, name: str) -> Subquery:
    """The field of the row that a name refers to (``organisation.kind``), by key; read once for all rows that refer."""
    step, _, rest = name.partition(".")
    target = source(src.reader, REGISTERS[src.register_name].field(step).refers)
    key = target.column(REGISTERS[target.register_name].keys[0].name)
    value, shown = (func.min(cast(column, String)) for column in (target.column(rest), target.table.c[rest]))
    return (
        select(key.label("key"), value.label("value"), shown.label("shown"))
        .where(target.valid)
        .group_by(key)
        .subquery()
    )


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
    conditions += [_often(src, term, term.at_least, asked)] if term.at_least else []
    return conditions


def _often(src: Source, term: Term, least: AtLeast, asked: Moments) -> Expression:
    """Enough rows that meet the term hold what this one holds."""
    other = source(src.reader, src.register_name, src.asked)
    held, conditions = (
        other.column(least.per),
        term_conditions(other, term.model_copy(update={"at_least": None}), asked),
    )
    often = select(held).where(*conditions, held.is_not(None)).group_by(held).having(func.count() >= least.rows)
    return src.column(least.per).in_(often.correlate(*asked.outside(src.table)))


def row_conditions(src: Source, term: Term, asked: Moments) -> list[Expression]:
    """Return the conditions apart from the window: in a term with dates they are alike on every day asked for."""
    scope = src.programme.scopes[term.scope] if term.scope else ()
    first = src.column(term.dates[0]) if term.dates else asked.day
    return [src.valid, *(condition_holds(src, condition, asked, first) for condition in (*scope, *term.where))]


def condition_holds(src: Source, condition: Condition, asked: Moments, row_date: Expression) -> Expression:
    """One condition, or several joined; a dotted field asks for a row of the register that is referred to.

    Its rows that meet the condition are found once for all, unless that depends on the day of the row that refers.
    """
    if condition.joined:
        join = or_ if condition.either else and_
        return join(*(condition_holds(src, part, asked, row_date) for part in condition.joined))
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
    [(name, bound)] = [(name, bound) for name in COMPARED if (bound := getattr(condition, name)) is not None]
    compare, rounding = COMPARED[name]
    return compare(column, bound if isinstance(bound, date) else rounding(bound * scale(kind)))


COMPARED: dict[str, tuple[Callable[[Any, Any], Expression], Callable[[Decimal], int]]] = {
    "above": (gt, floor),
    "at_least": (ge, ceil),
    "below": (lt, ceil),
    "at_most": (le, floor),
}
"""Comparisons by their names in a condition, with the rounding to stored units that leaves them true."""


def _meant(value: str, asked: Moments) -> Any:  # noqa: ANN401 - a text, or an SQL expression of one
    return asked.plan_year if value == "$plan_year" else value


def equals(src: Source, name: str, value: str, asked: Moments) -> Expression:
    """A field holds a value, as a condition compares the two."""
    return _equals(src.column(name), src.kind(name), _meant(value, asked))


def _equals(column: Expression, kind: FieldKind, value: Any) -> Expression:  # noqa: ANN401 - as _meant gives it
    if kind is FieldKind.CHOICES:
        return column.contains(f";{value};", autoescape=True)
    return column == (name_key(value) if kind is FieldKind.NAME else value)


def _listed(src: Source, list_id: str, column: Expression, kind: FieldKind, row_date: Expression) -> Expression:
    """The value is on the programme's list on the row's date; names are compared by their words or synonyms."""
    tests: list[Expression] = [false()]
    for choice in src.programme.choices(list_id):
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
        other = source(src.reader, coverage.register_name, asked)
        same = [other.column(name) == src.column(name) for name in coverage.match]
        within = in_window([other.column(coverage.date)], coverage.window, asked)
        holds = equals(other, coverage.field, value, asked)
        about = select(literal(1)).where(other.valid, *same, holds, *within)
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
