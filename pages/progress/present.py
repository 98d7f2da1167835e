"""Presentation for the meeting room: one indicator or amount a screen, large, with the arrow keys."""

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.results.present import slides
from pages.progress import present_parts
from pages.shared import comparison, elements, reads
from pages.shared.question import current
from pages.shared.visitor import enter

who = enter(Act.SEE_FIGURES)
question = current()
words = words_of(question.language)
programme = reads.programme()

if question.revision == 0:
    elements.missing(programme, words)
    st.stop()

picture = comparison.picture_of(question)
held = comparison.other(question)
shown = slides(picture, programme, words, comparison.picture_of(held) if held else None)
at = present_parts.place(len(shown))
present_parts.show(shown[at], who, picture, programme, question)
present_parts.turn(at, len(shown), words)
