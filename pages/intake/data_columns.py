"""Questions about unknown columns, asked once for each set of column names; and the answers, to forget."""

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from kpi.acts import columns
from kpi.intake.import_report import ImportReport
from kpi.intake.recognise.column_questions import ColumnAsked, TableAsked
from kpi.intake.template_workbook import allowed_values
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.sentences import say
from kpi.server import installation
from kpi.views.sources.import_sentences import column_line, remembered_line
from kpi.views.value_words import sheet_word
from pages.intake.data_files import ANSWERS
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do, doing
from pages.shared.spoken import plain, spoken
from pages.shared.visitor import somebody

SKIP, FOR_ALL = "", "for_all"
LATER = "columns_later"
WANTED = "columns_wanted"
"""In the session: tables about which nobody wants to be asked now, and the one that somebody wants to say more of."""


def asked_now(report: ImportReport) -> TableAsked | None:
    """The table to ask about first; None when everything is certain enough, or was put off."""
    put_off, wanted = st.session_state.get(LATER, ()), st.session_state.get(WANTED)
    pressing = (table for table in report.questions if table.pressing and table.key not in put_off)
    return next((table for table in report.questions if table.key == wanted), None) or next(pressing, None)


def ask(asked: TableAsked, programme: Programme, words: Words) -> None:
    """The step in which somebody says what the columns of one table are."""
    st.header(words("What do these columns hold?"), anchor=False)
    st.markdown(
        plain(
            words(
                "It isn't certain what some columns of {sheet} in {file} hold: choose, and click Remember and go on.",
                sheet=asked.sheet,
                file=asked.file,
            )
        )
    )
    register = _register(asked, programme, words)
    if register:
        taken = set(asked.read) if register == asked.register else set()
        for column in asked.columns:
            _column(asked, column, register, taken, programme, words)
        if register == asked.register and asked.missing:
            labels = ", ".join(programme.sheets[register].columns[name].label for name in asked.missing)
            st.caption(plain(words("Still to be found: {columns}.", columns=labels)))
        _constants(asked, register, taken, programme, words)
    with st.container(horizontal=True, gap="small", key="mapping_choice"):
        looks: dict[str, Any] = {"type": foremost(), "icon": ":material/check:"}
        st.button(words("Remember and go on"), key="mapping_keep", on_click=_keep, args=(asked,), **looks)
        st.button(words("Not now"), key="mapping_later", on_click=_later, args=(asked.key,))


def _register(asked: TableAsked, programme: Programme, words: Words) -> str:
    known = [*programme.sheets, SKIP]
    labels = {name: sheet.label for name, sheet in programme.sheets.items()} | {SKIP: words("skip this sheet")}
    chosen = st.selectbox(
        words("This sheet is"),
        known,
        index=known.index(asked.register),
        format_func=labels.__getitem__,
        key=_name(asked),
        width=300,
    )
    return str(chosen)


def _column(
    asked: TableAsked, column: ColumnAsked, register: str, taken: set[str], programme: Programme, words: Words
) -> None:
    columns = programme.sheets[register].columns
    options = [SKIP, *(name for name in columns if name not in taken)]
    labels = {SKIP: words("don't read it"), **{name: columns[name].label for name in columns}}
    suggestion = column.suggestion if column.suggestion in options else SKIP
    with elements.row(f"row_{column.letter}", "center"):
        st.markdown(plain(column_line(column)), width=280)
        st.selectbox(
            words("Column {name} holds", name=column.name),
            options,
            index=options.index(suggestion),
            format_func=labels.__getitem__,
            key=_name(asked, register, column.key),
            label_visibility="collapsed",
            width=260,
        )
        shown = ", ".join(column.examples) or words("nothing in the first rows")
        st.caption(plain(words("for example {values}", values=shown)), width="stretch")


def _constants(asked: TableAsked, register: str, taken: set[str], programme: Programme, words: Words) -> None:
    """Fields with one value for all rows: chosen, and each with a list or a place to type it."""
    columns, fields = programme.sheets[register].columns, REGISTERS[register]
    missing = asked.missing if register == asked.register else ()
    chosen = st.multiselect(
        words("One value for all rows"),
        [name for name in columns if name not in taken],
        default=[name for name in missing if allowed_values(programme, fields.field(name))],
        format_func=lambda name: columns[name].label,
        key=_name(asked, register, FOR_ALL),
        placeholder=words("Choose what is the same in every row"),
        width=560,
    )
    for name in chosen:
        label, key = words("{column}, in all rows", column=columns[name].label), _name(asked, register, f"all_{name}")
        if options := allowed_values(programme, fields.field(name)):
            st.selectbox(label, options, key=key, index=None, width=300)
        else:
            st.text_input(label, key=key, width=300)


def _name(asked: TableAsked, register: str = "", part: str = "") -> str:
    """The key of a field on the screen."""
    return "_".join(("map", asked.key, register, part))


def _keep(asked: TableAsked) -> None:
    state, register = st.session_state, str(st.session_state[_name(asked)])
    fields = {column.key: str(state.get(_name(asked, register, column.key), SKIP)) for column in asked.columns}
    chosen = state.get(_name(asked, register, FOR_ALL), ())
    texts = {name: str(state.get(_name(asked, register, f"all_{name}")) or "").strip() for name in chosen}
    constants = {name: text for name, text in texts.items() if text}
    answer = columns.ColumnsAnswer(asked, register, *((fields, constants) if register else ({}, {})))
    state.pop(WANTED, None)
    do(doing(columns.say_columns, answer, told=say("Remembered for every sheet with these column names.")), ANSWERS)


def _later(key: str) -> None:
    st.session_state.pop(WANTED, None)
    st.session_state[LATER] = (*st.session_state.get(LATER, ()), key)


def unread(report: ImportReport, words: Words) -> None:
    """The way back to the question for tables with columns that aren't read."""
    tables = [table for table in report.questions if table.columns]
    for table in tables:
        names = ", ".join(column.name for column in table.columns)
        with elements.row(f"unread_{table.key}", "center"):
            sentence = words("Not read in {sheet}: {columns}.", sheet=table.sheet, columns=names)
            st.caption(plain(sentence), width="content")
            label, again = words("Say what they hold"), f"map_again_{table.key}"
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
                forget = doing(columns.forget_columns, [key], told=say("Forgotten; it will be asked again."))
                st.button(words("Forget"), key=f"forget_{key}", on_click=do, args=(forget, ANSWERS))
