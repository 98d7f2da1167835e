"""An indicator: its status with the reason, its definition, its path, its parts, and the rows behind it."""

import streamlit as st

from kpi.access import Act
from kpi.charts.path import path_figure
from kpi.views.comparison import compare
from kpi.views.promised import decision_loop, steering_group
from kpi.views.results import definition, indicator, pace
from pages.progress import indicator_parts
from pages.shared import charts, comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

chosen = indicator_parts.choose(screen)
promised = programme.indicator(chosen)

if screen.question.revision == 0:
    elements.missing(programme, words)
    elements.figures(definition.card(promised, programme), words("Definition"), headings=False)
    st.stop()

score = screen.picture.indicator(chosen)
facts = screen.read(indicator.READ, chosen)
marks = steering_group.marks(screen.read(steering_group.READ), chosen, promised.start, screen.question.as_of)

indicator_parts.verdict(promised, score, pace.pace_sentence(promised, screen.read(pace.READ, chosen)), screen)
before = comparison.earlier(screen)
since = compare.indicator_since(before.picture, screen.picture, chosen, programme)
comparison.line(since, before, screen)
chart, card = st.columns([62, 38], gap="large")
with chart:
    path = indicator.path_of(promised, score, facts, screen.question.as_of, marks)
    charts.chart(
        path_figure(path, elements.palette(), words),
        indicator.path_table(promised, facts),
        definition.path_title(promised, score),
        key="path",
    )
    if marks:
        elements.section(words("Along the path"), steering_group.marks_table(marks))
    indicator_parts.decided(decision_loop.about_indicator(screen.read(decision_loop.READ), chosen), chosen, screen)
    other = comparison.other(screen)
    indicator_parts.parts(promised, score, facts, other.read(indicator.READ, chosen) if other else None, screen)
with card:
    st.header(words("Definition"), anchor=False)
    elements.figures(definition.card(promised, programme), words("Definition"), headings=False)
    indicator_parts.acceptance(promised, score, screen)
indicator_parts.rows(promised, screen)
