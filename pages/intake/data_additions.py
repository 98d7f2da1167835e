"""A row that stands in no file, such as a member heard of by telephone: typed in field by field."""

from datetime import datetime
from itertools import cycle

import streamlit as st

from kpi.access import Person
from kpi.acts.rows import Addition, add_row
from kpi.facts.store import Store
from kpi.intake.typed_in import layout_of
from kpi.intake.values.listed_words import allowed_values
from kpi.language import Said, Words
from kpi.programme.plan import Programme
from kpi.programme.registers import FieldKind
from kpi.sentences import listed, say
from pages.intake.data_files import UPKEEP
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do
from pages.shared.screen import Screen

COLUMNS = 3
LIST_OF_ONE = (FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.PLAN_YEAR, FieldKind.BUDGET_LINE, FieldKind.INDICATOR)


def draw(screen: Screen) -> None:
    """Choose a sheet and fill in a row of it."""
    words, programme = screen.words, screen.programme
    register = st.selectbox(
        words("Sheet"),
        list(programme.sheets),
        format_func=lambda name: programme.sheets[name].label,
        key="add_sheet",
        width=420,
    )
    elements.note(words("For what stands in no file yet. The row is read and checked as one of a file is."))
    layout = layout_of(programme, register)
    with st.form(f"add_{register}_{_round()}", border=False):
        places = cycle(st.columns(COLUMNS))
        for place, name in zip(places, layout.columns, strict=False):
            with place:
                _field(programme, register, name, words)
        st.text_input(
            words("How you know"), key=_key("how"), placeholder=words("such as: told by telephone, with the day")
        )

        def add(store: Store, who: Person, at: datetime) -> Said:
            texts = {name: str(st.session_state.get(_key(name)) or "") for name in layout.columns}
            added = add_row(store, who, Addition(register, texts, str(st.session_state[_key("how")])), at=at)
            st.session_state["add_round"] = _round() + 1
            told = say("Added, as revision {revision}.", revision=added.revision.number)
            return listed((told, *(each.message for each in added.warnings)), " ")

        st.form_submit_button(
            words("Add this row"), type=foremost(), icon=":material/add:", on_click=do, args=(add, UPKEEP)
        )


def _field(programme: Programme, register: str, name: str, words: Words) -> None:
    """The field of a column: its list where one value of it is chosen, else a text as in a cell."""
    layout, column = layout_of(programme, register), programme.sheets[register].columns[name]
    label = words("{column} (required)", column=column.label) if name in layout.required else column.label
    help_, field = column.help.in_(words.language), layout.register.field(name)
    if field.kind in LIST_OF_ONE:
        values = allowed_values(programme, field)
        st.selectbox(label, values, index=None, key=_key(name), help=help_, placeholder=words("Choose"))
    else:
        example = words("as in {example}", example=column.example) if column.example else ""
        st.text_input(label, key=_key(name), help=help_, placeholder=example)


def _round() -> int:
    """How many rows were added since the screen was opened: each begins with empty fields."""
    return int(st.session_state.get("add_round", 0))


def _key(name: str) -> str:
    return f"add_{name}_{st.session_state.get('add_sheet')}_{_round()}"
