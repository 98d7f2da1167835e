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


NAMED = {"nl": "x", "en": "x"}
INDICATOR: dict[str, Any] = {
    "id": "recipe", "goal": 1, "phase": "evidence", "kind": "stock", "unit": "count", "noun": NAMED, "title": NAMED,
    "start": date(2024, 1, 1), "definition": {"population": NAMED, "source": "x", "owner": NAMED},
}  # fmt: skip
"""What an indicator of a recipe has where the recipe doesn't say it."""


@dataclass(frozen=True)
class Recipe:
    """A question, the part of a programme file that answers it, rows to try it on, and the outcome."""

    question: dict[str, str]
    fragment: str
    """As it stands in a programme file; what every programme has is left out."""
    tables: dict[str, Table]
    day: date
    result: Fraction
    why: dict[str, str]
    status: str
    """The status of the indicator, where the recipe is about how it is judged."""
    balance: dict[str, Fraction]
    """The mean progress of each phase, where the recipe is about phases."""

    @property
    def content(self) -> dict[str, Any]:
        """A whole programme file around it, with the sheets that its rows are in."""
        given = tomllib.loads(self.fragment, parse_float=Decimal)
        content = tomllib.loads((FOLDER / "minimal.toml").read_text("utf-8"), parse_float=Decimal)
        content |= {"sheets": self._sheets(), "lists": self._lists()}
        indicators = [self._indicator(number, each) for number, each in enumerate(given.pop("indicators"))]
        for name, part in given.items():
            content[name] = {**content.get(name, {}), **part} if isinstance(part, dict) else part
        return {**content, "indicators": indicators}

    @property
    def indicator(self) -> dict[str, Any]:
        """The indicator that it is about."""
        first: dict[str, Any] = self.content["indicators"][0]
        return first

    def _lists(self) -> dict[str, Any]:
        needed = {field.options for name in self.tables for field in REGISTERS[name].fields if field.options}
        return {name: [_choice(each) for each in LISTS.get(name, ("one",))] for name in sorted(needed)}

    def _sheets(self) -> dict[str, Any]:
        return {
            name: {
                "label": name,
                "help": NAMED,
                "columns": {field.name: {"label": field.name, "help": NAMED} for field in REGISTERS[name].fields},
            }
            for name in self.tables
        }

    def _indicator(self, number: int, given: dict[str, Any]) -> dict[str, Any]:
        own = {**INDICATOR, **given}
        if number and "id" not in given:
            own |= {"id": f"recipe_{number}", "title": {"nl": str(number), "en": str(number)}}
        if "targets" not in given:
            own["targets"] = [{"value": 1 if own["unit"] == "share" else 1000, "due": date(2024, 12, 31)}]
        return own


def _choice(identity: str) -> dict[str, Any]:
    return {"id": identity, "label": {"nl": identity, "en": identity}}


def recipes() -> list[Recipe]:
    raw = tomllib.loads(FILE.read_text("utf-8"))
    return [_recipe(entry) for entry in raw["recipes"]]


def _recipe(raw: dict[str, Any]) -> Recipe:
    return Recipe(
        question=raw["question"],
        fragment=raw["fragment"].strip(),
        tables={name: list(csv.reader(text.strip().splitlines())) for name, text in raw["rows"].items()},
        day=raw["day"],
        result=Fraction(raw["result"]),
        why=raw.get("why", {"nl": "", "en": ""}),
        status=raw.get("status", ""),
        balance={phase: Fraction(part) for phase, part in raw.get("balance", {}).items()},
    )


def cell(text: str) -> object:
    """A cell as a person would fill it in: a day as a day, a number as a number."""
    for read in (date.fromisoformat, Decimal):
        try:
            return read(text)
        except (ValueError, ArithmeticError):
            continue
    return text or None
