"""Cached reads. Every key holds what the answer depends on: database, programme file, revision, date and plan year.

The programme in force follows from its file and the revision, so that a change of a target has another key as well.

Nothing is ever cleared: a new revision, or an edited programme file, simply has another key.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from kpi.access import Person, permit
from kpi.facts.decisions.sheet_answers import checked
from kpi.facts.store import Store, open_store
from kpi.monitor import default_as_of, picture
from kpi.picture import Picture
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.settings import settings
from kpi.views.read import Question, Read, ReadAbout
from kpi.views.sources.freshness import SourceAge, freshness


def filed() -> Programme:
    """The programme of this installation as its file has it, read again when that changes."""
    path = settings().programme
    return _programme(str(path), path.stat().st_mtime_ns)


def programme_of(revision: int) -> Programme:
    """The programme in force in a revision."""
    return _in_force(settings().database, filed().fingerprint, revision)


def store() -> Store:
    """The database of this installation."""
    return _store(settings().database, filed().fingerprint)


def first_day(revision: int) -> date:
    """The reference date that is shown when nobody asks for another."""
    return _first_day(settings().database, filed().fingerprint, revision, date.today())  # noqa: DTZ011 - here today is an input


def picture_of(question: Question) -> Picture:
    """Where the programme stands, as a question asks."""
    return _picture(settings().database, filed().fingerprint, question.revision, question.as_of, question.plan_year)


def ages(question: Question) -> tuple[SourceAge, ...]:
    """How old each source is today, by what was brought in up to the question's revision."""
    return _ages(settings().database, filed().fingerprint, question.revision, date.today(), question.language)  # noqa: DTZ011 - here today is an input


def answer(who: Person, question: Question, read: Read[Any] | ReadAbout[Any, Any], about: object) -> Any:  # noqa: ANN401 - Screen.read gives it its type
    """What a read answers to somebody, if they may have it."""
    act = read.act_for(filed(), about) if isinstance(read, ReadAbout) else read.act
    permit(store(), who, act, at=datetime.now(UTC), about=read.name)
    held = (settings().database, filed().fingerprint, question.revision, question.as_of, question.plan_year)
    return _answer(read.name, *held, about, read)


@st.cache_resource(max_entries=4, show_spinner=False)
def _programme(path: str, changed: int) -> Programme:
    return load_programme(Path(path))


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(database: str, fingerprint: str) -> Store:
    return open_store(database, filed())


@st.cache_resource(max_entries=16, show_spinner=False)
def _in_force(database: str, fingerprint: str, revision: int) -> Programme:
    with store().read(revision) as reader:
        return reader.programme


@st.cache_data(max_entries=64, show_spinner=False)
def _first_day(database: str, fingerprint: str, revision: int, today: date) -> date:
    with store().read(revision) as reader:
        return default_as_of(reader, today)


@st.cache_data(max_entries=64, show_spinner=False)
def _ages(database: str, fingerprint: str, revision: int, today: date, language: str) -> tuple[SourceAge, ...]:
    known = [one for one in store().revisions() if one.number <= revision]
    with store().read(revision) as reader:
        said = checked(reader)
    return freshness(programme_of(revision), known, said, today)


@st.cache_data(max_entries=128, show_spinner=False)
def _picture(database: str, fingerprint: str, revision: int, as_of: date, plan_year: str) -> Picture:
    with store().read(revision) as reader:
        return picture(reader, as_of, plan_year)


@st.cache_data(max_entries=256, show_spinner=False)
def _answer(
    name: str,
    database: str,
    fingerprint: str,
    revision: int,
    as_of: date,
    plan_year: str,
    about: object,
    _read: Read[Any] | ReadAbout[Any, Any],
) -> Any:  # noqa: ANN401 - Screen.read gives it its type
    """The name stands for the read in the key."""
    with store().read(revision) as reader:
        if isinstance(_read, ReadAbout):
            return _read.function(reader, as_of, plan_year, about)
        return _read.function(reader, as_of, plan_year)
