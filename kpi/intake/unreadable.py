"""Faults before they have a place: of a value that can't be read, and of a file that is refused as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kpi.facts.proposal import Stored
from kpi.intake.formats.cells import Percent


@dataclass(frozen=True, slots=True)
class Fault:
    """A code of ``problem_sentences`` with the values of its sentence, before it is known where the value stands."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


class FileRefused(Exception):
    """A file that isn't read any further; ``fault`` says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.fault = Fault(code, values)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that was read, with something to say about it."""

    value: date | int | str | bool | None
    fault: Fault


Meaning = Stored | Percent | Fault | Doubt
