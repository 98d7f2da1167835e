"""Checks that hold for every key: what a programme must have isn't empty, and no list names something twice."""

from collections.abc import Iterator
from decimal import Decimal
from re import fullmatch

from kpi.language import N_
from kpi.programme.lints.finding import ProgrammeFinding, entry_name
from kpi.programme.plan import Programme
from kpi.programme.vocabulary import Declared, Text
from kpi.sentences import say

EMPTY = N_("This is empty; fill it in.")
TWO_WAYS = N_("{given} can be read in two ways; write {many} for thousands, or {few}.")
MAY_BE_BLANK = ("noun", "sentence", "source", "update")
"""What may be blank: a text in every language at once, and a source, which a setting by hand is still asked for."""


def filled_in(programme: Programme) -> Iterator[ProgrammeFinding]:
    """What is required isn't empty, a text has its words in every language, ids are words, lists have no doubles."""
    yield from _group("", programme)


def _group(key: str, group: Declared) -> Iterator[ProgrammeFinding]:
    for name, value in group:
        place = f"{key}.{name}".removeprefix(".")
        asked = type(group).model_fields[name].is_required() and name not in MAY_BE_BLANK
        if isinstance(value, Text):
            yield from _text(place, value, blank=name in MAY_BE_BLANK)
        elif asked and _empty(value):
            yield ProgrammeFinding(place, say(EMPTY))
        elif isinstance(value, Decimal) and _grouped(value):
            many, few = str(value).replace(".", ""), f"{value.normalize():f}"
            yield ProgrammeFinding(place, say(TWO_WAYS, given=str(value), many=many, few=few))
        elif name == "id" and not fullmatch(r"[\w.-]+", str(value)):
            yield ProgrammeFinding(place, say("An id has letters, digits, and the signs _ - . only."))
        else:
            yield from _parts(place, value)


def _empty(value: object) -> bool:
    """True for a text of nothing but spaces, and for a list or a table without entries."""
    return isinstance(value, str | tuple | dict) and not (value.strip() if isinstance(value, str) else value)


def _grouped(value: Decimal) -> bool:
    """True for 36.000 and 1.250, which whoever groups by thousands means as such; a share has no whole part."""
    return bool(fullmatch(r"[1-9]\d{0,2}\.\d{3}", str(value)))


def _parts(key: str, value: object) -> Iterator[ProgrammeFinding]:
    if isinstance(value, Text):
        yield from _text(key, value, blank=False)
    elif isinstance(value, Declared):
        yield from _group(key, value)
    elif isinstance(value, dict):
        for name, part in value.items():
            if _empty(part):
                yield ProgrammeFinding(f"{key}.{name}", say(EMPTY))
            yield from _parts(f"{key}.{name}", part)
    elif isinstance(value, tuple):
        yield from _entries(key, value)


def _entries(key: str, entries: tuple[object, ...]) -> Iterator[ProgrammeFinding]:
    for number, entry in enumerate(entries):
        place = f"{key}.{named}" if (named := entry_name(entry)) else f"{key}[{number}]"
        if isinstance(entry, str) and _empty(entry):
            yield ProgrammeFinding(place, say(EMPTY))
        elif not isinstance(entry, Decimal) and entry in entries[:number]:
            yield ProgrammeFinding(place, say("This stands here twice."))
        yield from _parts(place, entry)


def _text(key: str, text: Text, *, blank: bool) -> Iterator[ProgrammeFinding]:
    for language, words in text.model_dump().items():
        if not words.strip() and not (blank and text.blank):
            yield ProgrammeFinding(f"{key}.{language}", say("The words of this language are missing."))
