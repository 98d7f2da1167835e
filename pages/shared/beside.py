"""The other side of a comparison: its date and its revision, in the link, and what was promised otherwise there."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kpi.access import Person
from kpi.facts.setting import Step
from kpi.language import Words
from kpi.monitor import Picture
from kpi.programme.model import Programme
from kpi.score.model import IndicatorScore
from kpi.views.minutes import Minutes, since_day
from kpi.views.promises import log, log_table
from kpi.views.retargeting import Retargeted, retargeted_table
from pages.shared import cached, elements
from pages.shared.asked import FIRST, LAST, Asked
from pages.shared.elements import plain

COMPARE_PAGE = "pages/progress/compare.py"


def controls(who: Person, question: Asked) -> tuple[date, int]:
    """Since which day, at first the last meeting's, and as known in which revision, at first the latest."""
    words = question.words
    found: Minutes = cached.read(who, "minutes", question.revision, question.as_of, question.plan_year)
    first = since_day(found, question.as_of)
    known = list(range(question.revision, 0, -1))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        since = st.date_input(
            words("Compare with"),
            first,
            FIRST,
            LAST,
            key="since",
            bind="query-params",
            format="DD-MM-YYYY",
            width=150,
        )
        revision = st.selectbox(
            words("As known in"),
            known,
            key="since_revision",
            bind="query-params",
            width=180,
            format_func=lambda one: words("Revision {revision}", revision=words.number(one)),
        )
    return since if isinstance(since, date) else first, revision


def earlier(who: Person, question: Asked) -> Picture:
    """The picture of the day that a headline is compared with: the last meeting's, else a quarter before."""
    found: Minutes = cached.read(who, "minutes", question.revision, question.as_of, question.plan_year)
    day = since_day(found, question.as_of)
    return cached.picture_of(question.revision, day, question.plan_year)


def line(told: str, before: Picture, question: Asked) -> None:
    """How a headline has moved since an earlier day, with the way to everything that differs."""
    if not told:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="moved"):
        st.caption(plain(told), width="content")
        st.page_link(
            COMPARE_PAGE,
            label=f":primary[{plain(question.words('Compare'))}]",
            query_params=question.link(since=before.as_of.isoformat()),
        )


def steps(who: Person, question: Asked) -> tuple[Step, ...]:
    """Everything that was ever set by hand."""
    found: tuple[Step, ...] = cached.read(who, "promises", question.revision, question.as_of, question.plan_year)
    return found


def judged_by(who: Person, question: Asked, revision: int) -> tuple[IndicatorScore, ...]:
    """What is known now, judged by the promises of that revision; nothing when they are the same."""
    if cached.programme_of(revision) == cached.programme():
        return ()
    found: tuple[IndicatorScore, ...] = cached.read(
        who, "judged_by", question.revision, question.as_of, question.plan_year, revision
    )
    return found


def promises(made: Sequence[Step], changed: Sequence[Retargeted], programme: Programme, words: Words) -> None:
    """What was set between the two sides, and the scores under the old and the new promise."""
    st.subheader(words("Targets and definitions"), anchor=False)
    if not made and not changed:
        st.caption(words("Nothing that was promised was changed in between."))
        return
    if changed:
        elements.figures(
            retargeted_table(changed, programme, words), words("Score under the old and under the new target")
        )
    if made:
        elements.grid(log_table(log(made, programme, words), words), key="compare_log")
