"""Presentation for the meeting room: one indicator or amount a screen, large, with the arrow keys."""

import streamlit as st

from kpi.access import Act
from kpi.views.results.present import slides
from pages.progress import present_parts
from pages.shared import comparison, elements
from pages.shared.decision_form import decide_on
from pages.shared.doing import told
from pages.shared.entrance import enter
from pages.shared.setting_form import PLACE

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
told(PLACE)
if screen.may(Act.KEEP_MEETINGS):
    slide = shown[number]
    decide_on(f"indicator/{slide.indicator}" if slide.indicator else "", slide.title, slide.sentence, screen)
