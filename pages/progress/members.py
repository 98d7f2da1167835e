"""Members: from approached to paid, by kind, size, municipality and brand grade."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import bars_figure
from kpi.language import words_of
from kpi.views.comparison.beside_table import paired
from kpi.views.results import members
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

found = reads.read(who, "members", question.revision, question.as_of, question.plan_year)
if not found.known:
    elements.missing(programme, words, "organisations")
    st.stop()

then = comparison.read(who, "members", question)
both = partial(paired, now=found, then=then, words=words)
elements.lead(members.headline(found, question.as_of, words))
comparison.told(question, then and members.headline(then, comparison.day(question), words))
left, right = st.columns(2, gap="large")
with left:
    elements.chart(
        bars_figure(members.funnel(found, words), elements.palette(), words),
        both(lambda one: members.funnel_table(members.funnel(one, words), words)),
        members.funnel_title(found, question.plan_year, words),
        words,
        key="funnel",
    )
    elements.sentences(members.named_sentence(found, words))
    elements.section(words("Members by brand grade"), both(lambda one: members.grades_table(one, programme, words)))
with right:
    elements.section(words("Members by kind"), both(lambda one: members.kinds_table(one, programme, words)))
    elements.section(words("Members by size"), both(lambda one: members.sizes_table(one, words)))
    elements.section(words("Members by municipality"), both(lambda one: members.municipalities_table(one, words)))
