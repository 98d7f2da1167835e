"""How do I count …? The recipes of the guide, each as a small programme with its rows."""

import csv
import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from kpi.programme.registers import REGISTERS
from kpi.programme.vocabulary import STRUCTURAL_LISTS
from tests.house.programme_guide.keys import FOLDER

FILE = Path(__file__).with_name("recipes.toml")
LISTS: dict[str, tuple[str, ...]] = {
    "organisation_kind": ("company", "school"),
    "event_kind": ("open_day", "course"),
    "vacancy_type": ("internship", "job"),
    "level": ("mbo", "hbo"),
    "study_level": ("hbo",),
    "country": ("NL", "DE"),
    "audience": ("teachers", "students"),
    "video_kind": ("promo",),
    **STRUCTURAL_LISTS,
}
"""The values of the lists that the recipes need, by their ids."""
Table = list[list[str]]


@dataclass(frozen=True)
class Recipe:
    """A question, the measure that answers it, rows to try it on, and the result."""

    question: dict[str, str]
    measure: str
    tables: dict[str, Table]
    day: date
    result: Fraction
    why: dict[str, str]
    kind: str
    unit: str
    relative: bool

    @property
    def fragment(self) -> str:
        """The measure under its heading, as it stands in a programme file."""
        return f"[indicators.measure]\n{self.measure.strip()}\n"

    @property
    def programme(self) -> str:
        """A whole programme file around it, with the sheets that its rows are in."""
        head = (FOLDER / "minimal.toml").read_text("utf-8").split("[sheets.events]")[0]
        return "\n".join([head, *self._lists(), *self._sheets(), *self._indicator(), self.fragment])

    def _lists(self) -> list[str]:
        needed = {field.options for name in self.tables for field in REGISTERS[name].fields if field.options}
        choices = {name: LISTS.get(name, ("one",)) for name in sorted(needed)}
        return ["[lists]", *(f"{name} = [{', '.join(map(_choice, ids))}]" for name, ids in choices.items())]

    def _sheets(self) -> list[str]:
        lines: list[str] = []
        for name in self.tables:
            lines += [f"[sheets.{name}]", f'label = "{name}"', f"help = {_both('x')}", f"[sheets.{name}.columns]"]
            lines += [f'{f.name} = {{ label = "{f.name}", help = {_both("x")} }}' for f in REGISTERS[name].fields]
        return lines

    def _indicator(self) -> list[str]:
        head = ['[[indicators]]\nid = "recipe"\ngoal = 1\nphase = "evidence"', f'kind = "{self.kind}"']
        growing = ["relative = true"] if self.relative else []
        target = "1" if self.unit == "share" else "1000"
        rest = [
            f'unit = "{self.unit}"', f"noun = {_both('x')}", f"title = {_both('x')}", "start = 2024-01-01",
            f"targets = [{{ value = {target}, due = 2024-12-31 }}]", "[indicators.definition]",
            f'population = {_both("x")}\nsource = "x"\nowner = {_both("x")}',
        ]  # fmt: skip
        return [*head, *growing, *rest]


def _both(text: str) -> str:
    return f'{{ nl = "{text}", en = "{text}" }}'


def _choice(identity: str) -> str:
    return f'{{ id = "{identity}", label = {_both(identity)} }}'


def recipes() -> list[Recipe]:
    raw = tomllib.loads(FILE.read_text("utf-8"))
    return [_recipe(entry) for entry in raw["recipes"]]


def _recipe(raw: dict[str, Any]) -> Recipe:
    tables = {name: list(csv.reader(text.strip().splitlines())) for name, text in raw["rows"].items()}
    kind, unit, relative = raw.get("kind", "stock"), raw.get("unit", "count"), raw.get("relative", False)
    result, why = Fraction(raw["result"]), raw.get("why", {"nl": "", "en": ""})
    return Recipe(raw["question"], raw["measure"], tables, raw["day"], result, why, kind, unit, relative)


def cell(text: str) -> object:
    """A cell as a person would fill it in: a day as a day, a number as a number."""
    for read in (date.fromisoformat, Decimal):
        try:
            return read(text)
        except (ValueError, ArithmeticError):
            continue
    return text or None
