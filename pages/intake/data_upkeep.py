"""What keeps the sources in order: how old each is, which names are one, wrong rows, where accounts belong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import streamlit as st

from kpi.access import Person
from kpi.acts.columns import say_nothing_new
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import N_, Words
from kpi.views.read import Question
from kpi.views.sources.freshness import freshness_table
from pages.intake import data_corrections, data_ledger, data_names
from pages.shared import elements, reads
from pages.shared.visitor import somebody

TOLD = "upkeep_told"
CHANGES_ONLY = N_(
    "A file that changes nothing makes no source fresher, as it may be an old one: say so when nothing is new."
)


def draw(question: Question) -> None:
    """One part at a time, below the files; nothing while nothing was ever recorded."""
    if not question.revision:
        return
    words = question.words
    st.subheader(words("Keep the sources in order"), anchor=False)
    told = cast("tuple[bool, str] | None", st.session_state.pop(TOLD, None))
    if told is not None:
        (st.success if told[0] else st.warning)(elements.plain(told[1]))
    parts: dict[str, Callable[[Question], None]] = {
        words("How old"): _ages,
        words("Names"): lambda asked: data_names.draw(asked, do),
        words("Correct a row"): lambda asked: data_corrections.draw(asked, do),
        words("Ledger accounts"): lambda asked: data_ledger.answers(asked, do),
    }
    chosen = st.segmented_control(
        words("Keep the sources in order"), list(parts), default=next(iter(parts)), required=True, key="upkeep",
        label_visibility="collapsed",
    )  # fmt: skip
    parts[chosen or next(iter(parts))](question)


def _ages(question: Question) -> None:
    words = question.words
    found = reads.ages(replace(question, revision=reads.store().latest()))
    elements.figures(freshness_table(found), words("How old"))
    st.caption(elements.plain(words(CHANGES_ONLY)))
    labels = {one.register: one.label for one in found}
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
            words("Record that"), key="nothing_new_say", icon=":material/event_available:", on_click=_say, args=(words,)
        )


def _say(words: Words) -> None:
    chosen = list(st.session_state.get("nothing_new") or ())

    def act(store: Store, who: Person, at: datetime) -> str:
        say_nothing_new(store, who, chosen, at=at)
        st.session_state["nothing_new"] = []
        return words("Recorded: these sources are up to date as of today.")

    do(act, words)


def do(act: Callable[[Store, Person, datetime], str], words: Words) -> None:
    """Do something as whoever asks, if they may; what it led to is told at the top of this part."""
    try:
        st.session_state[TOLD] = (True, act(reads.store(), somebody(), datetime.now(UTC)))
    except Refusal as refusal:
        st.session_state[TOLD] = (False, refusal.sentence(words))
