"""Overview: one sentence, the money, what asks for attention, what changed, and the goals with their indicators."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views import attention, freshness, minutes, overview, promises
from pages.shared import cached, elements, panels
from pages.shared.access import enter
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

if question.revision == 0:
    elements.missing(programme, words)
    elements.section(words("What the plan promises"), promises.targets_table(programme, words))
    st.stop()

picture = cached.picture_of(question.revision, question.as_of, question.plan_year)
kept = cached.read(who, "minutes", question.revision, question.as_of, question.plan_year)
earlier = minutes.since_day(kept, question.as_of)
before = cached.picture_of(question.revision, earlier, question.plan_year)
ages = cached.ages(question.revision, question.language)

elements.lead(overview.headline(picture, words))
panels.money(picture.money, question)
now, goals = st.columns([42, 58], gap="medium")
with now:
    panels.attention(attention.concerns(picture, programme, words), programme, question)
    panels.changes(
        overview.changes(before, picture, programme),
        minutes.since_title(kept, question.as_of, words),
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
        panels.goal(card, programme, question)
