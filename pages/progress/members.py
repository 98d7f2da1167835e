"""Members: from approached to paid, by kind, size, municipality and brand grade."""

import streamlit as st

from kpi.access import Act
from kpi.charts.bars import bars_figure
from kpi.language import words_of
from kpi.views import members
from pages.shared import cached, elements
from pages.shared.access import enter
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

found = cached.read(who, "members", question.revision, question.as_of, question.plan_year)
if not found.known:
    elements.missing(programme, words, "organisations")
    st.stop()

st.markdown(f"**{elements.plain(members.headline(found, question.as_of, words))}**")
steps = members.funnel(found, words)
left, right = st.columns(2, gap="large")
with left:
    elements.chart(
        bars_figure(steps, elements.palette(), words),
        members.funnel_table(steps, words),
        members.funnel_title(found, question.plan_year, words),
        words,
        key="funnel",
    )
    elements.sentences(members.named_sentence(found, words))
    elements.section(words("Members by brand grade"), members.grades_table(found, programme, words))
with right:
    elements.section(words("Members by kind"), members.kinds_table(found, programme, words))
    elements.section(words("Members by size"), members.sizes_table(found, words))
    elements.section(words("Members by municipality"), members.municipalities_table(found, words))
