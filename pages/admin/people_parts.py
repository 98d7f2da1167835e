"""Giving and withdrawing roles from the screen, by its fields and in the visitor's name."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from kpi.access import ROLE_NAMES, Person, Role
from kpi.acts.maintenance import give_role
from kpi.facts.role_grants import Assignment
from kpi.facts.store import Store
from kpi.language import Said
from kpi.sentences import say

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
