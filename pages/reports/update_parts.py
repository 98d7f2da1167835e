"""The update of a question: read for the screen, edited section by section, made for the download."""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import streamlit as st

from kpi.access import Person
from kpi.acts.report_exports import Destination, export_update
from kpi.acts.report_texts import write_update_text
from kpi.facts.decisions.decision_kinds import UpdateText
from kpi.facts.store import Store
from kpi.language import Words
from kpi.server import installation
from kpi.update.quarterly_update import UpdateQuestion, UpdateReport
from kpi.update.reading_update import compared_with, meeting_before, update_of
from kpi.update.update_formats import FOR_MEMBERS, FORMATS, MAILED
from kpi.update.update_texts import UpdateSection, generated, lines, outdated, sections, text_of
from kpi.views.read import Question
from pages.shared.doing import do, doing
from pages.shared.remembered import remembered
from pages.shared.screen import FIRST
from pages.shared.spoken import plain

__all__ = ["TAKEN", "made", "mind", "question_of", "sections", "show", "since", "update"]

TAKEN = {"pptx": FORMATS["pptx"], **FOR_MEMBERS, **FORMATS, **MAILED}
"""The formats that the update can be had in: both presentations, the one page, and those for a mail."""
PLACE = "update"
"""Where is told why a text couldn't be kept."""


def since(question: Question) -> date:
    """The field with the day that is compared with; it follows the last meeting until somebody chooses another."""
    words = question.words
    with installation.store().read(question.revision) as reader:
        meeting, default = meeting_before(reader, question.as_of), compared_with(reader, question.as_of)
    chosen = st.date_input(
        words("Compared with"),
        default,
        FIRST,
        question.as_of - timedelta(days=1),
        key=f"since_{default.isoformat()}_{question.as_of.isoformat()}",
        format="DD-MM-YYYY",
        width=150,
        help=words("The last meeting of the steering group before the reference date.")
        if meeting
        else words("No meeting was kept before the reference date, so this is a quarter before it."),
    )
    return chosen if isinstance(chosen, date) else default


def question_of(question: Question, compared: date) -> UpdateQuestion:
    """The question of the screen, with the day that it is compared with."""
    return UpdateQuestion(compared, question.as_of, question.plan_year, question.revision, question.language)


def update(wanted: UpdateQuestion) -> UpdateReport:
    """The update of a question."""
    return _update(*installation.held(), wanted)


@remembered(32)
def _update(database: str, fingerprint: str, wanted: UpdateQuestion) -> UpdateReport:
    return update_of(installation.store(), wanted)


def made(store: Store, who: Person, wanted: UpdateQuestion, ending: str) -> bytes:
    """The file of that format, made when it is asked for; it runs outside the screen's own thread."""
    with tempfile.TemporaryDirectory() as folder:
        destination = Destination(Path(folder), (ending,))
        [path] = export_update(store, who, wanted, destination, at=datetime.now(UTC))
        return path.read_bytes()


def mind(report: UpdateReport, words: Words) -> None:
    """Warn of the written texts whose figures have changed since."""
    changed = [words.say(section.heading) for section in outdated(report, words)]
    if changed:
        st.warning(
            words("The figures changed after these texts were written: {sections}.", sections=", ".join(changed)),
            icon=":material/history:",
        )


def show(section: UpdateSection, report: UpdateReport, question: Question, *, editing: bool) -> None:
    """A section of the update, with a field to rewrite it for those who may."""
    words = question.words
    st.header(words.say(section.heading), anchor=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in lines(report, section.name)))
    if not editing:
        return
    with st.expander(words("Change this text"), icon=":material/edit:", key=f"change_{section.name}"):
        field = f"telling_{section.name}_{question.as_of.isoformat()}_{question.language}_{question.revision}"
        st.text_area(words("A line for each point"), text_of(report, section.name, words), key=field, height=160)
        with st.container(horizontal=True):
            given = (section.name, field, report, question)
            st.button(words("Save this text"), key=f"save_{section.name}", on_click=save, args=given)
            if section.name in report.written:
                st.button(
                    words("Back to the generated text"), key=f"back_{section.name}", on_click=take_back, args=given
                )


def save(name: str, field: str, report: UpdateReport, question: Question) -> None:
    """Keep the written text instead of the generated one; an empty text brings the generated one back."""
    text = str(st.session_state.get(field) or "").strip()
    by_itself = generated(report, name, question.words)
    if text in {"", by_itself}:
        take_back(name, field, report, question)
        return
    _write(UpdateText(question.as_of, question.language, name, text, by_itself), question)


def take_back(name: str, field: str, report: UpdateReport, question: Question) -> None:
    """Give the generated text back."""
    if name in report.written:
        _write(UpdateText(question.as_of, question.language, name, "", ""), question)


def _write(written: UpdateText, question: Question) -> None:
    do(doing(write_update_text, written, base=question.revision), PLACE)
