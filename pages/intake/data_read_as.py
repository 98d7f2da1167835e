"""What the columns of the files were read as, and the answers about columns that are remembered, to forget."""

from datetime import UTC, datetime

import streamlit as st

from kpi.acts import columns
from kpi.intake.import_report import ImportReport
from kpi.intake.recognise.column_questions import TableAsked
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.sentences import say
from kpi.server import installation
from kpi.views.sources.import_sentences import remembered_line, unlisted_words
from kpi.views.value_words import sheet_word
from pages.intake.data_files import ANSWERS, LATER, WANTED
from pages.shared import elements
from pages.shared.doing import do, doing
from pages.shared.spoken import plain, spoken
from pages.shared.visitor import somebody


def unread(report: ImportReport, programme: Programme, words: Words) -> None:
    """The way back to the question: for columns that aren't read, words that a list lacks, and what is certain."""
    for table in report.questions:
        if names := ", ".join(column.name for column in table.columns):
            _way_back(table, words("Not read in {sheet}: {columns}.", sheet=table.sheet, columns=names), words)
        elif table.words:
            _way_back(table, words.say(unlisted_words(table, programme)), words)
    certain = [table for table in report.asked if not table.uncertain]
    if certain:
        with st.expander(words("What the columns were read as"), icon=":material/done_all:"):
            for table in certain:
                read = ", ".join(dict.fromkeys(column.name for column in table.certain if column.suggestion))
                _way_back(table, words("Read in {sheet}: {columns}.", sheet=table.sheet, columns=read), words)


def _way_back(table: TableAsked, sentence: str, words: Words) -> None:
    with elements.row(f"unread_{table.key}_{table.sheet}", "center"):
        st.caption(plain(sentence), width="content")
        label, again = words("Say what they hold"), f"map_again_{table.key}_{table.sheet}"
        st.button(label, type="tertiary", key=again, on_click=_again, args=(table.key,))


def _again(key: str) -> None:
    st.session_state[WANTED] = key


def remembered(programme: Programme, words: Words) -> None:
    """The answers about columns, and the button that forgets them."""
    answers = columns.columns_said(installation.store(), somebody(), at=datetime.now(UTC))
    if not answers:
        return
    with st.expander(words("Column names that are remembered"), icon=":material/link:"):
        for key, answer in answers.items():
            sheet = sheet_word(programme, answer.register) if answer.register else words("skipped")
            with elements.row(f"said_{key}", "center"):
                st.caption(spoken(remembered_line(sheet, answer, programme)), width="stretch")
                st.button(words("Forget"), key=f"forget_{key}", on_click=_forget, args=(key,))


def _forget(key: str) -> None:
    st.session_state[LATER] = tuple(each for each in st.session_state.get(LATER, ()) if each != key)
    do(doing(columns.forget_columns, [key], told=say("Forgotten; it will be asked again.")), ANSWERS)
