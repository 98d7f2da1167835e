"""The sliders of a calculation example, each in the link, and the link itself to pass on."""

from decimal import Decimal

import streamlit as st

from kpi.language import Words
from kpi.programme.drafting import shown
from kpi.programme.plan import Programme
from kpi.views.comparison.what_if import Assumed, assumed_from, at_first, most
from kpi.views.comparison.what_if_tables import address
from kpi.views.read import Question
from pages.shared.spoken import plain


def warning(words: Words) -> None:
    """Warn that the figures on this screen are a calculation example, not data."""
    st.badge(words("Calculation example"), icon=":material/tune:", color="violet")
    st.caption(plain(words("No data: what you set here is never stored and changes no figure anywhere else.")))


def sliders(programme: Programme, words: Words) -> Assumed:
    """The four assumptions; they begin with nobody new and the rest as the plan has it."""
    first = at_first(programme)
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
        words("Share of the vacancies filled, in percent"),
        0,
        100,
        _percent(first.filled),
        5,
        key="filled",
        bind="query-params",
    )
    spent = st.slider(
        words("Share of the budget spent at the end of the plan year, in percent"),
        0,
        120,
        _percent(first.spent),
        5,
        key="spent",
        bind="query-params",
    )
    return assumed_from(members, average, filled, spent)


def _percent(value: Decimal) -> int:
    percent = shown(value, "share")
    return 0 if percent is None else round(percent)


def link(assumed: Assumed, question: Question) -> None:
    """The address of exactly this example, to pass on: whoever opens it gets the same figures."""
    words = question.words
    st.caption(words("Pass on this link to show exactly this example, as long as nothing new is read in:"))
    here = str(st.context.url or "").rsplit("/", 1)[0]
    st.code(f"{here}{address(assumed, question.as_of, question.plan_year, question.language)}", language=None)
