"""Mistakes that somebody can make in a programme file: each key with each kind of mistake, and what is said of it."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_origin

from kpi.programme.faults import key_path
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.loading import _shaped, findings
from kpi.programme.programme_refusals import ProgrammeRefused
from kpi.programme.vocabulary import Text
from tests.house.programme_guide.keys import Key, Place, at, given, keys, raw

SIGNED = {
    "Condition.above", "Condition.at_least", "Condition.below", "Condition.at_most", "Indicator.baseline",
    "Part.amount", "Target.value", "Level.value",
}  # fmt: skip
"""Numbers that may be less than nothing: what was measured may, and a part of a budget line may take something off."""
NAMES = {
    "Programme.time_zone", "Lead.ahead", "Lead.of", "Segment.id", "Segment.phase", "Condition.field",
    "Condition.equals", "Condition.listed_in", "Indicator.phase", "Indicator.kind", "Indicator.unit",
    "Budget.plan_year", "Output.plan_year", "Output.line", "Financing.plan_year", "Grant.plan_year",
    "Grant.basis", "Grant.accountability", "EarlyAdopter.kind", "EarlyAdopter.plan_year",
    "PlannedActivity.budget_line", "Column.default", "Column.default_field", "When.field", "When.equals",
    "ConditionalDefault.value", "ConditionalDefault.field", "BudgetLine.spent", "Measure.kind",
    "Measure.measurement", "Term.register_name", "Term.add", "Term.of", "Term.scope", "Term.empty",
    "Window.kind", "Coverage.register_name", "Coverage.field", "Coverage.date", "AtLeast.per",
}  # fmt: skip
"""Keys whose value names something else: a goal, a field, a list, a way of adding up."""
LISTS_OF_NAMES = {
    "Indicator.beside", "Indicator.splits", "WhatIf.members", "WhatIf.average", "WhatIf.received",
    "WhatIf.income", "WhatIf.filled", "Column.default_plan_year_of", "Condition.any_of", "Condition.none_of",
    "Term.dates", "Coverage.match", "Coverage.values",
}  # fmt: skip
MAY_STAND_TWICE = {"Part.calculation"}
"""Factors: eight hours times eight weeks."""


@dataclass(frozen=True)
class Mistake:
    """A programme file with one mistake: the key that it is about, its place in the file, and the content changed."""

    kind: str
    key: Key
    path: Path
    place: Place
    content: dict[str, Any]

    @property
    def name(self) -> str:
        """The kind and the key, and the place by which a finding names it."""
        return f"{self.kind}: {self.key.label}"

    @property
    def named(self) -> str:
        """The key by which it must be named."""
        return key_path(self.content, self.place, absent=True)

    @cached_property
    def found(self) -> tuple[ProgrammeFinding, ...]:
        """What is said of the file."""
        return said_of(self.path, self.content)

    @property
    def answers(self) -> list[ProgrammeFinding]:
        """What is said at the very place of the mistake, or within it."""
        return [
            each
            for each in self.found
            if each.key == self.named or each.key.startswith((f"{self.named}.", f"{self.named}["))
        ]


def said_of(path: Path, content: dict[str, Any]) -> tuple[ProgrammeFinding, ...]:
    try:
        return tuple(findings(_shaped(path, content, "")))
    except ProgrammeRefused as refused:
        return refused.faults


def mistakes() -> Iterator[Mistake]:
    """Every key that some file gives, with each kind of mistake that it can have."""
    places = given()
    for key in keys():
        if key.label in places:
            yield from mistakes_of(key, *places[key.label])


def mistakes_of(key: Key, path: Path, place: Place) -> Iterator[Mistake]:
    value = at(raw(path), place)
    if key.model is not Text:
        yield _changed("misspelt", key, path, place, misspelt)
    if key.required:
        yield _changed("missing", key, path, place, lambda group, name: group.pop(name))
    for kind, wrong in _values(key, value):
        yield _changed(kind, key, path, place, _setting(wrong))
    if isinstance(value, list) and value and key.label not in MAY_STAND_TWICE:
        yield _changed("twice", key, path, place, _setting([*value, deepcopy(value[0])]))


def _changed(kind: str, key: Key, path: Path, place: Place, change: Callable[[Any, Any], object]) -> Mistake:
    content = deepcopy(raw(path))
    change(at(content, place[:-1]), place[-1])
    at_fault = (*place[:-1], _misspelt(str(place[-1]))) if kind == "misspelt" else place
    return Mistake(kind, key, path, at_fault, content)


def _misspelt(name: str) -> str:
    """The name without its last letter; with one more where little would be left."""
    return name[:-1] if len(name) > 4 else f"{name}x"


def misspelt(group: dict[str, Any], name: str) -> None:
    group[_misspelt(name)] = group.pop(name)


def _setting(value: object) -> Callable[[Any, Any], None]:
    def change(group: Any, name: Any) -> None:
        group[name] = value

    return change


def _values(key: Key, value: object) -> Iterator[tuple[str, object]]:
    """Values that can't stand there, by the kind of mistake."""
    listed, kinds = isinstance(value, list), key.kinds
    if listed or isinstance(value, dict):
        yield "wrong type", "x"
    if isinstance(value, str) and not kinds & {date, Decimal}:
        yield "wrong type", 12
    yield from _figures(key, value)
    yield "wrong type", ["x"] if isinstance(value, dict) else {"x": 1}
    if not listed and not isinstance(value, dict):
        yield "wrong type", ["x"]
    if key.label in NAMES or get_origin(key.info.annotation) is Literal:
        yield "unknown", "onzin"
    if key.label in LISTS_OF_NAMES:
        yield "unknown", ["onzin"]
    if key.label in {"Indicator.goal", "Segment.goal"}:
        yield "unknown", 99
    if key.required and key.name != "source":
        yield from _nothing(value)


def _nothing(value: object) -> Iterator[tuple[str, object]]:
    """A text, a list or a table with nothing in it; a text of spaces is one too."""
    if isinstance(value, str | list | dict):
        yield "empty", type(value)()
    if isinstance(value, str):
        yield "empty", "\u00a0 "


def _figures(key: Key, value: object) -> Iterator[tuple[str, object]]:
    """The same for numbers, days, and what is true or false."""
    if isinstance(value, bool):
        yield "wrong type", "soms"
    elif isinstance(value, int | Decimal | date):
        yield "wrong type", "31-12-2018" if isinstance(value, date) else "veel"
        yield "wrong type", True
        yield "too large", Decimal("1e40") if not isinstance(value, date) else date(2999, 12, 31)
    if isinstance(value, date) and Decimal not in key.kinds:
        yield "wrong type", 43830
        yield "too early", date(1018, 1, 1)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and key.label not in SIGNED:
        yield "negative", -1
