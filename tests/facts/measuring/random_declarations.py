"""Measures at random within what a programme file may say, and small worlds at random to count them in."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from pydantic import ValidationError

from kpi.programme.lints.measure_lints import _measure
from kpi.programme.measure import ADD, COMPARISONS, Measure
from kpi.programme.plan import Programme
from kpi.programme.registers import NUMERIC, REGISTERS, Field, FieldKind, Register

FIRST, DAYS = date(2016, 12, 1), 1300
NAMES = ("Alfa", "ALFA", "Bravo B.V.", "Charlie", "charlie", "Delta")
WINDOWS = ("until", "since", "year", "quarter", "months", "plan_year", "in_force", "open_longer", "any")
FINITE = (FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.PLAN_YEAR, FieldKind.NAME, FieldKind.TEXT, FieldKind.CODE)


def some_day(chance: Random) -> date:
    """A day in the world; often one on which a year, a quarter or a plan year turns."""
    day = FIRST + timedelta(chance.randrange(DAYS))
    turns = (day.replace(month=1, day=1), day.replace(month=12, day=31), day.replace(month=7, day=1), date(2020, 2, 29))
    return chance.choice(turns) if chance.random() < 0.25 else day


class Declaring:
    """Draws of one source of chance, over the sheets and lists of a programme."""

    def __init__(self, programme: Programme, seed: int) -> None:
        self.programme, self.chance = programme, Random(seed)  # noqa: S311 - the same world each time
        self.names = {
            name: [field for field in register.fields if programme.fills(name, field.name)]
            for name, register in REGISTERS.items()
            if name in programme.sheets
        }

    def world(self, rows: int = 12) -> dict[str, list[dict[str, Any]]]:
        """Rows in every sheet, with blanks, names in several spellings, and days before, on and after each other."""
        return {name: self._rows(REGISTERS[name], rows) for name in self.names}

    def _rows(self, register: Register, number: int) -> list[dict[str, Any]]:
        made = {}
        for _ in range(number):
            row: dict[str, Any] = {}
            for field in register.fields:
                if field.key or field.required or self.chance.random() < 0.7:
                    row |= self._held(register.name, field)
            made["|".join(str(row.get(field.name, "")).casefold() for field in register.keys)] = row
        return list(made.values())

    def _held(self, register: str, field: Field) -> dict[str, Any]:
        chance, kind = self.chance, field.kind
        if kind is FieldKind.BUDGET_LINE:
            return {
                field.name: "post",
                f"{field.name}_key": chance.choice((*sorted(self.programme.line_ids())[:2], None)),
            }
        if kind is FieldKind.CHOICES:
            ids = [c.id for c in self.programme.choices(field.options)]
            return {field.name: f";{';'.join(each for each in ids if chance.random() < 0.4) or ids[0]};"}
        if field.name == "municipality":
            return {field.name: chance.choice(("Aalten", "Oost Gelre", "oost gelre", "Elders"))}
        numbers = {
            FieldKind.MONEY: lambda: Decimal(chance.choice((0, 1250, 1250, -300, 99999))) / 100,
            FieldKind.INTEGER: lambda: chance.choice((0, 1, 1, 2, 7, 30)),
            FieldKind.NUMBER: lambda: Decimal(chance.choice((0, 5, 5, -15, 25))) / 10,
            FieldKind.DATE: lambda: some_day(chance),
            FieldKind.YES_NO: lambda: chance.random() < 0.6,
        }
        return {field.name: numbers[kind]() if kind in numbers else self._word(field)}

    def _word(self, field: Field) -> str:
        pools = {
            FieldKind.CHOICE: lambda: [c.id for c in self.programme.choices(field.options)][:3],
            FieldKind.PLAN_YEAR: lambda: [y.id for y in self.programme.plan_years][:3],
            FieldKind.INDICATOR: lambda: sorted(self.programme.measured_ids())[:3],
            FieldKind.NAME: lambda: list(NAMES),
        }
        return self.chance.choice(pools.get(field.kind, lambda: ["een", "twee", "DRIE 3"])())

    def measures(self, number: int) -> Iterator[Measure]:
        """So many different measures that ``smarthub check`` has nothing against."""
        while number:
            try:
                measure = Measure.model_validate(self._measure())
            except ValidationError:
                continue
            if not list(_measure(self.programme, "measure", measure)):
                number -= 1
                yield measure

    def _measure(self) -> dict[str, Any]:
        kind = self.chance.choice(("count", "count", "ratio", "difference", "change"))
        terms = [self._term() for _ in range(self.chance.choice((1, 1, 2)))]
        below = [self._term() for _ in range(self.chance.choice((1, 1, 2)))]
        return {"kind": kind, "numerator": terms} | ({"denominator": below} if kind in {"ratio", "difference"} else {})

    def _term(self) -> dict[str, Any]:
        chance = self.chance
        name = chance.choice(sorted(self.names))
        dates = list(REGISTERS[name].date_fields())
        add = chance.choice(sorted(ADD))
        term: dict[str, Any] = {
            "register_name": name,
            "add": add,
            "where": self._conditions(name, chance.choice((0, 0, 1, 2))),
        }
        if add != "rows":
            term["of"] = self._field(name, NUMERIC if add != "distinct" else tuple(FieldKind))
        window = self._window(WINDOWS)
        if window["kind"] != "any" and dates:
            pair = window["kind"] in {"in_force", "open_longer"}
            term |= {
                "window": window,
                "dates": chance.sample(dates, min(len(dates), 2 if pair else chance.choice((1, 1, 2)))),
            }
        if add == "sum" and chance.random() < 0.3:
            term["empty"] = "unknown"
        if chance.random() < 0.15 and self.programme.scopes:
            term["scope"] = chance.choice(sorted(self.programme.scopes))
        if chance.random() < 0.2:
            term["at_least"] = {"rows": chance.choice((1, 2, 3)), "per": self._field(name, FINITE)}
        if chance.random() < 0.3:
            term |= {"coverage": made} if (made := self._coverage(name)) else {}
        return term

    def _coverage(self, name: str) -> dict[str, Any] | None:
        """Another sheet with a name in common, of which a row must lie within a window."""
        mine = {f.name for f in self.names[name] if f.kind is FieldKind.NAME}
        others = [
            o
            for o, fields in self.names.items()
            if o != name and mine & {f.name for f in fields} and REGISTERS[o].date_fields()
        ]
        if not others:
            return None
        other = self.chance.choice(others)
        shared = sorted(mine & {f.name for f in self.names[other]})
        field = self.chance.choice([f for f in self.names[other] if f.kind in FINITE])
        return {
            "register_name": other,
            "match": shared,
            "field": field.name,
            "values": list({self._value(field) for _ in range(self.chance.choice((1, 2)))}),
            "date": self.chance.choice(REGISTERS[other].date_fields()),
            "window": self._window(WINDOWS[:6]),
        }

    def _window(self, kinds: tuple[str, ...]) -> dict[str, Any]:
        kind = self.chance.choice(kinds)
        more = {"since": {"since": some_day(self.chance)}, "months": {"months": self.chance.choice((1, 3, 12, 24))}}
        return {"kind": kind, **more.get(kind, {})}

    def _field(self, name: str, kinds: tuple[FieldKind, ...]) -> str:
        dates = REGISTERS[name].date_fields()
        known = [field.name for field in self.names[name] if field.kind in kinds]
        if len(dates) > 1 and FieldKind.INTEGER in kinds and (not known or self.chance.random() < 0.4):
            return " to ".join(self.chance.sample(dates, 2))
        return self.chance.choice(known) if known else "name"

    def _conditions(self, name: str, number: int, depth: int = 2) -> list[dict[str, Any]]:
        return [self._condition(name, depth) for _ in range(number)]

    def _condition(self, name: str, depth: int) -> dict[str, Any]:
        if depth and self.chance.random() < 0.3:
            return {
                self.chance.choice(("either", "both")): self._conditions(name, self.chance.choice((1, 2, 3)), depth - 1)
            }
        fields = self.names[name]
        field = self.chance.choice(fields)
        path = ""
        if field.refers in self.names and self.chance.random() < 0.6:
            path, field = f"{field.name}.", self.chance.choice(self.names[field.refers])
        elif self.chance.random() < 0.15 and (span := self._field(name, (FieldKind.INTEGER,))) and " to " in span:
            field = Field(span, FieldKind.INTEGER)
        return {"field": f"{path}{field.name}", **self._test(field)}

    def _test(self, field: Field) -> dict[str, Any]:
        chance = self.chance
        if chance.random() < 0.15:
            return {"filled": chance.random() < 0.5}
        if field.kind is FieldKind.YES_NO:
            return {"yes": chance.random() < 0.5}
        if field.kind in NUMERIC:
            return {chance.choice(COMPARISONS): chance.choice(("-2", "0", "1", "2.5", "12.495", "12.50", "7"))}
        if field.kind is FieldKind.DATE:
            return {chance.choice(COMPARISONS): some_day(chance)}
        if field.kind in {FieldKind.NAME, FieldKind.CHOICE} and chance.random() < 0.3:
            lists = ["municipality"] if field.name == "municipality" else [field.options or "municipality", "level"]
            return {"listed_in": chance.choice(lists)}
        values = list({self._value(field) for _ in range(2)})
        return chance.choice(({"equals": values[0]}, {"any_of": values}, {"none_of": values}))

    def _value(self, field: Field) -> str:
        if field.kind is FieldKind.PLAN_YEAR and self.chance.random() < 0.3:
            return "$plan_year"
        if field.kind is FieldKind.CHOICES:
            return self.chance.choice([c.id for c in self.programme.choices(field.options)])
        if field.kind is FieldKind.BUDGET_LINE:
            return self.chance.choice(sorted(self.programme.line_ids())[:3])
        return self._word(field)
