"""The other side of a comparison: its date and its revision, in the link, and what was promised otherwise there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from kpi.access import Person
from kpi.facts.decisions.programme_changes import DecisionChange
from kpi.language import Words
from kpi.monitor import Picture
from kpi.programme.plan import Programme
from kpi.score.scores import IndicatorScore
from kpi.views.comparison.beside_table import side, then_sentence
from kpi.views.promised.changes_log import log, log_table
from kpi.views.promised.retargeting import Retargeted, retargeted_table
from kpi.views.promised.steering_group import Minutes, since_day, since_title
from pages.shared import elements, reads
from pages.shared.elements import plain
from pages.shared.question import FIRST, LAST, Question

COMPARE_PAGE = "pages/progress/compare.py"


def control(who: Person, question: Question) -> None:
    """The one place where a comparison is asked for: a day, a revision or both; it travels along in the link."""
    words = question.words
    if question.revision == 0:
        return
    with st.popover(words("Compare with"), icon=":material/compare_arrows:", key="beside"):
        st.date_input(
            words("How it stood on"), None, FIRST, LAST, key="since", bind="query-params", format="DD-MM-YYYY"
        )
        st.selectbox(
            words("As known in revision"),
            list(range(question.revision, 0, -1)),
            None,
            key="since_revision",
            bind="query-params",
            placeholder=words("the latest revision"),
        )
        found = _minutes(who, question)
        day = since_day(found, question.as_of)
        st.button(since_title(found, question.as_of, words), key="beside_meeting", on_click=_choose, args=(day,))
        st.button(words("Compare with nothing"), key="beside_nothing", on_click=_choose, args=(None,))
    held = other(question)
    if held:
        st.caption(plain(words("beside {side}", side=side(held.as_of, held.revision, words))), width="content")


def _choose(day: date | None) -> None:
    st.session_state["since"], st.session_state["since_revision"] = day, None


def other(question: Question) -> Question | None:
    """The question of the other side; None while nothing is compared."""
    day, revision = st.session_state.get("since"), st.session_state.get("since_revision")
    if not isinstance(day, date) and revision is None:
        return None
    return replace(question, as_of=day or question.as_of, revision=revision or question.revision)


def earlier(who: Person, question: Question) -> Question:
    """The other side; while none is asked for that of the last meeting, else of a quarter before."""
    return other(question) or replace(question, as_of=since_day(_minutes(who, question), question.as_of))


def day(question: Question) -> date:
    """The reference date of the other side; the same as ours while only another revision is asked for."""
    return (other(question) or question).as_of


def picture_of(question: Question) -> Picture:
    """The picture of one of the sides."""
    return reads.picture_of(question.revision, question.as_of, question.plan_year)


def read(who: Person, name: str, question: Question, *asked: str | int) -> Any:  # noqa: ANN401 - each screen's own values
    """What a screen reads, of the other side; None while nothing is compared."""
    held = other(question)
    return held and reads.read(who, name, held.revision, held.as_of, held.plan_year, *asked)


def title(who: Person, question: Question) -> str:
    """Since when or beside what changes are told, as a heading."""
    held, words = other(question), question.words
    if held is None:
        return since_title(_minutes(who, question), question.as_of, words)
    return words("Compared with {side}", side=side(held.as_of, held.revision, words))


def told(question: Question, sentence: str | None) -> None:
    """The answer of the other side under the one of this side."""
    held = other(question)
    if held and sentence:
        st.caption(plain(then_sentence(sentence, held.as_of, held.revision, question.words)))


def _minutes(who: Person, question: Question) -> Minutes:
    found: Minutes = reads.read(who, "minutes", question.revision, question.as_of, question.plan_year)
    return found


def line(sentence: str, before: Question, question: Question) -> None:
    """How a headline has moved since the other side, with the way to everything that differs."""
    if not sentence:
        return
    asked = {"since": before.as_of.isoformat()}
    if before.revision != question.revision:
        asked["since_revision"] = str(before.revision)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="moved"):
        st.caption(plain(sentence), width="content")
        st.page_link(
            COMPARE_PAGE,
            label=f":primary[{plain(question.words('Compare'))}]",
            query_params=question.link(**asked),
        )


def steps(who: Person, question: Question) -> tuple[DecisionChange, ...]:
    """Everything that was ever set by hand."""
    found: tuple[DecisionChange, ...] = reads.read(
        who, "promises", question.revision, question.as_of, question.plan_year
    )
    return found


def judged_by(who: Person, question: Question, revision: int) -> tuple[IndicatorScore, ...]:
    """What is known now, judged by the promises of that revision; nothing when they are the same."""
    if reads.programme_of(revision) == reads.programme():
        return ()
    found: tuple[IndicatorScore, ...] = reads.read(
        who, "judged_by", question.revision, question.as_of, question.plan_year, revision
    )
    return found


def promises(made: Sequence[DecisionChange], changed: Sequence[Retargeted], programme: Programme, words: Words) -> None:
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
