"""The sliders of a calculation example, each in the link, and the link itself to pass on."""

from typing import TypeVar

import streamlit as st

from kpi.language import Words
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.views.comparison.what_if import Assumed, assumed_from, at_first, in_percent, most
from kpi.views.comparison.what_if_tables import address
from kpi.views.read import Question
from pages.shared import kept, links
from pages.shared.spoken import plain

N = TypeVar("N", int, float)
SLIDERS = ("members", "average", "filled", "spent")


def warning(words: Words) -> None:
    """Warn that the figures on this screen are a calculation example, not data."""
    st.badge(words("Calculation example"), icon=":material/tune:", color="violet")
    st.caption(plain(words("No data: what you set here is never stored and changes no figure anywhere else.")))


def sliders(programme: Programme, picture: Picture, words: Words) -> Assumed:
    """The four assumptions; they begin with nobody new and the shares of today, which changes nothing.

    On coming back to the screen they stand where they were left.
    """
    kept.bring_back(*SLIDERS)
    first = at_first(programme, picture)
    filled_now, spent_now = (in_percent(share) for share in (first.filled, first.spent))
    ends = {
        "members": (words("New contributors a month"), 10.0),
        "average": (words("Contribution of each, in euro"), most(first.average)),
        "filled": (words("Share of the vacancies filled, in percent"), 100),
        "spent": (words("Share of the budget spent at the end of the plan year, in percent"), max(120, spent_now)),
    }
    links.numbers(ends, words)
    members = _slider("members", ends["members"][0], 0.0, ends["members"][1], 0.5)
    average = _slider("average", ends["average"][0], int(first.average), int(ends["average"][1]), 250)
    filled = _slider("filled", ends["filled"][0], filled_now, int(ends["filled"][1]), 1)
    spent = _slider("spent", ends["spent"][0], spent_now, int(ends["spent"][1]), 1)
    return assumed_from(members, average, filled, spent, first)


def _slider(key: str, label: str, start: N, highest: N, step: N) -> N:
    """A slider from nothing to the highest value, which stands in the link.

    On another day it begins where that day does, unless it was moved; one that was moved fits in.
    """
    kept.follow(key, start)
    if key in st.session_state and st.session_state[key] > highest:
        st.session_state[key] = highest
    chosen: N = st.slider(label, type(start)(0), highest, start, step, format="localized", key=key, bind="query-params")
    kept.keep(key, chosen, start)
    return chosen


def link(assumed: Assumed, question: Question) -> None:
    """The address of exactly this example, to pass on: whoever opens it gets the same figures."""
    words = question.words
    st.caption(words("Pass on this link to show exactly this example, as long as nothing new is read in:"))
    here = str(st.context.url or "").rsplit("/", 1)[0]
    st.code(f"{here}{address(assumed, question.as_of, question.plan_year, question.language)}", language=None)
