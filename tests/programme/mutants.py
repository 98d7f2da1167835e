"""Programme files with one place changed at random, in whatever file there is: what they make no sense by is told."""

from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.loading import default_programme_path
from tests.house.programme_guide.keys import raw
from tests.house.programme_guide.mistakes import said_of

FILES = (default_programme_path(), *sorted((Path(__file__).parents[1] / "programmes").glob("*.toml")))
NAMING = {"id", "plan_year", "register_name", "field", "unit", "kind", "phase"}
WORDS = {"nl", "en", "source", "example", "synonyms", "note", "calculation", "name", "title", "noun", "explanation"}
"""Free words, in which any change is another sentence."""
CHANGES: dict[type, dict[str, Any]] = {
    bool: {"turned": lambda value: not value},
    int: {"negative": lambda n: -n, "large": lambda n: n * 1000, "nothing": lambda _: 0, "one more": lambda n: n + 1},
    Decimal: {
        "negative": lambda n: -n,
        "large": lambda n: n * 1000,
        "nothing": lambda _: 0,
        "small": lambda n: n / 100,
    },
    date: {
        "later": lambda day: day + timedelta(400),
        "earlier": lambda day: day - timedelta(400),
        "far": lambda day: day.replace(year=day.year + 30, day=min(day.day, 28)),
    },
    str: {"empty": lambda _: "", "capitals": str.upper, "a number": lambda _: 7},
    list: {"empty": lambda _: [], "twice": lambda each: [*each, *deepcopy(each[:1])], "a text": lambda _: "x"},
    dict: {"empty": lambda _: {}, "a list": lambda value: [value]},
}
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutant:
    """A file with one change: what was done to which place, and the content that came of it."""

    kind: str
    path: Path
    place: Place
    content: dict[str, Any]

    @property
    def name(self) -> str:
        """The change in words, for whoever reads what was let through."""
        return f"{self.path.stem}: {self.kind}: {'.'.join(map(str, self.place))}"

    @cached_property
    def found(self) -> tuple[ProgrammeFinding, ...]:
        """What is said of it."""
        return said_of(self.path, self.content)


def mutants(first: int, last: int) -> Iterator[Mutant]:
    """One for each number of chance that changes more than words."""
    for seed in range(first, last):
        chance = Random(seed)  # noqa: S311 - the same file each time
        made = _mutant(chance, FILES[seed % len(FILES)])
        if not WORDS & set(made.place) and made.content != raw(made.path):
            yield made


def _mutant(chance: Random, path: Path) -> Mutant:
    content = deepcopy(raw(path))
    by_kind = defaultdict(list)
    for place in _places(content):
        by_kind[tuple("*" if _is_name(place, n) else step for n, step in enumerate(place))].append(place)
    place = chance.choice(by_kind[chance.choice(sorted(by_kind))])
    group, key = _at(content, place[:-1]), place[-1]
    value = group[key]
    changes = CHANGES[Decimal if isinstance(value, Decimal) else type(value)]
    kind = chance.choice(["gone", "misspelt", *changes, *(["another"] if isinstance(value, str) else [])])
    if kind == "another":
        group[key] = chance.choice([_at(content, each) for each in _places(content) if each[-1] in NAMING])
    elif kind in changes:
        group[key] = changes[kind](value)
    elif kind == "gone" or isinstance(key, int):
        del group[key]
    else:
        group[f"{key}x"] = group.pop(key)
    return Mutant("gone" if isinstance(key, int) and kind == "misspelt" else kind, path, place, content)


def _is_name(place: Place, number: int) -> bool:
    """True for a step that only tells one entry, sheet or column from another."""
    return isinstance(place[number], int) or (place[0] in {"sheets", "lists"} and number in {1, 3})


def _places(value: Any, place: Place = ()) -> Iterator[Place]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*place, key)
        yield from _places(part, (*place, key))


def _at(content: Any, place: Place) -> Any:
    for step in place:
        content = content[step]
    return content
