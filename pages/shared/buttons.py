"""The buttons of a screen: the look of the one that matters most, and those that make a file."""

from collections.abc import Callable
from typing import Any, Literal

import streamlit as st


def foremost(first: bool = True) -> Literal["primary", "secondary"]:
    """The look of that button; of a lesser button when ``first`` is false.

    The framework writes the label of a primary button in white, and a chosen option in the primary colour itself. On a
    dark background no colour is dark enough for the one and light enough for the other (tests/charts/test_palette.py),
    so there the button is told by its place, its icon and its words alone.
    """
    return "primary" if first and st.context.theme.type != "dark" else "secondary"


def download(label: str, made: Callable[[], bytes | str], name: str, key: str, **looks: Any) -> None:  # noqa: ANN401 - as the framework takes it
    """A file that is made when somebody asks for it."""
    standard = {"icon": ":material/download:", "type": "tertiary"}
    st.download_button(label, data=made, file_name=name, on_click="ignore", key=key, **{**standard, **looks})
