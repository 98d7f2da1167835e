"""The steering group: its next meeting with an agenda, its decisions and what became of them, and what is kept."""

import streamlit as st

from kpi.access import Act
from kpi.views.promised import accepted_deviations, agenda, decision_loop, steering_group
from kpi.views.results.attention import concerns
from kpi.views.results.overview_rows import short_headline
from pages.settings import setting_change, steering_group_decisions, steering_group_parts
from pages.shared import elements
from pages.shared.decision_form import decision_form
from pages.shared.doing import told
from pages.shared.entrance import enter
from pages.shared.setting_form import PLACE

screen = enter(Act.SEE_FIGURES)
question, words, as_of = screen.question, screen.words, screen.question.as_of
programme = setting_change.programme(words)
minutes, taken = screen.read(steering_group.READ), screen.read(decision_loop.READ)
deviations = screen.read(accepted_deviations.READ)
pressing = concerns(screen.picture, programme) if question.revision else ()
items = agenda.agenda(minutes, taken, pressing, deviations, programme, as_of)

told(PLACE)
elements.lead(steering_group.headline(minutes))
if items:
    elements.section(agenda.agenda_title(minutes, as_of), agenda.agenda_table(items))
if screen.may(Act.KEEP_MEETINGS):
    asked = "about" in st.query_params
    with st.expander(words("Put to the meeting, or record a decision"), expanded=asked, icon=":material/gavel:"):
        decision_form(steering_group_decisions.choose(items, question), programme, question)
if taken:
    shown = decision_loop.in_order(taken, as_of)
    elements.section(
        words("Decisions"),
        decision_loop.decisions_table(shown, programme, screen.picture, lambda day: screen.asking(day).picture),
    )
if screen.may(Act.KEEP_MEETINGS):
    steering_group_decisions.follow(taken, programme, question)
days = agenda.meeting_days(minutes, as_of)
if days and question.revision:
    stood = {day: short_headline(screen.asking(day).picture) for day in days}
    elements.section(words("Meetings so far"), agenda.meetings_table(stood, taken, as_of))
st.header(words("What is kept"), anchor=False)
if minutes.kept:
    elements.figures(steering_group.entries_table(minutes.kept, programme), words("What is kept"))
else:
    st.caption(words("Nothing is kept yet."))
if screen.may(Act.KEEP_MEETINGS):
    steering_group_parts.write(programme, question)
    steering_group_parts.take_back(minutes, programme, words)
if deviations:
    elements.section(words("Accepted deviations"), accepted_deviations.accepted_table(deviations, programme, as_of))
elements.section(words("Recurring moments"), steering_group.cycles_table(minutes, programme, as_of))
