"""Log: its state, its entries, and all of it as a file."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.acts.exports import export_log
from kpi.server import installation
from kpi.views.promised import log
from pages.shared import elements
from pages.shared.buttons import download
from pages.shared.entrance import enter
from pages.shared.spoken import plain

screen = enter(Act.SEE_AUDIT)
words = screen.words
who, store, moment = screen.who, installation.store(), datetime.now(UTC)

count, broken = log.holds(store, who, at=moment)
st.markdown(f"**{plain(log.log_headline(count, broken))}**")
entries, pages = log.read_log(store, who, at=moment, page=elements.page("log_page"))
elements.grid(log.log_table(entries, installation.filed()), key="log")
if pages > 1:
    st.pagination(pages, key="log_page")
made = partial(export_log, store, who, at=moment)
download(words("Download the audit log"), made, words("audit-log.csv"), key="log_csv", mime="text/csv")
