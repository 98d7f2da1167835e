"""The parts of the overview: the money strip, what asks for attention, what changed, a goal with its indicators."""

from collections.abc import Sequence

import streamlit as st

from kpi.money.sums import BudgetPicture
from kpi.monitor import Picture
from kpi.programme.plan import Programme
from kpi.views.comparison.headline_change import moved
from kpi.views.money.money_bars import paired_strip
from kpi.views.results.attention import Concern
from kpi.views.results.overview import GoalCard, StatusChange, balance_of, balance_sentence, balance_words, goal_words
from pages.shared import elements
from pages.shared.elements import plain
from pages.shared.question import Question


def money(picture: BudgetPicture, question: Question, then: BudgetPicture | None = None) -> None:
    """Budget, co-financing and subsidy side by side on one euro scale, each with its stages in words."""
    purses = paired_strip(picture, then, question.words)
    for column, (purse, was) in zip(st.columns(3, gap="small"), purses, strict=True):
        with column, st.container(gap="xxsmall", key=f"purse_{purse.title}"):
            elements.titled(purse.title, purse.standing)
            elements.money_bar(purse.bar, purse.parts)
            elements.note(was)


def goal(card: GoalCard, programme: Programme, question: Question, then: Picture | None = None) -> None:
    """A goal: its title, how far it is by horizon, the balance of its phases, and a row for each indicator."""
    words = question.words
    with st.container(gap="xxsmall", key=f"goal_{card.goal.id}"):
        st.subheader(
            words("Goal {n}: {title}", n=card.goal.id, title=card.goal.short.in_(words.language)), anchor=False
        )
        st.markdown(plain(goal_words(card, programme, words)))
        _balance(card, programme, question)
        with st.container(gap=None):
            for indicator, score in card.indicators:
                elements.indicator_row(programme, indicator, score, question)
                elements.note(moved(then, indicator, score, programme, words))


def _balance(card: GoalCard, programme: Programme, question: Question) -> None:
    words = question.words
    told = balance_words(card, programme, words)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        elements.balance([share for _, share in balance_of(card, programme.phases)], told)
        st.caption(plain(told), width="content")
        warning = balance_sentence(card, programme, words)
        if warning:
            st.markdown(f":small[:orange[:material/warning: {plain(warning)}]]", width="content")


def attention(concerns: Sequence[Concern], programme: Programme, question: Question) -> None:
    """What asks for attention, each with its sentence and the way to it."""
    words = question.words
    st.subheader(words("Asks for attention or a decision"), anchor=False)
    with st.container(gap="xsmall", key="concerns"):
        if not concerns:
            st.caption(words("Nothing that is judged lies behind."))
        for concern in concerns:
            with st.container(gap=None, key=f"concern_{concern.indicator or concern.title}"):
                _concern(concern, programme, question)


def _concern(concern: Concern, programme: Programme, question: Question) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if concern.indicator:
            elements.indicator_link(programme.indicator(concern.indicator), question)
        else:
            st.page_link(elements.MONEY_PAGE, label=f":primary[{plain(concern.title)}]", query_params=question.link())
        elements.status_badge(programme, concern.status, question.words)
    st.caption(plain(concern.sentence))


def changes(found: Sequence[StatusChange], title: str, programme: Programme, question: Question) -> None:
    """What changed status since an earlier day: old and new in words."""
    words = question.words
    st.subheader(title, anchor=False)
    with st.container(gap=None, key="changes"):
        if not found:
            st.caption(words("No indicator has another status than then."))
        for change in found:
            elements.change(programme, change, question)
