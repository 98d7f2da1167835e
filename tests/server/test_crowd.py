"""A process that has its fill says so, in the log and to whoever watches over it."""

import asyncio
import json
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from starlette.requests import Request
from starlette.types import Message, Scope

from kpi.server import crowd, dashboard
from kpi.server.crowd import Counting, Crowd

T = TypeVar("T")


async def nothing() -> Message:
    return {"type": "websocket.disconnect"}


async def unheard(_: Message) -> None:
    return None


def apart(asked: Coroutine[Any, Any, T]) -> T:
    """Run something in a thread of its own: in that of the tests a browser may have its loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, asked).result()


def test_sockets_are_counted_while_they_are_open_and_pages_are_not() -> None:
    here, seen = Crowd(10), []

    async def app(scope: Scope, *_: object) -> None:
        seen.append(here.people)
        if scope["path"] == "/breaks":
            raise ConnectionError

    counting = Counting(app, here)
    apart(counting({"type": "http", "path": "/"}, nothing, unheard))
    apart(counting({"type": "websocket", "path": "/"}, nothing, unheard))
    with pytest.raises(ConnectionError):
        apart(counting({"type": "websocket", "path": "/breaks"}, nothing, unheard))
    assert (seen, here.people) == ([0, 1, 1], 0)


def test_the_log_tells_once_that_it_is_full_and_once_that_there_is_room(caplog: pytest.LogCaptureFixture) -> None:
    here = Crowd(10)
    with caplog.at_level(logging.INFO, "smarthub"):
        for _ in range(12):
            here.come()
        here.go(), here.go(), here.go()  # nine: still nearly full
        here.come(), here.come()
        for _ in range(3):
            here.go()
    assert caplog.messages == [
        "full: 10 people at once, the number that one process is meant for",
        "room again: 8 people at once",
    ]


@pytest.mark.parametrize(
    ("people", "database", "status"),
    [(1, "ok", "ready"), (2, "ok", "full"), (1, "Unreachable", "not ready"), (2, "Unreachable", "not ready")],
)
def test_it_is_ready_for_more_people_while_the_database_answers_and_there_is_room(
    people: int, database: str, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answer() -> str:
        return database

    monkeypatch.setattr(dashboard, "_database", answer)
    monkeypatch.setattr(crowd, "HERE", Crowd(2))
    for _ in range(people):
        crowd.HERE.come()
    told = apart(dashboard.readyz(Request({"type": "http", "headers": []})))
    assert told.status_code == (200 if status == "ready" else 503)
    assert json.loads(bytes(told.body)) == {"status": status, "database": database, "people": people, "room": 2}
