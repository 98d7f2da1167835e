"""What if: a calculation example with sliders, whose link shows the same figures. It is no data and is never stored."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views import supposing
from kpi.views.what_if import what_if
from pages.shared import cached, elements, levers
from pages.shared.access import enter
from pages.shared.asked import asked

enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

if question.revision == 0:
    elements.missing(programme, words)
    st.stop()

picture = cached.picture_of(question.revision, question.as_of, question.plan_year)
levers.warning(words)
answer = st.container()
sliders, shown = st.columns([32, 68], gap="large")
with sliders:
    assumed = levers.sliders(programme, words)
effect = what_if(picture, programme, assumed)
with answer:
    elements.lead(supposing.headline(effect, words))
    elements.sentences(supposing.short_sentence(effect, words))
with shown:
    elements.section(words("Targets"), supposing.outcomes_table(effect, words))
    elements.section(
        words("Money, plan year {plan_year}", plan_year=question.plan_year),
        supposing.money_table(effect, picture, words),
    )
    elements.note(*supposing.rules(words))
levers.link(assumed, question)
