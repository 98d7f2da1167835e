"""The start file with a comment at every key, in each language: what ``smarthub programme new`` writes."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

from kpi.programme.plan import Programme
from kpi.programme.toml_text import meaning, meanings
from kpi.programme.vocabulary import Declared
from tests.house.programme_guide.keys import entries, group_in

SOURCE = Path(__file__).with_name("start.toml")
TARGET = Path(__file__).parents[3] / "kpi" / "programme"
LANGUAGES = ("nl", "en")
HEADS = {
    "A programme": "Een programma om mee te beginnen. Zet er uw eigen woorden, dagen en bedragen in en draai "
    "`smarthub check`.",
    "Everything": "Alles hier is verzonnen. Wat een sleutel betekent staat erboven; de rest staat in "
    "docs/programmabestand.md.",
}
"""The first lines in Dutch, by how they begin in English."""


def start_file(language: str) -> str:
    """The start file, with what each key means above the first line that gives it."""
    told: set[tuple[str, str]] = set()
    lines: list[str] = []
    model: type[Declared] = Programme
    block: list[str] = []
    for line in SOURCE.read_text("utf-8").splitlines():
        if head := re.fullmatch(r"# \{(.*)\}", line):
            lines.append(f"# {_head(head[1], language)}")
        elif line.startswith("["):
            lines.append(line)
            model = _model(line.strip("[]").split("."))
        elif block or " = " in line:
            block.append(line)
            if (value := _value(block)) is not None:
                lines += [*_comments(model, value, told, language), *block]
                block = []
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _head(text: str, language: str) -> str:
    dutch = next(said for begin, said in HEADS.items() if text.startswith(begin))
    return dutch if language == "nl" else text


def _model(path: list[str]) -> type[Declared]:
    model: type[Declared] = Programme
    for step in path:
        if step in model.model_fields:
            model = group_in(model.model_fields[step].annotation) or model
    return model


def _value(block: list[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(block))
    except tomllib.TOMLDecodeError:
        return None


def _comments(
    model: type[Declared], value: dict[str, Any], told: set[tuple[str, str]], language: str, indent: str = ""
) -> Iterator[str]:
    for name, part in value.items():
        info = model.model_fields.get(name)
        if info is None:
            continue
        known = (model.__name__ if name in meanings().get(model.__name__, {}) else "*", name)
        if known not in told:
            told.add(known)
            text = f"{indent}{name}: {meaning(model.__name__, name, language, info.description or '')}"
            yield from (f"# {line}" for line in wrap(text, 112, subsequent_indent=f"{indent}    "))
        inner = group_in(info.annotation)
        for _, entry in entries(part, (), inner) if inner else ():
            yield from _comments(inner, entry, told, language, f"{indent}  ")  # type: ignore[arg-type]


def write() -> None:
    for language in LANGUAGES:
        (TARGET / f"start-{language}.toml").write_text(start_file(language), "utf-8", newline="\n")
