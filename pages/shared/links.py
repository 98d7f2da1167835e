"""What a link says and doesn't exist: told once on the screen that it opens, which else would show something else."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from kpi.errors import Refusal
from kpi.language import N_, Words, languages
from kpi.programme.plan import Programme
from pages.shared.screen import FIRST, LAST, programme_of
from pages.shared.spoken import plain

FOUND = "_unknown_in_link"


def _day(text: str) -> bool:
    try:
        return FIRST <= date.fromisoformat(text) <= LAST
    except ValueError:
        return False


def _known(programme: Programme, revision: int) -> Mapping[str, tuple[str, Callable[[str], bool]]]:
    """The parts of a link: what each is called, and whether there is such a one."""
    years, indicators = (frozenset(one.id for one in some) for some in (programme.plan_years, programme.indicators))
    return {
        "as_of": (N_("reference date"), _day),
        "since": (N_("day to compare with"), _day),
        "since_revision": (
            N_("revision"),
            lambda text: text.isascii() and text.isdigit() and 1 <= int(text) <= revision,
        ),
        "plan_year": (N_("plan year"), years.__contains__),
        "indicator": (N_("target"), indicators.__contains__),
        "lang": (N_("language"), languages().__contains__),
        "slide": (N_("place in the presentation"), lambda text: text.isascii() and text.isdigit() and int(text) > 0),
    }


def look(filed: Programme, revision: int) -> None:
    """Before the fields take it up: note what of the link of a screen that was just opened doesn't exist."""
    if not st.session_state.get("_arrived"):
        return
    try:
        known = _known(programme_of(revision), revision)
    except Refusal:
        known = _known(filed, revision)
    given = ((name, st.query_params.get(name)) for name in known)
    st.session_state[FOUND] = [(known[name][0], text) for name, text in given if text and not known[name][1](text)]


def tell(words: Words) -> None:
    """One sentence for each of them, for as long as the screen is looked at."""
    for name, text in st.session_state.get(FOUND, ()):
        sentence = words("The link asks for the {what} “{text}”, which there isn't.", what=words(name), text=text[:40])
        st.warning(
            plain(f"{sentence} {words('You see what this screen shows when nothing is chosen.')}"),
            icon=":material/link_off:",
        )
