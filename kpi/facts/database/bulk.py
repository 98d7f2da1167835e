"""Many rows at once, at the speed of the driver: ``executemany`` on SQLite, ``COPY`` on PostgreSQL."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Date, Table, and_, exists, func, literal, select, update

T = TypeVar("T")
BATCH = 5_000

Values = Sequence[Any]
ByColumn = list[Iterable[Any]]
"""Some rows by their columns, which are all as long."""


def write_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> int:
    """Insert rows whose values follow ``columns``; return their number. For texts, whole numbers, dates, yes or no."""
    return write_columns(connection, table, columns, (list(zip(*batch, strict=True)) for batch in batches(rows)))


def write_columns(connection: Connection, table: Table, columns: Sequence[str], parts: Iterable[ByColumn]) -> int:
    """Insert rows that are given by their columns, so many at a time; return their number, as ``write_rows``."""
    if connection.dialect.name == "postgresql":
        return _copy(connection, table, columns, parts)
    return _insert_many(connection, table, columns, parts)


def _names(connection: Connection, table: Table, columns: Sequence[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    return f"{quote(table.name)} ({', '.join(quote(name) for name in columns)})"


def _insert_many(connection: Connection, table: Table, columns: Sequence[str], parts: Iterable[ByColumn]) -> int:
    """Through Core's ``executemany`` with plain tuples; dates become text here, as SQLAlchemy stores them."""
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {_names(connection, table, columns)} VALUES ({marks})"  # noqa: S608 - our own names
    days = [i for i, name in enumerate(columns) if isinstance(table.c[name].type, Date)]
    written = 0
    texts = _Texts()
    for part in parts:
        for i in days:
            part[i] = map(texts.__getitem__, part[i])
        rows = list(zip(*part, strict=True))
        connection.exec_driver_sql(statement, rows)
        written += len(rows)
    return written


class _Texts(dict[date | None, str | None]):
    """Dates as SQLAlchemy stores them; each is written out once."""

    def __missing__(self, day: date | None) -> str | None:
        text = self[day] = None if day is None else day.isoformat()
        return text


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """So many of the rows at a time as one statement writes."""
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def _copy(connection: Connection, table: Table, columns: Sequence[str], parts: Iterable[ByColumn]) -> int:
    statement = f"COPY {_names(connection, table, columns)} FROM STDIN"
    written = 0
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in chain.from_iterable(zip(*part, strict=True) for part in parts):
            copy.write_row(row)
            written += 1
    return written


def retire(connection: Connection, table: Table, programme: str, keys: Iterable[str], revision: int) -> int:
    """End the current rows of those keys at a revision and return their number. One statement, however many keys."""
    wanted = list(keys)
    current = and_(table.c.programme == programme, table.c.retired.is_(None))
    if not wanted or not connection.execute(select(exists().where(current))).scalar_one():
        return 0
    statement = update(table).where(current, table.c.key.in_(_given(connection, wanted))).values(retired=revision)
    return connection.execute(statement).rowcount


def _given(connection: Connection, texts: list[str]) -> Any:  # noqa: ANN401 - a subquery of one text column
    """Any number of texts as one parameter: a JSON list that the database unfolds."""
    name = "json_array_elements_text" if connection.dialect.name == "postgresql" else "json_each"
    argument: ColumnElement[Any] = literal(json.dumps(texts, ensure_ascii=False))
    if connection.dialect.name == "postgresql":
        argument = func.json(argument)
    unfolded = getattr(func, name)(argument).table_valued("value")
    return select(unfolded.c.value)
