"""A finding of the checks of a programme: its place in the file, and the fault there; and what several of them ask."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kpi.language import N_, Sayable, Words
from kpi.programme.registers import Register
from kpi.sentences import say

UNKNOWN_FIELD = N_("The register {register} has no field {given}.")
UNKNOWN_PLAN_YEAR = N_("There is no plan year {given}.")
UNFIT = N_("{given} is no value of the field {field}.")


@dataclass(frozen=True, slots=True)
class ProgrammeFinding:
    """A fault: its place in the file (a key path, empty for the file as a whole), and its sentence."""

    key: str
    sentence: Sayable

    def with_place(self, words: Words) -> str:
        """Return the fault with its place, in the user's language."""
        return f"{self.key}: {words.say(self.sentence)}" if self.key else words.say(self.sentence)


def unknown(key: str, given: object, known: Container[object], template: str) -> Iterator[ProgrammeFinding]:
    """Yield a finding where what is given isn't among what is known."""
    if given not in known:
        yield ProgrammeFinding(key, say(template, given=given))


def unknown_field(key: str, register: Register, name: str) -> Iterator[ProgrammeFinding]:
    """Yield a finding where the register has no field of that name."""
    if register.known_field(name) is None:
        yield ProgrammeFinding(key, say(UNKNOWN_FIELD, register=register.name, given=name))


def unordered(key: str, first: date | None, second: date | None) -> Iterator[ProgrammeFinding]:
    """Yield a finding where the first day isn't before the second; nothing while one of them isn't known."""
    if first and second and first >= second:
        wrong = say("{first} doesn't come before {second}.", first=first.isoformat(), second=second.isoformat())
        yield ProgrammeFinding(key, wrong)


def no_share(key: str, value: Decimal) -> Iterator[ProgrammeFinding]:
    """Yield a finding where a value is no part of a whole."""
    if not 0 <= value <= 1:
        yield ProgrammeFinding(key, say("{given} doesn't lie between 0 and 1.", given=value))
