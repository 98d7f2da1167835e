"""Members: from approached to paid, by kind, size, municipality and brand grade."""

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import bars_figure
from kpi.views.results import members
from pages.shared import charts, comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

both = comparison.answers(screen, members.READ)
present = both.now
if not present.known:
    elements.missing(programme, words, "organisations")
    st.stop()

elements.lead(members.headline(present, screen.question.as_of))
comparison.then_note(screen, members.headline(both.then, both.day) if both.then else None)
left, right = st.columns(2, gap="large")
with left:
    charts.chart(
        bars_figure(members.funnel(present), elements.palette(), words),
        both.table(members.funnel_table),
        members.funnel_title(present, screen.question.plan_year),
        key="funnel",
    )
    elements.sentences(members.named_sentence(present))
    if present.told:
        elements.section(words("Members by brand grade"), both.table(members.grades_table, programme))
with right:
    if present.told:
        elements.section(words("Members by kind"), both.table(members.kinds_table, programme))
        elements.section(words("Members by size"), both.table(members.sizes_table))
        elements.section(words("Members by municipality"), both.table(members.municipalities_table))
