"""Faults in the shape of a programme file."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from kpi.language import N_
from kpi.programme.lints.finding import ProgrammeFinding, entry_name
from kpi.sentences import listed, say, with_known

NO_LANGUAGE = "string_pattern_mismatch"
"""The name that pydantic has for the fault of a key of a text that can't be the code of a language."""
NO_SUCH_SETTING = N_("There is no setting of that name here.")
WANTED = {
    "string": N_("a text between quotes"),
    "decimal": N_("a number, such as 0.9"),
    "finite": N_("a number, such as 0.9"),
    "int": N_("a whole number"),
    "bool": N_("true or false"),
    "date": N_("a day, such as 2018-06-30"),
    "tuple": N_("a list between square brackets"),
    "dict": N_("a group of settings"),
    "model": N_("a group of settings"),
    "literal": N_("one of {expected}"),
    "greater": N_("at least {ge}"),
    "less": N_("at most {le}"),
    "day_range": N_("a day from {first} to {last}"),
    "decimal_max_places": N_("an amount of whole cents"),
    "decimal_max_digits": N_("an amount of less than a billion"),
    "": N_("something else"),
}
"""What belongs in a place, by the name that pydantic has for the fault, or by its first word."""
SHOWN = 40
"""Signs of a value that a sentence repeats."""


def shape_findings(
    raw: dict[str, Any], error: ValidationError, shape: object = None, *, under: str = ""
) -> list[ProgrammeFinding]:
    """Return the faults that pydantic found as findings with their place, those of one place as one.

    Where the shape of the whole is given, a key that nobody knows is held against those that may stand there. ``under``
    is the key of ``raw`` that was looked at, if it wasn't the whole.
    """
    at: dict[str, list[Any]] = {}
    for fault in error.errors():
        place = (under, *fault["loc"]) if under else fault["loc"]
        at.setdefault(key_path(raw, place, absent=fault["type"] == "missing"), []).append(fault)
    return [_shape_finding(key, faults, shape) for key, faults in at.items()]


def _shape_finding(key: str, faults: Sequence[Any], shape: object) -> ProgrammeFinding:
    kind, place = faults[0]["type"], faults[0]["loc"]
    if kind == "missing":
        return ProgrammeFinding(key, say("This is missing."))
    if kind in {"extra_forbidden", NO_LANGUAGE}:
        known = keys_at(shape, place[:-1])
        return ProgrammeFinding(key, with_known(say(NO_SUCH_SETTING), place[-1], known))
    kinds = [(each["type"], each["type"].split("_")[0], "") for each in faults]
    wanted = dict.fromkeys(next(WANTED[name] for name in names if name in WANTED) for names in kinds)
    limits = {name: str(limit).replace(" or ", ", ") for name, limit in faults[0].get("ctx", {}).items()}
    expected = listed((say(each, **limits) for each in wanted), ", ")
    shown = say("{given} can't be used here: it takes {expected}.", given=_shown(faults[0]["input"]), expected=expected)
    return ProgrammeFinding(key, shown)


def _shown(value: object) -> str:
    """A value as it stands in the file, or its beginning; a group or a list by its brackets."""
    if isinstance(value, dict | list | tuple):
        return "{ … }" if isinstance(value, dict) else "[ … ]"
    written = f"“{value}”" if isinstance(value, str) else str(value)
    written = written.lower() if isinstance(value, bool) else written
    return written if len(written) <= SHOWN else written[:SHOWN] + "…"


def keys_at(shape: Any, place: Iterable[int | str]) -> list[str]:  # noqa: ANN401 - any annotation
    """Return the keys that may stand in a place of values of a shape; none where that isn't known."""
    for step in place:
        if field := getattr(shape, "model_fields", {}).get(step):
            shape = _group(field.annotation)
    return list(getattr(shape, "model_fields", ()))


def _group(annotation: object) -> object:
    """The group of settings that an annotation is, or that its entries are."""
    if hasattr(annotation, "model_fields"):
        return annotation
    return next((found for part in get_args(annotation) if (found := _group(part))), None)


def key_path(raw: Any, place: Sequence[int | str], *, absent: bool = False) -> str:  # noqa: ANN401 - any TOML value
    """Return the place of a value in the file, with an entry's name instead of its number where it has one.

    A step into what isn't there is no place, unless that is the fault (``absent``).

    >>> key_path({"goals": [{"id": 1, "title": {}}]}, ["goals", 0, "title", "nl"], absent=True)
    'goals.1.title.nl'
    >>> key_path({"x": [0]}, ["x", 0]), key_path({"above": "much"}, ["above", "decimal"])
    ('x[0]', 'above')
    """
    path = ""
    for step in place:
        found = _inside(raw, step)
        if found is None and not absent:
            break
        raw = found
        if isinstance(step, str):
            path += f".{step}"
        else:
            path += f".{named}" if (named := entry_name(raw)) else f"[{step}]"
    return path.removeprefix(".")


def _inside(raw: Any, step: int | str) -> Any:  # noqa: ANN401 - any value that TOML can hold
    try:
        return raw[step]
    except (KeyError, IndexError, TypeError):
        return None
