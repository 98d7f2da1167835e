"""What a link asks for and doesn't exist: told on the screen that it opens, which else would silently show another."""

import re
from collections.abc import Mapping
from datetime import date

import streamlit as st

from kpi.language import N_, Words, languages
from kpi.programme.plan import Programme
from pages.shared.screen import FIRST, LAST
from pages.shared.spoken import plain

FOUND, NUMBERS = "_unknown_in_link", "_numbers_in_link"
NAMES = {
    "as_of": N_("reference date"),
    "since": N_("day to compare with"),
    "since_revision": N_("revision"),
    "plan_year": N_("plan year"),
    "indicator": N_("target"),
    "lang": N_("language"),
    "slide": N_("place in the presentation"),
    "about": N_("subject"),
}


def look(programme: Programme, latest: int) -> None:
    """Before the fields take it up: note what of the link of a screen that was just opened doesn't exist."""
    known = {
        "plan_year": {year.id for year in programme.plan_years},
        "indicator": {indicator.id for indicator in programme.indicators},
        "about": {f"indicator/{indicator.id}" for indicator in programme.indicators},
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


def day(name: str) -> date | None:
    """A day that the link asks for; None where it asks for none that exists."""
    text = st.query_params.get(name, "")
    return date.fromisoformat(text) if _is_day(text) else None


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


def numbers(ends: Mapping[str, tuple[str, float]], words: Words) -> None:
    """Before sliders are drawn that begin at 0: tell what a link has for them that none of them can be set to.

    ``ends``: the label and the upper end of each, by its name in the link. One with a whole end takes whole numbers.
    """
    if st.session_state.get("_arrived"):
        given = {name: " ".join(st.query_params.get_all(name)) for name in ends if name in st.query_params}
        st.session_state[NUMBERS] = {name: text for name, text in given.items() if not _fits(text, ends[name][1])}
    for name, text in st.session_state.get(NUMBERS, {}).items():
        label, most = ends[name]
        sentence = words(
            "The link sets “{what}” to “{text}”, which isn't a number from 0 to {most}; it stands where it begins.",
            what=label,
            text=text,
            most=words.number(int(most)),
        )
        st.warning(plain(sentence), icon=":material/link_off:")


def _fits(text: str, most: float) -> bool:
    """Return whether a text is a number that a slider can be set to.

    >>> [_fits(text, 10.0) for text in ("2.5", "10", "10.5", "-1", "nan", "1 2")]
    [True, True, False, False, False, False]
    >>> [_fits(text, 100) for text in ("90", "90.5", "1e9", "")]
    [True, False, False, False]
    """
    written = r"\d+" if isinstance(most, int) else r"\d+(\.\d+)?"
    return bool(re.fullmatch(written, text, re.ASCII)) and float(text) <= most
