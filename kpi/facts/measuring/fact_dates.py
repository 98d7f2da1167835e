"""When things happened according to the facts themselves, and when somebody said that a source had nothing new."""

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import case, func, literal, select

from kpi.facts.decisions.history import decisions
from kpi.facts.measuring.expressions import source
from kpi.facts.proposal import Decision
from kpi.facts.reader import Reader
from kpi.programme.registers import ALL, FieldKind

CHECKED = "checked/"
"""What the key of a decision begins with that says that a source had nothing new; the rest names the register."""


def checked(reader: Reader) -> dict[str, date]:
    """By register the last day on which somebody said that it was up to date without anything new."""
    found = decisions(reader, CHECKED)
    return {key.removeprefix(CHECKED): date.fromisoformat(json.loads(made.value)) for key, made in found.items()}


def as_checked(registers: Iterable[str], day: date) -> tuple[Decision, ...]:
    """The decisions that say so of those registers, on that day."""
    return tuple(Decision(CHECKED + name, json.dumps(day.isoformat()), "") for name in registers)


def latest_dated_fact(reader: Reader, today: date) -> date | None:
    """The latest date in any fact that is not in the future; None when there is no dated fact.

    Each register is gone through once, whatever the number of its dates.
    """
    days: list[date] = []
    for register in ALL:
        src = source(reader, register.name)
        dated = [src.column(field.name) for field in register.fields if field.kind is FieldKind.DATE]
        latest = [func.max(case((column <= literal(today), column))) for column in dated]
        if latest:
            days += filter(None, reader.connection.execute(select(*latest).where(src.valid)).one())
    return max(days, default=None)
