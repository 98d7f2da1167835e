"""Presentation for the meeting room: one indicator or amount a screen, large, with the arrow keys."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.slides import slides
from pages.shared import cached, elements, stage
from pages.shared.access import enter
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

if question.revision == 0:
    elements.missing(programme, words)
    st.stop()

picture = cached.picture_of(question.revision, question.as_of, question.plan_year)
shown = slides(picture, programme, words)
at = stage.place(len(shown))
stage.show(shown[at], who, picture, programme, question)
stage.turn(at, len(shown), words)
