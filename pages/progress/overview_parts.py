"""The parts of the overview: the money strip, points of attention, changes, and a goal with its indicators."""

from collections.abc import Sequence

import streamlit as st

from kpi.charts.bullets import WIDTH, bullet_svg, shares_svg
from kpi.charts.status_colours import status_colour
from kpi.language import Words
from kpi.money.sums import BudgetPicture
from kpi.picture import Picture
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator
from kpi.score.scores import IndicatorScore
from kpi.sentences import listed
from kpi.views.comparison.compare import Pair, moved
from kpi.views.money.money_bars import paired_strip
from kpi.views.results.attention import Concern
from kpi.views.results.overview import GoalCard, balance_of, balance_sentence, balance_words, bullet_of, goal_words
from kpi.views.value_words import standing, status_word
from pages.shared import elements
from pages.shared.elements import palette, status_badge
from pages.shared.screen import Screen
from pages.shared.spoken import plain

INDICATOR_PAGE = "pages/progress/indicator.py"
MONEY_PAGE = "pages/progress/money.py"
NAME, BADGE, FIGURE, GAP = 206, 146, 212, 8
"""Widths of a row's parts in pixels: name and badge fill a phone's line, and so do bar and figure."""


def money(picture: BudgetPicture, words: Words, then: BudgetPicture | None = None) -> None:
    """Budget, co-financing and subsidy side by side on one euro scale, each with its stages in words."""
    panels = paired_strip(picture, then)
    for column, (panel, was) in zip(st.columns(3, gap="small"), panels, strict=True):
        with column, st.container(gap="xxsmall", key=f"money_{panel.id}"):
            elements.titled(panel.title, panel.standing)
            elements.money_bar(panel.bar, panel.parts)
            elements.note(was)


def goal(card: GoalCard, screen: Screen, then: Picture | None = None) -> None:
    """A goal: its title, its score by horizon, the balance of its phases, and a row for each indicator."""
    words, programme = screen.words, screen.programme
    with st.container(gap="xxsmall", key=f"goal_{card.goal.id}"):
        st.header(words("Goal {n}: {title}", n=card.goal.id, title=card.goal.short.in_(words.language)), anchor=False)
        st.markdown(plain(goal_words(card, programme)))
        _balance(card, screen)
        with st.container(gap=None):
            for indicator, score in card.indicators:
                _indicator_row(indicator, score, screen)
                elements.note(moved(then, indicator, score, programme))


def _balance(card: GoalCard, screen: Screen) -> None:
    words, programme = screen.words, screen.programme
    sentence = words.say(balance_words(card, programme))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        shares = [share for _, share in balance_of(card, programme.phases)]
        drawn = shares_svg(shares, palette(), [palette().primary for _ in shares])
        st.image(drawn, width=WIDTH, alt=sentence)
        st.caption(plain(sentence), width="content")
        warning = words.say(balance_sentence(card, programme))
        if warning:
            st.markdown(f":small[:orange[:material/warning: {plain(warning)}]]", width="content")


def attention(concerns: Sequence[Concern], screen: Screen) -> None:
    """The points that ask for attention, each with its sentence and a link."""
    words = screen.words
    st.header(words("Asks for attention or a decision"), anchor=False)
    with st.container(gap="xsmall", key="concerns"):
        if not concerns:
            st.caption(words("Nothing that is judged lies behind."))
        for concern in concerns:
            with st.container(gap=None, key=f"concern_{concern.indicator or 'budget_lines'}"):
                _concern(concern, screen)


def _concern(concern: Concern, screen: Screen) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        if concern.indicator:
            _indicator_link(screen.programme.indicator(concern.indicator), screen)
        else:
            st.page_link(MONEY_PAGE, label=f":primary[{plain(concern.title)}]")
        elements.status_badge(screen.programme, concern.status, screen.words)
    st.caption(plain(concern.sentence))


def changes(changed: Sequence[Pair], title: str, screen: Screen) -> None:
    """The indicators whose status changed since an earlier day: old and new in words."""
    words = screen.words
    st.header(title, anchor=False)
    with st.container(gap=None, key="changes"):
        if not changed:
            st.caption(words("No indicator has another status than then."))
        for pair in changed:
            _status_change(pair, screen)


def _indicator_row(indicator: Indicator, score: IndicatorScore, screen: Screen) -> None:
    """Name, status, bullet, value of target and expectation on one line; on a phone on two."""
    figure = screen.words.say(standing(indicator, score))
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"row_{indicator.id}"):
        _indicator_link(indicator, screen, width=NAME)
        with st.container(width=BADGE):
            status_badge(screen.programme, score.status, screen.words)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width=WIDTH + GAP + FIGURE):
            bullet = bullet_of(score, screen.question.as_of)
            drawn = bullet_svg(bullet, palette(), status_colour(score.status, palette()))
            st.image(drawn, width=WIDTH, alt=figure)
            st.caption(plain(figure), width=FIGURE)


def _status_change(pair: Pair, screen: Screen) -> None:
    """A status that changed: the old word, and the new one as a badge."""
    programme = screen.programme
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        _indicator_link(programme.indicator(pair.after.id), screen)
        st.caption(plain(listed((status_word(programme, pair.before.status), "→"), " ")), width="content")
        status_badge(programme, pair.after.status, screen.words)


def _indicator_link(indicator: Indicator, screen: Screen, width: int | None = None) -> None:
    """A link to the screen of one indicator, for the same question."""
    language = screen.question.language
    st.page_link(
        INDICATOR_PAGE,
        label=f":primary[{plain(indicator.title.in_(language))}]",
        query_params={"indicator": indicator.id},
        width=width or "content",
        help=screen.words.say(rule(screen.programme, indicator)),
    )
