"""What a declared measure counts, by plain Python over rows as they are read aloud: nothing here knows of SQL.

Written from docs/programme-file.md, and slow: it looks at every row for every day.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import ge, gt, le, lt
from statistics import median
from typing import Any

from kpi.programme.comparable_names import name_key
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Condition, Coverage, Measure, Term, Window
from kpi.programme.plan import Programme
from kpi.programme.registers import KEYED, REGISTERS, FieldKind

Row = Mapping[str, Any]
World = Mapping[str, Sequence[Row]]
COMPARE: dict[str, Callable[[Any, Any], bool]] = {"above": gt, "at_least": ge, "below": lt, "at_most": le}


@dataclass(frozen=True)
class Asked:
    """A day, the months that stand in for its calendar year, and the plan year of an output."""

    day: date
    year_months: int = 0
    plan_year: PlanYear | None = None


def months_earlier(day: date, months: int) -> date:
    """The same day so many months before; where that month is too short, its last day."""
    month = day.year * 12 + day.month - 1 - months
    for number in range(day.day, 0, -1):
        try:
            return date(month // 12, month % 12 + 1, number)
        except ValueError:
            continue
    raise AssertionError


def since_months(day: date, months: int) -> date:
    return months_earlier(day, months) + timedelta(1)


class Recount:
    """Measures over one small world, counted row by row."""

    def __init__(self, programme: Programme, world: World) -> None:
        self.programme, self.world = programme, world

    def value(self, measure: Measure, asked: Asked) -> Fraction | None:
        """The value, None where it isn't known."""
        if any(not self.world.get(name) for name in self._read(measure)):
            return None
        above = self._total(measure.numerator, asked)
        if measure.kind == "count":
            return above
        if measure.kind == "change":
            earlier = Asked(months_earlier(asked.day, 12), asked.year_months, asked.plan_year)
            below = self._total(measure.numerator, earlier)
        else:
            below = self._total(measure.denominator, asked)
        if above is None or below is None:
            return None
        if measure.kind == "difference":
            return above - below
        if below == 0:
            return None
        return above / below - (measure.kind == "change")

    def _read(self, measure: Measure) -> set[str]:
        """Registers of which a measure knows nothing while they hold no row."""
        read = set()
        for term in measure.terms:
            read |= {term.register_name} | ({term.coverage.register_name} if term.coverage else set())
            for condition in term.where:
                for test in condition.simple:
                    step, dot, _ = test.field.partition(".")
                    read |= {REGISTERS[term.register_name].field(step).refers} if dot else set()
        return {"organisations" if name == "memberships" else name for name in read}

    def _total(self, terms: Sequence[Term], asked: Asked) -> Fraction | None:
        values = [self.term(term, asked) for term in terms]
        return None if None in values else sum((each for each in values if each is not None), Fraction(0))

    def term(self, term: Term, asked: Asked) -> Fraction | None:
        rows = self.counted(term, asked)
        if term.add == "rows":
            return Fraction(len(rows))
        values = [
            value for row in rows if (value := self.held(term.register_name, row, str(term.of), asked)) is not None
        ]
        if term.add == "distinct":
            return Fraction(len(set(values)))
        numbers = [Fraction(value) for value in values]
        if not numbers:
            return Fraction(0) if term.add == "sum" and term.empty == "zero" else None
        add: dict[str, Callable[[list[Fraction]], Fraction]] = {
            "sum": sum, "mean": lambda given: sum(given) / len(given), "median": median, "minimum": min, "maximum": max,
        }  # type: ignore[dict-item]  # fmt: skip
        return Fraction(add[term.add](numbers))

    def counted(self, term: Term, asked: Asked) -> list[Row]:
        """The rows that count in a term."""
        name = term.register_name
        rows = [row for row in self.rows(name) if self._counts(term, row, asked)]
        if term.at_least is None:
            return rows
        per = [self.held(name, row, term.at_least.per, asked) for row in rows]
        often = Counter(per)
        return [
            row for row, held in zip(rows, per, strict=True) if held is not None and often[held] >= term.at_least.rows
        ]

    def rows(self, register: str) -> list[Row]:
        """The rows of a register; memberships stand in the sheet of organisations too."""
        own = list(self.world.get(register, ()))
        if register != "memberships":
            return own
        told = {(name_key(row["organisation"]), row["member_since"]) for row in own}
        listed = [
            {"organisation": row["name"], "member_since": row["member_since"], "member_until": row.get("member_until")}
            for row in self.world.get("organisations", ())
            if row.get("member_since") and (name_key(row["name"]), row["member_since"]) not in told
        ]
        return own + listed

    def _counts(self, term: Term, row: Row, asked: Asked) -> bool:
        name = term.register_name
        dates = [self.held(name, row, each, asked) for each in term.dates]
        on = dates[0] if dates else asked.day
        conditions = (*(self.programme.scopes[term.scope] if term.scope else ()), *term.where)
        return (
            all(self._holds(name, row, condition, on, asked) for condition in conditions)
            and self.within(term.window, dates, asked)
            and (term.coverage is None or self._covered(term.coverage, name, row, asked))
        )

    def within(self, window: Window, dates: Sequence[date | None], asked: Asked) -> bool:
        """Whether dates lie within a window, seen from the day asked for."""
        day = asked.day
        if window.kind == "any":
            return True
        if window.kind in {"in_force", "open_longer"}:
            first, last = dates
            if first is None:
                return False
            if window.kind == "in_force":
                return first <= day and (last is None or last >= day)
            term = self.programme.thresholds.open_days or 0
            return (day - first).days > term and (last is None or last > day)
        year = asked.plan_year or self.programme.plan_year_on(day)
        if window.kind == "plan_year" and year is None:
            return False
        begins = {
            "until": lambda: date.min,
            "since": lambda: window.since,
            "year": lambda: since_months(day, asked.year_months) if asked.year_months else date(day.year, 1, 1),
            "quarter": lambda: date(day.year, day.month - (day.month - 1) % 3, 1),
            "months": lambda: since_months(day, window.months),
            "plan_year": lambda: year.starts if year else None,
        }[window.kind]()
        ends = min(day, year.ends) if window.kind == "plan_year" and year else day
        return all(each is not None and begins is not None and begins <= each <= ends for each in dates)

    def _covered(self, coverage: Coverage, name: str, row: Row, asked: Asked) -> bool:
        other = coverage.register_name
        same = [
            each
            for each in self.rows(other)
            if all(
                (mine := self.held(name, row, field, asked)) is not None
                and mine == self.held(other, each, field, asked)
                for field in coverage.match
            )
            and self.within(coverage.window, [self.held(other, each, coverage.date, asked)], asked)
        ]
        return all(
            any(self._is(other, each, coverage.field, value, asked) for each in same) for value in coverage.values
        )

    def _holds(self, name: str, row: Row, condition: Condition, on: date | None, asked: Asked) -> bool:
        if condition.either:
            return any(self._holds(name, row, part, on, asked) for part in condition.either)
        if condition.both:
            return all(self._holds(name, row, part, on, asked) for part in condition.both)
        step, dot, rest = condition.field.partition(".")
        if dot:
            target = REGISTERS[name].field(step).refers
            key, own = REGISTERS[target].keys[0].name, condition.model_copy(update={"field": rest})
            named = self.held(name, row, step, asked)
            referred = [
                each for each in self.rows(target) if named is not None and self.held(target, each, key, asked) == named
            ]
            return any(self._holds(target, each, own, on, asked) for each in referred)
        return self._test(name, row, condition, on, asked)

    def _test(self, name: str, row: Row, condition: Condition, on: date | None, asked: Asked) -> bool:
        value = self.held(name, row, condition.field, asked)
        if condition.filled is not None:
            return (value is not None) is condition.filled
        if condition.listed_in is not None:
            return value is None or self._listed(condition.listed_in, value, on)
        if condition.none_of:
            return not any(self._is(name, row, condition.field, each, asked) for each in condition.none_of)
        given = condition.any_of or ((condition.equals,) if condition.equals is not None else ())
        if given:
            return any(self._is(name, row, condition.field, each, asked) for each in given)
        if condition.yes is not None:
            return value is condition.yes
        [(compare, bound)] = [(COMPARE[n], b) for n in COMPARE if (b := getattr(condition, n)) is not None]
        return value is not None and compare(value, bound)

    def _listed(self, list_id: str, value: Any, on: date | None) -> bool:
        for choice in self.programme.lists[list_id]:
            forms = (choice.id, *choice.label.forms, *choice.synonyms)
            if value not in forms and value not in {name_key(form) for form in forms}:
                continue
            early = choice.valid_from is not None and (on is None or on < choice.valid_from)
            late = choice.valid_until is not None and (on is None or on > choice.valid_until)
            if not early and not late:
                return True
        return False

    def _is(self, name: str, row: Row, field: str, value: str | None, asked: Asked) -> bool:
        if value == "$plan_year":
            year = asked.plan_year or self.programme.plan_year_on(asked.day)
            value = year.id if year else None
        held, kind = self.held(name, row, field, asked), REGISTERS[name].field(field).kind
        if held is None or value is None:
            return False
        if kind is FieldKind.CHOICES:
            return value in held.split(";")
        return bool(held == (name_key(value) if kind is FieldKind.NAME else value))

    def held(self, name: str, row: Row, field: str, asked: Asked) -> Any:
        """What a row holds, as it is compared: a name by its letters, an amount in euro, a pledge as it stands."""
        if " to " in field:
            first, last = (self.held(name, row, each, asked) for each in field.split(" to "))
            return None if first is None or last is None else (last - first).days
        derived = dict(REGISTERS[name].derived).get(field)
        if derived:
            return next((row[each] for each in derived if row.get(each) is not None), None)
        if name == "contributions" and field in {"pledged", "pledged_on"}:
            return self._pledge(row, field, asked.day)
        value = row.get(field)
        if value is not None and REGISTERS[name].field(field).kind in KEYED:
            return name_key(value) if REGISTERS[name].field(field).kind is FieldKind.NAME else row[f"{field}_key"]
        return value

    def _pledge(self, row: Row, field: str, day: date) -> Any:
        """A pledge counts up to the day before it was withdrawn; what was invoiced before that day stays pledged.

        The invoices stand on its row, and those of an organisation's first pledge for a plan year and form also on rows
        without a pledge of their own.
        """
        gone, pledged = row.get("withdrawn_on"), row.get("pledged")
        if gone is None or gone > day:
            return row.get(field)
        if pledged is None:
            return None

        def paid(each: Row) -> Decimal:
            on = each.get("invoiced_on")
            return (each.get("invoiced") or Decimal(0)) if on is not None and on < gone else Decimal(0)

        beside = [
            each
            for each in self.world["contributions"]
            if all(each.get(n) == row.get(n) and row.get(n) is not None for n in ("plan_year", "form"))
            and name_key(each["organisation"]) == name_key(row["organisation"])
        ]
        first = min((each for each in beside if each.get("pledged") is not None), key=_key, default=row)
        stays = paid(row) + (sum(paid(e) for e in beside if e.get("pledged") is None) if first is row else 0)
        kept = min(stays, pledged)
        if field == "pledged":
            return kept or None
        return row.get("pledged_on") if kept > 0 else None


def _key(row: Row) -> str:
    return "|".join(str(row[name]).casefold() for name in ("organisation", "plan_year", "reference"))
