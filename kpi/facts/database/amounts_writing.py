"""Writing amounts by date that a reader worked out: in nobody's way, and not at all where something stands in it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert
from sqlalchemy.exc import DBAPIError

from kpi.errors import Refusal
from kpi.facts.database.engine import BUSY_SECONDS
from kpi.facts.tables import AMOUNTS

REVISIONS_KEPT = 8
"""Answers about earlier revisions are dropped when newer ones are written."""


def keep(engine: Engine, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the answers that a reader made; nothing at all where anything stands in the way, as another change."""
    latest = {row["programme"]: row["revision"] for row in sorted(rows, key=itemgetter("revision"))}
    try:
        with _unwaiting(engine) as connection:
            for programme, revision in latest.items():
                old = AMOUNTS.c.revision <= revision - REVISIONS_KEPT
                connection.execute(delete(AMOUNTS).where(AMOUNTS.c.programme == programme, old))
            for row in rows:
                same = (AMOUNTS.c[name] == row[name] for name in ("programme", "revision", "question"))
                connection.execute(delete(AMOUNTS).where(*same))
            connection.execute(insert(AMOUNTS), rows)
    except (Refusal, DBAPIError):
        return


@contextmanager
def _unwaiting(engine: Engine) -> Iterator[Connection]:
    """As ``writing``, for what need not be written: it waits for nobody, and holds nobody up who records a change."""
    with engine.connect().execution_options(writes=True) as connection:
        driver: Any = connection.connection.dbapi_connection
        sqlite = engine.dialect.name == "sqlite"
        try:
            if sqlite:
                driver.execute("PRAGMA busy_timeout=0")
            with connection.begin():
                if not sqlite:
                    connection.exec_driver_sql("SET LOCAL lock_timeout = '1s'")
                yield connection
        finally:
            if sqlite:
                driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
