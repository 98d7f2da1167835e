"""The upkeep of the sources: their age, equal names, wrong rows, and the places of ledger accounts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.imports import say_nothing_new
from kpi.facts.store import Store
from kpi.language import N_, Said
from kpi.sentences import say
from kpi.views.read import Question
from kpi.views.sources.freshness import freshness_table
from pages.intake.data_files import UPKEEP
from pages.shared import elements, installation
from pages.shared.doing import do, told
from pages.shared.screen import ages
from pages.shared.spoken import plain

CHANGES_ONLY = N_(
    "A file that changes nothing makes no source fresher, as it may be an old one: say so when nothing is new."
)


def draw(question: Question, others: Mapping[str, Callable[[Question], None]]) -> None:
    """Draw one part at a time, below the files; nothing while nothing was ever recorded."""
    if not question.revision:
        return
    words = question.words
    st.subheader(words("Keep the sources in order"), anchor=False)
    told(UPKEEP)
    parts = {words("How old"): _ages, **others}
    chosen = st.segmented_control(
        words("Keep the sources in order"), list(parts), default=next(iter(parts)), required=True, key="upkeep",
        label_visibility="collapsed",
    )  # fmt: skip
    parts[chosen or next(iter(parts))](question)


def _ages(question: Question) -> None:
    words = question.words
    sources = ages(replace(question, revision=installation.store().latest()))
    elements.figures(freshness_table(sources), words("How old"))
    st.caption(plain(words(CHANGES_ONLY)))
    labels = {source.register: source.label for source in sources}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="nothing_new_row"):
        st.multiselect(
            words("Nothing new in"),
            list(labels),
            format_func=labels.__getitem__,
            key="nothing_new",
            placeholder=words("Choose sheets"),
            width=420,
        )
        st.button(
            words("Record that"),
            key="nothing_new_say",
            icon=":material/event_available:",
            on_click=do,
            args=(_say, UPKEEP),
        )


def _say(store: Store, who: Person, at: datetime) -> Said:
    say_nothing_new(store, who, list(st.session_state.get("nothing_new") or ()), at=at)
    st.session_state["nothing_new"] = []
    return say("Recorded: these sources are up to date as of today.")
