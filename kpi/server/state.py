"""The store, the clock and a request's language, for what works outside any session."""

from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import parse_qs

from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import DEFAULT, Words, words_of
from kpi.programme.loading import load_programme
from kpi.settings import settings


def store() -> Store:
    """The database of this installation. Raises the refusals of ``open_store``."""
    configured = settings()
    return _store(configured.database, str(configured.programme))


@lru_cache(maxsize=1)
def _store(database: str, programme: str) -> Store:
    return open_store(database, load_programme(settings().programme))


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def words_of_request(query: bytes) -> Words:
    """Return the language that the link asks for, else Dutch."""
    return words_of((parse_qs(query.decode("latin-1")).get("lang") or [DEFAULT])[0])
