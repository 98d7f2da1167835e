"""A calculation example with sliders, whose link shows the same figures. It is no data and is never stored."""

import streamlit as st

from kpi.access import Act
from kpi.views.comparison import compared_table, what_if_tables
from kpi.views.comparison.what_if import what_if
from pages.progress import what_if_parts
from pages.shared import comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

if screen.question.revision == 0:
    elements.missing(programme, words)
    st.stop()

what_if_parts.warning(words)
answer = st.container()
sliders, shown = st.columns([32, 68], gap="large")
with sliders:
    assumed = what_if_parts.sliders(programme, screen.picture, words)
effect = what_if(screen.picture, programme, assumed)
with answer:
    elements.lead(what_if_tables.headline(effect))
    elements.sentences(what_if_tables.short_sentence(effect))
other = comparison.other(screen)
otherwise = what_if(other.picture, programme, assumed) if other else None
was = (otherwise, other.picture) if otherwise and other else None
with shown:
    elements.section(words("Targets"), compared_table.paired(what_if_tables.outcomes_table, effect, otherwise))
    elements.section(
        words("Money, plan year {plan_year}", plan_year=screen.question.plan_year),
        compared_table.paired(lambda example: what_if_tables.money_table(*example), (effect, screen.picture), was),
    )
    elements.note(*what_if_tables.rules())
what_if_parts.link(assumed, screen.question)
