"""Giving and withdrawing roles from the screen: what is in its fields, done as whoever asks, and told."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from kpi.access import ROLE_NAMES, Role
from kpi.acts.imports import give_role
from kpi.errors import Refusal
from kpi.facts.role_grants import Assignment
from kpi.language import Words
from pages.shared import reads
from pages.shared.elements import plain
from pages.shared.visitor import somebody

ROLES = tuple(Role)


def name(words: Words, role: Role) -> str:
    """What a role is called."""
    return words(ROLE_NAMES[role])


def headline(given: Sequence[Assignment], words: Words) -> str:
    """How many have a role; a withdrawn one holds back the next click."""
    if not given:
        return words("Nobody has a role yet, but the first admin of the settings.")
    return words.plural(
        "{n} person or domain has a role; a change holds from the next click.",
        "{n} persons or domains have a role; a change holds from the next click.",
        len(given),
    )


def give(words: Words) -> None:
    """Give the role in the field to whom the field names."""
    subject, role = str(st.session_state["role_subject"]), Role(st.session_state["role_given"])

    def done() -> str:
        give_role(reads.store(), somebody(), subject, role, at=datetime.now(UTC))
        st.session_state["role_subject"] = ""
        return words("{subject} is {role} from now on.", subject=subject.strip(), role=words(ROLE_NAMES[role]))

    _do(done, words)


def withdraw(words: Words) -> None:
    """Take the role of whom the field names away."""
    subject = str(st.session_state["role_whose"])

    def done() -> str:
        give_role(reads.store(), somebody(), subject, None, at=datetime.now(UTC))
        return words("{subject} has no role any more.", subject=subject)

    _do(done, words)


def said() -> None:
    """What the last act has to say, once."""
    told = st.session_state.pop("roles_told", None)
    if told:
        good, sentence = told
        (st.success if good else st.warning)(plain(sentence))


def _do(act: Callable[[], str], words: Words) -> None:
    try:
        st.session_state["roles_told"] = (True, act())
    except Refusal as refusal:
        st.session_state["roles_told"] = (False, refusal.sentence(words))
