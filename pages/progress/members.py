"""Members: from approached to paid, by kind, size, municipality and brand grade."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import bars_figure
from kpi.views.comparison.compared_table import paired
from kpi.views.results import members
from pages.shared import charts, comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

present = screen.read(members.READ)
if not present.known:
    elements.missing(programme, words, "organisations")
    st.stop()

other = comparison.other(screen)
then = other.read(members.READ) if other else None
both = partial(paired, now=present, then=then)
elements.lead(members.headline(present, screen.question.as_of))
comparison.then_note(screen, words.say(members.headline(then, comparison.day(screen))) if then else None)
left, right = st.columns(2, gap="large")
with left:
    charts.chart(
        bars_figure(members.funnel(present), elements.palette(), words),
        both(lambda counted: members.funnel_table(members.funnel(counted))),
        members.funnel_title(present, screen.question.plan_year),
        words,
        key="funnel",
    )
    elements.sentences(members.named_sentence(present))
    elements.section(words("Members by brand grade"), both(lambda counted: members.grades_table(counted, programme)))
with right:
    elements.section(words("Members by kind"), both(lambda counted: members.kinds_table(counted, programme)))
    elements.section(words("Members by size"), both(members.sizes_table))
    elements.section(words("Members by municipality"), both(members.municipalities_table))
