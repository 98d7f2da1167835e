"""Compare: the differences between two reference dates or revisions, and the part that comes from changed promises."""

import streamlit as st

from kpi.access import Act
from kpi.views.comparison import compare
from kpi.views.promised import changes_log, retargeting
from pages.shared import comparison, elements, kept
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

if screen.question.revision == 0:
    elements.missing(programme, words)
    st.stop()

before = comparison.earlier(screen)
both = compare.compare(before.picture, screen.picture)

elements.lead(compare.headline(both))
st.caption(words.say(compare.moments(both)))
kept.bring_back("compare_all")
everything = st.toggle(words("Also what is the same"), key="compare_all", bind="query-params")
kept.keep("compare_all", everything, start=False)
elements.section(words("Indicators"), compare.indicators_table(both, programme, everything=everything))
money, goals = st.columns([62, 38], gap="large")
with money:
    elements.section(
        words("Money, plan year {plan_year}", plan_year=screen.question.plan_year), compare.money_table(both)
    )
with goals:
    elements.section(words("Goals"), compare.goals_table(both, programme))
comparison.promises(
    retargeting.steps_between(screen.read(changes_log.READ), both),
    retargeting.retargeted(before.programme, programme, comparison.judged_by(screen, before), screen.picture),
    programme,
    words,
)
