"""A process that has its fill says so, in the log and to whoever watches over it."""

import asyncio
import json
import logging

import pytest
from starlette.requests import Request
from starlette.types import Message, Scope

from kpi.server import crowd, dashboard
from kpi.server.crowd import Counting, Crowd


async def nothing() -> Message:
    return {"type": "websocket.disconnect"}


async def unheard(_: Message) -> None:
    return None


def test_sockets_are_counted_while_they_are_open_and_pages_are_not() -> None:
    here, seen = Crowd(10), []

    async def app(scope: Scope, *_: object) -> None:
        seen.append(here.people)
        if scope["path"] == "/breaks":
            raise ConnectionError

    counting = Counting(app, here)
    asyncio.run(counting({"type": "http", "path": "/"}, nothing, unheard))
    asyncio.run(counting({"type": "websocket", "path": "/"}, nothing, unheard))
    with pytest.raises(ConnectionError):
        asyncio.run(counting({"type": "websocket", "path": "/breaks"}, nothing, unheard))
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
    told = asyncio.run(dashboard.readyz(Request({"type": "http", "headers": []})))
    assert told.status_code == (200 if status == "ready" else 503)
    assert json.loads(bytes(told.body)) == {"status": status, "database": database, "people": people, "room": 2}
