"""The report of a question: read for the screen, made for the download, and completed with written explanations."""

import json
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from kpi import acts
from kpi.access import Act, Person, exported
from kpi.errors import Refusal
from kpi.facts.proposal import Decision
from kpi.facts.store import Store
from kpi.language import Words, words_of
from kpi.monitor import picture
from kpi.programme.model import Programme
from kpi.report.formats import read_report, text_key, write_subsidy_report
from kpi.report.model import Missing
from kpi.settings import settings
from pages.shared import cached
from pages.shared.access import somebody
from pages.shared.asked import Asked


def lacking(question: Asked) -> tuple[Missing, ...]:
    """What the report of this question still lacks."""
    return _lacking(
        settings().database,
        cached.filed().fingerprint,
        question.revision,
        question.as_of.isoformat(),
        question.plan_year,
        question,
    )


@st.cache_data(max_entries=32, show_spinner=False)
def _lacking(
    database: str, fingerprint: str, revision: int, as_of: str, plan_year: str, _question: Asked
) -> tuple[Missing, ...]:
    seen = cached.picture_of(revision, _question.as_of, plan_year)
    with cached.store().read(revision) as reader:
        return read_report(reader, cached.programme_of(revision), seen).missing


def workbook(store: Store, programme: Programme, who: Person, question: Asked) -> bytes:
    """The workbook for the province, made when it is asked for; it runs outside the screen's own thread."""
    exported(store, who, Act.EXPORT_ACCOUNT, at=datetime.now(UTC), about=file_name(question))
    with tempfile.TemporaryDirectory() as folder, store.read(question.revision) as reader:
        seen = picture(reader, programme, question.as_of, question.plan_year)
        [path] = write_subsidy_report(reader, programme, seen, Path(folder), words_of(question.language), ["xlsx"])
        return path.read_bytes()


def file_name(question: Asked) -> str:
    """The name of the workbook."""
    stem = question.words("subsidy-report")
    return f"{stem}-{question.plan_year}-{question.as_of.isoformat()}-r{question.revision}.xlsx"


def editor(missing: Sequence[Missing], question: Asked) -> None:
    """The place to write an explanation that is missing."""
    words = question.words
    to_write = {one.text: one.say(words) for one in missing if one.text}
    if not to_write:
        return
    with st.expander(words("Write an explanation"), icon=":material/edit:", key="write"):
        name = st.selectbox(words("For what"), list(to_write), format_func=lambda one: to_write[one], key="text_for")
        st.text_area(words("Explanation"), key=f"text_{name}", height=120)
        st.button(words("Save the explanation"), key="save_text", on_click=save, args=(name, question, words))


def save(name: str, question: Asked, words: Words) -> None:
    """Record what was written, as a revision of its own; an empty text is no explanation."""
    text = str(st.session_state.get(f"text_{name}") or "").strip()
    try:
        if text:
            key = text_key(question.plan_year, name)
            decision = Decision(key, json.dumps(text, ensure_ascii=False), words("Text of the report"))
            acts.decide(
                cached.store(),
                somebody(),
                Act.WRITE_TEXT,
                (decision,),
                at=datetime.now(UTC),
                base=question.revision,
            )
    except Refusal as refusal:
        st.session_state["report_told"] = refusal.sentence(words)
