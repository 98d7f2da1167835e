"""Presentation for the meeting room: one indicator or amount a screen, large, with the arrow keys."""

import streamlit as st

from kpi.access import Act
from kpi.views.results.present import slides
from pages.progress import present_parts
from pages.shared import comparison, elements
from pages.shared.entrance import enter

screen = enter(Act.SEE_FIGURES)
words, programme = screen.words, screen.programme

if screen.question.revision == 0:
    elements.missing(programme, words)
    st.stop()

other = comparison.other(screen)
shown = slides(screen.picture, programme, other.picture if other else None)
number = present_parts.place(len(shown))
present_parts.show(shown[number], screen)
present_parts.turn(number, len(shown), words)
