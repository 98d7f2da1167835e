"""Visibility: videos and practice cases, events, and contacts with study programmes."""

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import months_figure
from kpi.language import words_of
from kpi.views import visibility
from kpi.views.vacancies import months_table
from pages.shared import cached, elements
from pages.shared.access import enter
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

found = cached.read(who, "visibility", question.revision, question.as_of, question.plan_year)
if not found.registers & {"videos", "events", "contacts"}:
    elements.missing(programme, words, "videos", "events", "contacts")
    st.stop()

st.markdown(f"**{elements.plain(visibility.headline(found, question.as_of, words))}**")
left, right = st.columns(2, gap="large")
with left:
    elements.section(
        words("Videos"), visibility.videos_table(found, programme, words), known="videos" in found.registers
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
        words("Events"), visibility.events_table(found, programme, words), known="events" in found.registers
    )
    elements.section(
        words("Study programmes reached in the last 24 months"),
        visibility.awareness_table(found, programme, words),
        known="study_programmes" in found.registers,
    )
