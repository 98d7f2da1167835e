"""Names that look alike, to merge or keep apart; and the merged ones, to part again."""

from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.names import keep_apart, merge_names, part_names
from kpi.facts.decisions.decision_kinds import NameAlias
from kpi.facts.store import Store
from kpi.intake.values.organisation_aliases import aliases, near_names
from kpi.language import Said, Words
from kpi.sentences import say
from kpi.views.read import Question
from kpi.views.sources import import_sentences
from pages.intake.data_files import UPKEEP
from pages.shared import elements, installation
from pages.shared.doing import do
from pages.shared.spoken import plain

SHOWN = 10


def draw(question: Question) -> None:
    """The pairs to judge, then the aliases in force."""
    words = question.words
    with installation.store().read(question.revision) as reader:
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
        _alias(number, made.decision, made.by, words)


def _pair(number: int, pair: NameAlias, words: Words) -> None:
    def merge(store: Store, who: Person, at: datetime) -> Said:
        merge_names(store, who, pair.name, pair.of, at=at)
        return say("From now on “{name}” counts as “{of}”.", name=pair.name, of=pair.of)

    def apart(store: Store, who: Person, at: datetime) -> Said:
        keep_apart(store, who, pair.name, pair.of, at=at)
        return say("“{name}” and “{of}” stay two organisations.", name=pair.name, of=pair.of)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"near_{number}"):
        st.markdown(plain(import_sentences.pair_line(pair)), width="stretch")
        same = words("The same: {of}", of=pair.of)
        st.button(same, key=f"same_{number}", icon=":material/merge:", on_click=do, args=(merge, UPKEEP))
        differ = words("Two organisations")
        st.button(differ, key=f"apart_{number}", icon=":material/call_split:", on_click=do, args=(apart, UPKEEP))


def _alias(number: int, alias: NameAlias, by: str, words: Words) -> None:
    def part(store: Store, who: Person, at: datetime) -> Said:
        part_names(store, who, alias.name, at=at)
        return say("“{name}” counts as an organisation of its own again.", name=alias.name)

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"alias_{number}"):
        line = words("“{name}” counts as “{of}” (said by {by})", name=alias.name, of=alias.of, by=by)
        st.markdown(plain(line), width="stretch")
        st.button(words("Take back"), key=f"part_{number}", icon=":material/undo:", on_click=do, args=(part, UPKEEP))
