"""Faults of a programme file, and the refusal that carries them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kpi.errors import Refusal
from kpi.language import N_, Sayable, Words, words_of
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


@dataclass(frozen=True, slots=True)
class ProgrammeFault:
    """One fault of a programme file, such as ``indicators.practice_case_companies.measure.numerator[0].of``.

    ``key`` is empty for a fault of the file as a whole.
    """

    file: str
    key: str
    wrong: Sayable

    @property
    def message(self) -> str:
        """The fault without its place, in English."""
        return words_of("en").say(self.wrong)

    def sentence(self, words: Words) -> str:
        """Return the fault with its place, in the user's language."""
        message = words.say(self.wrong)
        return f"{self.file}: {self.key}: {message}" if self.key else f"{self.file}: {message}"


class ProgrammeRefused(Refusal):
    """A programme file can't be used; ``faults`` holds all its faults, in the file's order."""

    template = N_("The programme file {file} can't be used until this is put right ({n} in all):")

    def __init__(self, file: str, faults: Sequence[ProgrammeFault]) -> None:
        super().__init__(file=file, n=len(faults))
        self.faults = tuple(faults)

    def __str__(self) -> str:
        """The sentence in English with every fault on a line of its own."""
        lines = [f"{fault.key}: {fault.message}" if fault.key else fault.message for fault in self.faults]
        return "\n".join([self.template.format(**self.values), *lines])

    def sentence(self, words: Words) -> str:
        """Return the file that is refused and, on a line each, every fault."""
        return "\n".join([super().sentence(words), *(fault.sentence(words) for fault in self.faults)])
