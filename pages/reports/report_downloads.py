"""The files of the screen: the account in its formats, the letter if there is something to notify, the evidence."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from kpi.access import Act, Person
from kpi.acts.report_exports import Destination, export_account, export_evidence, export_letter
from kpi.facts.store import Store
from kpi.report.account import Outline
from kpi.report.account_formats import FORMATS, LETTER
from kpi.report.letter import to_notify
from kpi.report.report_names import EVIDENCE
from kpi.views.read import Question
from pages.reports import report_reading
from pages.shared import elements, installation
from pages.shared.buttons import foremost
from pages.shared.visitor import may


def account(report: Outline, question: Question, who: Person) -> None:
    """The account in each of its formats, and the draft letter where a difference may have to be notified."""
    words = question.words
    with st.container(horizontal=True):
        for number, (ending, row) in enumerate(FORMATS.items()):
            st.download_button(
                words.say(row.label),
                data=partial(made, installation.store(), who, question, ending),
                file_name=report_reading.name_of(question, ending),
                mime=row.mime,
                on_click="ignore",
                key=ending,
                type=foremost(number == 0),
                icon=":material/download:",
            )
        if to_notify(report):
            st.download_button(
                words.say(LETTER.label),
                data=partial(notification, installation.store(), who, question),
                file_name=f"{words('notification')}-{question.plan_year}-{question.as_of.isoformat()}.docx",
                mime=LETTER.mime,
                on_click="ignore",
                key="letter",
                icon=":material/mail:",
            )


def evidence(question: Question, who: Person) -> None:
    """The evidence package, for who may have it."""
    if not may(who, Act.EXPORT_EVIDENCE):
        return
    words = question.words
    st.download_button(
        words("Download the evidence for the auditor (zip)"),
        data=partial(packed, installation.store(), who, question),
        file_name=report_reading.name_of(question, "zip", EVIDENCE),
        mime="application/zip",
        on_click="ignore",
        key="evidence",
        icon=":material/folder_zip:",
    )
    elements.note(words("Every row behind every figure, with an index that leads from each figure to its rows."))


def packed(store: Store, who: Person, question: Question) -> bytes:
    """The evidence package of a question, made when it is asked for; it runs outside the screen's own thread."""
    return export_evidence(store, who, question, at=datetime.now(UTC))


def notification(store: Store, who: Person, question: Question) -> bytes:
    """The draft letter to the province as a Word document, made when it is asked for."""
    return export_letter(store, who, question, at=datetime.now(UTC))


def made(store: Store, who: Person, question: Question, ending: str) -> bytes:
    """The account in a format, made when it is asked for; it runs outside the screen's own thread."""
    with TemporaryDirectory() as folder:
        destination = Destination(Path(folder), (ending,))
        [path] = export_account(store, who, question, destination, at=datetime.now(UTC))
        return path.read_bytes()
