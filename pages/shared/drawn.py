"""Parts of a screen without a widget, drawn once for everybody who asks the same, and from then on only sent again."""

from collections.abc import Callable

import streamlit as st

from kpi.roles_and_acts import Act
from pages.shared.screen import Screen, state


def drawn(screen: Screen, name: str, draw: Callable[[], None], *about: object) -> None:
    """Draw a part that follows from the question, ``about``, the theme and what the visitor may see, and nothing else.

    What a part reads of the session or of the clock has to be among ``about``: the framework replays its elements as
    they were drawn for whoever asked first.
    """
    seen = (st.context.theme.type, screen.may(Act.SEE_CONFIDENTIAL))
    _once(repr((name, state(screen.question.revision), screen.question, seen, about)), draw)


@st.cache_resource(max_entries=256, show_spinner=False)
def _once(part: str, _draw: Callable[[], None]) -> None:
    _draw()
