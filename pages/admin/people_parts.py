"""Giving and withdrawing roles from the screen, by its fields and in the visitor's name."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from kpi.access import ROLE_NAMES, Person, Role
from kpi.acts.maintenance import give_role
from kpi.facts.role_grants import Assignment
from kpi.facts.store import Store
from kpi.language import Said, Words
from kpi.sentences import say
from kpi.server import installation
from kpi.views.promised import log
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do, told

ROLES = tuple(Role)
PLACE = "roles"
"""Where is told what came of a change."""


def headline(given: Sequence[Assignment]) -> Said:
    """The number of people with a role; after a role is withdrawn the next click is held back."""
    if not given:
        return say("Nobody has a role yet, but the first admin of the settings.")
    return say.plural(
        "{n} person or domain has a role; a change holds from the next click.",
        "{n} persons or domains have a role; a change holds from the next click.",
        len(given),
    )


def roles(words: Words) -> None:
    """Who has which role, with the fields to give and withdraw one."""
    given = installation.store().roles()
    told(PLACE)
    elements.lead(headline(given))
    with elements.row():
        st.text_input(words("E-mail address, or @domain"), key="role_subject", width=320)
        st.selectbox(
            words("Role"), ROLES, format_func=lambda role: words(ROLE_NAMES[role]), key="role_given", width=180
        )
        st.button(words("Give this role"), type=foremost(), key="role_give", on_click=do, args=(give, PLACE))
    if given:
        elements.figures(log.roles_table(given), words("Who has which role"))
        with elements.row():
            st.selectbox(words("Whose"), [role.subject for role in given], key="role_whose", width=320)
            st.button(words("Withdraw the role"), key="role_withdraw", on_click=do, args=(withdraw, PLACE))


def give(store: Store, who: Person, at: datetime) -> Said:
    """Give the role in the field to whom the field names."""
    subject, role = str(st.session_state["role_subject"]), Role(st.session_state["role_given"])
    give_role(store, who, subject, role, at=at)
    st.session_state["role_subject"] = ""
    return say("{subject} is {role} from now on.", subject=subject.strip(), role=say(ROLE_NAMES[role]))


def withdraw(store: Store, who: Person, at: datetime) -> Said:
    """Take the role of whom the field names away."""
    subject = str(st.session_state["role_whose"])
    give_role(store, who, subject, None, at=at)
    return say("{subject} has no role any more.", subject=subject)
