"""Overview: a sentence, the money, points of attention, changes, and the goals with their indicators."""

import streamlit as st

from kpi.access import Act
from kpi.views.comparison.compare import compare
from kpi.views.promised import changes_log
from kpi.views.results import attention, overview
from kpi.views.sources import freshness
from pages.progress import overview_parts
from pages.shared import comparison, elements
from pages.shared.entrance import enter
from pages.shared.screen import ages

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

if screen.question.revision == 0:
    elements.missing(programme, words)
    elements.section(words("What the plan promises"), changes_log.targets_table(programme))
    st.stop()

picture = screen.picture
before = comparison.earlier(screen).picture
compared = before if comparison.other(screen) else None
sources = ages(screen.question)

elements.lead(overview.headline(picture))
comparison.then_note(screen, overview.headline(compared) if compared else None)
overview_parts.money(picture.money, words, compared.money if compared else None)
now, goals = st.columns([42, 58], gap="small")
with now:
    overview_parts.attention(attention.concerns(picture, programme), screen)
    overview_parts.changes(compare(before, picture).restated, comparison.title(screen), screen)
    elements.note(
        words("Bar: value · stroke: expected on the reference date · grey: target · hatched: assumed path"),
        freshness.ages_sentence(sources),
        freshness.overdue_sentence(sources),
    )
with goals:
    for card in overview.goal_cards(picture, programme):
        overview_parts.goal(card, screen, compared)
