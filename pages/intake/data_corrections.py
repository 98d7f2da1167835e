"""The search for a wrong row, to correct or retire it with a reason."""

from datetime import UTC, datetime
from itertools import cycle

import streamlit as st

from kpi.access import Person
from kpi.acts.rows import Correction, RowReference, correct_row, retire_row, row_as_typed
from kpi.facts.current_rows import CurrentRow, containing
from kpi.facts.store import Store
from kpi.intake.values.row_keys import key_in_words
from kpi.language import Said, Words
from kpi.programme.plan import Programme
from kpi.sentences import say
from kpi.server import installation
from pages.intake.data_files import UPKEEP
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do
from pages.shared.screen import Screen

FOUND = 50
COLUMNS = 3


def draw(screen: Screen) -> None:
    """Choose a sheet, find a row, change it."""
    words, programme = screen.words, screen.programme
    with elements.row("find_row"):
        register = st.selectbox(
            words("Sheet"),
            list(programme.sheets),
            format_func=lambda name: programme.sheets[name].label,
            key="fix_sheet",
        )
        text = st.text_input(
            words("Look for"), key="fix_text", help=words("Part of a name, number or text in the row.")
        )
    with installation.store().read(screen.question.revision) as reader:
        rows = containing(reader, register, text.strip(), FOUND + 1)
        if not rows:
            elements.note(words("No row of this sheet holds that."))
            return
        row = _chosen(rows, words)
    reference = RowReference(register, row.key)
    texts = row_as_typed(installation.store(), screen.who, reference, at=datetime.now(UTC))
    _form(programme, reference, row, texts, words)


def _chosen(rows: list[CurrentRow], words: Words) -> CurrentRow:
    by_key = {row.key: row for row in rows[:FOUND]}
    if len(rows) > FOUND:
        elements.note(
            words("Only the first {n} rows are listed; look for something more precise.", n=words.number(FOUND))
        )
    key = st.selectbox(words("Row"), list(by_key), format_func=key_in_words, key="fix_row")
    return by_key[key]


def _form(programme: Programme, chosen: RowReference, row: CurrentRow, texts: dict[str, str], words: Words) -> None:
    columns = programme.sheets[chosen.register].columns
    origin = words("It came from {sheet}, row {row}.", sheet=row.sheet or words("by hand"), row=row.row)
    with st.form(f"fix_{chosen.register}_{row.digest}", border=False):
        elements.note(origin)
        places = cycle(st.columns(COLUMNS))
        for place, (name, text) in zip(places, texts.items(), strict=False):
            with place:
                st.text_input(columns[name].label, text, key=_field(name, row))
        st.text_input(words("Why"), key=_field("reason", row))

        def correct(store: Store, who: Person, at: datetime) -> Said:
            changed = {name: typed for name in texts if (typed := _typed(name, row)) != texts[name]}
            revision = correct_row(store, who, Correction(chosen, changed, _typed("reason", row)), at=at)
            return say("Corrected, as revision {revision}.", revision=revision.number)

        def retire(store: Store, who: Person, at: datetime) -> Said:
            revision = retire_row(store, who, chosen, at=at, reason=_typed("reason", row))
            return say(
                "Retired, as revision {revision}. Earlier revisions still have the row.", revision=revision.number
            )

        with st.container(horizontal=True, gap="small", key="fix_choice"):
            st.form_submit_button(
                words("Correct this row"), type=foremost(), icon=":material/edit:", on_click=do, args=(correct, UPKEEP)
            )
            st.form_submit_button(
                words("Retire this row"), icon=":material/delete:", on_click=do, args=(retire, UPKEEP)
            )


def _field(name: str, row: CurrentRow) -> str:
    return f"fix_{name}_{row.digest}"


def _typed(name: str, row: CurrentRow) -> str:
    return str(st.session_state[_field(name, row)])
