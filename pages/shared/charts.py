"""A chart with its figures as a table, and a table as a file to download."""

from collections.abc import Callable
from datetime import UTC, datetime

import plotly.graph_objects as go
import streamlit as st

from kpi.acts.exports import TableFile, export_table
from kpi.language import Said, words_of
from kpi.server import installation
from kpi.views.table import Table
from pages.shared import buttons
from pages.shared.elements import figures
from pages.shared.spoken import language, plain, spoken
from pages.shared.visitor import somebody

STILL = {"displayModeBar": False, "staticPlot": False}
"""How charts behave: no row of tools over them."""


def chart(figure: go.Figure, shown: Table, title: Said, key: str) -> None:
    """A chart under its finding, with its figures as a table."""
    words = words_of(language())
    st.markdown(f"**{plain(title)}**")
    _plot(id(figure), spoken(title), key, figure)
    with st.expander(words("The figures"), icon=":material/table_rows:"):
        figures(shown, title)
        download(words("Download as CSV"), lambda: shown, f"{key}.csv", key=f"{key}_csv")


@st.cache_resource(max_entries=256, show_spinner=False)
def _plot(number: int, alt: str, key: str, _figure: go.Figure) -> go.Figure:
    """Draw a figure; the same one is only sent again. It is kept with that, so that its number stays its own."""
    st.plotly_chart(_figure, theme=None, key=key, alt=alt, config=STILL)
    return _figure


def download(label: str, make: Callable[[], Table], name: str, key: str, *, confidential: bool = False) -> None:
    """A table as a CSV file, made when somebody asks for it; the download is logged with their name."""
    who, store, file = somebody(), installation.store(), TableFile(name, language(), make, confidential)

    def made() -> bytes:
        return export_table(store, who, file, at=datetime.now(UTC))

    buttons.download(label, made, name, key, mime="text/csv")
