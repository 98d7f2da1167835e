"""Every key of a programme file, out of the models: what may stand there, and where the shipped files have it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from inspect import isclass
from pathlib import Path
from typing import Any, get_args

from pydantic.fields import FieldInfo

from kpi.programme.loading import default_programme_path
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import Declared

FOLDER = Path(__file__).parents[2] / "programmes"
FILES = (FOLDER / "buurtstroom.toml", *sorted(FOLDER.glob("*.toml")), default_programme_path())
"""The first gives the examples: it was written from the guide."""
NOT_IN_A_FILE = {"fingerprint"}
Place = tuple[int | str, ...]


@dataclass(frozen=True)
class Key:
    """A key of a group of settings."""

    model: type[Declared]
    name: str
    info: FieldInfo

    @property
    def label(self) -> str:
        """The group and the key: ``Indicator.goal``."""
        return f"{self.model.__name__}.{self.name}"

    @property
    def required(self) -> bool:
        return self.info.is_required()

    @property
    def group(self) -> type[Declared] | None:
        """The group of settings that stands there, or that its entries are."""
        return group_in(self.info.annotation)

    @property
    def kinds(self) -> set[type]:
        """The types of the values, those of a list or of a table included."""
        return set(plain_types(self.info.annotation))


def group_in(annotation: object) -> type[Declared] | None:
    if isclass(annotation) and issubclass(annotation, Declared):
        return annotation
    return next((found for part in get_args(annotation) if (found := group_in(part))), None)


def plain_types(annotation: object) -> Iterator[type]:
    if get_args(annotation):
        for part in get_args(annotation):
            yield from plain_types(part)
    elif isclass(annotation):
        yield annotation


def groups() -> list[type[Declared]]:
    """The groups of settings, from the whole inwards, each once."""
    found: list[type[Declared]] = [Programme]
    for model in found:
        inner = [group_in(info.annotation) for info in model.model_fields.values()]
        found += [each for each in dict.fromkeys(inner) if each and each not in found]
    return found


@cache
def keys() -> list[Key]:
    return [
        Key(model, name, info)
        for model in groups()
        for name, info in model.model_fields.items()
        if name not in NOT_IN_A_FILE
    ]


@cache
def raw(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


def places(model: type[Declared], value: dict[str, Any], place: Place = ()) -> Iterator[tuple[str, Place]]:
    """Every key that a group of a file gives, by its label, with its place."""
    for name, part in value.items():
        if name not in model.model_fields:
            continue
        yield f"{model.__name__}.{name}", (*place, name)
        if inner := group_in(model.model_fields[name].annotation):
            for at, entry in entries(part, (*place, name), inner):
                yield from places(inner, entry, at)


def entries(value: Any, place: Place, inner: type[Declared]) -> Iterator[tuple[Place, dict[str, Any]]]:
    """The groups within a value: itself, or those of its list or table."""
    if isinstance(value, list):
        for number, entry in enumerate(value):
            yield from entries(entry, (*place, number), inner)
    elif isinstance(value, dict) and set(value) & set(inner.model_fields):
        yield place, value
    elif isinstance(value, dict):
        for name, entry in value.items():
            yield from entries(entry, (*place, name), inner)


@cache
def given() -> dict[str, tuple[Path, Place]]:
    """Where each key is given first, by its label: in the small programmes, else in the one that is shipped."""
    found: dict[str, tuple[Path, Place]] = {}
    for path in FILES:
        for label, place in places(Programme, raw(path)):
            found.setdefault(label, (path, place))
    return found


def at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value
