"""The history of every decision: each change of it, with the value before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import select

from kpi.facts.decisions.decision_kind import DecisionKind
from kpi.facts.reader import Reader
from kpi.facts.tables import DECISIONS, REVISIONS
from kpi.personal_forms import without_persons


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """A change of a decision: value before and after (JSON; None: not set), reason, person, moment and revision.

    ``undoes``: the revision that was taken back by it; its reason is then that of the value that came back, if any.
    """

    key: str
    before: str | None
    after: str | None
    reason: str
    by: str
    at: datetime
    revision: int
    undoes: int | None


def decision_changes(reader: Reader, kind: type[DecisionKind]) -> tuple[DecisionChange, ...]:
    """Every change of the decisions of a kind, up to the reader's revision, the latest first."""
    rows = _rows(reader, kind.prefix)
    made = _revisions(reader, {row.revision for row in rows} | {row.retired for row in rows})
    changes = [step for _, of_key in groupby(rows, key=lambda row: row.key) for step in _of_key(list(of_key), made)]
    return tuple(sorted(changes, key=lambda step: (-step.revision, step.key)))


def _rows(reader: Reader, prefix: str) -> list[Any]:
    table = DECISIONS
    query = (
        select(table.c.key, table.c.value, table.c.reason, table.c.revision, table.c.retired)
        .where(
            table.c.programme == reader.programme_id,
            table.c.revision <= reader.revision,
            table.c.key.startswith(prefix, autoescape=True),
        )
        .order_by(table.c.key, table.c.revision, table.c.id)
    )
    return list(reader.connection.execute(query))


def _revisions(reader: Reader, numbers: set[int | None]) -> dict[int, Any]:
    table = REVISIONS
    query = select(table.c.number, table.c.by, table.c.at, table.c.undoes, table.c.note).where(
        table.c.programme == reader.programme_id,
        table.c.number <= reader.revision,
        table.c.number.in_([number for number in numbers if number is not None]),
    )
    return {row.number: row for row in reader.connection.execute(query)}


def _of_key(rows: list[Any], made: dict[int, Any]) -> Iterator[DecisionChange]:
    """The steps of one key: where a row begins, and where one ends without another beginning."""
    began = {row.revision: row for row in rows}
    before: str | None = None
    for number in sorted(made.keys() & (began.keys() | {row.retired for row in rows})):
        row, revision = began.get(number), made[number]
        after = row.value if row else None
        if before != after or row:
            reason = without_persons(row.reason if row else revision.note)
            yield DecisionChange(rows[0].key, before, after, reason, revision.by, revision.at, number, revision.undoes)
        before = after
