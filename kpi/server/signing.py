"""Signing in and out: to the provider with the link that was asked for, back to it, and an entry in the audit log."""

from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, quote, unquote

from anyio import to_thread
from starlette.datastructures import URL, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.access import Person, role_of
from kpi.facts.audit_log import AuditEntry
from kpi.facts.database.idle_sessions import idle_at
from kpi.facts.sessions import id_of
from kpi.server import identity, installation, notices
from kpi.server.hosts import asked_here, safe_link
from kpi.server.limits import address
from kpi.server.refusals import Refusals
from kpi.settings import settings

START, LOGIN, LOGOUT, CALLBACK = "/sign-in", "/auth/login", "/auth/logout", "/oauth2callback"
NEXT = "smarthub_next"
"""The cookie that holds the link while somebody is at the provider."""
MINUTES = 10
UNKNOWN = "unknown"


def is_part_of_it(path: str) -> bool:
    """Return true for a step of signing in or out, which anybody may take."""
    return settings().sign_in is not None and path in {START, LOGIN, LOGOUT, CALLBACK}


async def serve(app: ASGIApp, refusals: Refusals, scope: Scope, receive: Receive, send: Send) -> None:
    """Take the step."""
    connection = HTTPConnection(scope)
    if scope["type"] != "http":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
    elif connection.url.path == START:
        await _start(connection)(scope, receive, send)
    elif connection.url.path == CALLBACK:
        await app(scope, receive, _Return(connection, refusals, send))
    elif connection.url.path == LOGOUT and not asked_here(connection.headers):
        await notices.leaving(connection)(scope, receive, send)
    elif connection.url.path == LOGOUT:
        await to_thread.run_sync(_end, connection)
        await app(scope, receive, _forgetting(send))
    else:
        await app(scope, receive, send)


def _start(connection: HTTPConnection) -> RedirectResponse:
    asked = safe_link((parse_qs(connection.url.query).get("next") or ["/"])[0])
    answer = RedirectResponse(identity.way_to_the_provider(), 302)
    answer.set_cookie(NEXT, quote(asked, safe=""), max_age=MINUTES * 60, httponly=True, samesite="lax", path="/")
    return answer


def session_lives(token: str, who: Person) -> bool:
    """Whether the session with that token is open and theirs; ``SMARTHUB_IDLE_MINUTES`` without use end one."""
    return installation.store().session_lives(token, who.email, idle_at(installation.now()))


def _end(connection: HTTPConnection) -> None:
    """End the session of who signs out, so that a copy of their cookies is worth nothing from now on."""
    who = identity.signed_in(connection.cookies, installation.now())
    token, store = identity.token_of(connection.cookies), installation.store()
    if who is not None and session_lives(token, who):
        store.end_session(id_of(token), by=who.by, at=installation.now())


def _forgetting(send: Send) -> Send:
    """Have the browser forget what it kept of the screens, when somebody signs out."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = (b"clear-site-data", b'"cache", "storage"')
            message = {**message, "headers": [*message["headers"], given]}
        await send(message)

    return sent


class _Return:
    """The answer to somebody who comes back from the provider: on to their link, and logged."""

    def __init__(self, connection: HTTPConnection, refusals: Refusals, send: Send) -> None:
        self._connection = connection
        self._refusals = refusals
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": list(message["headers"])}
            await self._complete(MutableHeaders(raw=message["headers"]))
        await self._send(message)

    async def _complete(self, headers: MutableHeaders) -> None:
        who = identity.signed_in(_cookies(headers), installation.now())
        asked = URL(scope=self._connection.scope).query
        if who is not None:
            token = await to_thread.run_sync(self._begin, who)
            link = safe_link(unquote(self._connection.cookies.get(NEXT, "/")))
            headers["location"] = link
            headers.append("set-cookie", f"{NEXT}=; Max-Age=0; Path=/; HttpOnly; SameSite=lax")
            longest = settings().session_hours * 3600
            held = f"{identity.session_cookie()}={token}; Max-Age={longest}; Path=/; HttpOnly; SameSite=lax"
            headers.append("set-cookie", held)
        if asked:
            await self._log(who)

    def _begin(self, who: Person) -> str:
        """Open a session with a token of its own, and end the one that this browser had; return the token."""
        store, now, token = installation.store(), installation.now(), identity.new_token()
        before = identity.token_of(self._connection.cookies)
        if session_lives(before, who):
            store.end_session(id_of(before), by=who.by, at=now)
        store.begin_session(token, who.email, at=now, longest=timedelta(hours=settings().session_hours))
        return token

    async def _log(self, who: Person | None) -> None:
        store = installation.store()
        if who is None:
            entry = AuditEntry(installation.now(), UNKNOWN, "sign_in", address(self._connection), refused=True)
            await self._refusals.note(entry, "sign_in", known=False)
        elif await to_thread.run_sync(role_of, store, who) is None:
            entry = AuditEntry(installation.now(), who.by, "sign_in", refused=True)
            await self._refusals.note(entry, "sign_in", known=True)
        else:
            await to_thread.run_sync(store.note, AuditEntry(installation.now(), who.by, "sign_in"))


def _cookies(headers: MutableHeaders) -> dict[str, str]:
    cookies: SimpleCookie = SimpleCookie()
    for line in headers.getlist("set-cookie"):
        cookies.load(line)
    return {name: morsel.value for name, morsel in cookies.items() if morsel.value}
