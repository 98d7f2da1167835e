"""Money: used and left, its cover, its prognosis, and the contributions still open."""

import streamlit as st

from kpi.access import Act
from kpi.views.comparison import compare
from kpi.views.money import budget_lines, money, plan_years
from kpi.views.promised import steering_group
from pages.progress import money_parts, overview_parts
from pages.shared import comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

picture = screen.picture.money
before = comparison.earlier(screen)
then = before.picture.money if comparison.other(screen) else None
both = comparison.Answers(picture, then, comparison.day(screen))
elements.sentences(money.unallocated_sentence(picture))
elements.lead(money.money_headline(picture))
comparison.then_note(screen, money.money_headline(then) if then else None)
elements.sentences(budget_lines.outlook_sentence(picture), money.short_sentence(picture), money.gap_sentence(picture))
if screen.question.revision == 0:
    elements.missing(programme, words, "expenses", "contributions")
else:
    comparison.line(compare.money_since(before.picture, screen.picture), before, screen)
overview_parts.money(picture, words, then)

left, right = st.columns([58, 42], gap="large")
with left:
    money_parts.waterfall(picture, words)
with right:
    money_parts.cover(both, words)
money_parts.lines(both, screen)
notes = steering_group.line_notes(screen.read(steering_group.READ), screen.question.plan_year)
if notes:
    elements.section(words("Notes on budget lines"), steering_group.entries_table(notes, programme))
money_parts.side_by_side(comparison.answers(screen, plan_years.READ), screen)

title = words("What was promised, and what was delivered")
st.header(title, anchor=False)
if picture.outputs:
    elements.figures(both.table(money.outputs_table, programme), title)
else:
    elements.nothing(words("The plan names no outputs for {plan_year}.", plan_year=screen.question.plan_year))
money_parts.contributions(screen)
