"""The revisions that were recorded, with the files they came from and those that took others back."""

import json
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from kpi.facts.proposal import Revision
from kpi.facts.tables import REVISIONS, UPLOADS
from kpi.personal_forms import without_persons


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
            note=without_persons(row.note),
            sample=row.sample,
            undoes=row.undoes,
            undone_by=undone.get(row.number),
            files=tuple(files[row.number]),
            **json.loads(row.counts),
        )
        for row in rows
    )


def latest_revision(connection: Connection, programme: str) -> int:
    """The number of the latest revision; 0 before the first."""
    query = select(func.coalesce(func.max(REVISIONS.c.number), 0)).where(REVISIONS.c.programme == programme)
    return int(connection.execute(query).scalar_one())


def programmes(connection: Connection) -> tuple[str, ...]:
    """The ids of all programmes that the database holds revisions of."""
    return tuple(connection.scalars(select(REVISIONS.c.programme).distinct().order_by(REVISIONS.c.programme)))


def undone_by(revisions: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Revision → the one that took it back, out of (number, what it undoes). An undo that was undone doesn't count.

    >>> undone_by([(1, None), (2, 1)])
    {1: 2}
    >>> undone_by([(1, None), (2, 1), (3, 2)])
    {2: 3}
    >>> undone_by([(1, None), (2, 1), (3, 2), (4, 3)])
    {3: 4, 1: 2}
    """
    takers: dict[int, int] = {}
    for number, undoes in sorted(revisions, reverse=True):
        if undoes is not None and number not in takers:
            takers[undoes] = number
    return takers


def undone_revisions(connection: Connection, programme: str) -> dict[int, int]:
    """Revision → the one that took it back, of a whole programme."""
    query = select(REVISIONS.c.number, REVISIONS.c.undoes).where(REVISIONS.c.programme == programme)
    return undone_by((number, undoes) for number, undoes in connection.execute(query))


def _files(connection: Connection, programme: str) -> dict[int, list[str]]:
    query = select(UPLOADS.c.revision, UPLOADS.c.name).where(UPLOADS.c.programme == programme).order_by(UPLOADS.c.id)
    names: dict[int, list[str]] = defaultdict(list)
    for revision, name in connection.execute(query):
        names[revision].append(name)
    return names
