"""A screen's visitor and question, and everything that it reads by them.

Answers are remembered for every session. Every key holds what the answer depends on: database, programme file,
revision, date and plan year; the programme in force follows from its file and the revision. Nothing is ever cleared: a
new revision, an edited programme file or a name that was erased simply has another key.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypeVar, overload

import streamlit as st

from kpi import access
from kpi.access import permit
from kpi.facts.measuring.fact_dates import checked
from kpi.facts.reader import has_sample
from kpi.language import Words
from kpi.monitor import default_as_of, picture
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.roles_and_acts import Act, Person
from kpi.server import installation
from kpi.server.installation import filed, store
from kpi.views.read import Question, Read, ReadAbout
from kpi.views.sources.freshness import SourceAge, freshness
from pages.shared.remembered import remembered
from pages.shared.spoken import language

A = TypeVar("A")
T = TypeVar("T")
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""The days between which a date can be chosen."""


@dataclass(frozen=True)
class Screen:
    """A visitor with a question, and the reads that they may have."""

    who: Person
    question: Question

    @property
    def words(self) -> Words:
        """The words of the visitor's language."""
        return self.question.words

    @cached_property
    def programme(self) -> Programme:
        """The programme in force in the question's revision. Raises SettingsRefused when that doesn't fit its file."""
        return programme_of(self.question.revision)

    @cached_property
    def picture(self) -> Picture:
        """The picture of the programme by this question."""
        return picture_of(self.question)

    @overload
    def read(self, read: Read[T]) -> T: ...
    @overload
    def read(self, read: ReadAbout[A, T], about: A) -> T: ...
    def read(self, read: Read[Any] | ReadAbout[Any, Any], about: Any = None) -> Any:
        """The answer of a view's read to this question. Raises NotAllowed, and logs it, for who may not see it."""
        return _answer(self.who, self.question, read, about)

    def may(self, act: Act) -> bool:
        """True when this person may do an act, so that a screen offers it; the act itself checks again."""
        return access.may(store(), self.who, act)

    def asking(self, as_of: date, revision: int | None = None) -> "Screen":
        """The same person asking about another day, or another revision."""
        return replace(self, question=replace(self.question, as_of=as_of, revision=revision or self.question.revision))


def current() -> Question:
    """The question as the fields hold it; they are drawn by the frame, before any screen."""
    state = st.session_state
    return Question(state["_revision"], day_of(state["_revision"]), state["plan_year"], language())


def day_of(revision: int) -> date:
    """The reference date in the field; with the field emptied, the one that is shown when nobody asks."""
    day = st.session_state.get("as_of")
    return day if isinstance(day, date) else first_day(revision)


def state(revision: int) -> tuple[str, str, int]:
    """Everything that figures follow from, beside the day and the plan year: a part of every key."""
    return *installation.held(), revision


def picture_of(question: Question) -> Picture:
    """The picture of the programme by the question's day, plan year and revision."""
    return _picture(*state(question.revision), question.as_of, question.plan_year)


def is_sample(revision: int) -> bool:
    """True when a row or decision of the revision stems from sample data."""
    return _is_sample(*state(revision))


def programme_of(revision: int) -> Programme:
    """The programme in force in a revision."""
    return _in_force(*state(revision))


def first_day(revision: int) -> date:
    """The reference date that is shown when nobody asks for another."""
    return _first_day(*state(revision), date.today())  # noqa: DTZ011 - here today is an input


def ages(question: Question) -> tuple[SourceAge, ...]:
    """The age of each source today, by the files read in up to the question's revision."""
    return _ages(*state(question.revision), date.today(), question.language)  # noqa: DTZ011 - here today is an input


def _answer(who: Person, question: Question, read: Read[Any] | ReadAbout[Any, Any], about: object) -> Any:  # noqa: ANN401 - Screen.read gives it its type
    """The answer of a read to a person who may have it."""
    act = read.act_for(filed(), about) if isinstance(read, ReadAbout) else read.act
    permit(store(), who, act, at=datetime.now(UTC), about=read.name)
    asked = (*state(question.revision), question.as_of, question.plan_year)
    return _remembered(read, *asked, about, access.may(store(), who, Act.SEE_CONFIDENTIAL))


@remembered(16)
def _in_force(database: str, fingerprint: str, revision: int) -> Programme:
    with store().read(revision) as reader:
        return reader.programme


@remembered(16)
def _is_sample(database: str, fingerprint: str, revision: int) -> bool:
    with store().read(revision) as reader:
        return has_sample(reader)


@remembered(64)
def _first_day(database: str, fingerprint: str, revision: int, today: date) -> date:
    with store().read(revision) as reader:
        return default_as_of(reader, today)


@remembered(64)
def _ages(database: str, fingerprint: str, revision: int, today: date, language: str) -> tuple[SourceAge, ...]:
    known = [entry for entry in store().revisions() if entry.number <= revision]
    with store().read(revision) as reader:
        checks = checked(reader)
    return freshness(programme_of(revision), known, checks, today)


@remembered(128)
def _picture(database: str, fingerprint: str, revision: int, as_of: date, plan_year: str) -> Picture:
    with store().read(revision, confidential=False) as reader:
        return picture(reader, as_of, plan_year)


@remembered(256)
def _remembered(
    read: Read[Any] | ReadAbout[Any, Any],
    database: str,
    fingerprint: str,
    revision: int,
    as_of: date,
    plan_year: str,
    about: object,
    confidential: bool,
) -> Any:  # noqa: ANN401 - Screen.read gives it its type
    """The answer of a read, remembered by the read, the question and what its asker may see."""
    with store().read(revision, confidential=confidential) as reader:
        if isinstance(read, ReadAbout):
            return read.function(reader, as_of, plan_year, about)
        return read.function(reader, as_of, plan_year)
