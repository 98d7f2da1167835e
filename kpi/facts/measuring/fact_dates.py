"""The last days of the facts: of the latest event, and of the latest word that a source is up to date."""

from datetime import date

from sqlalchemy import case, func, literal, select

from kpi.facts.decisions.decision_kinds import NothingNew
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.measuring.expressions import source
from kpi.facts.reader import Reader
from kpi.programme.registers import ALL, FieldKind


def checked(reader: Reader) -> dict[str, date]:
    """By register the last day on which somebody said that it was up to date without anything new."""
    return {made.decision.register: made.decision.day for made in decisions(reader, NothingNew)}


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
