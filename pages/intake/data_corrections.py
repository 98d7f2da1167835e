"""One wrong row looked up, and corrected or retired with a reason."""

from collections.abc import Callable
from datetime import datetime
from itertools import cycle

import streamlit as st

from kpi.access import Person
from kpi.acts.rows import Chosen, correct_row, retire_row, typed
from kpi.facts.current_rows import CurrentRow, containing
from kpi.facts.store import Store
from kpi.intake.import_report import key_in_words
from kpi.intake.values import row_keys
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.views.read import Question
from pages.shared import elements, reads
from pages.shared.buttons import foremost

FOUND = 50
COLUMNS = 3
Do = Callable[[Callable[[Store, Person, datetime], str], Words], None]


def draw(question: Question, do: Do) -> None:
    """Choose a sheet, find a row, change it."""
    words, programme = question.words, reads.programme_of(question.revision)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="find_row"):
        register = st.selectbox(
            words("Sheet"), list(programme.sheets), format_func=lambda one: programme.sheets[one].label, key="fix_sheet"
        )
        text = st.text_input(
            words("Look for"), key="fix_text", help=words("Part of a name, number or text in the row.")
        )
    with reads.store().read(question.revision) as reader:
        rows = containing(reader, register, text.strip(), FOUND + 1)
        if not rows:
            elements.note(words("No row of this sheet holds that."))
            return
        row = _chosen(rows, words)
        texts = typed(reader, Chosen(register, row.key))
    _form(programme, Chosen(register, row.key), row, texts, words, do)


def _chosen(rows: list[CurrentRow], words: Words) -> CurrentRow:
    by_key = {row.key: row for row in rows[:FOUND]}
    if len(rows) > FOUND:
        elements.note(
            words("Only the first {n} rows are listed; look for something more precise.", n=words.number(FOUND))
        )
    key = st.selectbox(
        words("Row"), list(by_key), format_func=lambda one: key_in_words(one, row_keys.SEPARATOR), key="fix_row"
    )
    return by_key[key]


def _form(programme: Programme, chosen: Chosen, row: CurrentRow, texts: dict[str, str], words: Words, do: Do) -> None:
    columns = programme.sheets[chosen.register].columns
    origin = words("It came from {sheet}, row {row}.", sheet=row.sheet or words("by hand"), row=row.row)
    fields: dict[str, str] = {}
    with st.form(f"fix_{chosen.register}_{row.digest}", border=False):
        elements.note(origin)
        places = cycle(st.columns(COLUMNS))
        for place, (name, text) in zip(places, texts.items(), strict=False):
            with place:
                fields[name] = st.text_input(columns[name].label, text, key=f"fix_{name}_{row.digest}")
        reason = st.text_input(words("Why"), key=f"fix_reason_{row.digest}")
        with st.container(horizontal=True, gap="small", key="fix_choice"):
            correct = st.form_submit_button(words("Correct this row"), type=foremost(), icon=":material/edit:")
            retire = st.form_submit_button(words("Retire this row"), icon=":material/delete:")
    if correct:
        changed = {name: text for name, text in fields.items() if text != texts[name]}
        _act(lambda store, who, at: _corrected(store, who, chosen, changed, at, reason, words), do, words)
    if retire:
        _act(lambda store, who, at: _retired(store, who, chosen, at, reason, words), do, words)


def _act(act: Callable[[Store, Person, datetime], str], do: Do, words: Words) -> None:
    do(act, words)
    st.rerun()


def _corrected(
    store: Store,
    who: Person,
    chosen: Chosen,
    changed: dict[str, str],
    at: datetime,
    reason: str,
    words: Words,
) -> str:
    done = correct_row(store, who, chosen, changed, at=at, reason=reason)
    return words("Corrected, as revision {revision}.", revision=done.number)


def _retired(store: Store, who: Person, chosen: Chosen, at: datetime, reason: str, words: Words) -> str:
    done = retire_row(store, who, chosen, at=at, reason=reason)
    return words("Retired, as revision {revision}. Earlier revisions still have the row.", revision=done.number)
