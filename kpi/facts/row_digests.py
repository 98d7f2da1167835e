"""The rows of a register as they stand in a revision, in the few forms that an import compares with.

A digest is over the names and values of what is filled, so that a register may gain a column without every row of it
changing. Databases from before 0.9 hold digests over all values alone; such a row is given the digest of its values
when it is read, and isn't rewritten.
"""

from collections.abc import Callable, Collection, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, func, select

from kpi.facts.decisions.history import undone_revisions
from kpi.facts.decisions.submitted_accounts import SubmittedAccount
from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader, has_sample
from kpi.facts.tables import DECISIONS, FACTS, REVISIONS, UPLOADS

BATCH = 500
"""Keys in one query."""
DIGEST_BYTES = 20
EARLIER_LENGTH = 32
"""Digits of a digest from before 0.9."""


def digester(columns: Sequence[str]) -> Callable[[Sequence[Stored]], str]:
    """Make the function that gives the digest of rows of those columns, whatever their order.

    >>> digester(("title", "url", "views"))(("a", None, 1)) == digester(("views", "title"))((1, "a"))
    True
    >>> digester(("title", "url"))(("a", None)) == digester(("title", "url"))(("a", ""))
    False
    """
    order = sorted(range(len(columns)), key=columns.__getitem__)
    names, in_order = tuple(columns[index] for index in order), itemgetter(*order)

    def digest_of(values: Sequence[Stored]) -> str:
        filled = [f"{name}={value!r}" for name, value in zip(names, in_order(values), strict=True) if value is not None]
        return blake2b("\x1f".join(filled).encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()

    return digest_of


def digest(register_name: str, values: Sequence[Stored]) -> str:
    """Return the digest of one row, its values as ``storage_columns`` has them."""
    return digester(storage_columns(register_name))(values)


def is_earlier(stored: str) -> bool:
    """Whether a digest is one of those from before 0.9, which can't be compared with those of today."""
    return len(stored) == EARLIER_LENGTH


def keys(reader: Reader, register_name: str) -> frozenset[str]:
    """The key of every row."""
    table = FACTS[register_name]
    return frozenset(reader.connection.execute(select(table.c.key).where(reader.valid(table))).scalars())


def digests(reader: Reader, register_name: str) -> dict[str, str]:
    """Key → digest of every row, so that an import knows what is new, changed and unchanged without reading values."""
    table = FACTS[register_name]
    known = dict(reader.connection.execute(select(table.c.key, table.c.digest).where(reader.valid(table))).all())
    if any(map(is_earlier, known.values())):
        columns, digest_of = _values_of(register_name)
        query = select(table.c.key, *columns).where(reader.valid(table), func.length(table.c.digest) == EARLIER_LENGTH)
        known.update((row[0], digest_of(row[1:])) for row in reader.connection.execute(query))
    return known


def renewed(reader: Reader, register_name: str, keys: Collection[str]) -> dict[tuple[str, str], str]:
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


def names(reader: Reader, register_name: str, field: str) -> dict[str, str]:
    """Normalised name → the name as it was last written, of a field that is stored with its key form."""
    table = FACTS[register_name]
    key, written = table.c[f"{field}_key"], table.c[field]
    query = select(key, written).where(reader.valid(table), key.is_not(None)).order_by(table.c.id)
    return dict(reader.connection.execute(query).all())


def values(reader: Reader, register_name: str, keys: Sequence[str]) -> dict[str, tuple[Stored, ...]]:
    """Key → the stored values (as ``storage_columns``) of the rows with those keys."""
    table = FACTS[register_name]
    columns = [table.c[name] for name in storage_columns(register_name)]
    found: dict[str, tuple[Stored, ...]] = {}
    for start in range(0, len(keys), BATCH):
        query = select(table.c.key, *columns).where(reader.valid(table), table.c.key.in_(keys[start : start + BATCH]))
        found.update((row[0], tuple(row[1:])) for row in reader.connection.execute(query))
    return found


def imported_as(reader: Reader, sha256: str) -> int | None:
    """The latest revision that this very file was imported as; not counting what was undone or taken out.

    The files of a submitted report are kept like uploads, but nobody imported them.
    """
    submitted = select(DECISIONS.c.revision).where(
        DECISIONS.c.programme == reader.programme_id,
        DECISIONS.c.key.startswith(SubmittedAccount.prefix, autoescape=True),
    )
    query = (
        select(UPLOADS.c.revision, REVISIONS.c.sample)
        .join(REVISIONS, (REVISIONS.c.programme == UPLOADS.c.programme) & (REVISIONS.c.number == UPLOADS.c.revision))
        .where(UPLOADS.c.programme == reader.programme_id, UPLOADS.c.sha256 == sha256)
        .where(UPLOADS.c.revision.not_in(submitted))
    )
    found = reader.connection.execute(query).all()
    undone = undone_revisions(reader.connection, reader.programme_id) if found else frozenset()
    holding = bool(found) and has_sample(reader)
    return max((number for number, sample in found if number not in undone and (holding or not sample)), default=None)
