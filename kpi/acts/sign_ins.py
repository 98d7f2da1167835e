"""Where people are signed in, and ending that: one's own sessions everybody, those of others whoever manages access."""

from datetime import datetime

from kpi.access import Act, Person, may, permit
from kpi.errors import Refusal
from kpi.facts.database.idle_sessions import idle_at
from kpi.facts.sessions import OpenSession
from kpi.facts.store import Store
from kpi.language import N_


class NoSession(Refusal):
    """A session was to be ended that isn't open any more."""

    template = N_("This sign-in has ended already.")


def open_sessions(store: Store, who: Person, *, at: datetime) -> tuple[OpenSession, ...]:
    """Return the sessions that are open: one's own, or everybody's for who manages access. Raises NotAllowed."""
    permit(store, who, Act.SIGN_OUT, at=at)
    everybodys = may(store, who, Act.MANAGE_ROLES)
    found = (session for session in store.sessions() if everybodys or session.email == who.email)
    return tuple(session for session in found if not idle_at(at).over(session.used))


def end_session(store: Store, who: Person, id_: str, *, at: datetime) -> OpenSession:
    """End a session and return it; its cookie opens nothing from now on. Raises NotAllowed and NoSession."""
    permit(store, who, Act.SIGN_OUT, at=at)
    session = next((one for one in store.sessions() if one.id == id_), None)
    if session is not None and session.email != who.email:
        permit(store, who, Act.MANAGE_ROLES, at=at, about=session.email)
    if session is None:
        raise NoSession
    store.end_session(id_, by=who.by, at=at)
    return session
