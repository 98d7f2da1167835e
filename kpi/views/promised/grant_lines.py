"""The lists of a grant as lines of text: advances, obligations, changes and publicity, read back to the same."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.errors import Refusal
from kpi.intake.values.days import day as read_day
from kpi.intake.values.numerals import amount as read_amount
from kpi.language import N_
from kpi.programme.finance import Advance, DatedNote, Grant, Obligation
from kpi.sentences import Said, listed, say

CENTS = 100
NONE = "-"
"""Stands in the place of a part that there isn't."""
BAR = " | "
"""Stands between the parts of an obligation: what, by when, its proof, when it was met."""


class UnreadableLine(Refusal):
    """A line of a list that isn't an advance, a change or publicity."""

    template = N_("“{line}” can't be read; write it as {example}.")


@dataclass(frozen=True, slots=True)
class LineKind:
    """A kind of line: how one is written, how a value of it is, and what reads it back."""

    help: str
    written: Callable[[Any], Said]
    read: Callable[[str], Advance | Obligation | DatedNote]


def read_lines(name: str, text: str) -> tuple[dict[str, Any], ...]:
    """The lines of a text in the shape of the file. Raises UnreadableLine."""
    read = LINES[name].read
    return tuple(read(line.strip()).model_dump(mode="json") for line in text.splitlines() if line.strip())


def to_lines(grant: Grant, name: str) -> Said:
    """A list of a grant as lines of text, that are read back to the same."""
    return listed(map(LINES[name].written, getattr(grant, name)), "\n")


def _advance_line(one: Advance) -> Said:
    return listed((say.short_date(one.on), say.money(one.amount)), " ")


def _advance(line: str) -> Advance:
    on, _, rest = line.partition(" ")
    day, cents = read_day(on), read_amount(rest)
    if not isinstance(day, date) or not isinstance(cents, int):
        raise UnreadableLine(line=line, example="01-09-2017 120.000")
    return Advance(on=day, amount=Decimal(cents) / CENTS)


def _note_line(one: DatedNote) -> Said:
    return listed((say.short_date(one.on), one.text), " ")


def _note(line: str) -> DatedNote:
    on, _, rest = line.partition(" ")
    day = read_day(on)
    if not isinstance(day, date) or not rest.strip():
        raise UnreadableLine(line=line, example="01-09-2017 https://…")
    return DatedNote(on=day, text=rest.strip())


def _obligation_line(one: Obligation) -> Said:
    due, done = (say.short_date(day) if day else NONE for day in (one.due, one.done))
    if one.proof or one.done:
        return listed((one.text, due, one.proof or NONE, done), BAR)
    return listed((one.text, due), " ") if one.due else one.text


def _obligation(line: str) -> Obligation:
    """What, by when, its proof and when it was met, between bars; without bars a day at the end is by when."""
    if BAR.strip() in line:
        parts = [part.strip() for part in [*line.split(BAR.strip()), "", "", ""][:4]]
        text, due, proof, done = ("" if part == NONE else part for part in parts)
        days = [read_day(part) if part else None for part in (due, done)]
        if not text or any(part is not None and not isinstance(part, date) for part in days):
            raise UnreadableLine(line=line, example="… | 01-10-2018 | https://… | 15-09-2018")
        by, met = (part if isinstance(part, date) else None for part in days)
        return Obligation(text=text, due=by, proof=proof, done=met)
    text, _, last = line.rpartition(" ")
    day = read_day(last)
    return Obligation(text=text, due=day) if text and isinstance(day, date) else Obligation(text=line)


LINES: dict[str, LineKind] = {
    "obligations": LineKind(
        N_("One a line: what | by when | its proof | when it was met. Only the first is needed."),
        _obligation_line,
        _obligation,
    ),
    "advances": LineKind(N_("One a line: 01-09-2017 120.000"), _advance_line, _advance),
    "changes": LineKind(N_("One a line: the day of the decision, its number and what it changes."), _note_line, _note),
    "publicity": LineKind(N_("One a line: the day, and the link or the name of the picture."), _note_line, _note),
}
"""The lists of a grant, each with its kind of line."""
