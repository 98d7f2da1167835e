"""Money: the budget line by line, planned outputs, contributions by stage, and who pays for it."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views import money
from pages.shared import cached, elements, panels
from pages.shared.access import enter, may
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

picture = cached.picture_of(question.revision, question.as_of, question.plan_year).money
st.markdown(f"**{elements.plain(money.money_headline(picture, words))}**")
elements.sentences(money.gap_sentence(picture, words), money.unallocated_sentence(picture, words))
if question.revision == 0:
    elements.missing(programme, words, "expenses", "contributions")

bars, split = st.columns(2, gap="large")
with bars:
    panels.money(picture, question)
with split:
    st.subheader(words("Who pays"), anchor=False)
    elements.sentences(money.subsidy_sentence(picture, words))
    elements.figures(money.split_table(picture, words), words("Who pays"))

st.subheader(words("The budget line by line"), anchor=False)
if picture.lines:
    elements.figures(money.lines_table(picture, programme, words), words("The budget line by line"))
else:
    elements.nothing(words("The lines of {plan_year} aren't planned yet.", plan_year=question.plan_year))

st.subheader(words("What was promised, and what was delivered"), anchor=False)
if picture.outputs:
    elements.figures(money.outputs_table(picture, programme, words), words("What was promised, and what was delivered"))
else:
    elements.nothing(words("The plan names no outputs for {plan_year}.", plan_year=question.plan_year))

st.subheader(words("Contributions by organisation"), anchor=False)
if may(who, Act.SEE_CONFIDENTIAL):
    stages = cached.read(who, "money", question.revision, question.as_of, question.plan_year)
    panels.contributions(stages, programme, question)
else:
    elements.nothing(words("Amounts per organisation are confidential; your account shows the totals."))
