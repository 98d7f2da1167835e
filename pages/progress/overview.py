"""Overview: one sentence, the money, what asks for attention, what changed, and the goals with their indicators."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.promised import changes_log
from kpi.views.results import attention, overview
from kpi.views.sources import freshness
from pages.progress import overview_parts
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

if question.revision == 0:
    elements.missing(programme, words)
    elements.section(words("What the plan promises"), changes_log.targets_table(programme, words))
    st.stop()

picture = reads.picture_of(question.revision, question.as_of, question.plan_year)
before = comparison.picture_of(comparison.earlier(who, question))
compared = before if comparison.other(question) else None
ages = reads.ages(question.revision, question.language)

elements.lead(overview.headline(picture, words))
comparison.told(question, overview.headline(compared, words) if compared else None)
overview_parts.money(picture.money, question, compared.money if compared else None)
now, goals = st.columns([42, 58], gap="small")
with now:
    overview_parts.attention(attention.concerns(picture, programme, words), programme, question)
    overview_parts.changes(
        overview.changes(before, picture, programme),
        comparison.title(who, question),
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
        overview_parts.goal(card, programme, question, compared)
