"""Cached reads. Every key holds what the answer depends on: database, programme file, revision, date and plan year.

The programme in force follows from its file and the revision, so that a change of a target has another key as well.

Nothing is ever cleared: a new revision, or an edited programme file, simply has another key.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from kpi.access import Person, permit
from kpi.facts.measuring.fact_dates import checked
from kpi.facts.store import Store, open_store
from kpi.monitor import Picture, default_as_of, picture
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.settings import settings
from kpi.views.read import READS, act_of
from kpi.views.sources.freshness import SourceAge, freshness


def filed() -> Programme:
    """The programme of this installation as its file has it, read again when that changes."""
    path = settings().programme
    return _programme(str(path), path.stat().st_mtime_ns)


def programme() -> Programme:
    """The programme in force in the revision that is looked at: its file, and what was set by hand since."""
    return programme_of(st.session_state.get("_revision") or store().latest())


def programme_of(revision: int) -> Programme:
    """The programme in force in a revision."""
    return _in_force(settings().database, filed().fingerprint, revision)


def store() -> Store:
    """The database of this installation."""
    return _store(settings().database, filed().fingerprint)


def first_day(revision: int) -> date:
    """The reference date that is shown when nobody asks for another."""
    return _first_day(settings().database, filed().fingerprint, revision, date.today())  # noqa: DTZ011 - here today is an input


def picture_of(revision: int, as_of: date, plan_year: str) -> Picture:
    """Where the programme stands on a day, as known in a revision."""
    return _picture(settings().database, filed().fingerprint, revision, as_of, plan_year)


def ages(revision: int, language: str) -> tuple[SourceAge, ...]:
    """How old each source is today, by what was brought in up to a revision."""
    return _ages(settings().database, filed().fingerprint, revision, date.today(), language)  # noqa: DTZ011 - here today is an input


def read(who: Person, name: str, revision: int, as_of: date, plan_year: str, *asked: str | int) -> Any:  # noqa: ANN401 - each screen's own values
    """What a screen shows to somebody: the answer of the read of that name (``kpi.views.read``), if they may."""
    permit(store(), who, act_of(name, filed(), *asked), at=datetime.now(UTC), about=name)
    return _read(name, settings().database, filed().fingerprint, revision, as_of, plan_year, asked)


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
    return freshness(programme_of(revision), known, said, today, language)


@st.cache_data(max_entries=128, show_spinner=False)
def _picture(database: str, fingerprint: str, revision: int, as_of: date, plan_year: str) -> Picture:
    with store().read(revision) as reader:
        return picture(reader, as_of, plan_year)


@st.cache_data(max_entries=256, show_spinner=False)
def _read(
    name: str,
    database: str,
    fingerprint: str,
    revision: int,
    as_of: date,
    plan_year: str,
    asked: tuple[str | int, ...],
) -> Any:  # noqa: ANN401 - each screen's own values
    with store().read(revision) as reader:
        return READS[name].function(reader, as_of, plan_year, *asked)
