"""Writing amounts by date that a reader worked out: in nobody's way, and not at all where something stands in it."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Engine, delete, insert
from sqlalchemy.exc import DBAPIError

from kpi.errors import Refusal
from kpi.facts.database.engine import unwaiting
from kpi.facts.tables import AMOUNTS

REVISIONS_KEPT = 8
"""Answers about earlier revisions are dropped when newer ones are written."""


def keep(engine: Engine, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the answers that a reader made; nothing at all where anything stands in the way, as another change."""
    latest = {row["programme"]: row["revision"] for row in sorted(rows, key=itemgetter("revision"))}
    try:
        with unwaiting(engine) as connection:
            for programme, revision in latest.items():
                old = AMOUNTS.c.revision <= revision - REVISIONS_KEPT
                connection.execute(delete(AMOUNTS).where(AMOUNTS.c.programme == programme, old))
            for row in rows:
                same = (AMOUNTS.c[name] == row[name] for name in ("programme", "revision", "question"))
                connection.execute(delete(AMOUNTS).where(*same))
            connection.execute(insert(AMOUNTS), rows)
    except (Refusal, DBAPIError):
        return
