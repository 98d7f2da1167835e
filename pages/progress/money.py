"""Money: where it is. What is used and left, who covers it, where it is heading, and who still has to pay."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.comparison import headline_change
from kpi.views.comparison.beside_table import paired
from kpi.views.money import budget_lines, money, subsidy_cover
from kpi.views.promised import steering_group
from pages.progress import money_parts, overview_parts
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

whole = reads.picture_of(question.revision, question.as_of, question.plan_year)
picture = whole.money
other = comparison.earlier(who, question)
before = comparison.picture_of(other)
then = before.money if comparison.other(question) else None
elements.lead(money.money_headline(picture, words))
comparison.told(question, money.money_headline(then, words) if then else None)
elements.sentences(
    budget_lines.outlook_sentence(picture, programme, question.as_of, words),
    subsidy_cover.short_sentence(picture, words),
    money.gap_sentence(picture, words),
    money.unallocated_sentence(picture, words),
)
if question.revision == 0:
    elements.missing(programme, words, "expenses", "contributions")
else:
    comparison.line(headline_change.money_since(before, whole, words), other, question)
overview_parts.money(picture, question, then)

left, right = st.columns([58, 42], gap="large")
with left:
    money_parts.waterfall(picture, programme, question)
with right:
    money_parts.cover(picture, then, question)
money_parts.lines(picture, then, programme, question)
kept = reads.read(who, "minutes", question.revision, question.as_of, question.plan_year)
notes = steering_group.line_notes(kept, question.plan_year)
if notes:
    elements.section(words("Notes on budget lines"), steering_group.entries_table(notes, programme, words))
money_parts.side_by_side(
    reads.read(who, "years", question.revision, question.as_of, question.plan_year),
    comparison.read(who, "years", question),
    programme,
    question,
)

title = words("What was promised, and what was delivered")
st.subheader(title, anchor=False)
if picture.outputs:
    elements.figures(paired(lambda one: money.outputs_table(one, programme, words), picture, then, words), title)
else:
    elements.nothing(words("The plan names no outputs for {plan_year}.", plan_year=question.plan_year))
money_parts.contributions(who, question)
