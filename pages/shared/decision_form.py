"""The form of a decision: what it is about, its words, who sees to it, and until when; put to the meeting, or taken."""

from datetime import date, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.meetings import LONGEST, EntryDraft, keep
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.store import Store
from kpi.language import Said
from kpi.programme.plan import Programme
from kpi.sentences import say
from kpi.views.promised import steering_group
from kpi.views.promised.agenda import AgendaItem
from kpi.views.promised.minutes_words import subject
from kpi.views.promised.steering_group import subjects
from kpi.views.read import Question
from kpi.views.sources.owners import roles
from pages.shared.buttons import foremost
from pages.shared.doing import do
from pages.shared.screen import Screen
from pages.shared.setting_form import PLACE, again, day, key, row

FIELDS = ("decided", "decided_about", "decided_text", "decided_owner", "decided_before")
"""The names of the fields, whose keys are of the point that they are about: another point has other fields."""


def _name(point: AgendaItem) -> str:
    """The name of a point among the keys of fields."""
    return point.proposal.key if point.proposal else point.about


def decide_on(about: str, title: Said, sentence: Said, screen: Screen) -> None:
    """Record there and then what the meeting decides on a subject; a proposal about it stands in the form."""
    kept = screen.read(steering_group.READ).kept
    put = [entry for entry in kept if entry.kind is MinutesKind.PROPOSAL and entry.about == about]
    with st.expander(screen.words("Put to the meeting, or record a decision"), icon=":material/gavel:"):
        point = AgendaItem("", title, sentence, about, put[-1] if put else None)
        decision_form(point, screen.programme, screen.question)


def decision_form(point: AgendaItem, programme: Programme, question: Question) -> None:
    """The fields as far as they are known, and the two buttons."""
    words = question.words
    with st.form(key("decide", _name(point)), border=False):
        _fields(point, programme, question)
        with row("decide_buttons", _name(point)):
            _send(MinutesKind.DECISION, words("Record as a decision"), point)
            _send(MinutesKind.PROPOSAL, words("Put to the meeting"), point)


def _send(kind: MinutesKind, label: str, point: AgendaItem) -> None:
    look = foremost(kind is MinutesKind.DECISION)

    def kept(store: Store, who: Person, at: datetime) -> Said:
        return _keep(store, who, at, kind, point)

    st.form_submit_button(label, key=f"decide_{kind}", type=look, on_click=do, args=(kept, PLACE))


def _keep(store: Store, who: Person, at: datetime, kind: MinutesKind, point: AgendaItem) -> Said:
    filled = {name: st.session_state[key(name, _name(point))] for name in FIELDS}
    on, before = filled["decided"], filled["decided_before"]
    draft = EntryDraft(
        kind,
        on if isinstance(on, date) else date.min,
        str(filled["decided_about"]),
        str(filled["decided_text"]),
        owner=str(filled["decided_owner"] or ""),
        before=before if isinstance(before, date) else None,
        settles=point.proposal.key if point.proposal else "",
    )
    revision = keep(store, who, draft, at=at)
    again()
    return say("Kept, as revision {revision}.", revision=revision.number)


def _fields(point: AgendaItem, programme: Programme, question: Question) -> None:
    """The fields; of a proposal as it was put."""
    words, put, name = question.words, point.proposal, _name(point)
    known = subjects(programme, question.plan_year)
    with row("decide_about", name):
        day(words("Day"), question.as_of, "decided", name, width=150)
        st.selectbox(
            words("About"),
            known,
            known.index(point.about) if point.about in known else 0,
            key=key("decided_about", name),
            width=380,
            format_func=lambda choice: words.say(subject(choice, programme)),
        )
    st.text_area(
        words("Decision or proposal"),
        put.text if put else "",
        key=key("decided_text", name),
        max_chars=LONGEST,
        height=80,
        help=words.say(point.sentence) or None,
    )
    seeing = {role.nl: role for role in roles(programme)}
    with row("decide_owner", name):
        st.selectbox(
            words("To be done by"),
            list(seeing),
            list(seeing).index(put.owner) if put and put.owner in seeing else None,
            key=key("decided_owner", name),
            width=260,
            placeholder=words("nobody yet"),
            format_func=lambda role: words.say(seeing[role]),
        )
        day(words("At the latest on"), put.before if put else None, "decided_before", name, width=150)
