"""What a link asks for and doesn't exist: told on the screen that it opens, which else would silently show another."""

from datetime import date

import streamlit as st

from kpi.language import N_, Words, languages
from kpi.programme.plan import Programme
from pages.shared.screen import FIRST, LAST
from pages.shared.spoken import plain

FOUND = "_unknown_in_link"
NAMES = {
    "as_of": N_("reference date"),
    "since": N_("day to compare with"),
    "since_revision": N_("revision"),
    "plan_year": N_("plan year"),
    "indicator": N_("target"),
    "lang": N_("language"),
    "slide": N_("place in the presentation"),
}


def look(programme: Programme, latest: int) -> None:
    """Before the fields take it up: note what of the link of a screen that was just opened doesn't exist."""
    known = {
        "plan_year": {year.id for year in programme.plan_years},
        "indicator": {indicator.id for indicator in programme.indicators},
        "lang": set(languages()),
        "since_revision": set(map(str, range(1, latest + 1))),
    }

    def exists(name: str, text: str) -> bool:
        if name in known:
            return text in known[name]
        return (text.isascii() and text.isdigit()) if name == "slide" else _is_day(text)

    if st.session_state.get("_arrived"):
        given = {name: text for name in NAMES if (text := st.query_params.get(name))}
        st.session_state[FOUND] = {name: text for name, text in given.items() if not exists(name, text)}


def _is_day(text: str) -> bool:
    try:
        return FIRST <= date.fromisoformat(text) <= LAST
    except ValueError:
        return False


def tell(words: Words) -> None:
    """One sentence for each of them, for as long as the screen is looked at."""
    for name, text in st.session_state.get(FOUND, {}).items():
        sentence = words(
            "The link asks for the {what} “{text}”, which there isn't.", what=words(NAMES[name]), text=text
        )
        st.warning(plain(sentence), icon=":material/link_off:")
