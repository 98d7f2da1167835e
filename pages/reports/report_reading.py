"""The account of a question: its outline for the screen, the whole of it when a file is asked for."""

from datetime import date

from kpi.language import DEFAULT
from kpi.report.account import Outline
from kpi.report.account_texts import ACCOUNT, file_stem
from kpi.report.reading_account import read_outline, read_report
from kpi.report.text_places import Figures, figures_of, from_outline
from kpi.server import installation
from kpi.views.read import Question
from pages.shared.remembered import remembered
from pages.shared.screen import picture_of, state

PLACE = "report"
"""Where is told what came of writing and submitting."""


def outline_of(question: Question) -> Outline:
    """The account that the question asks for, without its rows, which are read when a file is made of them."""
    return _outline(*_held(question))


def figures(question: Question, name: str) -> Figures:
    """The figures that a text explains; the rows that those of some chapters need aren't kept."""
    return _figures(*_held(question), name)


def _held(question: Question) -> tuple[str, str, int, date, str]:
    return *state(question.revision), question.as_of, question.plan_year


@remembered(8)
def _outline(database: str, fingerprint: str, revision: int, as_of: date, plan_year: str) -> Outline:
    seen = picture_of(Question(revision, as_of, plan_year, DEFAULT))
    with installation.store().read(revision) as reader:
        return read_outline(reader, seen)


@remembered(64)
def _figures(database: str, fingerprint: str, revision: int, as_of: date, plan_year: str, name: str) -> Figures:
    report = _outline(database, fingerprint, revision, as_of, plan_year)
    if not from_outline(name):
        with installation.store().read(revision) as reader:
            report = read_report(reader, report.picture)
    return figures_of(report, name)


def name_of(question: Question, ending: str, name: str = ACCOUNT) -> str:
    """The name of the file."""
    stem = file_stem(name, question.plan_year, question.as_of, question.revision, question.words)
    return f"{stem}.{ending}"
