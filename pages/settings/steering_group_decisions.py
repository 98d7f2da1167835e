"""The point of the agenda that is decided on, and the form on which a decision is followed to its end."""

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.meetings import LONGEST, Ending, end, reopen
from kpi.facts.decisions.minutes import TakenDecision
from kpi.facts.store import Store
from kpi.language import N_, Said
from kpi.programme.plan import Programme
from kpi.sentences import listed, say
from kpi.views.promised.agenda import AgendaItem
from kpi.views.promised.steering_group import entry_line
from kpi.views.read import Question
from pages.shared.buttons import foremost
from pages.shared.doing import do
from pages.shared.setting_form import PLACE, again, day, key, row

DONE, LAPSED, OPEN = "done", "lapsed", "open"
ENDINGS = {DONE: N_("Carried out"), LAPSED: N_("Lapsed"), OPEN: N_("Open again")}


def choose(items: Sequence[AgendaItem], question: Question) -> AgendaItem:
    """Choose the point of the agenda that is decided on, or another one; first that of the link."""
    words, asked = question.words, str(st.query_params.get("about", ""))
    first = next((number for number, item in enumerate(items) if asked and item.about == asked), None)
    chosen = st.selectbox(
        words("Point of the agenda"),
        range(len(items)),
        first,
        key=key("point"),
        placeholder=words("another point"),
        format_func=lambda number: words.say(listed((items[number].why, items[number].title), ": ")),
    )
    return items[chosen] if chosen is not None else AgendaItem("", "", "", asked)


def follow(taken: Sequence[TakenDecision], programme: Programme, question: Question) -> None:
    """Record what became of a decision."""
    words = question.words
    if not taken:
        return
    known = {decision.entry.key: decision for decision in taken}
    with (
        st.expander(words("What became of a decision"), icon=":material/task_alt:"),
        st.form(key("follow"), border=False),
    ):
        st.selectbox(
            words("Which decision"),
            list(known),
            key=key("ended"),
            format_func=lambda choice: words.say(entry_line(known[choice].entry, programme)),
        )
        with row("follow_how"):
            st.selectbox(
                words("How far"),
                list(ENDINGS),
                key=key("ending"),
                width=180,
                format_func=lambda each: words(ENDINGS[each]),
            )
            day(words("Since"), question.as_of, "ended_on", width=150)
        st.text_input(words("What there is to say of it"), key=key("ended_text"), max_chars=LONGEST)
        st.form_submit_button(words("Record"), key="follow_send", type=foremost(), on_click=do, args=(_end, PLACE))


def _end(store: Store, who: Person, at: datetime) -> Said:
    entry, how, on, text = (st.session_state[key(name)] for name in ("ended", "ending", "ended_on", "ended_text"))
    if how == OPEN:
        revision = reopen(store, who, str(entry), at=at)
    else:
        ending = Ending(how == DONE, on if isinstance(on, date) else date.min, str(text or ""))
        revision = end(store, who, str(entry), ending, at=at)
    again()
    return say("Kept, as revision {revision}.", revision=revision.number)
