"""Overview: one sentence, the money, what asks for attention, what changed, and the goals with their indicators."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.promised import changes_log
from kpi.views.results import attention, overview
from kpi.views.sources import freshness
from pages.shared import beside, cached, elements, panels
from pages.shared.access import enter
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

if question.revision == 0:
    elements.missing(programme, words)
    elements.section(words("What the plan promises"), changes_log.targets_table(programme, words))
    st.stop()

picture = cached.picture_of(question.revision, question.as_of, question.plan_year)
before = beside.picture_of(beside.earlier(who, question))
compared = before if beside.other(question) else None
ages = cached.ages(question.revision, question.language)

elements.lead(overview.headline(picture, words))
beside.told(question, overview.headline(compared, words) if compared else None)
panels.money(picture.money, question, compared.money if compared else None)
now, goals = st.columns([42, 58], gap="small")
with now:
    panels.attention(attention.concerns(picture, programme, words), programme, question)
    panels.changes(
        overview.changes(before, picture, programme),
        beside.title(who, question),
        programme,
        question,
    )
    elements.note(
        words("Bar: value · stroke: expected on the reference date · grey: target · hatched: assumed path"),
        freshness.ages_sentence(ages, words),
        freshness.overdue_sentence(ages, words),
    )
with goals:
    for card in overview.goal_cards(picture, programme):
        panels.goal(card, programme, question, compared)
