"""Rows as they stand in a revision, whole and with their origin, so that a corrected one keeps it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, or_, select, true

from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.facts.tables import FACTS

BATCH = 500
"""Keys in one query."""


@dataclass(frozen=True, slots=True)
class CurrentRow:
    """A row with its values (as ``storage_columns``), and the upload, sheet and row that it came from."""

    key: str
    digest: str
    values: tuple[Stored, ...]
    upload: int | None
    sheet: str
    row: int

    def value(self, register_name: str, column: str) -> Stored:
        """One of its values, by the name of the column."""
        return self.values[storage_columns(register_name).index(column)]


def current_rows(reader: Reader, register_name: str, keys: Sequence[str]) -> Iterator[CurrentRow]:
    """The rows of those keys that are there."""
    for start in range(0, len(keys), BATCH):
        table = FACTS[register_name]
        yield from _rows(reader, register_name, table.c.key.in_(keys[start : start + BATCH]))


def naming(reader: Reader, register_name: str, field: str, form: str) -> Iterator[CurrentRow]:
    """The rows whose field names something by that comparable form."""
    return _rows(reader, register_name, FACTS[register_name].c[f"{field}_key"] == form)


def forms(reader: Reader, register_name: str, field: str) -> dict[str, str]:
    """Each name as it is written → the form under which it counts."""
    table = FACTS[register_name]
    written, form = table.c[field], table.c[f"{field}_key"]
    query = select(written, form).where(reader.valid(table), form.is_not(None)).distinct()
    return dict(reader.connection.execute(query).all())


def every_row(reader: Reader, register_name: str) -> Iterator[CurrentRow]:
    """Every row of a register, in the order of its key."""
    return _rows(reader, register_name, true())


def containing(reader: Reader, register_name: str, text: str, limit: int) -> list[CurrentRow]:
    """The first rows that hold a text in any of their texts, whatever its case."""
    table = FACTS[register_name]
    searched = [table.c[name] for name in storage_columns(register_name) if isinstance(table.c[name].type, String)]
    condition = or_(*(column.icontains(text, autoescape=True) for column in searched)) if text else true()
    return list(_rows(reader, register_name, condition, limit))


def _rows(
    reader: Reader, register_name: str, condition: ColumnElement[bool], limit: int | None = None
) -> Iterator[CurrentRow]:
    table = FACTS[register_name]
    origin: list[Any] = [table.c.upload, table.c.sheet, table.c.row]
    columns = [table.c[name] for name in storage_columns(register_name)]
    query = select(table.c.key, table.c.digest, *origin, *columns).where(reader.valid(table), condition)
    for key, digest, upload, sheet, row, *values in reader.connection.execute(query.order_by(table.c.key).limit(limit)):
        yield CurrentRow(key, digest, tuple(values), upload, sheet, row)
