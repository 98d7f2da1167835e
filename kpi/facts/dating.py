"""When things happened according to the facts themselves."""

from datetime import date

from sqlalchemy import func, literal, select, union_all

from kpi.facts.expressions import source
from kpi.facts.reading import Reader
from kpi.programme.model import Programme
from kpi.programme.registers import ALL, Kind


def latest_dated_fact(reader: Reader, programme: Programme, today: date) -> date | None:
    """The latest date in any fact that is not in the future; None when there is no dated fact."""
    queries = []
    for register in ALL:
        src = source(reader, programme, register.name)
        for field in register.fields:
            if field.kind is Kind.DATE:
                column = src.column(field.name)
                queries.append(select(func.max(column).label("day")).where(src.valid, column <= literal(today)))
    days = [row[0] for row in reader.connection.execute(union_all(*queries)) if row[0] is not None]
    return max(days, default=None)
