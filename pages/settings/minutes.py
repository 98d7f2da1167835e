"""The steering group: its meetings, decisions, notes, yearly plans and assessments; editors write them down here."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.promised import accepted_deviations, steering_group
from pages.settings import change, keeping
from pages.shared import cached, elements
from pages.shared.access import enter, may
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = change.programme(words)
found = cached.read(who, "minutes", question.revision, question.as_of, question.plan_year)

change.told()
elements.lead(steering_group.headline(found, words))
if found.kept:
    elements.figures(steering_group.entries_table(found.kept, programme, words), words("What is kept"))
else:
    st.caption(words("Nothing is kept yet."))
if may(who, Act.KEEP_MEETINGS):
    keeping.write(programme, question)
    keeping.take_back(found, programme, words)
deviations = cached.read(who, "accepted", question.revision, question.as_of, question.plan_year)
if deviations:
    elements.section(
        words("Accepted deviations"), accepted_deviations.accepted_table(deviations, programme, question.as_of, words)
    )
elements.section(words("Recurring moments"), steering_group.cycles_table(found, programme, question.as_of, words))
