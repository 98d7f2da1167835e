"""A dashboard with sign-in, attacked over its own wire: requests and sockets, without a cookie and with somebody's."""

import hashlib
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from kpi.facts import audit_log
from kpi.facts.database.engine import snapshot
from kpi.facts.database.idle_sessions import Idle
from kpi.facts.store import Store
from tests.signing import COOKIE_SECRET

Answer = tuple[int, Mapping[str, str], bytes]


def cookie(email: str, origin: str, secret: str = COOKIE_SECRET, **claims: object) -> str:
    """The cookie that the sign-in would have left with somebody."""
    now = datetime.now(UTC).timestamp()
    told = {"is_logged_in": True, "origin": origin, "provider": "default", "email": email, "iat": now, **claims}
    return create_signed_value(secret, "_streamlit_user", json.dumps(told)).decode()


@dataclass(frozen=True)
class Watched:
    """The dashboard under attack, and its store."""

    address: str
    store: Store
    told: Mapping[str, str] = field(default_factory=dict)
    """The settings that it was started with."""

    def ask(self, path: str, who: str = "", method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
        """One request, as somebody; the path goes out exactly as it is given."""
        parts = urlsplit(self.address)
        connection = HTTPConnection(str(parts.hostname), parts.port, timeout=30)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if who:
            given.setdefault("Cookie", self.cookies(who))
        try:
            connection.request(method, path, body or None, given)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def cookies(self, who: str, token: str = "", **claims: object) -> str:
        """What the browser of somebody sends; their session, under a token of its own unless said, is open."""
        token = token or f"token-of-{hashlib.sha256(who.encode()).hexdigest()}"
        if not self.store.session_lives(token, who, Idle(datetime.now(UTC), timedelta(0))):
            self.store.begin_session(token, who, at=datetime.now(UTC), longest=timedelta(hours=10))
        return f"_streamlit_user={cookie(who, self.address, **claims)}; smarthub_session={token}"  # type: ignore[arg-type]

    def xsrf(self, who: str) -> dict[str, str]:
        """The headers against forged requests, as the browser of this person sends them."""
        found = self.ask("/_stcore/health", who)[1].get("set-cookie", "")
        token = found.partition("_streamlit_xsrf=")[2].partition(";")[0].strip('"')
        return {"X_Xsrftoken": token, "Cookie": f"{self.cookies(who)}; _streamlit_xsrf={token}"}

    @contextmanager
    def session(self, who: str = "", origin: str | None = None) -> Iterator[ClientConnection]:
        """A socket as the browser opens one, from a page of ours unless said; raises InvalidStatus when refused."""
        given, protocols = {"Origin": self.address if origin is None else origin}, ["streamlit"]
        if not given["Origin"]:
            del given["Origin"]
        if who:
            held = self.xsrf(who)
            given["Cookie"] = held["Cookie"]
            protocols.append(held["X_Xsrftoken"])
        address = self.address.replace("http", "ws") + "/_stcore/stream"
        with connect(
            address,
            additional_headers=given,
            subprotocols=[Subprotocol(one) for one in protocols],
            max_size=None,
            open_timeout=30,
        ) as opened:
            yield opened

    def refused(self, who: str = "") -> int | None:
        """The status with which a socket of somebody is refused; None when it opens."""
        try:
            with self.session(who):
                return None
        except InvalidStatus as refusal:
            return refusal.response.status_code

    def raw(self, lines: bytes) -> bytes:
        """What comes back for bytes that no client would send."""
        parts = urlsplit(self.address)
        with socket.create_connection((str(parts.hostname), parts.port or 80), timeout=30) as opened:
            opened.sendall(lines)
            return opened.recv(65536)

    def log(self) -> list[tuple[str, str, bool]]:
        """The audit log, the latest first: who, about what, refused."""
        with snapshot(self.store.engine) as connection:
            found = audit_log.entries(connection, self.store.programme_id)
        return [(one.entry.by, one.entry.about, one.entry.refused) for one in found]


def started(opened: ClientConnection, page: str = "", query: str = "") -> tuple[str, list[ForwardMsg]]:
    """Run a screen over a socket to its end: the session's id, and everything that was sent."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    opened.send(asked.SerializeToString())
    session, sent = "", []
    while True:
        message = ForwardMsg()
        received = opened.recv(timeout=60)
        message.ParseFromString(received if isinstance(received, bytes) else received.encode())
        sent.append(message)
        if message.WhichOneof("type") == "new_session":
            session = message.new_session.initialize.session_id
        if message.WhichOneof("type") == "script_finished":
            return session, sent
