"""Presentation for the meeting room: one indicator or amount a screen, large, with the arrow keys."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.results.present import slides
from pages.shared import beside, cached, elements, stage
from pages.shared.access import enter
from pages.shared.asked import asked

who = enter(Act.SEE_FIGURES)
question = asked()
words = words_of(question.language)
programme = cached.programme()

if question.revision == 0:
    elements.missing(programme, words)
    st.stop()

picture = beside.picture_of(question)
held = beside.other(question)
shown = slides(picture, programme, words, beside.picture_of(held) if held else None)
at = stage.place(len(shown))
stage.show(shown[at], who, picture, programme, question)
stage.turn(at, len(shown), words)
