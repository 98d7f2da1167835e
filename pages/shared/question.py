"""The fields of the question that every screen is asked: reference date, plan year and language, bound to the URL."""

from datetime import date

import streamlit as st

from kpi.language import DEFAULT, Words, languages
from kpi.monitor import default_plan_year
from kpi.programme.plan import Programme
from pages.shared.installation import store
from pages.shared.screen import FIRST, LAST, day_of, first_day


def controls(programme: Programme, words: Words) -> None:
    """The fields of reference date, plan year and language."""
    _day(words)
    years = [year.id for year in programme.plan_years]
    default = default_plan_year(programme, day_of(st.session_state["_revision"]))
    _follow("plan_year", default)
    st.selectbox(words("Plan year"), years, index=years.index(default), key="plan_year", bind="query-params", width=118)
    st.segmented_control(
        words("Language"),
        languages(),
        default=DEFAULT,
        required=True,
        key="lang",
        bind="query-params",
        label_visibility="collapsed",
    )


def _day(words: Words) -> None:
    st.session_state["_revision"] = store().latest()
    first = first_day(st.session_state["_revision"])
    _follow("as_of", first)
    st.date_input(
        words("Reference date"), first, FIRST, LAST, key="as_of", bind="query-params", format="DD-MM-YYYY", width=138
    )


def _follow(key: str, default: date | str) -> None:
    """While a field stands at its default it follows it: after an import, or with another reference date."""
    before = st.session_state.get(f"_{key}_default")
    if before is not None and before != default and st.session_state.get(key) == before:
        st.session_state[key] = default
    st.session_state[f"_{key}_default"] = default
