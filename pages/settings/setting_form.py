"""The form of a setting: the names of its fields, which begin anew once a change was recorded."""

import streamlit as st

PLACE = "setting"
"""Where is told what came of a change."""


def again() -> None:
    """Begin the form anew: its fields get other keys, and so show what is in force now."""
    st.session_state["setting_round"] = st.session_state.get("setting_round", 0) + 1
    st.session_state.pop("setting_reason", None)


def key(name: str, *parts: object) -> str:
    """The key of a field: one for each subject, and another one after a change was recorded."""
    return "_".join(["setting", name, *map(str, parts), str(st.session_state.get("setting_round", 0))])
