"""The audit log: acts with person, moment and values before and after; append-only, each entry sealed onto the last.

An entry is written in the transaction of the change that it tells of, so that neither can be there without the other.
The database itself refuses to change or delete one (triggers, migration 0002); ``broken_seals`` finds what was changed
behind its back.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from kpi.facts.tables import AUDIT

FIRST_SEAL = "0" * 64
"""The seal before the first entry."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An act of somebody, done or refused. ``before`` and ``after`` are text, None where nothing was changed."""

    at: datetime
    by: str
    act: str
    about: str = ""
    before: str | None = None
    after: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it stands in the log, numbered from 1 without gaps per programme."""

    number: int
    entry: AuditEntry
    previous: str
    seal: str


def append(connection: Connection, programme: str, entry: AuditEntry) -> Sealed:
    """Write an entry after the last one; the connection must be alone in writing."""
    last = connection.execute(
        select(AUDIT.c.number, AUDIT.c.seal).where(AUDIT.c.programme == programme).order_by(AUDIT.c.number.desc())
    ).first()
    number, previous = (last.number + 1, last.seal) if last else (1, FIRST_SEAL)
    sealed = Sealed(number, entry, previous, seal(programme, number, entry, previous))
    connection.execute(insert(AUDIT), _row(programme, sealed))
    return sealed


def seal(programme: str, number: int, entry: AuditEntry, previous: str) -> str:
    """Return the checksum of an entry with the one before it.

    >>> first = AuditEntry(datetime(2018, 1, 1, tzinfo=UTC), "a@example.org", "sign_in")
    >>> seal("sha", 1, first, FIRST_SEAL) == seal("sha", 2, first, FIRST_SEAL)
    False
    """
    sealed = [programme, number, entry.at.astimezone(UTC).isoformat(), entry.by, entry.act, entry.about]
    sealed += [entry.before, entry.after, entry.refused, previous]
    return hashlib.sha256(json.dumps(sealed, ensure_ascii=False).encode()).hexdigest()


def entries(connection: Connection, programme: str, *, before: int | None = None, most: int = 200) -> list[Sealed]:
    """Return the last ``most`` entries, the latest first; those numbered below ``before``, if given."""
    query = select(AUDIT).where(AUDIT.c.programme == programme).order_by(AUDIT.c.number.desc()).limit(most)
    if before is not None:
        query = query.where(AUDIT.c.number < before)
    return [_sealed(row) for row in connection.execute(query)]


def every_entry(connection: Connection, programme: str) -> Iterator[Sealed]:
    """Yield the whole log, the first entry first, a part of it in memory at a time."""
    query = select(AUDIT).where(AUDIT.c.programme == programme).order_by(AUDIT.c.number)
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield _sealed(row)


def count(connection: Connection, programme: str) -> int:
    """Return the number of entries."""
    query = select(func.count()).select_from(AUDIT).where(AUDIT.c.programme == programme)
    return int(connection.execute(query).scalar_one())


def broken_seals(connection: Connection, programme: str) -> Iterator[int]:
    """Yield the numbers at which the chain doesn't hold: an entry was changed, is missing, or was put in between."""
    expected, previous = 1, FIRST_SEAL
    for sealed in every_entry(connection, programme):
        holds = sealed.seal == seal(programme, sealed.number, sealed.entry, sealed.previous)
        if sealed.number != expected or sealed.previous != previous or not holds:
            yield sealed.number
        expected, previous = sealed.number + 1, sealed.seal


def numbers_told(connection: Connection, programme: str, subject: str) -> frozenset[int]:
    """Return the numbers that stand behind a subject in the entries of what was done: ``revision 4, …`` gives 4."""
    query = select(AUDIT.c.about).where(
        AUDIT.c.programme == programme, AUDIT.c.refused.is_(False), AUDIT.c.about.startswith(subject)
    )
    numbers = (about.removeprefix(subject).partition(",")[0] for about in connection.execute(query).scalars())
    return frozenset(int(number) for number in numbers if number.isdigit())


def _row(programme: str, sealed: Sealed) -> dict[str, object]:
    place = {"programme": programme, "number": sealed.number, "previous": sealed.previous, "seal": sealed.seal}
    return {**place, **asdict(sealed.entry)}


def _sealed(row: Iterable[Any]) -> Sealed:
    _, number, *entry, previous, sealed = row
    return Sealed(number, AuditEntry(*entry), previous, sealed)
