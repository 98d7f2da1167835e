"""The frame of every screen: its title, the question, the mark of sample data, and the handling of faults."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

import streamlit as st

from kpi.access import ROLE_NAMES, Act, Person
from kpi.acts import imports
from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.language import DEFAULT, N_, Said, Words, languages
from kpi.monitor import default_plan_year
from kpi.programme.plan import Programme
from kpi.server import installation, logs
from pages.shared import comparison, links
from pages.shared.buttons import foremost
from pages.shared.doing import do, told
from pages.shared.screen import FIRST, LAST, Screen, current, day_of, first_day, is_sample
from pages.shared.spoken import plain
from pages.shared.visitor import may, permitted, role

SAMPLE = "sample"
"""Where is told why the sample can't be removed."""
INVENTED = N_("These figures are invented, to show what the monitor does.")
ASKED = N_("Reference date, plan year, language and comparison")


@contextmanager
def boundary(words: Words) -> Iterator[None]:
    """A refusal becomes its one sentence; anything else a reference under which the log has the details."""
    try:
        yield
    except Refusal as refusal:
        st.warning(refusal.sentence(words), icon=":material/block:")
    except Exception as error:
        st.error(words.say(logs.fault(error)), icon=":material/report:")


def head(title: str, programme: Programme, words: Words, *, compares: bool) -> None:
    """The title with the mark of sample data, and beside it the reference date, under which lies all that is asked."""
    who = permitted(Act.SEE_FIGURES)
    told(SAMPLE)
    links.look(programme, installation.store().latest())
    sample = is_sample(installation.store().latest())
    st.session_state["_revision"] = installation.store().latest()
    _follow("as_of", first_day(st.session_state["_revision"]))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content", key="named"):
            st.title(title, width="content", anchor=False)
            if sample:
                st.badge(words("Sample"), color="orange", help=words(INVENTED))
        with st.popover(words.short_date(_asked_day()), help=words(ASKED), key="frame"):
            _controls(programme, words)
            if compares:
                comparison.control(Screen(who, current()))
            if sample:
                _sample_mark(words, who)
            _myself(who, words)
    if st.session_state.pop("_remove_sample", False):
        _confirm(words)
    with st.container(gap="xsmall"):
        if compares:
            comparison.beside(Screen(who, current()))
        links.tell(words)
        if warning := installation.store().stranger():
            st.warning(plain(warning))


def _myself(who: Person, words: Words) -> None:
    """The visitor with their role and the sign-out; without sign-in, a note that only this computer is served."""
    if who.local:
        st.caption(
            words(
                "No sign-in is set up. The monitor only answers this computer, and whoever sits here may do everything."
            )
        )
        return
    st.write(plain(words("Signed in as {email}, as {role}.", email=who.email, role=words(ROLE_NAMES[role(who)]))))
    st.button(words("Sign out"), on_click=st.logout, key="sign_out", icon=":material/logout:")


def _sample_mark(words: Words, who: Person) -> None:
    """What sample data is, and its removal for who may do that."""
    st.caption(words("Sample data: {what}", what=words(INVENTED)))
    if may(who, Act.REMOVE_SAMPLE):
        label = words("Remove the sample data")
        st.button(label, type="tertiary", icon=":material/delete:", key="remove_sample", on_click=_ask)


def _ask() -> None:
    st.session_state["_remove_sample"] = True


def _confirm(words: Words) -> None:
    """Ask once more before the sample data goes."""

    @st.dialog(words("Remove the sample data?"))
    def confirm() -> None:
        st.write(words("All rows that came from the sample workbooks are taken away. Your own data stays."))
        st.button(
            words("Yes, remove it"), type=foremost(), key="remove_sample_yes", on_click=do, args=(remove_sample, SAMPLE)
        )

    confirm()


def remove_sample(store: Store, who: Person, at: datetime) -> Said:
    """Remove the sample data, as a revision of its own; the screen then shows that it is gone."""
    imports.remove_sample(store, who, at=at)
    return ""


def _controls(programme: Programme, words: Words) -> None:
    """The fields of reference date, plan year and language."""
    _day(words)
    years = [year.id for year in programme.plan_years]
    default = default_plan_year(programme, day_of(st.session_state["_revision"]))
    _follow("plan_year", default)
    st.selectbox(words("Plan year"), years, index=years.index(default), key="plan_year", bind="query-params")
    st.segmented_control(
        words("Language"), languages(), default=DEFAULT, required=True, key="lang", bind="query-params"
    )


def _asked_day() -> date:
    """The reference date: before its field is drawn for the first time, that of the link."""
    linked = None if "as_of" in st.session_state else links.day("as_of")
    return linked or day_of(st.session_state["_revision"])


def _day(words: Words) -> None:
    first = first_day(st.session_state["_revision"])
    st.date_input(words("Reference date"), first, FIRST, LAST, key="as_of", bind="query-params", format="DD-MM-YYYY")


def _follow(key: str, default: date | str) -> None:
    """While a field stands at its default it follows it: after an import, or with another reference date."""
    before = st.session_state.get(f"_{key}_default")
    if before is not None and before != default and st.session_state.get(key) == before:
        st.session_state[key] = default
    st.session_state[f"_{key}_default"] = default
