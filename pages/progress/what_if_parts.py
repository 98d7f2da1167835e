"""The sliders of a calculation example, each in the link, and the link itself to pass on."""

import streamlit as st

from kpi.language import Words
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.views.comparison.what_if import Assumed, assumed_from, at_first, in_percent, most
from kpi.views.comparison.what_if_tables import address
from kpi.views.read import Question
from pages.shared.spoken import plain


def warning(words: Words) -> None:
    """Warn that the figures on this screen are a calculation example, not data."""
    st.badge(words("Calculation example"), icon=":material/tune:", color="violet")
    st.caption(plain(words("No data: what you set here is never stored and changes no figure anywhere else.")))


def sliders(programme: Programme, picture: Picture, words: Words) -> Assumed:
    """The four assumptions; they begin with nobody new and the shares of today, which changes nothing."""
    first = at_first(programme, picture)
    filled_now, spent_now = (in_percent(share) for share in (first.filled, first.spent))
    members = st.slider(
        words("New contributors a month"), 0.0, 10.0, 0.0, 0.5, format="localized", key="members", bind="query-params"
    )
    average = st.slider(
        words("Contribution of each, in euro"),
        0,
        most(first.average),
        int(first.average),
        250,
        format="localized",
        key="average",
        bind="query-params",
    )
    filled = st.slider(
        words("Share of the vacancies filled, in percent"), 0, 100, filled_now, key="filled", bind="query-params"
    )
    spent = st.slider(
        words("Share of the budget spent at the end of the plan year, in percent"),
        0,
        max(120, spent_now),
        spent_now,
        key="spent",
        bind="query-params",
    )
    return assumed_from(members, average, filled, spent, first)


def link(assumed: Assumed, question: Question) -> None:
    """The address of exactly this example, to pass on: whoever opens it gets the same figures."""
    words = question.words
    st.caption(words("Pass on this link to show exactly this example, as long as nothing new is read in:"))
    here = str(st.context.url or "").rsplit("/", 1)[0]
    st.code(f"{here}{address(assumed, question.as_of, question.plan_year, question.language)}", language=None)
