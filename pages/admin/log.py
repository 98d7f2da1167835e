"""Log: its state, its entries, and all of it as a file."""

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.acts.exports import export_log
from kpi.views.promised import log
from pages.shared import elements, installation
from pages.shared.entrance import enter
from pages.shared.spoken import plain

screen = enter(Act.SEE_AUDIT)
words = screen.words
who, store, moment = screen.who, installation.store(), datetime.now(UTC)

count, broken = log.holds(store, who, at=moment)
st.markdown(f"**{plain(log.log_headline(count, broken))}**")
entries, pages = log.read_log(store, who, at=moment, page=max(int(st.session_state.get("log_page") or 1), 1))
elements.grid(log.log_table(entries, installation.filed()), key="log")
if pages > 1:
    st.pagination(pages, key="log_page")
st.download_button(
    words("Download the audit log"),
    data=partial(export_log, store, who, at=moment),
    file_name=words("audit-log.csv"),
    mime="text/csv",
    on_click="ignore",
    key="log_csv",
    icon=":material/download:",
    type="tertiary",
)
