"""One indicator: why it stands where it stands, its definition, its path, what it is made of, and its rows."""

import streamlit as st

from kpi.access import Act
from kpi.charts.path import path_figure
from kpi.language import words_of
from kpi.views.comparison import headline_change
from kpi.views.promised import steering_group
from kpi.views.results import definition
from kpi.views.results.indicator import path_of, path_table
from kpi.views.results.pace import pace_sentence
from pages.progress import indicator_parts
from pages.shared import comparison, elements, reads, row_search
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

chosen = indicator_parts.choose(programme, question)
indicator = programme.indicator(chosen)

if question.revision == 0:
    elements.missing(programme, words)
    elements.figures(definition.card(indicator, programme, words), words("Definition"), headings=False)
    st.stop()

picture = reads.picture_of(question.revision, question.as_of, question.plan_year)
score = picture.indicator(chosen)
facts = reads.read(who, "indicator", question.revision, question.as_of, question.plan_year, chosen)

pace = reads.read(who, "pace", question.revision, question.as_of, question.plan_year, chosen)
kept = reads.read(who, "minutes", question.revision, question.as_of, question.plan_year)
marks = steering_group.marks(kept, chosen, indicator.start, words)
indicator_parts.verdict(indicator, score, pace_sentence(indicator, pace, words), programme, question)
other = comparison.earlier(who, question)
before = comparison.picture_of(other)
comparison.line(headline_change.indicator_since(before, picture, chosen, programme, words), other, question)
chart, card = st.columns([62, 38], gap="large")
with chart:
    path = path_of(indicator, score, facts, question.as_of, words, marks)
    elements.chart(
        path_figure(path, elements.palette(), words),
        path_table(indicator, facts, words),
        definition.path_title(indicator, score, words),
        words,
        key="path",
    )
    if marks:
        elements.section(words("Along the path"), steering_group.marks_table(marks, words))
    indicator_parts.parts(
        indicator, score, facts, comparison.read(who, "indicator", question, chosen), programme, question
    )
with card:
    st.subheader(words("Definition"), anchor=False)
    elements.figures(definition.card(indicator, programme, words), words("Definition"), headings=False)
    indicator_parts.acceptance(indicator, score, who, programme, question)
row_search.rows(indicator, who, programme, question)
