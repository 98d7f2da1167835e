"""The account of a question: read once for the screen, made when it is asked for."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from kpi.access import Act, Person, exported
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.model import Programme
from kpi.report.formats import file_name, read_report, write_subsidy_report
from kpi.report.letter import letter
from kpi.report.model import SubsidyReport
from kpi.report.word.document import document
from kpi.settings import settings
from pages.shared import cached
from pages.shared.asked import Asked

MIMES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "toml": "application/toml",
}
"""What a browser calls each format."""


def report_of(question: Asked) -> SubsidyReport:
    """The account that the question asks for; one that is read stays read, since it can't change."""
    fingerprint = cached.filed().fingerprint
    return _report(settings().database, fingerprint, question.revision, question.as_of.isoformat(), question.plan_year)


@st.cache_resource(max_entries=8, show_spinner=False)
def _report(database: str, fingerprint: str, revision: int, as_of: str, plan_year: str) -> SubsidyReport:
    day = datetime.fromisoformat(as_of).date()
    seen = cached.picture_of(revision, day, plan_year)
    with cached.store().read(revision) as reader:
        return read_report(reader, cached.programme_of(revision), seen)


def made(store: Store, programme: Programme, who: Person, question: Asked, ending: str) -> bytes:
    """The account in a format, made when it is asked for; it runs outside the screen's own thread."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=datetime.now(UTC), about=name_of(question, ending))
    with TemporaryDirectory() as folder, store.read(question.revision) as reader:
        seen = picture(reader, programme, question.as_of, question.plan_year)
        words = words_of(question.language)
        [path] = write_subsidy_report(reader, programme, seen, Path(folder), words, [ending])
        return path.read_bytes()


def notification(store: Store, programme: Programme, who: Person, question: Asked) -> bytes:
    """The draft letter to the province as a Word document."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=datetime.now(UTC), about=question.words("notification"))
    with store.read(question.revision) as reader:
        report = read_report(reader, programme, picture(reader, programme, question.as_of, question.plan_year))
    words = words_of(question.language)
    return document(letter(report, words), words, report.as_of)


def name_of(question: Asked, ending: str) -> str:
    """The name of the file."""
    return file_name(report_of(question), ending, question.words)
