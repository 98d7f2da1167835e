"""The form of a setting: its fields, whose names begin anew once a change was recorded."""

from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared.screen import FIRST, LAST

PLACE = "setting"
"""Where is told what came of a change."""


def again() -> None:
    """Begin the form anew: its fields get other keys, and so show what is in force now."""
    st.session_state["setting_round"] = st.session_state.get("setting_round", 0) + 1
    st.session_state.pop("setting_reason", None)


def key(name: str, *parts: object) -> str:
    """The key of a field: one for each subject, and another one after a change was recorded."""
    return "_".join(["setting", name, *map(str, parts), str(st.session_state.get("setting_round", 0))])


def row(name: str, *parts: object) -> DeltaGenerator:
    """A place for fields beside each other."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=key(name, *parts))


def number(label: str, value: float | None, *named: object, **looks: Any) -> float | None:  # noqa: ANN401 - as the framework takes it
    """A field for a number, that may be left empty; ``named``: the parts of its key."""
    filled: float | None = st.number_input(
        label, value=value, format="%g", key=key(*map(str, named)), **{"step": 1.0, **looks}
    )
    return filled


def day(label: str, value: date | None, *named: object, **looks: Any) -> date | None:  # noqa: ANN401 - as the framework takes it
    """A field for a day, that may be left empty; ``named``: the parts of its key."""
    bounds = {"min_value": FIRST, "max_value": LAST}
    chosen = st.date_input(label, value, key=key(*map(str, named)), format="DD-MM-YYYY", **{**bounds, **looks})
    return chosen if isinstance(chosen, date) else None
