"""Vacancies: what was offered this year and what became of it, by type, level and month, and how long it took."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import months_figure
from kpi.language import words_of
from kpi.views.comparison.beside_table import paired
from kpi.views.results import vacancies
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

found = reads.read(who, "vacancies", question.revision, question.as_of, question.plan_year)
if not found.known:
    elements.missing(programme, words, "vacancies")
    st.stop()

then = comparison.read(who, "vacancies", question)
both = partial(paired, now=found, then=then, words=words)
elements.lead(vacancies.headline(found, question.as_of, words))
comparison.told(question, then and vacancies.headline(then, comparison.day(question), words))
st.caption(words("Positions of vacancies within the scope of the programme; one vacancy can have several positions."))
left, right = st.columns([55, 45], gap="large")
with left:
    for title, part in ((words("By type"), vacancies.TYPE), (words("By level"), vacancies.LEVEL)):
        elements.section(title, both(partial(vacancies.outcome_table, part=part, programme=programme, words=words)))
    st.subheader(words("Time to fill"), anchor=False)
    elements.sentences(vacancies.wait_sentence(found, words))
    comparison.told(question, then and vacancies.wait_sentence(then, words))
    elements.section(words("How they were filled"), both(lambda one: vacancies.via_table(one, programme, words)))
with right:
    rows = vacancies.month_rows(found, question.as_of, programme, words)
    if rows:
        elements.chart(
            months_figure(rows, elements.palette(), words),
            vacancies.months_table(rows, words),
            words("Positions offered by month, by type"),
            words,
            key="months",
        )
