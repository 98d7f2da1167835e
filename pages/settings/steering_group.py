"""The steering group: its meetings, decisions, notes, yearly plans and assessments; editors write them down here."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.promised import accepted_deviations, steering_group
from pages.settings import setting_change, steering_group_parts
from pages.shared import elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter, may

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = setting_change.programme(words)
found = reads.read(who, "minutes", question.revision, question.as_of, question.plan_year)

setting_change.told()
elements.lead(steering_group.headline(found, words))
if found.kept:
    elements.figures(steering_group.entries_table(found.kept, programme, words), words("What is kept"))
else:
    st.caption(words("Nothing is kept yet."))
if may(who, Act.KEEP_MEETINGS):
    steering_group_parts.write(programme, question)
    steering_group_parts.take_back(found, programme, words)
deviations = reads.read(who, "accepted", question.revision, question.as_of, question.plan_year)
if deviations:
    elements.section(
        words("Accepted deviations"), accepted_deviations.accepted_table(deviations, programme, question.as_of, words)
    )
elements.section(words("Recurring moments"), steering_group.cycles_table(found, programme, question.as_of, words))
