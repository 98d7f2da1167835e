"""Names that look alike: the same organisation, or not; and the ones that were said to be the same."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.names import keep_apart, merge_names, part_names
from kpi.facts.store import Store
from kpi.intake.values.organisation_aliases import Alias, Near, aliases, near_names
from kpi.language import Words
from kpi.views.read import Question
from kpi.views.sources import import_sentences
from pages.shared import elements, reads

SHOWN = 10
Do = Callable[[Callable[[Store, Person, datetime], str], Words], None]


def draw(question: Question, do: Do) -> None:
    """The pairs to judge, then the aliases in force."""
    words = question.words
    with reads.store().read(question.revision) as reader:
        near, held = near_names(reader), aliases(reader)
    if near:
        elements.note(words("These names look alike. Nothing is merged before you say so."))
    else:
        elements.note(words("No two names look alike."))
    for number, pair in enumerate(near[:SHOWN]):
        _pair(number, pair, words, do)
    if len(near) > SHOWN:
        elements.note(words("{n} more pairs follow when these are judged.", n=words.number(len(near) - SHOWN)))
    for number, alias in enumerate(held):
        _alias(number, alias, words, do)


def _pair(number: int, pair: Near, words: Words, do: Do) -> None:
    def merge(store: Store, who: Person, at: datetime) -> str:
        merge_names(store, who, pair.name, pair.of, at=at)
        return words("From now on “{name}” counts as “{of}”.", name=pair.name, of=pair.of)

    def apart(store: Store, who: Person, at: datetime) -> str:
        keep_apart(store, who, pair.name, pair.of, at=at)
        return words("“{name}” and “{of}” stay two organisations.", name=pair.name, of=pair.of)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"near_{number}"):
        st.markdown(elements.plain(import_sentences.pair_line(pair)), width="stretch")
        same = words("The same: {of}", of=pair.of)
        st.button(same, key=f"same_{number}", icon=":material/merge:", on_click=do, args=(merge, words))
        differ = words("Two organisations")
        st.button(differ, key=f"apart_{number}", icon=":material/call_split:", on_click=do, args=(apart, words))


def _alias(number: int, alias: Alias, words: Words, do: Do) -> None:
    def part(store: Store, who: Person, at: datetime) -> str:
        part_names(store, who, alias.name, at=at)
        return words("“{name}” counts as an organisation of its own again.", name=alias.name)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"alias_{number}"):
        told = words("“{name}” counts as “{of}” (said by {by})", name=alias.name, of=alias.of, by=alias.by)
        st.markdown(elements.plain(told), width="stretch")
        st.button(words("Take back"), key=f"part_{number}", icon=":material/undo:", on_click=do, args=(part, words))
