"""Overview: one sentence, the goals with their indicators, the money, what asks for attention and what changed."""

import streamlit as st

from kpi.language import words_of
from kpi.views import attention, overview
from kpi.views.money import gap_sentence, subsidy_sentence
from pages.shared import cached, elements, panels
from pages.shared.access import Role, require
from pages.shared.asked import asked

require(Role.READER)
question = asked()
words = words_of(question.language)
programme = cached.programme()

if question.revision == 0:
    elements.missing(programme, words)
    panels.promised(programme, question)
    st.stop()

picture = cached.picture_of(question.revision, question.as_of, question.plan_year)
before = cached.picture_of(question.revision, overview.quarter_before(question.as_of), question.plan_year)

st.markdown(f"**{elements.plain(overview.headline(picture, words))}**")
st.caption(elements.plain(overview.freshness(picture, words)))
goals, aside = st.columns([68, 32], gap="medium")
with goals:
    st.caption(words("Bar: value · stroke: expected on the reference date · grey: target · hatched: assumed path"))
    for card in overview.goal_cards(picture, programme):
        panels.goal(card, programme, question)
with aside:
    panels.money(picture.money, question)
    elements.sentences(subsidy_sentence(picture.money, words), gap_sentence(picture.money, words))
    panels.attention(attention.concerns(picture, programme, words), programme, question)
    panels.changes(overview.changes(before, picture, programme), before.as_of, programme, question)
