"""Acts done from a screen, in the visitor's name at this moment; the next run shows the outcome in its place."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import streamlit as st

from kpi.access import Person
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import Said, words_of
from kpi.server import installation
from pages.shared.spoken import language, plain
from pages.shared.visitor import somebody

T = TypeVar("T")
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


def doing(act: Callable[..., object], *about: object, told: Said = "", **more: object) -> Doing:
    """An act of ``kpi.acts`` with what it is about filled in, and the sentence that tells that it was done."""

    def made(store: Store, who: Person, at: datetime) -> Said:
        act(store, who, *about, at=at, **more)
        return told

    return made


def making(export: Callable[..., T], who: Person, *about: object) -> Callable[[], T]:
    """An export of ``kpi.acts`` to be made when somebody asks for it, outside the screen's own thread."""
    store = installation.store()
    return lambda: export(store, who, *about, at=datetime.now(UTC))


def told(place: str, *, neutral: bool = False) -> bool:
    """Show the outcome of the last act of a place, once; True when there was one. ``neutral``: without a verdict.

    It has a place of its own also while there is nothing to tell: what comes below would else move, and the framework
    closes an opened form that moves.
    """
    done, sentence = st.session_state.pop(_key(place), (False, ""))
    with st.container():
        if sentence and not done:
            st.warning(plain(sentence), icon=":material/block:")
        elif sentence and neutral:
            st.info(plain(sentence), icon=":material/info:")
        elif sentence:
            st.success(plain(sentence), icon=":material/check:")
    return bool(done and sentence)


def _key(place: str) -> str:
    return f"_told_{place}"
