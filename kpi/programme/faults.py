"""Faults in the shape of a programme file, and the refusal that carries all faults."""

from collections.abc import Sequence
from typing import Any

from kpi.errors import Refusal
from kpi.language import N_, Words, words_of
from kpi.programme.lints.finding import ProgrammeFinding
from kpi.sentences import say

NO_LANGUAGE = "string_pattern_mismatch"
"""The name that pydantic has for the fault of a text's key that can't be the code of a language."""


def shape_finding(raw: dict[str, Any], place: Sequence[int | str], kind: str, detail: str) -> ProgrammeFinding:
    """Return a fault that pydantic names as a finding with its place in the file."""
    key = key_path(raw, place)
    if kind == "missing":
        return ProgrammeFinding(key, say("This is missing."))
    if kind in {"extra_forbidden", NO_LANGUAGE}:
        return ProgrammeFinding(key, say("There is no such setting; is it misspelt?"))
    return ProgrammeFinding(key, say("This value can't be used: {detail}.", detail=detail))


def key_path(raw: Any, place: Sequence[int | str]) -> str:  # noqa: ANN401 - any value that TOML can hold
    """Return the place of a value in the file, with an entry's id instead of its number where it has one.

    >>> key_path({"goals": [{"id": 1, "title": {}}], "x": [0]}, ["goals", 0, "title", "nl"]), key_path({}, ["x", 0])
    ('goals.1.title.nl', 'x[0]')
    """
    path = ""
    for step in place:
        raw = _inside(raw, step)
        if isinstance(step, str):
            path += f".{step}"
        elif isinstance(raw, dict) and "id" in raw:
            path += f".{raw['id']}"
        else:
            path += f"[{step}]"
    return path.removeprefix(".")


def _inside(raw: Any, step: int | str) -> Any:  # noqa: ANN401 - any value that TOML can hold
    try:
        return raw[step]
    except (KeyError, IndexError, TypeError):
        return None


class ProgrammeRefused(Refusal):
    """A programme file can't be used; ``faults`` holds all its faults, in the file's order."""

    template = N_("The programme file {file} can't be used until this is put right ({n} in all):")

    def __init__(self, file: str, faults: Sequence[ProgrammeFinding]) -> None:
        super().__init__(file=file, n=len(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        """The sentence in English with every fault on a line of its own."""
        english = words_of("en")
        return "\n".join([super().sentence(english), *(fault.with_place(english) for fault in self.faults)])

    def sentence(self, words: Words) -> str:
        """Return the file that is refused and, on a line each, every fault."""
        lines = [f"{self.values['file']}: {fault.with_place(words)}" for fault in self.faults]
        return "\n".join([super().sentence(words), *lines])
