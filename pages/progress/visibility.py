"""Visibility: videos and practice cases, events, and contacts with study programmes."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import months_figure
from kpi.language import words_of
from kpi.views.comparison.beside_table import paired
from kpi.views.results import visibility
from kpi.views.results.vacancies import months_table
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

found = reads.read(who, "visibility", question.revision, question.as_of, question.plan_year)
if not found.registers & {"videos", "events", "contacts"}:
    elements.missing(programme, words, "videos", "events", "contacts")
    st.stop()

then = comparison.read(who, "visibility", question)
both = partial(paired, now=found, then=then, words=words)
elements.lead(visibility.headline(found, question.as_of, words))
comparison.told(question, then and visibility.headline(then, comparison.day(question), words))
left, right = st.columns(2, gap="large")
with left:
    elements.section(
        words("Videos"),
        both(lambda one: visibility.videos_table(one, programme, words)),
        known="videos" in found.registers,
    )
    rows = visibility.video_rows(found, question.as_of, words)
    if rows:
        elements.chart(
            months_figure(rows, elements.palette(), words),
            months_table(rows, words),
            words("Videos by month"),
            words,
            key="video_months",
        )
with right:
    elements.section(
        words("Events"),
        both(lambda one: visibility.events_table(one, programme, words)),
        known="events" in found.registers,
    )
    elements.section(
        words("Study programmes reached in the last 24 months"),
        both(lambda one: visibility.awareness_table(one, programme, words)),
        known="study_programmes" in found.registers,
    )
