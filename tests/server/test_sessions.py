"""Sessions that the server knows: what is signed out is worth nothing, and no page of another signs anybody out."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from kpi.facts.database.engine import writing
from kpi.facts.sessions import id_of
from kpi.facts.tables import SESSIONS
from kpi.server import identity
from kpi.server.headers import headers
from tests.journeys.conftest import running
from tests.server.watched import Watched, cookie, started
from tests.signing import free_port

READER = "reader@example.org"
ASKED = "/_stcore/host-config"
HERE = {"Sec_Fetch_Site": "same-origin"}


@pytest.fixture
def beside(watched: Watched) -> Iterator[Watched]:
    """A second process over the same database, at the address that people know."""
    port = free_port()
    with running(str(watched.store.engine.url), port, watched.told):
        yield Watched(f"http://127.0.0.1:{port}", watched.store, watched.told)


def test_a_signed_cookie_without_a_session_of_its_own_opens_nothing(watched: Watched) -> None:
    signed = cookie(READER, watched.address)
    watched.cookies("editor@example.org", "van-een-ander")
    for held in ("", "; smarthub_session=", "; smarthub_session=geraden", "; smarthub_session=van-een-ander"):
        assert watched.ask(ASKED, Cookie=f"_streamlit_user={signed}{held}")[::2] == (401, b"session")
    assert (READER, f"session 401 {ASKED}", True) in watched.log()


def test_a_copied_cookie_is_worthless_after_signing_out_on_every_process(watched: Watched, beside: Watched) -> None:
    copied, other = watched.cookies(READER, "gekopieerd"), watched.cookies(READER, "telefoon")
    with_ours = {"Host": watched.address.removeprefix("http://")}
    assert [process.ask(ASKED, Cookie=copied, **with_ours)[0] for process in (watched, beside)] == [200, 200]
    status, answered, _ = watched.ask("/auth/logout", Cookie=copied, **HERE)
    assert status == 302
    assert "smarthub_session" in answered["set-cookie"] or "_streamlit_user" in answered["set-cookie"]
    assert [process.ask(ASKED, Cookie=copied, **with_ours)[0] for process in (watched, beside)] == [401, 401]
    assert [process.ask(ASKED, Cookie=other, **with_ours)[0] for process in (watched, beside)] == [200, 200]


def test_a_screen_that_stands_open_leaves_once_its_session_is_ended(watched: Watched) -> None:
    with watched.session(READER) as opened:
        started(opened)
        for session in watched.store.sessions():
            if session.email == READER:
                watched.store.end_session(session.id, by="admin@example.org", at=session.since)
        asked = BackMsg()
        asked.rerun_script.page_name = "money"
        opened.send(asked.SerializeToString())
        heard = to_its_end(opened)
    assert heard.pop() == 1008
    assert heard.pop() == ("auth_redirect", "/")
    assert "delta" not in [kind for kind, _ in heard]


def to_its_end(opened: ClientConnection) -> list[Any]:
    """Each message of a socket until it is closed, by its kind and the address that it sends to; then the reason."""
    heard: list[Any] = []
    while True:
        message = ForwardMsg()
        try:
            message.ParseFromString(opened.recv(timeout=30))  # type: ignore[arg-type]
        except ConnectionClosed as closed:
            return [*heard, closed.rcvd and closed.rcvd.code]
        heard.append((message.WhichOneof("type"), message.auth_redirect.url))


@pytest.mark.parametrize(
    "page",
    [
        {"Sec_Fetch_Site": "cross-site", "Referer": "https://elders.example/"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Referer": "https://elders.example/"},
        {"Referer": "https://127.0.0.1.elders.example/"},
        {},
    ],
)
def test_a_page_of_somebody_elses_signs_nobody_out(watched: Watched, page: dict[str, str]) -> None:
    held = watched.cookies(READER, "blijft")
    status, answered, body = watched.ask("/auth/logout", Cookie=held, **page)
    assert (status, "set-cookie" in answered) == (200, False)
    assert "Wilt u zich afmelden?" in body.decode()
    assert watched.ask(ASKED, Cookie=held)[0] == 200


@pytest.mark.parametrize("ours", [True, False])
def test_a_page_of_ours_signs_out_also_in_a_browser_that_only_tells_its_page(watched: Watched, ours: bool) -> None:
    held = watched.cookies(READER, f"weg-{ours}")
    told = HERE if ours else {"Referer": f"{watched.address}/money"}
    status, answered, _ = watched.ask("/auth/logout", Cookie=held, **told)
    assert (status, answered["clear-site-data"]) == (302, '"cache", "storage"')
    assert id_of(f"weg-{ours}") not in {one.id for one in watched.store.sessions()}
    assert watched.log()[0] == (READER, "", False)


def test_the_database_holds_no_token(watched: Watched) -> None:
    watched.cookies(READER, "een-token-om-te-zoeken")
    file = Path(str(watched.store.engine.url.database))
    kept = b"".join(place.read_bytes() for place in file.parent.glob(f"{file.name}*"))
    assert id_of("een-token-om-te-zoeken").encode() in kept
    assert b"een-token-om-te-zoeken" not in kept


def test_a_session_that_nobody_used_for_long_opens_nothing_any_more(watched: Watched) -> None:
    held, long_ago = watched.cookies(READER, "vergeten"), datetime.now(UTC) - timedelta(minutes=121)
    assert watched.ask(ASKED, Cookie=held)[0] == 200
    with writing(watched.store.engine) as connection:
        connection.execute(update(SESSIONS).where(SESSIONS.c.id == id_of("vergeten")).values(used=long_ago))
    assert watched.ask(ASKED, Cookie=held)[::2] == (401, b"session")


def test_behind_https_the_cookie_is_of_this_very_host_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for address, name in (("https://monitor.example.org", "__Host-smarthub_session"), ("", "smarthub_session")):
        monkeypatch.setenv("SMARTHUB_URL", address)
        assert identity.session_cookie() == name
        assert identity.token_of({name: "dit"}) == "dit"
    monkeypatch.setenv("SMARTHUB_URL", "https://monitor.example.org")
    assert identity.token_of({"smarthub_session": "van een ander onderdeel"}) == ""


def test_behind_https_every_answer_holds_a_browser_to_it_for_a_year() -> None:
    assert headers(encrypted=True)["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "strict-transport-security" not in headers(encrypted=False)


def test_one_person_opens_no_more_screens_than_the_limit(watched: Watched) -> None:
    with ExitStack() as stack:
        for _ in range(30):
            stack.enter_context(watched.session("auditor@example.org"))
        assert watched.refused("auditor@example.org") == 403
        assert watched.refused("editor@example.org") is None
    assert ("auditor@example.org", "sockets 429 /_stcore/stream", True) in watched.log()
