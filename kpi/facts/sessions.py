"""The sign-ins that are open: who signed in when, until it is ended here; a cookie without one is worth nothing.

They are no facts and stand in no backup: putting one back must never give somebody a session that was ended. Of the
token that a browser holds only the checksum is kept, so that whoever reads the table can't use it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from kpi.facts.tables import SESSIONS


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A sign-in of somebody, by the checksum of its token, with the moment at which it began."""

    id: str
    email: str
    since: datetime
    used: datetime
    """When it was last used; see ``kpi.facts.database.idle_sessions``."""


def id_of(token: str) -> str:
    """Return the id of the session with that token, which doesn't tell the token."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin(connection: Connection, programme: str, session: OpenSession, *, expired: datetime) -> None:
    """Open a session, and forget those that began before ``expired``."""
    connection.execute(delete(SESSIONS).where(SESSIONS.c.programme == programme, SESSIONS.c.since < expired))
    row = {"id": session.id, "email": session.email, "since": session.since, "used": session.used}
    connection.execute(insert(SESSIONS), {"programme": programme, **row})


def every_session(connection: Connection, programme: str) -> tuple[OpenSession, ...]:
    """Return the open sessions by person, the latest first."""
    columns = (SESSIONS.c.id, SESSIONS.c.email, SESSIONS.c.since, SESSIONS.c.used)
    query = select(*columns).where(SESSIONS.c.programme == programme)
    latest_first = query.order_by(SESSIONS.c.email, SESSIONS.c.since.desc())
    return tuple(OpenSession(*row) for row in connection.execute(latest_first))


def end(connection: Connection, programme: str, id_: str) -> str | None:
    """End a session and return whose it was; None when it isn't open."""
    own = (SESSIONS.c.programme == programme, SESSIONS.c.id == id_)
    email = connection.execute(select(SESSIONS.c.email).where(*own)).scalar_one_or_none()
    connection.execute(delete(SESSIONS).where(*own))
    return email
