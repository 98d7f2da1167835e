"""The programme and the database of this installation, opened once; the clock and a request's language."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import RLock
from urllib.parse import parse_qs

from kpi.errors import Refusal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import DEFAULT, Words, words_of
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.settings import Settings, settings

_opening = RLock()
"""Held while something is opened, so that two who come first don't both open it."""


def filed() -> Programme:
    """The programme of this installation as its file has it, read again when that changes. Raises BadProgramme."""
    return _filed(settings())


def _filed(configured: Settings) -> Programme:
    path = configured.programme
    with _opening:
        return _programme(str(path), path.stat().st_mtime_ns)


def store() -> Store:
    """The database of this installation. Raises the refusals of ``open_store``."""
    with _opening:
        return _store(*state())


def state() -> tuple[str, str]:
    """The database and the fingerprint of the programme as filed: with a revision, all that a figure follows from."""
    configured = settings()
    return configured.database, _filed(configured).fingerprint


def held() -> tuple[str, str]:
    """Return what tells answers that are remembered apart: as ``state``, and the last erasure of a name."""
    database, fingerprint = state()
    return f"{database} {store().last_erasure()}", fingerprint


def name(words: Words) -> str:
    """The name of the programme, for the title of a page; a general one while its file can't be read."""
    try:
        return words.say(filed().name)
    except (Refusal, OSError):
        return words("Programme monitor")


@lru_cache(maxsize=4)
def _programme(path: str, changed: int) -> Programme:
    return load_programme(Path(path))


@lru_cache(maxsize=4)
def _store(database: str, fingerprint: str) -> Store:
    return open_store(database, filed())


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def words_of_request(query: bytes) -> Words:
    """Return the language that the link asks for, else Dutch."""
    return words_of((parse_qs(query.decode("latin-1")).get("lang") or [DEFAULT])[0])
