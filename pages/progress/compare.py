"""Compare: what differs between two reference dates or two revisions, and what of it comes from changed promises."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.comparison import compare
from kpi.views.promised import retargeting
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

if question.revision == 0:
    elements.missing(programme, words)
    st.stop()

held = comparison.earlier(who, question)
after = comparison.picture_of(question)
both = compare.compare(comparison.picture_of(held), after)

elements.lead(compare.headline(both, words))
st.caption(compare.both_sides(both, words))
everything = st.toggle(words("Also what is the same"), key="compare_all", bind="query-params")
elements.section(words("Indicators"), compare.indicators_table(both, programme, words, everything=everything))
money, goals = st.columns([62, 38], gap="large")
with money:
    elements.section(
        words("Money, plan year {plan_year}", plan_year=question.plan_year), compare.money_table(both, words)
    )
with goals:
    elements.section(words("Goals"), compare.goals_table(both, programme.goals, words))
comparison.promises(
    retargeting.steps_between(comparison.steps(who, question), both),
    retargeting.retargeted(
        reads.programme_of(held.revision), programme, comparison.judged_by(who, question, held.revision), after
    ),
    programme,
    words,
)
