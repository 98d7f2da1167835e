"""The form on which an editor writes an entry down, and the way to take one back."""

from datetime import date, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.meetings import LONGEST, EntryDraft, keep
from kpi.acts.meetings import take_back as take_entry_back
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.store import Store
from kpi.language import Said, Words
from kpi.programme.plan import Programme
from kpi.sentences import say
from kpi.views.promised.minutes_words import KINDS, subject
from kpi.views.promised.steering_group import Minutes, entry_line, subjects
from kpi.views.read import Question
from pages.shared.buttons import foremost
from pages.shared.doing import do
from pages.shared.setting_form import PLACE, again, day, key

TO_DO = (MinutesKind.PROPOSAL, MinutesKind.DECISION)
"""What is kept by a form of its own, as somebody sees to it."""


def write(programme: Programme, question: Question) -> None:
    """The form of an entry: its kind, day, subject and words."""
    words = question.words
    with st.expander(words("Write something else down"), icon=":material/edit:"), st.form(key("keep"), border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.selectbox(
                words("Kind"),
                [choice.value for choice in MinutesKind if choice not in TO_DO],
                key=key("kind"),
                width=180,
                format_func=lambda choice: words(KINDS[MinutesKind(choice)]),
            )
            day(words("Day"), question.as_of, "day", width=150)
            st.selectbox(
                words("About"),
                subjects(programme, question.plan_year),
                key=key("about"),
                width=380,
                format_func=lambda choice: words.say(subject(choice, programme)),
            )
        st.text_area(words("Text"), key=key("text"), max_chars=LONGEST, height=110)
        st.form_submit_button(words("Keep"), key="keep_send", type=foremost(), on_click=do, args=(_keep, PLACE))


def _keep(store: Store, who: Person, at: datetime) -> Said:
    kind, on, about, text = (st.session_state[key(name)] for name in ("kind", "day", "about", "text"))
    draft = EntryDraft(MinutesKind(kind), on if isinstance(on, date) else date.min, str(about), str(text))
    revision = keep(store, who, draft, at=at)
    again()
    return say("Kept, as revision {revision}.", revision=revision.number)


def take_back(minutes: Minutes, programme: Programme, words: Words) -> None:
    """Choose an entry that is to go; older revisions keep it."""
    if not minutes.kept:
        return
    entries = {entry.key: entry for entry in reversed(minutes.kept)}
    with st.expander(words("Take an entry back"), icon=":material/undo:"):
        st.selectbox(
            words("Which entry"),
            list(entries),
            key=key("entry"),
            format_func=lambda choice: words.say(entry_line(entries[choice], programme)),
        )
        st.button(words("Take back"), key="entry_back", on_click=do, args=(_take, PLACE))


def _take(store: Store, who: Person, at: datetime) -> Said:
    revision = take_entry_back(store, who, str(st.session_state[key("entry")]), at=at)
    return say("Taken back, as revision {revision}.", revision=revision.number)
