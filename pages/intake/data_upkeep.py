"""The upkeep of the sources: their age and names that look alike; and the parts that the screen adds to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.imports import say_nothing_new
from kpi.acts.names import keep_apart, merge_names, part_names
from kpi.facts.decisions.decision_kinds import NameAlias
from kpi.facts.store import Store
from kpi.intake.values.organisation_names import aliases, near_names
from kpi.language import N_, Said, Words
from kpi.sentences import say
from kpi.server import installation
from kpi.views.sources.freshness import freshness_table
from kpi.views.sources.import_sentences import pair_line
from kpi.views.value_words import author
from pages.intake.data_files import UPKEEP
from pages.shared import elements
from pages.shared.doing import do, doing, told
from pages.shared.screen import Screen, ages
from pages.shared.spoken import plain

SHOWN = 10
"""So many pairs of names are shown at once."""
CHANGES_ONLY = N_(
    "A file that changes nothing makes no source fresher, as it may be an old one: say so when nothing is new."
)


def draw(screen: Screen, others: Mapping[str, Callable[[Screen], None]]) -> None:
    """Draw one part at a time, below the files; nothing while nothing was ever recorded."""
    if not screen.question.revision:
        return
    words = screen.words
    st.header(words("Keep the sources in order"), anchor=False)
    told(UPKEEP)
    parts = {words("How old"): _ages, words("Names"): _names, **others}
    first = next(iter(parts))
    chosen = st.segmented_control(
        words("Keep the sources in order"),
        list(parts),
        default=first,
        required=True,
        key="upkeep",
        label_visibility="collapsed",
    )
    parts[chosen or first](screen)


def _ages(screen: Screen) -> None:
    words = screen.words
    sources = ages(replace(screen.question, revision=installation.store().latest()))
    elements.figures(freshness_table(sources), words("How old"))
    st.caption(plain(words(CHANGES_ONLY)))
    labels = {source.register: source.label for source in sources}
    with elements.row("nothing_new_row"):
        st.multiselect(
            words("Nothing new in"),
            list(labels),
            format_func=labels.__getitem__,
            key="nothing_new",
            placeholder=words("Choose sheets"),
            width=420,
        )
        icon = ":material/event_available:"
        st.button(words("Record that"), key="nothing_new_say", icon=icon, on_click=do, args=(_say, UPKEEP))


def _say(store: Store, who: Person, at: datetime) -> Said:
    say_nothing_new(store, who, list(st.session_state.get("nothing_new") or ()), at=at)
    st.session_state["nothing_new"] = []
    return say("Recorded: these sources are up to date as of today.")


def _names(screen: Screen) -> None:
    """The pairs of names that look alike, to judge; then the aliases in force, to part again."""
    words = screen.words
    with installation.store().read(screen.question.revision) as reader:
        near, kept = near_names(reader), aliases(reader)
    if near:
        elements.note(words("These names look alike. Nothing is merged before you say so."))
    else:
        elements.note(words("No two names look alike."))
    for number, pair in enumerate(near[:SHOWN]):
        _pair(number, pair, words)
    if len(near) > SHOWN:
        elements.note(words("{n} more pairs follow when these are judged.", n=words.number(len(near) - SHOWN)))
    for number, made in enumerate(kept):
        _alias(number, made.decision, author(made.by), words)


def _pair(number: int, pair: NameAlias, words: Words) -> None:
    names = {"name": pair.name, "of": pair.of}
    merge = doing(merge_names, pair.name, pair.of, told=say("From now on “{name}” counts as “{of}”.", **names))
    apart = doing(keep_apart, pair.name, pair.of, told=say("“{name}” and “{of}” stay two organisations.", **names))
    with elements.row(f"near_{number}", "center"):
        st.markdown(plain(pair_line(pair)), width="stretch")
        same = words("The same: {of}", of=pair.of)
        st.button(same, key=f"same_{number}", icon=":material/merge:", on_click=do, args=(merge, UPKEEP))
        differ = words("Two organisations")
        st.button(differ, key=f"apart_{number}", icon=":material/call_split:", on_click=do, args=(apart, UPKEEP))


def _alias(number: int, alias: NameAlias, by: Said, words: Words) -> None:
    parted = say("“{name}” counts as an organisation of its own again.", name=alias.name)
    part = doing(part_names, alias.name, told=parted)
    with elements.row(f"alias_{number}", "center"):
        line = words("“{name}” counts as “{of}” (said by {by})", name=alias.name, of=alias.of, by=by)
        st.markdown(plain(line), width="stretch")
        st.button(words("Take back"), key=f"part_{number}", icon=":material/undo:", on_click=do, args=(part, UPKEEP))
