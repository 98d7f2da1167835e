"""The account of a question: its outline for the screen, the whole of it when a file is asked for."""

from datetime import UTC, date, datetime

import streamlit as st

from kpi.access import Act, Person, exported
from kpi.facts.store import Store
from kpi.language import DEFAULT, words_of
from kpi.monitor import picture
from kpi.report.account import Outline
from kpi.report.account_formats import account_files, file_name, letter_file
from kpi.report.reading_account import read_outline, read_report
from kpi.report.text_places import Figures, figures_of, from_outline
from kpi.settings import settings
from kpi.views.read import Question
from pages.shared import reads


def outline_of(question: Question) -> Outline:
    """The account that the question asks for, without its rows, which are read when a file is made of them."""
    return _outline(*_held(question), question.plan_year)


def figures(question: Question, name: str) -> Figures:
    """The figures that a text explains; the rows that those of some chapters need aren't kept."""
    return _figures(*_held(question), question.plan_year, name, question.language)


def _held(question: Question) -> tuple[str, str, int, str]:
    return settings().database, reads.filed().fingerprint, question.revision, question.as_of.isoformat()


@st.cache_resource(max_entries=8, show_spinner=False)
def _outline(database: str, fingerprint: str, revision: int, as_of: str, plan_year: str) -> Outline:
    seen = reads.picture_of(Question(revision, date.fromisoformat(as_of), plan_year, DEFAULT))
    with reads.store().read(revision) as reader:
        return read_outline(reader, seen)


@st.cache_data(max_entries=64, show_spinner=False)
def _figures(
    database: str, fingerprint: str, revision: int, as_of: str, plan_year: str, name: str, language: str
) -> Figures:
    held = _outline(database, fingerprint, revision, as_of, plan_year)
    if not from_outline(name):
        with reads.store().read(revision) as reader:
            held = read_report(reader, held.picture)
    return figures_of(held, name)


def made(store: Store, who: Person, question: Question, ending: str) -> bytes:
    """The account in a format, made when it is asked for; it runs outside the screen's own thread."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=datetime.now(UTC), about=name_of(question, ending))
    with store.read(question.revision) as reader:
        report = read_report(reader, picture(reader, question.as_of, question.plan_year))
    [(_, content)] = account_files(report, words_of(question.language), [ending])
    return content


def notification(store: Store, who: Person, question: Question) -> bytes:
    """The draft letter to the province as a Word document."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=datetime.now(UTC), about=question.words("notification"))
    with store.read(question.revision) as reader:
        report = read_report(reader, picture(reader, question.as_of, question.plan_year))
    return letter_file(report, words_of(question.language))


def name_of(question: Question, ending: str) -> str:
    """The name of the file."""
    return file_name(outline_of(question), ending, question.words)
