"""The look of the button that matters most on a screen."""

from typing import Literal

import streamlit as st


def foremost(first: bool = True) -> Literal["primary", "secondary"]:
    """The look of that button; of a lesser button when ``first`` is false.

    The framework writes the label of a primary button in white, and a chosen option in the primary colour itself. On a
    dark background no colour is dark enough for the one and light enough for the other (tests/charts/test_palette.py),
    so there the button is told by its place, its icon and its words alone.
    """
    return "primary" if first and st.context.theme.type != "dark" else "secondary"
