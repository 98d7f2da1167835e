"""The parts of the overview: a goal with its indicators, the money strip, what asks for attention, what changed."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from kpi.language import Words
from kpi.money.model import BudgetPicture
from kpi.programme.model import Programme
from kpi.views.attention import Concern
from kpi.views.figures import NO_DATA, figure, status_word
from kpi.views.overview import Change, GoalCard, balance_sentence, budget_bar, cofinancing_bar, goal_shares, used_share
from kpi.views.table import table
from pages.shared import elements
from pages.shared.asked import Asked
from pages.shared.elements import plain


def goal(card: GoalCard, programme: Programme, question: Asked) -> None:
    """A goal: title, scores by horizon, the balance of its phases, and a row for each indicator."""
    words = question.words
    st.subheader(words("Goal {n}: {title}", n=card.goal.id, title=card.goal.title.in_(words.language)), anchor=False)
    st.caption(
        words(
            "{measured} of {started} indicators measured", measured=card.score.measured, started=card.score.indicators
        )
    )
    with st.container(horizontal=True, gap="small", key=f"goal_{card.goal.id}"):
        for label, share in goal_shares(card, programme, words):
            st.metric(label, share, width=124)
    warning = balance_sentence(card, programme, words)
    if warning:
        st.markdown(f":orange[:material/warning: {plain(warning)}]")
    for indicator, score in card.indicators:
        elements.indicator_row(programme, indicator, score, question)


def _share(value: object, words: Words) -> str:
    return words(NO_DATA) if value is None else words.share(value, 0)  # type: ignore[arg-type]


def money(picture: BudgetPicture, question: Asked) -> None:
    """Budget and co-financing as two bars on the same euro scale, with their stages in words."""
    words = question.words
    st.subheader(words("Money, plan year {plan_year}", plan_year=picture.plan_year), anchor=False)
    used = used_share(picture)
    st.markdown(
        f"**{words('The whole budget')}** "
        + plain(
            words(
                "{budget}, {used} used including orders",
                budget=words.money(picture.totals.budget),
                used=_share(used, words),
            )
        )
    )
    elements.money_bar(budget_bar(picture), _budget_words(picture, words))
    got = picture.financing
    st.markdown(f"**{words('Co-financing')}** " + plain(_target_words(picture, words)))
    elements.money_bar(
        cofinancing_bar(picture),
        words(
            "received {received} · invoiced {invoiced} · pledged {pledged}",
            received=figure(words, got.received, "euro"),
            invoiced=figure(words, got.invoiced, "euro"),
            pledged=figure(words, got.pledged, "euro"),
        ),
    )


def _budget_words(picture: BudgetPicture, words: Words) -> str:
    line = picture.totals
    return words(
        "paid {paid} · invoiced {actual} · ordered {committed} · left {remaining}",
        paid=figure(words, line.paid, "euro"),
        actual=figure(words, line.actual, "euro"),
        committed=figure(words, line.committed, "euro"),
        remaining=figure(words, line.remaining, "euro"),
    )


def _target_words(picture: BudgetPicture, words: Words) -> str:
    received, target = picture.financing.received, picture.financing.target
    if target is None:
        return words(
            "{received} received; the plan asks no amount for this year", received=figure(words, received, "euro")
        )
    return words(
        "{received} of {target} received", received=figure(words, received, "euro"), target=words.money(target)
    )


def attention(concerns: Sequence[Concern], programme: Programme, question: Asked) -> None:
    """What asks for attention, each with its sentence and the way to it."""
    words = question.words
    st.subheader(words("Asks for attention"), anchor=False)
    if not concerns:
        st.caption(words("Nothing that is judged lies behind."))
    for concern in concerns:
        with st.container(border=True, gap="xxsmall", key=f"concern_{concern.indicator or concern.title}"):
            _concern(concern, programme, question)


def _concern(concern: Concern, programme: Programme, question: Asked) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", horizontal_alignment="distribute"):
        if concern.indicator:
            elements.indicator_link(programme.indicator(concern.indicator), question)
        else:
            st.page_link("pages/progress/money.py", label=concern.title, query_params=question.link())
        elements.status_badge(programme, concern.status, question.words)
    st.caption(plain(concern.sentence))


def changes(found: Sequence[Change], since: date, programme: Programme, question: Asked) -> None:
    """What changed status since a quarter before: old and new in words."""
    words = question.words
    st.subheader(words("Since {day}", day=words.date(since)), anchor=False)
    if not found:
        st.caption(words("No indicator has another status than then."))
    for change in found:
        told = words(
            "{title}: from {old} to {new}",
            title=change.indicator.title.in_(words.language),
            old=status_word(programme, change.before.status, words),
            new=status_word(programme, change.after.status, words),
        )
        st.markdown(plain(told))


def promised(programme: Programme, question: Asked) -> None:
    """What the plan promises, while there is nothing to judge it by."""
    words = question.words
    st.subheader(words("What the plan promises"), anchor=False)
    rows = [
        [i.title.in_(words.language), figure(words, t.value, i.unit, i.noun.in_(words.language)), words.date(t.due)]
        for i in programme.indicators
        for t in i.targets
    ]
    elements.figures(
        table([words("Indicator"), words("Target"), words("Due")], rows, (1,)), words("What the plan promises")
    )
