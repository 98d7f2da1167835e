"""The door: only requests of people with access get past it.

Streamlit itself would answer anybody: the pages' own checks come later, and uploads and downloads pass them by. So the
door asks, before anything else, for the host that was asked for, for who is asking, and whether this person may; what
it turns away is logged.
"""

from collections import Counter
from dataclasses import dataclass
from time import monotonic
from urllib.parse import unquote

from anyio import sleep, to_thread
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from kpi.access import LOCAL, Act, Person, may, role_of
from kpi.errors import Refusal
from kpi.facts.audit_log import AuditEntry
from kpi.server import identity, installation, notices, signing
from kpi.server.hosts import forwarded, known_host, known_origin
from kpi.server.limits import Limit, address, network
from kpi.server.refusals import Refusals
from kpi.settings import settings

OPEN = frozenset({"/healthz", "/readyz", "/_stcore/health"})
"""For whoever watches over the installation: they tell nothing of the programme."""
CLOSED = ("/_stcore/agent/", "/_stcore/metrics")
"""The addresses that the framework serves to programs, past every screen; nobody needs them here."""
FRAMES = frozenset({"iframe", "frame", "embed", "object"})
"""The purposes that a browser names when another page is to show a page inside itself."""
HARMLESS = frozenset({"GET", "HEAD"})
"""Methods that change nothing. A socket has none: it isn't harmless."""
UPLOADS = "/_stcore/upload_file/"
MEDIA = "/media/"
MOST_UPLOADS = 8
"""So many files are taken in at once; each may be as large as the limit, and all of them stand in memory."""
NOBODYS = (600, 600)
"""Requests of an address of which nobody is signed in: so many at once, and so many a minute after that."""
STEPS = (200, 100)
"""Steps of signing in from one address, which may be that of a whole office."""
PERSONS = (3000, 1500)
"""Requests of a person: a first visit takes some sixty."""
MESSAGES = (120, 600)
"""Messages of a screen: what comes faster waits, and isn't lost."""
MOST_SOCKETS = 30
"""Screens that one person has open at once."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """The reason for which a request goes no further."""

    status: int
    reason: str


TOO_OFTEN = Rejection(429, "often")


class Listening:
    """What comes over the socket of a screen: each message while the session lives, and no faster than the limit."""

    def __init__(self, who: Person, token: str, receive: Receive, send: Send) -> None:
        self._who, self._token, self._limit = who, token, Limit(*MESSAGES)
        self._receive, self._send, self._closed = receive, send, False

    async def receive(self) -> Message:
        """Take the next message; of a session that was ended the screen leaves, and nothing more is heard."""
        message = await self._receive()
        if message["type"] != "websocket.receive":
            return message
        if wait := self._limit.wait("", monotonic()):
            await sleep(wait)
        self._limit.passes("", monotonic())
        if await to_thread.run_sync(signing.session_lives, self._token, self._who):
            return message
        await self._send({"type": "websocket.send", "bytes": identity.way_out()})
        await self._send({"type": "websocket.close", "code": 1008})
        self._closed = True
        return {"type": "websocket.disconnect", "code": 1008}

    async def send(self, message: Message) -> None:
        """Send on what the screen says, while it is there."""
        if not self._closed:
            await self._send(message)


class Door:
    """Middleware in front of everything else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._uploading = 0
        self._open: Counter[str] = Counter()
        self._refusals = Refusals()
        self._nobodys, self._steps, self._persons = Limit(*NOBODYS), Limit(*STEPS), Limit(*PERSONS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            await self._answer(connection, scope, receive, send)
        except Refusal as refusal:
            await notices.broken(refusal, installation.words_of_request(scope["query_string"]))(scope, receive, send)

    async def _answer(self, connection: HTTPConnection, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and connection.url.path in OPEN:
            await self._app(scope, receive, send)
        elif (rejection := misdirected(connection, scope)) is not None:
            await self._turn_away(connection, "", rejection, scope, receive, send)
        elif connection.url.path == notices.ICON:
            await notices.icon()(scope, receive, send)
        elif signing.is_part_of_it(connection.url.path):
            if self._steps.passes(network(address(connection)), monotonic()):
                await signing.serve(self._app, self._refusals, scope, receive, send)
            else:
                await self._turn_away(connection, "", TOO_OFTEN, scope, receive, send)
        else:
            await self._known(connection, scope, receive, send)

    async def _known(self, connection: HTTPConnection, scope: Scope, receive: Receive, send: Send) -> None:
        who = caller(connection)
        if who is None:
            within = self._nobodys.passes(network(address(connection)), monotonic())
            unknown = Rejection(401, "socket" if scope["type"] == "websocket" else "sign_in")
            await self._turn_away(connection, "", unknown if within else TOO_OFTEN, scope, receive, send)
            return
        if not who.local and not self._persons.passes(who.email, monotonic()):
            await self._turn_away(connection, who.by, TOO_OFTEN, scope, receive, send)
            return
        token, method = identity.token_of(connection.cookies), scope.get("method", "GET")
        rejection = await to_thread.run_sync(rejection_of, who, token, method, connection.url.path)
        if rejection is None and self._open[who.email] >= MOST_SOCKETS and scope["type"] == "websocket":
            rejection = Rejection(429, "sockets")
        if rejection is not None:
            await self._turn_away(connection, who.by, rejection, scope, receive, send)
        elif scope["type"] == "websocket" and not who.local:
            await self._connect(who, Listening(who, token, receive, send), scope)
        elif connection.url.path.startswith(UPLOADS):
            await self._take_in(connection, who, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _connect(self, who: Person, listening: Listening, scope: Scope) -> None:
        self._open[who.email] += 1
        try:
            await self._app(scope, listening.receive, listening.send)
        finally:
            self._open[who.email] -= 1

    async def _take_in(
        self, connection: HTTPConnection, who: Person, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if too_large(connection.headers):
            await self._turn_away(connection, who.by, Rejection(413, "upload"), scope, receive, send)
            return
        if self._uploading >= MOST_UPLOADS:
            await self._turn_away(connection, who.by, Rejection(429, "uploads"), scope, receive, send)
            return
        self._uploading += 1
        try:
            await self._app(scope, receive, self._watching(connection, who, send))
        finally:
            self._uploading -= 1

    def _watching(self, connection: HTTPConnection, who: Person, send: Send) -> Send:
        """Log what Streamlit itself refuses: too large, or without the token against forged requests."""

        async def watched(message: dict[str, object]) -> None:
            status = message.get("status")
            if isinstance(status, int) and status >= 400:  # noqa: PLR2004 - where HTTP's refusals begin
                await self._log(connection, who.by, Rejection(status, "upload"))
            await send(message)

        return watched  # type: ignore[return-value]

    async def _turn_away(
        self, connection: HTTPConnection, by: str, rejection: Rejection, scope: Scope, receive: Receive, send: Send
    ) -> None:
        pages = scope["type"] == "http" and "text/html" in connection.headers.get("accept", "")
        if rejection.status != 401 or not pages:  # noqa: PLR2004 - to be asked who one is isn't a refusal
            await self._log(connection, by, rejection)
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        answer = notices.page(connection, rejection.status) if pages else bare(rejection)
        await answer(scope, receive, send)

    async def _log(self, connection: HTTPConnection, by: str, rejection: Rejection) -> None:
        kind = f"{rejection.reason} {rejection.status}"
        about = f"{kind} {connection.url.path[:200]}"
        entry = AuditEntry(installation.now(), by or address(connection), "enter", about, refused=True)
        await self._refusals.note(entry, kind, known=bool(by))


def misdirected(connection: HTTPConnection, scope: Scope) -> Rejection | None:
    """Return the reason to refuse a request whoever makes it, or None: another's name, another's page, a back door."""
    if not known_host(connection.headers):
        return Rejection(400, "host")
    if scope.get("method") not in HARMLESS and not known_origin(connection.headers):
        return Rejection(403, "origin")
    if connection.url.path.startswith(CLOSED):
        return Rejection(403, "closed")
    if connection.headers.get("sec-fetch-dest") in FRAMES:
        return Rejection(403, "frame")
    return Rejection(400, "path") if leads_out(scope) else None


def leads_out(scope: Scope) -> bool:
    r"""Return true for a path that leads out of the files served: steps up, back slashes, zero bytes, however written.

    >>> [leads_out({"raw_path": path}) for path in (b"/money", b"/media/../x", b"/media/%2e%2e/x", b"/x%252e%252e%5C")]
    [False, True, True, True]
    """
    path = scope.get("raw_path") or scope.get("path", "").encode()
    text = unquote(unquote(path.decode("latin-1")))
    return ".." in text.split("/") or "\\" in text or "\0" in text or text.startswith("//")


def caller(connection: HTTPConnection) -> Person | None:
    """The person who asks; without sign-in the one at this machine, and nobody through a proxy."""
    if settings().sign_in is not None:
        return identity.signed_in(connection.cookies, installation.now())
    return None if forwarded(connection.headers) else LOCAL


def rejection_of(who: Person, token: str, method: str, path: str) -> Rejection | None:
    """Return the reason to refuse this person, or None; asks the database for the session and for the role."""
    store = installation.store()
    if not who.local and not signing.session_lives(token, who):
        return Rejection(401, "session")
    if role_of(store, who) is None:
        return Rejection(403, "role")
    if path.startswith(UPLOADS):
        own = who.local or identity.email_of_session(path.removeprefix(UPLOADS).partition("/")[0]) in {None, who.email}
        return None if own and may(store, who, Act.IMPORT) else Rejection(403, "upload")
    if path.startswith(MEDIA) and not who.local:
        acts = identity.acts_for_file(identity.file_id_of(path), who.email)
        allowed = acts is not None and all(may(store, who, act) for act in acts)
        return None if allowed else Rejection(403, "download")
    return None


def too_large(headers: Headers) -> bool:
    """Return true when a file is larger than the limit by its own statement; the framework counts the others."""
    given = headers.get("content-length", "")
    return given.isdigit() and int(given) > config.get_option("server.maxUploadSize") * 1024**2


def bare(rejection: Rejection) -> Response:
    """The answer to something that isn't a page."""
    return PlainTextResponse(rejection.reason, rejection.status, notices.again_later(rejection.status))
