"""The earlier moment of a comparison: its date and revision in the link, and the promises that differed then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

import streamlit as st

from kpi.facts.decisions.programme_changes import DecisionChange
from kpi.language import Said, Words
from kpi.programme.plan import Programme
from kpi.score.scores import IndicatorScore
from kpi.views.comparison.compare import Pair
from kpi.views.comparison.compared_table import moment, paired, then_sentence
from kpi.views.promised import steering_group
from kpi.views.promised.changes_log import log_table
from kpi.views.promised.retargeting import READ_UNDER, retargeted_table
from kpi.views.promised.steering_group import since_day, since_title
from kpi.views.read import Read
from kpi.views.table import Table
from pages.shared import elements
from pages.shared.screen import FIRST, LAST, Screen
from pages.shared.spoken import plain, spoken

T = TypeVar("T")
COMPARE_PAGE = "pages/progress/compare.py"


def control(screen: Screen) -> None:
    """The fields of a comparison: a day, a revision or both; they travel along in the link."""
    words, question = screen.words, screen.question
    if question.revision == 0:
        return
    st.date_input(
        words("Compare with how it stood on"), None, FIRST, LAST, key="since", bind="query-params", format="DD-MM-YYYY"
    )
    st.selectbox(
        words("As known in revision"),
        list(range(question.revision, 0, -1)),
        None,
        key="since_revision",
        bind="query-params",
        placeholder=words("the latest revision"),
    )
    minutes = screen.read(steering_group.READ)
    day = since_day(minutes, question.as_of)
    st.button(words.say(since_title(minutes, question.as_of)), key="beside_meeting", on_click=_choose, args=(day,))
    if other(screen):
        st.button(words("Compare with nothing"), key="beside_nothing", on_click=_choose, args=(None,))


def beside(screen: Screen) -> None:
    """The earlier moment that the screen is compared with, in words; nothing while there is none."""
    words, compared = screen.words, other(screen)
    if compared:
        st.caption(plain(words("beside {side}", side=_moment(compared))), width="content")
        if compared.question.revision != screen.question.revision:
            st.caption(words("What was known then, counted by the definitions of now."), width="content")


def _choose(day: date | None) -> None:
    st.session_state["since"], st.session_state["since_revision"] = day, None


def other(screen: Screen) -> Screen | None:
    """The earlier moment; None while nothing is compared."""
    day, revision = st.session_state.get("since"), st.session_state.get("since_revision")
    if not isinstance(day, date) and revision is None:
        return None
    return screen.asking(day or screen.question.as_of, revision)


def earlier(screen: Screen) -> Screen:
    """The earlier moment; while none is chosen that of the last meeting, else a quarter before."""
    as_of = screen.question.as_of
    return other(screen) or screen.asking(since_day(screen.read(steering_group.READ), as_of))


def day(screen: Screen) -> date:
    """The reference date of the earlier moment; the screen's own while only another revision is compared."""
    return (other(screen) or screen).question.as_of


def title(screen: Screen) -> str:
    """The heading over the changes: since the last meeting, or compared with the earlier moment."""
    compared, words = other(screen), screen.words
    if compared is None:
        return words.say(since_title(screen.read(steering_group.READ), screen.question.as_of))
    return words("Compared with {side}", side=_moment(compared))


def _moment(compared: Screen) -> str:
    return compared.words.say(moment(compared.question.as_of, compared.question.revision))


@dataclass(frozen=True, slots=True)
class Answers(Generic[T]):
    """The answer of a screen now, and at the earlier moment while one is compared; ``day``: that of the earlier one."""

    now: T
    then: T | None
    day: date

    def table(self, make: Callable[..., Table], *about: object) -> Table:
        """The table of the answer, in each cell with what it was."""
        return paired(lambda answer: make(answer, *about), self.now, self.then)


def answers(screen: Screen, read: Read[T]) -> Answers[T]:
    """The answers of a read to the question of now and to that of the earlier moment."""
    compared = other(screen)
    return Answers(screen.read(read), compared.read(read) if compared else None, (compared or screen).question.as_of)


def then_note(screen: Screen, sentence: Said | None) -> None:
    """The earlier answer under the one of now."""
    compared, told = other(screen), screen.words.say(sentence or "")
    if compared and told:
        st.caption(plain(then_sentence(told, compared.question.as_of, compared.question.revision)))


def line(sentence: Said, before: Screen, screen: Screen) -> None:
    """The move of a headline since the earlier moment, with a link to everything that differs."""
    if not spoken(sentence):
        return
    link = {"since": before.question.as_of.isoformat()}
    if before.question.revision != screen.question.revision:
        link["since_revision"] = str(before.question.revision)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="moved"):
        st.caption(plain(sentence), width="content")
        st.page_link(COMPARE_PAGE, label=f":primary[{plain(screen.words('Compare'))}]", query_params=link)


def judged_by(screen: Screen, before: Screen) -> tuple[IndicatorScore, ...]:
    """The figures of now judged by the earlier promises; empty when the promises are the same."""
    if before.programme == screen.programme:
        return ()
    return screen.read(READ_UNDER, before.question.revision)


def promises(made: Sequence[DecisionChange], changed: Sequence[Pair], programme: Programme, words: Words) -> None:
    """The promises changed between the two moments, and the scores under the old and the new ones."""
    st.header(words("Targets and definitions"), anchor=False)
    if not made and not changed:
        st.caption(words("Nothing that was promised was changed in between."))
        return
    if changed:
        elements.figures(retargeted_table(changed, programme), words("Score under the old and under the new target"))
    if made:
        elements.grid(log_table(made, programme), key="compare_log")
