"""Taking a revision back, and taking the sample out: each as a revision of its own.

Each row has an identity, the id under which it was first written; a copy keeps it. A key stands as a revision left
it when its current row has the identity of the row that the revision wrote (or when it has none and the revision
wrote none). Those keys go back to what they held before the revision; the others were changed later.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, insert, literal, or_, select, union, update

from kpi.errors import Refusal, UnknownRevision
from kpi.facts.audit_log import AuditEntry
from kpi.facts.decisions.history import latest_revision, undone_revisions
from kpi.facts.revisions import Counts, NewRevision, record
from kpi.facts.tables import DECISIONS, VERSIONED
from kpi.language import N_

SAMPLE_REMOVED = N_("The sample data were taken out.")


class AlreadyUndone(Refusal):
    """The revision was taken back before."""

    template = N_("Revision {revision} was already taken back, by revision {by}; take that one back to have it again.")


class NoSampleData(Refusal):
    """There is no sample data to take out."""

    template = N_("There are no sample data in this programme; there is nothing to take out.")


@dataclass(frozen=True, slots=True)
class Undone:
    """An undo as it was written: its revision, rows restored and withdrawn, and (register, key) of facts left alone.

    Those changed later.
    """

    revision: int
    restored: int
    withdrawn: int
    left_alone: tuple[tuple[str, str], ...]


def take_back(connection: Connection, programme: str, undoes: int, by: str, at: datetime) -> Undone:
    """Undo a revision as the next one. Raises UnknownRevision and AlreadyUndone."""
    latest = latest_revision(connection, programme)
    if not 1 <= undoes <= latest:
        raise UnknownRevision(revision=undoes, latest=latest)
    undone = undone_revisions(connection, programme)
    if undoes in undone:
        raise AlreadyUndone(revision=undoes, by=undone[undoes])
    number = latest + 1
    prefer_hashing(connection)
    counts: Counts = {"written": {}, "retired": {}}
    left: list[tuple[str, str]] = []
    for table in VERSIONED:
        counts["retired"][table.name] = _withdraw(connection, table, programme, undoes, number)
        counts["written"][table.name] = _bring_back(connection, table, programme, undoes, number)
        if table is not DECISIONS:
            left += [(table.name, key) for key in _left_alone(connection, table, programme, undoes, number)]
    entry = AuditEntry(at, by, "undo", f"revision {number}", f"revision {undoes}")
    record(connection, programme, NewRevision(number, counts, undoes=undoes), entry)
    return Undone(number, sum(counts["written"].values()), sum(counts["retired"].values()), tuple(left))


def prefer_hashing(connection: Connection) -> None:
    """Keep PostgreSQL from comparing each row with each other one: fresh rows have no statistics to plan by."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL enable_nestloop = off")


def take_sample_out(connection: Connection, programme: str, by: str, at: datetime) -> int:
    """Retire every current row that stems from sample data, as the next revision. Raises NoSampleData."""
    number = latest_revision(connection, programme) + 1
    counts: Counts = {"written": {}, "retired": {}}
    for table in VERSIONED:
        ended = update(table).where(_current(table, programme), table.c.sample.is_(True)).values(retired=number)
        counts["retired"][table.name] = connection.execute(ended).rowcount
    if not any(counts["retired"].values()):
        raise NoSampleData
    entry = AuditEntry(at, by, "remove_sample", f"revision {number}")
    record(connection, programme, NewRevision(number, counts, SAMPLE_REMOVED), entry)
    return number


def _current(table: Any, programme: str) -> ColumnElement[bool]:  # noqa: ANN401 - a table or an alias of it
    return and_(table.c.programme == programme, table.c.retired.is_(None))


def _identity(table: Any) -> ColumnElement[int]:  # noqa: ANN401 - a table or an alias of it
    return func.coalesce(table.c.copy_of, table.c.id)


def _withdraw(connection: Connection, table: Table, programme: str, undoes: int, number: int) -> int:
    """Retire the current rows that are still what the revision wrote."""
    wrote = table.alias()
    identities = select(_identity(wrote)).where(wrote.c.programme == programme, wrote.c.revision == undoes)
    ended = update(table).where(_current(table, programme), _identity(table).in_(identities)).values(retired=number)
    return connection.execute(ended).rowcount


def _bring_back(connection: Connection, table: Table, programme: str, undoes: int, number: int) -> int:
    """Copy what the revision retired, where the key stands (or stood until a moment ago) as the revision left it."""
    own = table.c.programme == programme
    ended, occupied = table.c.retired == undoes, or_(table.c.retired.is_(None), table.c.revision == undoes)
    free = select(table.c.key).where(own, ended).except_(select(table.c.key).where(own, occupied)).subquery()
    withdrawn = select(table.c.key).where(own, table.c.retired == number)
    old = table.alias()
    chosen = _copies(old, number).where(
        old.c.programme == programme, old.c.retired == undoes, old.c.key.in_(union(select(free.c.key), withdrawn))
    )
    connection.execute(insert(table).from_select([column.name for column in chosen.selected_columns], chosen))
    brought = select(func.count()).select_from(table).where(own, table.c.revision == number)
    return int(connection.execute(brought).scalar_one())


def _copies(old: Any, number: int) -> Select[Any]:  # noqa: ANN401 - an alias of a table
    """The rows under a new revision, with their own origin (upload, sheet, row) and their first identity."""
    new = {"revision": literal(number), "copy_of": _identity(old)}
    kept = [column for column in old.c if column.name not in {"id", "retired"}]
    return select(*(new[c.name].label(c.name) if c.name in new else c.label(c.name) for c in kept))


def _left_alone(connection: Connection, table: Table, programme: str, undoes: int, number: int) -> list[str]:
    """The keys that the revision changed and this undo left alone."""
    touched = select(table.c.key).where(
        table.c.programme == programme, or_(table.c.revision == undoes, table.c.retired == undoes)
    )
    done = select(table.c.key).where(
        table.c.programme == programme, or_(table.c.revision == number, table.c.retired == number)
    )
    return sorted(connection.execute(touched.except_(done)).scalars())
