"""What a screen has in its link stands where this person left it when they come back, by the menu or the back button.

As soon as another screen opens, the framework takes such a value out of the link of the one that is left, and going
back puts a field without a value in the link where it begins.
"""

import streamlit as st


def visiting(screen: str) -> None:
    """Note which screen is drawn, so that it is known when somebody has just come to it."""
    st.session_state["_arrived"] = st.session_state.get("_screen") != screen
    st.session_state["_screen"] = screen


def bring_back(*keys: str) -> None:
    """Before the fields are drawn: put them where they were left, unless the link itself says where one stands.

    While going back the framework overrules what is set here, so the screen is drawn once more.
    """
    left = {key: st.session_state[name] for key in keys if (name := _name(key)) in st.session_state}
    if st.session_state.pop("_bring_back", False):
        st.session_state.update(left)
    elif left and st.session_state.get("_arrived") and not any(key in st.query_params for key in keys):
        st.session_state["_bring_back"] = True
        st.rerun()


def keep(key: str, value: object, start: object) -> None:
    """After a field is drawn: remember it, unless it stands where it begins, so that it goes on following that."""
    if value == start:
        st.session_state.pop(_name(key), None)
    else:
        st.session_state[_name(key)] = value


def follow(key: str, start: object) -> None:
    """Before a field is drawn that begins elsewhere on another day: take it along where nobody moved it."""
    began = f"_began_{key}"
    if key in st.session_state and st.session_state[key] == st.session_state.get(began):
        st.session_state[key] = start
    st.session_state[began] = start


def linked(key: str) -> str | None:
    """What the link says; on coming back without it, what was kept."""
    return st.query_params.get(key) or st.session_state.get(_name(key))


def _name(key: str) -> str:
    return f"_kept_{key}"
