"""A finding with its place as people write it in the file."""

import re
from types import UnionType
from typing import Any, Union, get_args, get_origin

from kpi.language import N_, Words
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.programme.plan import Programme

NUMBERED = N_("{list} no. {n}")
"""An entry of a list that has no name: the first one is number 1."""


def with_place(finding: ProgrammeFinding, words: Words) -> str:
    """Return the fault with its place, in the user's language."""
    said = words.say(finding.sentence)
    return f"{written(finding.key, words)}: {said}" if finding.key else said


def written(key: str, words: Words) -> str:
    """Return a key as people write it: the heading of a list of tables, the entry, then what stands in it.

    >>> from kpi.language import words_of
    >>> written("indicators.members.targets[1].due", words_of("en")), written("sheets.events.label", words_of("en"))
    ('[[indicators]] members, targets no. 2, due', 'sheets.events.label')
    """
    parts: list[str] = []
    heading, rest, shape = "", key, Programme
    while rest:
        name, mark, after = re.fullmatch(r"([^.\[]*)([.\[]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
        shape = _within(shape, name)
        if shape is None:
            heading += ("." if heading else "") + rest
            break
        heading += ("." if heading else "") + name
        rest = after
        if get_origin(shape) is tuple:
            group = get_args(shape)[0]
            table = f"[[{heading}]]" if not parts and hasattr(group, "model_fields") else heading
            entry, rest = _entry(mark, after, group)
            parts.append(words(NUMBERED, list=table, n=int(entry) + 1) if mark == "[" else f"{table} {entry}".strip())
            heading, shape = "", group
    return ", ".join([*parts, *([heading] if heading else [])])


def _within(shape: Any, name: str) -> Any:  # noqa: ANN401 - any annotation
    """What stands under a name in a group or a table; None where nothing of that name does."""
    if get_origin(shape) is dict:
        return _plain(get_args(shape)[1])
    field = getattr(shape, "model_fields", {}).get(name)
    return _plain(field.annotation) if field else None


def _plain(annotation: Any) -> Any:  # noqa: ANN401 - any annotation
    """An annotation without the None that may stand in its place."""
    if get_origin(annotation) in {Union, UnionType}:
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _entry(mark: str, rest: str, group: object) -> tuple[str, str]:
    """The number or the name of an entry, and what stands behind it; a name may have points in it itself."""
    if mark == "[":
        number, _, rest = rest.partition("]")
        return number, rest.removeprefix(".")
    known = "|".join(getattr(group, "model_fields", ()))
    found = re.fullmatch(rf"(.+?)\.((?:{known})(?:[.\[].*)?|[a-z_]+)", rest, re.DOTALL)
    return (found[1], found[2]) if found else (rest, "")
