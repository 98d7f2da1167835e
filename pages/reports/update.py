"""SmartHupdate: what changed since the last meeting, section by section, to be edited and taken along."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.views.results import overview
from pages.reports import telling
from pages.shared import cached, elements
from pages.shared.access import enter, may
from pages.shared.asked import asked
from pages.shared.buttons import foremost

who = enter(Act.SEE_FIGURES)
question = asked()
words = question.words

told = st.session_state.pop("update_told", None)
if told:
    st.warning(elements.plain(told), icon=":material/block:")

answer = st.container()
since = telling.since(question)
wanted = telling.question_of(question, since)
found = telling.update(wanted, question)
with answer:
    elements.lead(overview.headline(found.after, words))
with st.container(horizontal=True, key="take_along"):
    for ending, label, kind in telling.DOWNLOADS:
        st.download_button(
            words(label),
            data=partial(telling.made, cached.store(), cached.filed(), who, wanted, ending, question.language),
            file_name=wanted.file_name(ending),
            mime=kind,
            on_click="ignore",
            key=f"update_{ending}",
            type=foremost(ending == "pptx"),
            icon=":material/download:",
        )
telling.mind(found, words)
for section in telling.SECTIONS:
    telling.show(section, found, question, editing=may(who, Act.WRITE_TEXT))
