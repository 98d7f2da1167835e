"""What names were erased from, with the checksums before and after, so that a check can tell it from tampering."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from kpi.facts.audit_log import ERASED
from kpi.facts.tables import AUDIT, REDACTIONS

SEAL_OF_REVISION = "seal of a revision"
"""The place of what an erasure changes of a revision as a whole; other places are tables."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One thing that a name was erased from: its table, its number there, and its checksums before and after."""

    place: str
    item: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """An entry of the log that tells of an erasure: the marks, who did it, when, and from how many things."""

    number: int
    marks: str
    by: str
    at: datetime | None
    things: int
    whole: bool
    """Whether the list of what it erased is the one that the entry sealed."""


Redacted = Mapping[tuple[str, str], tuple[str, str]]
"""By place and item the first checksum before, and the last one after."""


def digest_of(redactions: Sequence[Redaction]) -> str:
    """Return the checksum of a list of them, which its entry in the log seals."""
    told = sorted((each.place, each.item, each.was, each.now) for each in redactions)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def keep(connection: Connection, programme: str, entry: int, redactions: Sequence[Redaction]) -> None:
    """Write the redactions of an entry of the log down."""
    if redactions:
        rows = [{"place": r.place, "item": r.item, "was": r.was, "now": r.now} for r in redactions]
        connection.execute(insert(REDACTIONS), [{"programme": programme, "entry": entry, **row} for row in rows])


def redacted(connection: Connection, programme: str) -> Redacted:
    """Return everything that a name was erased from."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for _, redaction in _every(connection, programme):
        place = (redaction.place, redaction.item)
        found[place] = (found.get(place, (redaction.was, ""))[0], redaction.now)
    return found


def last(connection: Connection, programme: str) -> int:
    """Return the entry of the log that told of the last erasure; 0 before the first."""
    query = select(func.max(REDACTIONS.c.entry)).where(REDACTIONS.c.programme == programme)
    return int(connection.execute(query).scalar_one() or 0)


def erasures(connection: Connection, programme: str) -> tuple[Erasure, ...]:
    """Return every erasure, as the log tells it, the first one first."""
    lists: dict[int, list[Redaction]] = {}
    for entry, redaction in _every(connection, programme):
        lists.setdefault(entry, []).append(redaction)
    query = (
        select(AUDIT).where(AUDIT.c.programme == programme, AUDIT.c.about.startswith(ERASED)).order_by(AUDIT.c.number)
    )
    told = {row.number: row for row in connection.execute(query.where(AUDIT.c.refused.is_(False)))}
    found = [
        Erasure(number, row.about.removeprefix(ERASED), row.by, row.at, len(own), whole=digest_of(own) == row.content)
        for number, row in told.items()
        for own in (lists.pop(number, []),)
    ]
    return (*found, *(Erasure(number, "–", "–", None, len(own), whole=False) for number, own in lists.items()))


def _every(connection: Connection, programme: str) -> list[tuple[int, Redaction]]:
    query = select(REDACTIONS).where(REDACTIONS.c.programme == programme).order_by(REDACTIONS.c.entry)
    return [(row.entry, Redaction(row.place, row.item, row.was, row.now)) for row in connection.execute(query)]
