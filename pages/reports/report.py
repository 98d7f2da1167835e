"""Report: what the account to the province still lacks, the place to write it, its files, and making it final."""

from functools import partial
from typing import Literal

import streamlit as st

from kpi.access import Act
from kpi.report.letter import to_notify
from kpi.report.paper.account import title
from kpi.report.places import places
from kpi.views.table import table
from pages.reports import reading, submitting, writing
from pages.shared import cached, elements
from pages.shared.access import enter, may
from pages.shared.asked import asked

FORMATS: tuple[tuple[str, str, Literal["primary", "secondary"]], ...] = (
    ("xlsx", "workbook", "primary"),
    ("docx", "word", "secondary"),
    ("pdf", "pdf", "secondary"),
)

who = enter(Act.SEE_CONFIDENTIAL)
question = asked()
words = question.words

refused = st.session_state.pop("report_told", None)
if refused:
    st.warning(elements.plain(refused), icon=":material/block:")

report = reading.report_of(question)
missing = report.missing
found = words.plural("{n} thing is still missing.", "{n} things are still missing.", len(missing))
elements.lead(f"{title(report, words)}. {found if missing else words('Nothing is missing.')}")
labels = {
    "xlsx": words("Download the account to the province (Excel)"),
    "docx": words("Word"),
    "pdf": words("PDF"),
    "letter": words("Draft letter of notification (Word)"),
}
with st.container(horizontal=True):
    for ending, key, look in FORMATS:
        st.download_button(
            labels[ending],
            data=partial(reading.made, cached.store(), cached.programme(), who, question, ending),
            file_name=reading.name_of(question, ending),
            mime=reading.MIMES[ending],
            on_click="ignore",
            key=key,
            type=look,
            icon=":material/download:",
        )
    if to_notify(report):
        st.download_button(
            labels["letter"],
            data=partial(reading.notification, cached.store(), cached.programme(), who, question),
            file_name=f"{words('notification')}-{question.plan_year}-{question.as_of.isoformat()}.docx",
            mime=reading.MIMES["docx"],
            on_click="ignore",
            key="letter",
            icon=":material/mail:",
        )
elements.note(
    words(
        "Every amount is a formula that follows from the bookings in the annex; "
        "what is missing says so in the workbook."
    )
)
if missing:
    needed = words("Still needed before this report can be final")
    with st.expander(f"{needed} ({words.number(len(missing))})", icon=":material/checklist:"):
        rows = [(words.number(one.chapter), one.say(words)) for one in missing]
        elements.figures(table((words("Chapter"), words("What")), rows), needed)
if may(who, Act.WRITE_TEXT):
    writing.editor(places(report, words), question)
    writing.signing(report, question)
submitting.submit(report, question, who)
submitting.submitted(question)
