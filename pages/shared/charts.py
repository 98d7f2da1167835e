"""A chart with its figures as a table, and a table as a file to download."""

from collections.abc import Callable
from datetime import UTC, datetime

import plotly.graph_objects as go
import streamlit as st

from kpi.acts.exports import TableFile, export_table
from kpi.language import Said, Words
from kpi.views.table import Table
from pages.shared import installation
from pages.shared.elements import figures
from pages.shared.spoken import plain, spoken
from pages.shared.visitor import somebody

STILL = {"displayModeBar": False, "staticPlot": False}
"""How charts behave: no row of tools over them."""


def chart(figure: go.Figure, shown: Table, title: Said, words: Words, key: str) -> None:
    """A chart under its finding, with its figures as a table."""
    st.markdown(f"**{plain(title)}**")
    st.plotly_chart(figure, theme=None, key=key, alt=spoken(title), config=STILL)
    with st.expander(words("The figures"), icon=":material/table_rows:"):
        figures(shown, title)
        download(shown, f"{key}.csv", words, key=f"{key}_csv")


def download(shown: Table, name: str, words: Words, key: str, *, confidential: bool = False) -> None:
    """The table as a CSV file, made when somebody asks for it; the download is logged with their name."""
    who, store = somebody(), installation.store()

    def made() -> bytes:
        every = TableFile(name, words.language, lambda: shown, confidential)
        return export_table(store, who, every, at=datetime.now(UTC))

    file(words("Download as CSV"), name, made, key)


def file(label: str, name: str, made: Callable[[], bytes], key: str) -> None:
    """A CSV file that is made when somebody asks for it."""
    st.download_button(
        label,
        data=made,
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=key,
        icon=":material/download:",
        type="tertiary",
    )
