"""Who is asking, and what they may do.

With sign-in set up (``[auth]`` in the secrets) a person is known by e-mail address, and may do what the lists
``SMARTHUB_EDITORS`` and ``SMARTHUB_READERS`` (addresses, comma-separated) say. Without it the dashboard is for the
one machine that it runs on: it then answers loopback only, and whoever sits there is the editor.
"""

import os
from dataclasses import dataclass
from enum import IntEnum

import streamlit as st

from kpi.errors import Refusal
from kpi.language import N_, Words

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Role(IntEnum):
    """What somebody may do; each role may do what the ones before it may."""

    NOBODY = 0
    READER = 1
    EDITOR = 2


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in; ``name`` is empty for whoever sits at this machine."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this person has at least that role."""
        return self.role >= role


class NotAllowed(Refusal):
    """A page or an act that this person has no role for."""

    template = N_("You may not do this with your account; ask whoever manages the monitor for access.")


class NoSignIn(Refusal):
    """The dashboard is offered to others without a way to sign in."""

    template = N_("Sign-in isn't set up, so the monitor only answers on the machine that it runs on.")


def person() -> Person | None:
    """Who is asking; None while not signed in."""
    signed_in = st.user.get("is_logged_in")
    if signed_in is None:
        if st.get_option("server.address") not in LOOPBACK:
            raise NoSignIn
        return Person("", Role.EDITOR)
    if not signed_in:
        return None
    email = str(st.user.get("email") or "").casefold()
    return Person(str(st.user.get("name") or email), _role_of(email))


def require(role: Role) -> Person:
    """The first line of every screen and act: who is asking, if they have the role; refuses otherwise."""
    who = person()
    if who is None or not who.may(role):
        raise NotAllowed
    return who


def sign_in(words: Words) -> None:
    """The one screen for who isn't signed in."""
    st.title(words("SmartHub Achterhoek monitor"))
    st.write(words("Sign in to see how the programme stands."))
    st.button(words("Sign in"), type="primary", on_click=st.login, key="sign_in")


def _role_of(email: str) -> Role:
    for role, variable in ((Role.EDITOR, "SMARTHUB_EDITORS"), (Role.READER, "SMARTHUB_READERS")):
        listed = os.environ.get(variable, "").casefold().replace(";", ",").split(",")
        if email and email in {address.strip() for address in listed}:
            return role
    return Role.NOBODY
