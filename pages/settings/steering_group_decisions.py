"""The forms on which a decision is put to the meeting, taken, and followed to its end."""

from collections.abc import Sequence
from datetime import date, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.meetings import LONGEST, Ending, EntryDraft, end, keep, reopen
from kpi.facts.decisions.minutes import TakenDecision
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.store import Store
from kpi.language import N_, Said
from kpi.programme.plan import Programme
from kpi.sentences import listed, say
from kpi.views.promised.agenda import AgendaItem
from kpi.views.promised.minutes_words import subject
from kpi.views.promised.steering_group import entry_line, subjects
from kpi.views.read import Question
from kpi.views.sources.owners import roles
from pages.settings.setting_form import PLACE, again, day, key, row
from pages.shared.buttons import foremost
from pages.shared.doing import do

FIELDS = ("decided", "decided_about", "decided_text", "decided_owner", "decided_before")
"""The names of the fields of a decision, whose keys are of the point that they are about."""
DONE, LAPSED, OPEN = "done", "lapsed", "open"
ENDINGS = {DONE: N_("Carried out"), LAPSED: N_("Lapsed"), OPEN: N_("Open again")}


def decide(items: Sequence[AgendaItem], programme: Programme, question: Question) -> None:
    """Put a point of the agenda, or any other, to the meeting; or record what was decided on it."""
    words = question.words
    asked = str(st.query_params.get("about", ""))
    with st.expander(words("Put to the meeting, or record a decision"), expanded=bool(asked), icon=":material/gavel:"):
        first = next((number for number, item in enumerate(items) if asked and item.about == asked), None)
        chosen = st.selectbox(
            words("Point of the agenda"),
            range(len(items)),
            first,
            key=key("point"),
            placeholder=words("another point"),
            format_func=lambda number: words.say(listed((items[number].why, items[number].title), ": ")),
        )
        item = items[chosen] if chosen is not None else None
        with st.form(key("decide"), border=False):
            point = _fields(item, asked, programme, question)
            settles = item.proposal.key if item and item.proposal else ""
            with row("decide_buttons"):
                _send(MinutesKind.DECISION, words("Record as a decision"), point, settles)
                _send(MinutesKind.PROPOSAL, words("Put to the meeting"), point, settles)


def _send(kind: MinutesKind, label: str, point: str, settles: str) -> None:
    look = foremost(kind is MinutesKind.DECISION)

    def kept(store: Store, who: Person, at: datetime) -> Said:
        return _keep(store, who, at, kind, point, settles)

    st.form_submit_button(label, key=f"decide_{kind}", type=look, on_click=do, args=(kept, PLACE))


def _keep(store: Store, who: Person, at: datetime, kind: MinutesKind, point: str, settles: str) -> Said:
    filled = {name: st.session_state[key(name, point)] for name in FIELDS}
    on, before = filled["decided"], filled["decided_before"]
    draft = EntryDraft(
        kind,
        on if isinstance(on, date) else date.min,
        str(filled["decided_about"]),
        str(filled["decided_text"]),
        owner=str(filled["decided_owner"] or ""),
        before=before if isinstance(before, date) else None,
        settles=settles,
    )
    revision = keep(store, who, draft, at=at)
    again()
    return say("Kept, as revision {revision}.", revision=revision.number)


def _fields(item: AgendaItem | None, asked: str, programme: Programme, question: Question) -> str:
    """What it is about, the words, who sees to it, and until when; of a proposal as it was put.

    Returns the point that they are about, a part of their keys: another point has other fields.
    """
    words, put = question.words, item.proposal if item else None
    about = item.about if item else asked
    point = put.key if put else about
    known = subjects(programme, question.plan_year)
    with row("decide_about"):
        day(words("Day"), question.as_of, "decided", point, width=150)
        st.selectbox(
            words("About"),
            known,
            known.index(about) if about in known else 0,
            key=key("decided_about", point),
            width=380,
            format_func=lambda choice: words.say(subject(choice, programme)),
        )
    st.text_area(
        words("Decision or proposal"),
        put.text if put else "",
        key=key("decided_text", point),
        max_chars=LONGEST,
        height=80,
        help=words.say(item.sentence) if item else None,
    )
    seeing = {role.nl: role for role in roles(programme)}
    with row("decide_owner"):
        st.selectbox(
            words("To be done by"),
            list(seeing),
            list(seeing).index(put.owner) if put and put.owner in seeing else None,
            key=key("decided_owner", point),
            width=260,
            placeholder=words("nobody yet"),
            format_func=lambda name: words.say(seeing[name]),
        )
        day(words("At the latest on"), put.before if put else None, "decided_before", point, width=150)
    return point


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
