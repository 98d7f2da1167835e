"""The audit log: acts with person, moment and values before and after; append-only, each entry sealed onto the last.

An entry is written in the transaction of the change that it tells of, so that neither can be there without the other.
The database itself refuses to change or delete one (triggers, migration 0002); ``broken_seals`` finds what was changed
behind its back. The entry of a revision seals what that holds as well; the number and the seal of the last entry stand
apart, in a table and beside an SQLite file (``kpi.facts.database.log_beside``), so that a log without its end is known.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, update

from kpi.facts.tables import AUDIT, LOG_END

FIRST_SEAL = "0" * 64
"""The seal before the first entry."""
REVISION, EVERY_FACT, ERASED = "revision ", "every fact", "erased "
"""The subjects of what was recorded, before the number of the revision, of what was removed, and of who was erased."""
NOTHING: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType({})
APPENDED = "log_end"
"""Under this name a connection tells what it appended: programme, number and seal."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An act of somebody, done or refused. ``before`` and ``after`` are text, None where nothing was changed.

    ``content``: the checksum of the revision that it tells of; None of any other entry, and of those from before 0.10.
    """

    at: datetime
    by: str
    act: str
    about: str = ""
    before: str | None = None
    after: str | None = None
    refused: bool = False
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it stands in the log, numbered from 1 without gaps per programme."""

    number: int
    entry: AuditEntry
    previous: str
    seal: str


def append(connection: Connection, programme: str, entry: AuditEntry) -> Sealed:
    """Write an entry after the last one; the connection must be alone in writing."""
    last = end(connection, programme)
    number, previous = (last[0] + 1, last[1]) if last else (1, FIRST_SEAL)
    sealed = Sealed(number, entry, previous, seal(programme, number, entry, previous))
    connection.execute(insert(AUDIT), _row(programme, sealed))
    now = {"number": number, "seal": sealed.seal}
    moved = update(LOG_END).where(LOG_END.c.programme == programme).values(now) if last else insert(LOG_END)
    connection.execute(moved, None if last else {"programme": programme, **now})
    connection.info[APPENDED] = (programme, number, sealed.seal)
    return sealed


def end(connection: Connection, programme: str) -> tuple[int, str] | None:
    """Return the number and the seal of the entry that was written last; None before the first one."""
    found = connection.execute(select(LOG_END.c.number, LOG_END.c.seal).where(LOG_END.c.programme == programme)).first()
    return None if found is None else (found.number, found.seal)


def seal(programme: str, number: int, entry: AuditEntry, previous: str) -> str:
    """Return the checksum of an entry with the one before it.

    >>> first = AuditEntry(datetime(2018, 1, 1, tzinfo=UTC), "a@example.org", "sign_in")
    >>> seal("sha", 1, first, FIRST_SEAL) == seal("sha", 2, first, FIRST_SEAL)
    False
    """
    sealed = [programme, number, entry.at.astimezone(UTC).isoformat(), entry.by, entry.act, entry.about]
    sealed += [entry.before, entry.after, entry.refused, previous, *filter(None, [entry.content])]
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
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield _sealed(row)


def count(connection: Connection, programme: str) -> int:
    """Return the number of entries."""
    query = select(func.count()).select_from(AUDIT).where(AUDIT.c.programme == programme)
    return int(connection.execute(query).scalar_one())


@contextmanager
def unlocked(connection: Connection) -> Iterator[None]:
    """Let entries be changed in this transaction, for an erasure alone; the database refuses it again afterwards."""
    sqlite = connection.dialect.name == "sqlite"
    trigger = "audit_no_update" if sqlite else "audit_append_only"
    kept = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'audit_no_update'"
    made = connection.exec_driver_sql(kept).scalar_one() if sqlite else f"ALTER TABLE audit ENABLE TRIGGER {trigger}"
    connection.exec_driver_sql(f"DROP TRIGGER {trigger}" if sqlite else f"ALTER TABLE audit DISABLE TRIGGER {trigger}")
    yield
    connection.exec_driver_sql(made)


def last_before(connection: Connection, programme: str, moment: datetime) -> datetime | None:
    """Return the latest time of an entry before a moment; None when there is none."""
    query = select(func.max(AUDIT.c.at)).where(AUDIT.c.programme == programme, AUDIT.c.at < moment)
    found: datetime | None = connection.execute(query).scalar_one()
    return found


def broken_seals(
    connection: Connection, programme: str, redacted: Mapping[tuple[str, str], tuple[str, str]] = NOTHING
) -> Iterator[int]:
    """Yield the numbers at which the chain doesn't hold: an entry was changed, is missing, or was put in between.

    One that a name was erased from (``kpi.facts.erasure.redactions``) keeps the seal of before.
    """
    expected, previous, whole = 1, FIRST_SEAL, True
    for sealed in every_entry(connection, programme):
        now = seal(programme, sealed.number, sealed.entry, sealed.previous)
        holds = sealed.seal == now or redacted.get((AUDIT.name, str(sealed.number))) == (sealed.seal, now)
        if sealed.number != expected or sealed.previous != previous or not holds:
            whole = False
            yield sealed.number
        expected, previous = sealed.number + 1, sealed.seal
    last = end(connection, programme)
    if whole and (last or (0, FIRST_SEAL)) != (expected - 1, previous):
        yield last[0] if last else expected - 1


def numbers_told(connection: Connection, programme: str, subject: str) -> frozenset[int]:
    """Return the numbers that stand behind a subject in the entries of what was done: ``revision 4, …`` gives 4."""
    query = select(AUDIT.c.about).where(
        AUDIT.c.programme == programme, AUDIT.c.refused.is_(False), AUDIT.c.about.startswith(subject)
    )
    numbers = (about.removeprefix(subject).partition(",")[0] for about in connection.execute(query).scalars())
    return frozenset(int(number) for number in numbers if number.isdigit())


def sealed_revisions(connection: Connection, programme: str) -> dict[int, str | None]:
    """By revision the checksum that its entry seals (None of one without), since every fact was last removed."""
    told: dict[int, str | None] = {}
    query = select(AUDIT.c.about, AUDIT.c.content).where(AUDIT.c.programme == programme, AUDIT.c.refused.is_(False))
    about = or_(AUDIT.c.about.startswith(REVISION), AUDIT.c.about == EVERY_FACT)
    for subject, content in connection.execute(query.where(about).order_by(AUDIT.c.number)):
        number = subject.removeprefix(REVISION).partition(",")[0]
        if subject == EVERY_FACT:
            told.clear()
        elif number.isdigit():
            told[int(number)] = content
    return told


def last_given(connection: Connection, programme: str) -> dict[str, tuple[str, str, datetime]]:
    """By subject the role that was given last, by whom and when; nothing of a role that was taken away."""
    query = select(AUDIT.c.about, AUDIT.c.after, AUDIT.c.by, AUDIT.c.at).where(
        AUDIT.c.programme == programme, AUDIT.c.act == "manage_roles", AUDIT.c.refused.is_(False)
    )
    last = {about: tuple(given) for about, *given in connection.execute(query.order_by(AUDIT.c.number))}
    return {about: (role, by, at) for about, (role, by, at) in last.items() if role is not None}


def _row(programme: str, sealed: Sealed) -> dict[str, object]:
    place = {"programme": programme, "number": sealed.number, "previous": sealed.previous, "seal": sealed.seal}
    return {**place, **asdict(sealed.entry)}


def _sealed(row: Iterable[Any]) -> Sealed:
    _, number, *entry, previous, sealed = row
    return Sealed(number, AuditEntry(*entry), previous, sealed)
