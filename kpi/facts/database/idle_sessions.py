"""Sessions that end because nobody uses them: each use is kept, roughly, and too long without one ends it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import DBAPIError

from kpi.errors import Refusal
from kpi.facts.database.engine import snapshot, unwaiting
from kpi.facts.sessions import id_of
from kpi.facts.tables import SESSIONS
from kpi.settings import settings


@dataclass(frozen=True, slots=True)
class Idle:
    """The moment at which a session is asked for, and the time without use after which it has ended."""

    at: datetime
    longest: timedelta
    """Zero: it never ends for lack of use."""

    def over(self, used: datetime) -> bool:
        """Return true when it was last used too long ago."""
        return bool(self.longest) and self.at - used > self.longest

    def to_tell(self, used: datetime) -> bool:
        """Return true when the last use that is kept is too old to judge by; to keep each would be a write a click."""
        return bool(self.longest) and self.at - used > self.longest / 12


def idle_at(at: datetime) -> Idle:
    """The time without use after which a session has ended, as this installation has it."""
    return Idle(at, timedelta(minutes=settings().idle_minutes))


def lives(engine: Engine, programme: str, token: str, email: str, idle: Idle) -> bool:
    """Return true when that session is open, is that person's, and was used lately; keep that it is used.

    Nobody waits for that, and a database that may only be read keeps nobody out.
    """
    own = (SESSIONS.c.programme == programme, SESSIONS.c.id == id_of(token), SESSIONS.c.email == email)
    with snapshot(engine) as connection:
        used = connection.execute(select(SESSIONS.c.used).where(*own)).scalar_one_or_none() if email else None
    if used is None or idle.over(used):
        return False
    if idle.to_tell(used):
        with suppress(Refusal, DBAPIError), unwaiting(engine) as connection:
            connection.execute(update(SESSIONS).where(*own).values(used=idle.at))
    return True
