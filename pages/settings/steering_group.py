"""The steering group: its meetings, decisions, notes, yearly plans and assessments; editors write them down here."""

import streamlit as st

from kpi.access import Act
from kpi.views.promised import accepted_deviations, steering_group
from pages.settings import setting_change, steering_group_parts
from pages.settings.setting_form import PLACE
from pages.shared import elements
from pages.shared.doing import told
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
question, words = screen.question, screen.words
programme = setting_change.programme(words)
minutes = screen.read(steering_group.READ)

told(PLACE)
elements.lead(steering_group.headline(minutes))
if minutes.kept:
    elements.figures(steering_group.entries_table(minutes.kept, programme), words("What is kept"))
else:
    st.caption(words("Nothing is kept yet."))
if screen.may(Act.KEEP_MEETINGS):
    steering_group_parts.write(programme, question)
    steering_group_parts.take_back(minutes, programme, words)
deviations = screen.read(accepted_deviations.READ)
if deviations:
    elements.section(
        words("Accepted deviations"), accepted_deviations.accepted_table(deviations, programme, question.as_of)
    )
elements.section(words("Recurring moments"), steering_group.cycles_table(minutes, programme, question.as_of))
