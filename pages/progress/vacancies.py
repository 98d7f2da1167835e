"""Vacancies: positions offered this year and their outcomes, by type, level and month, and the days until filled."""

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import months_figure
from kpi.views.results import vacancies
from pages.shared import charts, comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

both = comparison.answers(screen, vacancies.READ)
positions, then = both.now, both.then
if not positions.known:
    elements.missing(programme, words, "vacancies")
    st.stop()

elements.lead(vacancies.headline(positions, screen.question.as_of))
comparison.then_note(screen, vacancies.headline(then, both.day) if then else None)
st.caption(words("Positions of vacancies within the scope of the programme; one vacancy can have several positions."))
left, right = st.columns([55, 45], gap="large")
with left:
    for title, part in ((words("By type"), vacancies.TYPE), (words("By level"), vacancies.LEVEL)):
        elements.section(title, both.table(vacancies.outcome_table, part, programme))
    st.header(words("Time to fill"), anchor=False)
    elements.sentences(vacancies.wait_sentence(positions))
    comparison.then_note(screen, vacancies.wait_sentence(then) if then else None)
    elements.section(words("How they were filled"), both.table(vacancies.via_table, programme))
with right:
    rows = vacancies.month_rows(positions, screen.question.as_of, programme)
    if rows:
        charts.chart(
            months_figure(rows, elements.palette(), words),
            vacancies.months_table(rows),
            words("Positions offered by month, by type"),
            key="months",
        )
