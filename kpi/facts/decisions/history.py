"""What was recorded: revisions, the files they came from, and decisions with their reasons."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from kpi.facts.proposal import Revision
from kpi.facts.reader import Reader
from kpi.facts.tables import DECISIONS, REVISIONS, UPLOADS
from kpi.score.scores import Acceptance

ACCEPTED = "accepted/"
"""What the key of a decision to accept an indicator's deviation begins with."""
SUBMITTED = "frozen/"
"""What the key of a decision that keeps a submitted report begins with."""


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """A decision in force: its value (JSON), why, by whom, when (UTC), and the revision that holds it."""

    value: str
    reason: str
    by: str
    at: datetime
    revision: int


def revisions(connection: Connection, programme: str) -> tuple[Revision, ...]:
    """Every revision, the latest first."""
    query = select(REVISIONS).where(REVISIONS.c.programme == programme).order_by(REVISIONS.c.number.desc())
    rows = connection.execute(query).all()
    undone = undone_by((row.number, row.undoes) for row in rows)
    files = _files(connection, programme)
    return tuple(
        Revision(
            number=row.number,
            by=row.by,
            at=row.at,
            note=row.note,
            sample=row.sample,
            undoes=row.undoes,
            undone_by=undone.get(row.number),
            files=tuple(files[row.number]),
            **json.loads(row.counts),
        )
        for row in rows
    )


def undone_by(revisions: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Revision → the one that took it back, out of (number, what it undoes). An undo that was undone doesn't count.

    >>> undone_by([(1, None), (2, 1)])
    {1: 2}
    >>> undone_by([(1, None), (2, 1), (3, 2)])
    {2: 3}
    >>> undone_by([(1, None), (2, 1), (3, 2), (4, 3)])
    {3: 4, 1: 2}
    """
    found: dict[int, int] = {}
    for number, undoes in sorted(revisions, reverse=True):
        if undoes is not None and number not in found:
            found[undoes] = number
    return found


def undone_revisions(connection: Connection, programme: str) -> dict[int, int]:
    """Revision → the one that took it back, of a whole programme."""
    query = select(REVISIONS.c.number, REVISIONS.c.undoes).where(REVISIONS.c.programme == programme)
    return undone_by((number, undoes) for number, undoes in connection.execute(query))


def _files(connection: Connection, programme: str) -> dict[int, list[str]]:
    query = select(UPLOADS.c.revision, UPLOADS.c.name).where(UPLOADS.c.programme == programme).order_by(UPLOADS.c.id)
    found: dict[int, list[str]] = defaultdict(list)
    for revision, name in connection.execute(query):
        found[revision].append(name)
    return found


def decisions(reader: Reader, prefix: str = "") -> dict[str, DecisionMade]:
    """The decisions in force in the reader's revision whose key begins with the prefix; withdrawn ones aren't."""
    table = DECISIONS
    query = (
        select(table.c.key, table.c.value, table.c.reason, table.c.by, table.c.at, table.c.revision)
        .where(reader.valid(table), table.c.value.is_not(None), table.c.key.startswith(prefix, autoescape=True))
        .order_by(table.c.key)
    )
    return {key: DecisionMade(*rest) for key, *rest in reader.connection.execute(query)}


def acceptances(reader: Reader) -> dict[str, Acceptance]:
    """Indicator → the deviation that was accepted by hand, in the reader's revision."""
    found: dict[str, Acceptance] = {}
    for key, decision in decisions(reader, ACCEPTED).items():
        indicator = key.removeprefix(ACCEPTED)
        value = json.loads(decision.value)
        on, until = date.fromisoformat(value["on"]), date.fromisoformat(value["until"])
        found[indicator] = Acceptance(indicator, decision.reason, value.get("by") or decision.by, on, until)
    return found
