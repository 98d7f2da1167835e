"""The parts of the overview: chips, the money strip, the ways on, the targets, and the balance of each goal."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from kpi.charts.bullets import shares_svg
from kpi.charts.sparklines import ROW, row_svg
from kpi.charts.status_colours import status_colour
from kpi.language import N_, Said, Words
from kpi.money.sums import BudgetPicture
from kpi.picture import Picture
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Indicator
from kpi.roles_and_acts import Act
from kpi.sentences import listed, say
from kpi.views.comparison.compare import moved
from kpi.views.money.money_bars import paired_strip
from kpi.views.promised import decision_loop
from kpi.views.promised.steering_group import Minutes
from kpi.views.results import sparks
from kpi.views.results.attention import over_budget
from kpi.views.results.overview import GoalCard, balance_of, balance_sentence, balance_words, bullet_of, goal_words
from kpi.views.results.overview_rows import CHANGED, Chip, HorizonColumn, RankedTarget, columns, meeting_sentence
from kpi.views.value_words import standing
from pages.shared import elements
from pages.shared.elements import palette, status_badge
from pages.shared.screen import Screen
from pages.shared.spoken import plain, spoken

INDICATOR_PAGE = "pages/progress/indicator.py"
MONEY_PAGE = "pages/progress/money.py"
DATA_PAGE = "pages/intake/data.py"
MEETING_PAGE = "pages/settings/steering_group.py"
NAME, BADGE, FIGURE, GAP, SHARES = 206, 146, 160, 12, 60
"""Widths of a row's parts in pixels: name and badge fill a phone's line, and so do the drawing and the figure."""
LEGEND = say(
    "Line: path and expectation · bar: value · stroke: expected · grey: target · hatched: assumed path · "
    "striped: beyond the target"
)
ORDER = N_("In the plan's order")


def chips(shown: Sequence[Chip], words: Words) -> str | None:
    """The counts by status, each of which chooses its targets; the chosen one."""
    labels = {chip.id: plain(chip.words) for chip in shown}
    if st.session_state.get("status") not in labels:
        st.session_state.pop("status", None)
    return st.pills(
        words("Targets to show"),
        list(labels),
        format_func=labels.__getitem__,
        key="status",
        label_visibility="collapsed",
    )


def money(picture: BudgetPicture, words: Words, then: BudgetPicture | None = None, *, parts: bool = True) -> None:
    """Budget, co-financing and subsidy side by side on one euro scale, with a legend, and their stages in words."""
    panels = paired_strip(picture, then)
    for column, (panel, was) in zip(st.columns(3, gap="xsmall"), panels, strict=True):
        with column, st.container(gap="xxsmall", key=f"money_{panel.id}"):
            elements.titled(panel.title, panel.standing)
            elements.money_bar(panel.bar, panel.parts, told=parts)
            elements.note(was)
    if any(panel.bar for panel, _ in panels):
        elements.note(elements.stages_legend())


def leads_on(picture: BudgetPicture, minutes: Minutes, late: Said, screen: Screen) -> None:
    """What asks a decision, each leading to its screen: budget lines, late sources, the meeting, open decisions."""
    taken, over = screen.read(decision_loop.READ), over_budget(picture)
    meeting = meeting_sentence(minutes, taken, screen.question.as_of)
    with st.container(horizontal=True, gap="xsmall", key="leads_on"):
        if over:
            st.page_link(MONEY_PAGE, label=f":primary[{plain(over)}]", icon=":material/warning:")
        if late and screen.may(Act.IMPORT):
            st.page_link(DATA_PAGE, label=f":primary[{plain(late)}]", icon=":material/schedule:")
        label = listed((say("Steering group"), meeting), ": ")
        st.page_link(MEETING_PAGE, label=f":primary[{plain(label)}]", icon=":material/event_note:")


@dataclass(frozen=True, slots=True)
class TargetsAsked:
    """The targets to show: those of the chosen chip, by urgency or as ``planned``, in the plan's order."""

    chosen: str | None
    planned: bool


def targets(before: Picture, compared: Picture | None, asked: TargetsAsked, screen: Screen) -> None:
    """The targets of each horizon in a column of its own."""
    shown = columns(screen.picture, before, screen.programme, chosen=asked.chosen, planned=asked.planned)
    drawn = screen.read(sparks.READ)
    for place, column in zip(st.columns(len(shown), gap="xsmall"), shown, strict=True):
        with place:
            _horizon(column, drawn, compared, screen, changed=asked.chosen == CHANGED)


def _horizon(
    column: HorizonColumn, drawn: sparks.Sparks, compared: Picture | None, screen: Screen, *, changed: bool
) -> None:
    with st.container(gap=None):
        st.header(spoken(column.title), anchor=False)
        elements.note(column.scores)
        if not column.rows:
            st.caption(screen.words("None of these."))
        with st.container(gap="xsmall"):
            for row in column.rows:
                with st.container(gap=None):
                    _target(row, drawn, screen, changed=changed)
                    elements.note(moved(compared, row.indicator, row.score, screen.programme))


def _target(row: RankedTarget, drawn: sparks.Sparks, screen: Screen, *, changed: bool) -> None:
    """Name and status on one line; under it the path in small, the bullet, and the value of target and day."""
    indicator, score = row.indicator, row.score
    with st.container(horizontal=True, vertical_alignment="center", gap=None, key=f"row_{indicator.id}"):
        indicator_link(indicator, screen, width=NAME)
        with st.container(width=BADGE):
            status_badge(screen.programme, score.status, screen.words)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width=ROW + GAP + FIGURE):
            bullet, colour = bullet_of(score, screen.question.as_of), status_colour(score.status, palette())
            spark = drawn.get(indicator.id, ())
            st.image(row_svg(spark, bullet, palette(), colour), width=ROW, alt=spoken(standing(indicator, score)))
            st.caption(plain(listed((row.figure, row.was if changed else ""), " · ")), width=FIGURE)


def balances(cards: Sequence[GoalCard], screen: Screen) -> None:
    """The goals, each with its score over all targets and the mean progress of its phases, and its warning."""
    words, programme = screen.words, screen.programme
    for card in cards:
        with st.container(
            horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False, key=f"goal_{card.goal.id}"
        ):
            shares = [share for _, share in balance_of(card, programme.phases)]
            drawn = shares_svg(shares, palette(), [palette().primary for _ in shares], SHARES)
            phases = words.say(balance_words(card, programme))
            st.image(drawn, width=SHARES, alt=phases)
            told = listed((say("Goal {n}", n=card.goal.id), goal_words(card.score), phases), " · ")
            with st.container(gap=None):
                st.caption(plain(told))
                if warning := words.say(balance_sentence(card, programme)):
                    st.markdown(f":small[:orange[:material/warning: {plain(warning)}]]")


def legend(*told: Said, words: Words) -> None:
    """The order of the targets, how to read the drawings, and how old the sources are, for who asks."""
    with st.expander(words("Order and how to read this"), icon=":material/help:"):
        st.toggle(words(ORDER), key="plan_order")
        elements.note(LEGEND, *told)


def indicator_link(indicator: Indicator, screen: Screen, width: int | None = None) -> None:
    """A link to the screen of one indicator, for the same question."""
    language = screen.question.language
    st.page_link(
        INDICATOR_PAGE,
        label=f":primary[{plain(indicator.title.in_(language))}]",
        query_params={"indicator": indicator.id},
        width=width or "content",
        help=screen.words.say(rule(screen.programme, indicator)),
    )
