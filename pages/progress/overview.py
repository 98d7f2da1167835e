"""Overview: a sentence, the money, the next meeting, and the targets by horizon with the balance of each goal."""

import streamlit as st

from kpi.access import Act
from kpi.views.promised import changes_log, steering_group
from kpi.views.results import overview, overview_rows
from kpi.views.sources import freshness
from pages.progress import overview_parts
from pages.shared import comparison, elements
from pages.shared.drawn import drawn
from pages.shared.entrance import enter
from pages.shared.screen import ages

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

if screen.question.revision == 0:
    elements.missing(programme, words)
    elements.section(words("What the plan promises"), changes_log.targets_table(programme))
    st.stop()

picture = screen.picture
earlier = comparison.earlier(screen)
before = earlier.picture
compared = before if comparison.other(screen) else None
beside = (earlier.question, compared is not None)
sources = ages(screen.question)

with st.container(gap="xsmall"):
    elements.lead(overview_rows.short_headline(picture))
    comparison.then_note(screen, overview_rows.short_headline(compared) if compared else None)
    chosen = overview_parts.chips(overview_rows.chips(picture, before), words)
    then = compared.money if compared else None
    drawn(screen, "money strip", lambda: overview_parts.money(picture.money, words, then, parts=False), beside)
    late = freshness.overdue_words(sources)
    overview_parts.leads_on(picture.money, screen.read(steering_group.READ), late, screen)
    asked = overview_parts.TargetsAsked(chosen, planned=bool(st.session_state.get("plan_order")))
    drawn(screen, "targets", lambda: overview_parts.targets(before, compared, asked, screen), beside, asked)
    drawn(screen, "balances", lambda: overview_parts.balances(overview.goal_cards(picture, programme), screen))
    overview_parts.legend(freshness.ages_sentence(sources), freshness.overdue_sentence(sources), words=words)
