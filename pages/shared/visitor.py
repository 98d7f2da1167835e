"""The visitor and their rights: the only place on the screens that knows of sign-in.

With sign-in set up (docs/beheer.md) a person is known by e-mail address, and what they may do stands in the database.
Without it the dashboard answers the one machine that it runs on, and whoever sits there may do everything.
"""

from datetime import UTC, datetime

import streamlit as st

from kpi import access
from kpi.access import LOCAL, Act, NotAllowed, Person, Role
from kpi.facts.sessions import id_of
from kpi.language import Words
from kpi.server import installation
from kpi.server.identity import person_of, token_of
from kpi.server.installation import store
from kpi.settings import settings
from pages.shared.buttons import foremost


def person() -> Person | None:
    """The visitor; None while not signed in. Raises NoSignIn.

    Whoever sits at this machine is only meant where no sign-in is set up: a socket of which the framework can't tell
    whose it is (such as one without an origin) is nobody's.
    """
    signed_in = st.user.get("is_logged_in")
    if signed_in is None and settings().sign_in is None:
        access.NoSignIn.check(str(st.get_option("server.address")))
        return LOCAL
    return person_of(st.user.to_dict(), datetime.now(UTC)) if signed_in else None


def permitted(act: Act) -> Person:
    """The visitor, if they may do that act; otherwise the refusal is logged and raised."""
    who = somebody()
    access.permit(store(), who, act, at=datetime.now(UTC))
    return who


def somebody() -> Person:
    """The person who does an act, which checks their rights itself. Raises NotAllowed while nobody is signed in."""
    who = person()
    if who is None:
        raise NotAllowed
    return who


def may(who: Person, act: Act) -> bool:
    """True when somebody may do an act, so that a screen offers it; the act itself checks again."""
    return access.may(store(), who, act)


def may_do(who: Person) -> frozenset[Act]:
    """Everything that somebody may do at this moment, for a menu; the act itself checks again."""
    return access.acts_of(store(), who)


def role(who: Person) -> Role:
    """The role of somebody who came in. Raises NotAllowed when it was withdrawn meanwhile."""
    granted = access.role_of(store(), who)
    if granted is None:
        raise NotAllowed
    return granted


def own_session() -> str:
    """The id of the session that this screen belongs to; that of no session while nobody is signed in."""
    return id_of(token_of(st.context.cookies))


def sign_in(words: Words) -> None:
    """The one screen for who isn't signed in."""
    st.title(installation.name(words))
    st.write(words("Sign in to see how the programme stands."))
    st.button(words("Sign in"), type=foremost(), on_click=st.login, key="sign_in")
