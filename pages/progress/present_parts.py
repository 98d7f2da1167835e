"""The parts of the presentation: the number of the screen, its buttons, its large figure, and its bar or path."""

import streamlit as st

from kpi.charts.chart_template import large
from kpi.charts.path import path_figure
from kpi.language import Words
from kpi.views.results import indicator
from kpi.views.results.present import Slide
from pages.shared import elements, kept
from pages.shared.charts import STILL
from pages.shared.screen import Screen
from pages.shared.spoken import plain

TALL = 380


def place(total: int) -> int:
    """The number of the screen on show, from 0; it stands in the link, so that the link opens that screen."""
    asked = kept.linked("slide") or "1"
    number = int(asked) if asked.isascii() and asked.isdigit() else 1
    number = min(max(number, 1), total)
    kept.keep("slide", str(number), "1")
    return number - 1


def turn(number: int, total: int, words: Words) -> None:
    """The two buttons and their keys: arrow to the left, arrow to the right."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="turn"):
        _button(words("Previous"), "Left", number - 1, number > 0)
        _button(words("Next"), "Right", number + 1, number < total - 1)
        st.caption(words("{n} of {total} · arrow keys: previous and next", n=number + 1, total=total), width="content")


def _button(label: str, key: str, to: int, possible: bool) -> None:
    st.button(label, key=f"turn_{key}", shortcut=key, disabled=not possible, on_click=_go, args=(to,))


def _go(to: int) -> None:
    st.query_params["slide"] = str(to + 1)


def show(slide: Slide, screen: Screen) -> None:
    """Draw a screen: its title and status, its figure, its sentence, and its bar or its path."""
    words = screen.words
    st.header(words.say(slide.title), anchor=False)
    if slide.indicator:
        elements.status_badge(screen.programme, screen.picture.indicator(slide.indicator).status, words)
    st.plotly_chart(
        large(words.say(slide.figure), elements.palette(), words),
        theme=None,
        key="large",
        alt=words.say(slide.figure),
        config=STILL,
    )
    st.subheader(plain(slide.sentence), anchor=False)
    elements.note(slide.was)
    if slide.panel and slide.panel.bar:
        elements.money_bar(slide.panel.bar, slide.panel.parts)
    if slide.indicator:
        _path(slide.indicator, screen)


def _path(indicator_id: str, screen: Screen) -> None:
    promised, score, words = (
        screen.programme.indicator(indicator_id),
        screen.picture.indicator(indicator_id),
        screen.words,
    )
    path = indicator.path_of(promised, score, screen.read(indicator.READ, indicator_id), screen.question.as_of)
    drawn = path_figure(path, elements.palette(), words, TALL)
    st.plotly_chart(drawn, theme=None, key="large_path", alt=words.say(score.explanation), config=STILL)
