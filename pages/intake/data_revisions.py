"""The recorded revisions, and the button that undoes one."""

from datetime import datetime

import streamlit as st

from kpi.access import Person
from kpi.acts import undo as undoing
from kpi.facts.store import Store
from kpi.language import Said, Words
from kpi.server import installation
from kpi.views.sources import import_effects
from pages.intake.data_files import FIGURES
from pages.shared import elements
from pages.shared.buttons import foremost
from pages.shared.doing import do

SHOWN = 50
"""So many revisions are listed."""


def _undo(number: int) -> None:
    """Take a revision back, as a new one; what was changed later is left alone and counted."""

    def act(store: Store, who: Person, at: datetime) -> Said:
        undone = undoing.undo(store, who, number, at=at)
        return import_effects.undone_sentence(number, undone.revision, len(undone.left_alone))

    st.session_state.pop("undo_asked", None)
    do(act, FIGURES)


def recorded(words: Words) -> None:
    """The recorded revisions, the latest first, and the button that undoes one."""
    st.header(words("What was recorded"), anchor=False)
    revisions = installation.store().revisions()
    if not revisions:
        st.caption(words("Nothing was recorded yet."))
        return
    elements.grid(import_effects.revisions_table(revisions[:SHOWN]), key="revisions")
    able = {
        revision.number: words.say(import_effects.revision_line(revision))
        for revision in revisions
        if revision.undone_by is None
    }
    with elements.row("undo_row"):
        number = st.selectbox(
            words("Take a revision back"), list(able), format_func=able.__getitem__, key="undo_number", width=420
        )
        st.button(words("Take back…"), key="undo", icon=":material/undo:", on_click=_ask, args=(number,))
    _confirm(words)


def _ask(number: int) -> None:
    st.session_state["undo_asked"] = number


def _leave() -> None:
    st.session_state.pop("undo_asked", None)


def _confirm(words: Words) -> None:
    """Ask once more before a revision is taken back."""
    number = st.session_state.get("undo_asked")
    if number is None:
        return
    st.warning(
        words(
            "Take back revision {number}? Its rows go, what it replaced comes back; rows that changed later are left "
            "alone. This is a new revision, so it can be taken back too.",
            number=number,
        ),
        icon=":material/undo:",
    )
    with st.container(horizontal=True, gap="small", key="undo_choice"):
        yes = words("Yes, take back revision {number}", number=number)
        st.button(yes, type=foremost(), key="undo_yes", on_click=_undo, args=(number,))
        st.button(words("No, leave it"), key="undo_no", on_click=_leave)
