"""What if: a calculation example with sliders, whose link shows the same figures. It is no data and is never stored."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.comparison import beside_table, what_if_tables
from kpi.views.comparison.what_if import what_if
from pages.progress import what_if_parts
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

if question.revision == 0:
    elements.missing(programme, words)
    st.stop()

picture = reads.picture_of(question.revision, question.as_of, question.plan_year)
what_if_parts.warning(words)
answer = st.container()
sliders, shown = st.columns([32, 68], gap="large")
with sliders:
    assumed = what_if_parts.sliders(programme, words)
effect = what_if(picture, programme, assumed)
with answer:
    elements.lead(what_if_tables.headline(effect, words))
    elements.sentences(what_if_tables.short_sentence(effect, words))
held = comparison.other(question)
then = comparison.picture_of(held) if held else None
otherwise = what_if(then, programme, assumed) if then else None
was = (otherwise, then) if otherwise and then else None
with shown:
    elements.section(
        words("Targets"),
        beside_table.paired(lambda one: what_if_tables.outcomes_table(one, words), effect, otherwise, words),
    )
    elements.section(
        words("Money, plan year {plan_year}", plan_year=question.plan_year),
        beside_table.paired(lambda one: what_if_tables.money_table(*one, words), (effect, picture), was, words),
    )
    elements.note(*what_if_tables.rules(words))
what_if_parts.link(assumed, question)
