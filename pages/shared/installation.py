"""The programme and the database of this installation, opened once for every session."""

from pathlib import Path

import streamlit as st

from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import Words
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.settings import settings


def filed() -> Programme:
    """The programme of this installation as its file has it, read again when that changes."""
    path = settings().programme
    return _programme(str(path), path.stat().st_mtime_ns)


def name(words: Words) -> str:
    """The name of the programme, for the title of a page; a general one while its file can't be read."""
    try:
        return words.say(filed().name)
    except (Refusal, OSError):
        return words("Programme monitor")


def store() -> Store:
    """The database of this installation."""
    return _store(settings().database, filed().fingerprint)


@st.cache_resource(max_entries=4, show_spinner=False)
def _programme(path: str, changed: int) -> Programme:
    return load_programme(Path(path))


@st.cache_resource(max_entries=4, show_spinner=False)
def _store(database: str, fingerprint: str) -> Store:
    return open_store(database, filed())
