"""Report: what the account to the province still lacks, the place to write it, and the workbook to download."""

from functools import partial

import streamlit as st

from kpi.access import Act
from kpi.language import words_of
from kpi.views.table import table
from pages.reports import writing
from pages.shared import cached, elements
from pages.shared.access import enter, may
from pages.shared.asked import asked

who = enter(Act.SEE_CONFIDENTIAL)
question = asked()
words = words_of(question.language)

told = st.session_state.pop("report_told", None)
if told:
    st.warning(elements.plain(told), icon=":material/block:")

missing = writing.lacking(question)
found = words.plural("{n} thing is still missing.", "{n} things are still missing.", len(missing))
st.markdown(f"**{elements.plain(found if missing else words('Nothing is missing.'))}**")
st.download_button(
    words("Download the account to the province (Excel)"),
    data=partial(writing.workbook, cached.store(), cached.programme(), who, question),
    file_name=writing.file_name(question),
    mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    on_click="ignore",
    key="workbook",
    type="primary",
    icon=":material/download:",
)
st.caption(
    words(
        "Every amount is a formula that follows from the bookings in the annex; "
        "what is missing says so in the workbook."
    )
)
if may(who, Act.WRITE_TEXT):
    writing.editor(missing, question)
if missing:
    st.subheader(words("Still needed before this report can be final"), anchor=False)
    rows = [(words.number(one.chapter), one.say(words)) for one in missing]
    elements.figures(
        table((words("Chapter"), words("What")), rows), words("Still needed before this report can be final")
    )
