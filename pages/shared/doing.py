"""Acts done from a screen, in the visitor's name at this moment; the next run shows the outcome in its place."""

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from kpi.access import Person
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import Said, words_of
from pages.shared import installation
from pages.shared.spoken import language, plain
from pages.shared.visitor import somebody

Doing = Callable[[Store, Person, datetime], Said]
"""An act with what it is about filled in; gives the sentence that tells what came of it, empty where there is none."""


def do(act: Doing, place: str) -> None:
    """Do an act from a button's callback, if the visitor may.

    A refusal becomes its sentence, and what was filled in stays as it is: an act empties its fields once it was done.
    """
    words = words_of(language())
    try:
        sentence, done = words.say(act(installation.store(), somebody(), datetime.now(UTC))), True
    except Refusal as refusal:
        sentence, done = refusal.sentence(words), False
    st.session_state[_key(place)] = (done, sentence)


def told(place: str, *, neutral: bool = False) -> bool:
    """Show the outcome of the last act of a place, once; True when there was one. ``neutral``: without a verdict."""
    done, sentence = st.session_state.pop(_key(place), (False, ""))
    if not sentence:
        return False
    if not done:
        st.warning(plain(sentence), icon=":material/block:")
    elif neutral:
        st.info(plain(sentence), icon=":material/info:")
    else:
        st.success(plain(sentence), icon=":material/check:")
    return bool(done)


def _key(place: str) -> str:
    return f"_told_{place}"
