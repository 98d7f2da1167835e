"""Visibility: videos and practice cases, events, and contacts with study programmes."""

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import months_figure
from kpi.views.results import visibility
from kpi.views.results.vacancies import months_table
from pages.shared import charts, comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

both = comparison.answers(screen, visibility.READ)
recorded, registers = both.now, both.now.registers
if not registers & {"videos", "events", "contacts"}:
    elements.missing(programme, words, "videos", "events", "contacts")
    st.stop()

elements.lead(visibility.headline(recorded, screen.question.as_of))
comparison.then_note(screen, visibility.headline(both.then, both.day) if both.then else None)
left, right = st.columns(2, gap="large")
with left:
    videos = both.table(visibility.videos_table, programme)
    elements.section(words("Videos"), videos, known="videos" in registers)
    rows = visibility.video_rows(recorded, screen.question.as_of)
    if rows:
        charts.chart(
            months_figure(rows, elements.palette(), words),
            months_table(rows),
            words("Videos by month"),
            key="video_months",
        )
with right:
    events = both.table(visibility.events_table, programme)
    elements.section(words("Events"), events, known="events" in registers)
    elements.section(
        words("Study programmes reached in the last 24 months"),
        both.table(visibility.awareness_table, programme),
        known="study_programmes" in registers,
    )
