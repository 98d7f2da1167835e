"""The form on which an editor writes an entry down, and the way to take one back."""

from datetime import UTC, date, datetime

import streamlit as st

from kpi.access import Person
from kpi.acts.meetings import LONGEST, keep
from kpi.acts.meetings import take_back as take_entry_back
from kpi.facts.decisions.minutes import MinutesKind
from kpi.language import Words
from kpi.programme.plan import Programme
from kpi.views.promised.steering_group import KINDS, Minutes, entry_line, subject, subjects
from kpi.views.read import Question
from pages.settings.setting_change import again, attempt, key
from pages.shared import reads
from pages.shared.buttons import foremost
from pages.shared.question import FIRST, LAST


def write(programme: Programme, question: Question) -> None:
    """The form: what kind of entry, of which day, about what, in which words."""
    words = question.words
    with st.expander(words("Write something down"), icon=":material/edit:"), st.form(key("keep"), border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            kind = st.selectbox(
                words("Kind"),
                [one.value for one in MinutesKind],
                key=key("kind"),
                width=180,
                format_func=lambda one: words(KINDS[MinutesKind(one)]),
            )
            day = st.date_input(
                words("Day"), question.as_of, FIRST, LAST, key=key("day"), format="DD-MM-YYYY", width=150
            )
            about = st.selectbox(
                words("About"),
                subjects(programme, question.plan_year),
                key=key("about"),
                width=380,
                format_func=lambda one: words.say(subject(one, programme)),
            )
        text = st.text_area(words("Text"), key=key("text"), max_chars=LONGEST, height=110)
        if st.form_submit_button(words("Keep"), key="keep_send", type=foremost()):
            _keep(MinutesKind(str(kind)), day, str(about), text, words)


def _keep(kind: MinutesKind, day: object, about: str, text: str, words: Words) -> None:
    held = day if isinstance(day, date) else date.min

    def act(who: Person) -> str:
        done = keep(reads.store(), who, kind, held, about, text, at=datetime.now(UTC))
        again()
        return words("Kept, as revision {revision}.", revision=done.number)

    attempt(act, words)
    st.rerun()


def take_back(found: Minutes, programme: Programme, words: Words) -> None:
    """Choose an entry that is to go; older revisions keep it."""
    if not found.kept:
        return
    entries = {entry.key: entry for entry in reversed(found.kept)}
    with st.expander(words("Take an entry back"), icon=":material/undo:"):
        chosen = st.selectbox(
            words("Which entry"),
            list(entries),
            key=key("entry"),
            format_func=lambda one: words.say(entry_line(entries[one], programme)),
        )
        st.button(words("Take back"), key="entry_back", on_click=_take, args=(chosen, words))


def _take(chosen: str, words: Words) -> None:
    def act(who: Person) -> str:
        done = take_entry_back(reads.store(), who, chosen, at=datetime.now(UTC))
        return words("Taken back, as revision {revision}.", revision=done.number)

    attempt(act, words)
