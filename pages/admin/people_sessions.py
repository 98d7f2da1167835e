"""Where people are signed in, with a button that ends it there: one's own, and everybody's for who manages access."""

from datetime import datetime

import streamlit as st

from kpi.access import Act, Person
from kpi.acts.sign_ins import end_session, open_sessions
from kpi.facts.sessions import OpenSession
from kpi.facts.store import Store
from kpi.language import Said
from kpi.sentences import say
from kpi.server import installation
from kpi.views.promised import log
from pages.shared import elements
from pages.shared.doing import do, told
from pages.shared.screen import Screen
from pages.shared.visitor import own_session

PLACE = "sessions"
"""Where is told what came of ending one."""


def headline(found: tuple[OpenSession, ...]) -> Said:
    """The number of one's own sign-ins."""
    return say.plural("You are signed in at {n} place.", "You are signed in at {n} places.", len(found))


def sessions(screen: Screen, found: tuple[OpenSession, ...]) -> None:
    """The open sessions as a table, and the choice of one to end."""
    words = screen.words
    told(PLACE)
    if not found:
        return
    heading = words("Who is signed in") if screen.may(Act.MANAGE_ROLES) else words("Where you are signed in")
    own = own_session()
    names = {one.id: words.say(log.session_name(one, own)) for one in found}
    elements.section(heading, log.sessions_table(found, own))
    with elements.row():
        st.selectbox(
            words("Which sign-in"), list(names), format_func=lambda id_: names[id_], key="session_which", width=480
        )
        st.button(words("Sign out there"), key="session_end", on_click=do, args=(_end, PLACE))


def of(screen: Screen, at: datetime) -> tuple[OpenSession, ...]:
    """The sessions that the visitor may see; none where no sign-in is set up."""
    return () if screen.who.local else open_sessions(installation.store(), screen.who, at=at)


def _end(store: Store, who: Person, at: datetime) -> Said:
    ended = end_session(store, who, str(st.session_state["session_which"]), at=at)
    return say("{email} is signed out there.", email=ended.email)
