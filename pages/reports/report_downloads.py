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
from kpi.report.account_texts import EVIDENCE
from kpi.report.letter import to_notify
from kpi.views.read import Question
from pages.reports import report_reading
from pages.shared import elements, installation
from pages.shared.buttons import download, foremost
from pages.shared.doing import making
from pages.shared.visitor import may


def account(report: Outline, question: Question, who: Person) -> None:
    """The account in each of its formats, and the draft letter where a difference may have to be notified."""
    words = question.words
    with st.container(horizontal=True):
        for number, (ending, row) in enumerate(FORMATS.items()):
            download(
                words.say(row.label),
                partial(made, installation.store(), who, question, ending),
                report_reading.name_of(question, ending),
                key=ending,
                mime=row.mime,
                type=foremost(number == 0),
            )
        if to_notify(report):
            download(
                words.say(LETTER.label),
                making(export_letter, who, question),
                f"{words('notification')}-{question.plan_year}-{question.as_of.isoformat()}.docx",
                key="letter",
                mime=LETTER.mime,
                icon=":material/mail:",
                type="secondary",
            )


def evidence(question: Question, who: Person) -> None:
    """The evidence package, for who may have it."""
    if not may(who, Act.EXPORT_EVIDENCE):
        return
    download(
        question.words("Download the evidence for the auditor (zip)"),
        making(export_evidence, who, question),
        report_reading.name_of(question, "zip", EVIDENCE),
        key="evidence",
        mime="application/zip",
        icon=":material/folder_zip:",
        type="secondary",
    )
    words = question.words
    elements.note(words("Every row behind every figure, with an index that leads from each figure to its rows."))


def made(store: Store, who: Person, question: Question, ending: str) -> bytes:
    """The account in a format, made when it is asked for; it runs outside the screen's own thread."""
    with TemporaryDirectory() as folder:
        destination = Destination(Path(folder), (ending,))
        [path] = export_account(store, who, question, destination, at=datetime.now(UTC))
        return path.read_bytes()
