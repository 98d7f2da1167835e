"""Visibility: videos and practice cases, events, and contacts with study programmes."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import months_figure
from kpi.views.comparison.compared_table import paired
from kpi.views.results import visibility
from kpi.views.results.vacancies import months_table
from pages.shared import charts, comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

recorded = screen.read(visibility.READ)
if not recorded.registers & {"videos", "events", "contacts"}:
    elements.missing(programme, words, "videos", "events", "contacts")
    st.stop()

other = comparison.other(screen)
then = other.read(visibility.READ) if other else None
both = partial(paired, now=recorded, then=then)
elements.lead(visibility.headline(recorded, screen.question.as_of))
comparison.then_note(screen, words.say(visibility.headline(then, comparison.day(screen))) if then else None)
left, right = st.columns(2, gap="large")
with left:
    elements.section(
        words("Videos"),
        both(lambda counted: visibility.videos_table(counted, programme)),
        known="videos" in recorded.registers,
    )
    rows = visibility.video_rows(recorded, screen.question.as_of)
    if rows:
        charts.chart(
            months_figure(rows, elements.palette(), words),
            months_table(rows),
            words("Videos by month"),
            words,
            key="video_months",
        )
with right:
    elements.section(
        words("Events"),
        both(lambda counted: visibility.events_table(counted, programme)),
        known="events" in recorded.registers,
    )
    elements.section(
        words("Study programmes reached in the last 24 months"),
        both(lambda counted: visibility.awareness_table(counted, programme)),
        known="study_programmes" in recorded.registers,
    )
