"""Rows as they stand in a revision, whole and with their origin, so that a corrected one keeps it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, String, func, or_, select, true

from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.facts.row_digests import EARLIER_LENGTH, digester, is_earlier
from kpi.facts.tables import FACTS
from kpi.personal_forms import without_persons

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
    """Each name as it is written, without data of persons → the form under which it counts."""
    table = FACTS[register_name]
    written, form = table.c[field], table.c[f"{field}_key"]
    query = select(written, form).where(reader.valid(table), form.is_not(None)).distinct()
    return {without_persons(name): counted for name, counted in reader.connection.execute(query)}


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


def known_keys(reader: Reader, register_name: str) -> frozenset[str]:
    """The key of every row."""
    table = FACTS[register_name]
    return frozenset(reader.connection.execute(select(table.c.key).where(reader.valid(table))).scalars())


def known_digests(reader: Reader, register_name: str) -> dict[str, str]:
    """Key → digest of every row, by which an import tells new, changed and unchanged rows apart without values."""
    table = FACTS[register_name]
    known = dict(reader.connection.execute(select(table.c.key, table.c.digest).where(reader.valid(table))).all())
    if any(map(is_earlier, known.values())):
        columns, digest_of = _values_of(register_name)
        query = select(table.c.key, *columns).where(reader.valid(table), func.length(table.c.digest) == EARLIER_LENGTH)
        known.update((row[0], digest_of(row[1:])) for row in reader.connection.execute(query))
    return known


def renewed_digests(reader: Reader, register_name: str, keys: Collection[str]) -> dict[tuple[str, str], str]:
    """(Key, digest from before 0.9) → today's digest, for every row that was ever recorded under those keys."""
    table, (columns, digest_of) = FACTS[register_name], _values_of(register_name)
    recorded = (
        select(table.c.key, table.c.digest, *columns)
        .where(table.c.programme == reader.programme_id, table.c.revision <= reader.revision)
        .where(func.length(table.c.digest) == EARLIER_LENGTH)
    )
    given, wanted = {}, sorted(keys)
    for start in range(0, len(wanted), BATCH):
        query = recorded.where(table.c.key.in_(wanted[start : start + BATCH]))
        given.update({(row[0], row[1]): digest_of(row[2:]) for row in reader.connection.execute(query)})
    return given


def _values_of(register_name: str) -> tuple[list[Column[Any]], Callable[[Sequence[Stored]], str]]:
    names = storage_columns(register_name)
    return [FACTS[register_name].c[name] for name in names], digester(names)


def names_written(reader: Reader, register_name: str, field: str) -> dict[str, str]:
    """Normalised name → the name as it was last written, of a field that is stored with its key form."""
    table = FACTS[register_name]
    key, written = table.c[f"{field}_key"], table.c[field]
    query = select(key, written).where(reader.valid(table), key.is_not(None)).order_by(table.c.id)
    return dict(reader.connection.execute(query).all())


def stored_values(reader: Reader, register_name: str, names: Sequence[str]) -> dict[str, tuple[Stored, ...]]:
    """Key → the values of some stored columns, of every row."""
    table = FACTS[register_name]
    query = select(table.c.key, *(table.c[name] for name in names)).where(reader.valid(table))
    return {key: tuple(values) for key, *values in reader.connection.execute(query)}


def known_values(reader: Reader, register_name: str, keys: Sequence[str]) -> dict[str, tuple[Stored, ...]]:
    """Key → the stored values (as ``storage_columns``) of the rows with those keys."""
    return {row.key: row.values for row in current_rows(reader, register_name, keys)}
