"""A programme as the text of a programme file: TOML that loads to the same values, entry by entry to be read."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kpi.errors import Refusal
from kpi.language import N_
from kpi.programme.plan import Programme

INLINE_WIDTH = 110
"""An entry of a list that is longer than this is written over several lines."""


@cache
def meanings() -> dict[str, dict[str, dict[str, str]]]:
    """What each key means: by model and key, by language; under ``*`` what it means in every model."""
    return tomllib.loads(Path(__file__).with_name("meanings.toml").read_text("utf-8"))


def meaning(model: str, key: str, language: str, docstring: str = "") -> str:
    """What a key of a model means; in English its docstring where the file of meanings leaves it to that."""
    own, shared = (meanings().get(name, {}).get(key, {}) for name in (model, "*"))
    return own.get(language) or shared.get(language) or " ".join(docstring.split())


def programme_schema(language: str) -> dict[str, Any]:
    """The JSON schema of a programme file, with which an editor explains its keys and marks what doesn't fit."""
    schema = Programme.model_json_schema()
    del schema["properties"]["fingerprint"]
    for model, part in {"Programme": schema, **schema["$defs"]}.items():
        for key, about in part.get("properties", {}).items():
            about["description"] = meaning(model, key, language, about.get("description", ""))
    return schema


class FileThere(Refusal):
    """A start file was asked for under the name of a file that is there."""

    template = N_("{file} is there already and isn't overwritten; give another name.")


def write_start(out: Path, language: str) -> None:
    """Write a small programme with a comment at every key, for who begins one. Raises FileThere."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(Path(__file__).with_name(f"start-{language}.toml").read_text("utf-8"))
    except FileExistsError as error:
        raise FileThere(file=out) from error


def programme_toml(programme: Programme) -> str:
    """The programme in force as a file of its own: what was set by hand stands in it as if it always had."""
    values = programme.model_dump(exclude_none=True, exclude_defaults=True, exclude={"fingerprint"})
    lines = [*_pairs(values), *_tables(values)]
    return "\n".join(lines).strip() + "\n"


def toml_tables(name: str, tables: Iterable[Mapping[str, Any]]) -> str:
    """Entries of one list as TOML, each under a heading of its own; texts, lists of texts and groups of texts.

    A group may hold groups of texts.
    """
    lines: list[str] = []
    for table in tables:
        groups = {key: value for key, value in table.items() if isinstance(value, Mapping)}
        lines += ["", f"[[{name}]]", *_pairs({key: value for key, value in table.items() if key not in groups})]
        for key, group in groups.items():
            nested = {f".{_key(each)}": texts for each, texts in group.items() if isinstance(texts, Mapping)}
            for part, texts in (nested or {"": group}).items():
                lines += ["", f"[{name}.{_key(key)}{part}]", *_pairs(texts)]
    return "\n".join(lines).strip() + "\n"


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of values that are no table of their own."""
    for name, value in values.items():
        if not _is_table(value) and not _is_entries(value):
            yield f"{_key(name)} = {_written(value)}"


def _tables(values: Mapping[str, Any], path: str = "") -> Iterator[str]:
    for name, value in values.items():
        place = f"{path}{_key(name)}"
        if _is_table(value):
            yield from ["", f"[{place}]", *_pairs(value), *_tables(value, f"{place}.")]
        elif _is_entries(value):
            for entry in value:
                yield from ["", f"[[{place}]]", *_pairs(entry), *_tables(entry, f"{place}.")]


def _is_table(value: object) -> bool:
    """A group of values that gets a heading: entry that holds more than texts by language."""
    return isinstance(value, dict) and any(isinstance(entry, dict | tuple) for entry in value.values())


def _is_entries(value: object) -> bool:
    """A list whose entries each get a heading: those that hold groups themselves, or many values."""
    return (
        isinstance(value, tuple)
        and bool(value)
        and all(isinstance(entry, dict) for entry in value)
        and any(len(_written(entry)) > INLINE_WIDTH for entry in value)
    )


def _written(value: Any) -> str:  # noqa: ANN401 - any value that TOML can hold
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(name)} = {_written(entry)}" for name, entry in value.items()) + " }"
    if isinstance(value, tuple):
        return _list(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else _text(value)


def _list(values: tuple[Any, ...]) -> str:
    if all(isinstance(entry, dict) for entry in values) and values:
        return "[\n" + "".join(f"    {_written(entry)},\n" for entry in values) + "]"
    return "[" + ", ".join(_written(entry) for entry in values) + "]"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if bare else _text(name)


def _text(value: object) -> str:
    """As JSON writes it, but for the one character that TOML refuses where JSON doesn't."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
