"""The headers of each answer to a browser: the sources of its scripts, the sites that may frame it, and more."""

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kpi.settings import settings

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
YEAR = 31_536_000
"""Seconds."""
PUBLIC = ("/static/", "/app/static/", "/favicon.ico")
"""The addresses of what comes with the program and tells of nobody; a browser may keep these, and nothing else."""


@cache
def content_security_policy() -> str:
    """Everything comes from here; the framework's one inline script is let through by its checksum.

    Styles are written by the framework while the page is drawn, which no checksum can foresee.
    """
    scripts = re.findall(r"<script>(.*?)</script>", INDEX.read_text("utf-8"), re.DOTALL)
    sums = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    parts = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *(f"'sha256-{checksum}'" for checksum in sums)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def headers(*, encrypted: bool) -> dict[str, str]:
    """The headers of every answer; ``encrypted`` when people reach the dashboard by https."""
    values = {
        "content-security-policy": content_security_policy(),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    }
    if encrypted:
        values["strict-transport-security"] = f"max-age={YEAR}; includeSubDomains"
    return values


class Headers:
    """Middleware that adds the headers, marks cookies as Secure behind https, and says which language pages are in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, with the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        page = _asks_for_a_page(scope)
        if page:
            plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}
        await self._app(scope, receive, _Answer(send, page=page, public=scope["path"].startswith(PUBLIC)))


def _asks_for_a_page(scope: Scope) -> bool:
    accepts = dict(scope["headers"]).get(b"accept", b"")
    return scope["method"] == "GET" and b"text/html" in accepts and not scope["path"].startswith("/media/")


class _Answer:
    """Sends an answer on; a page is held back until it is whole, since its length changes."""

    def __init__(self, send: Send, *, page: bool, public: bool) -> None:
        self._send = send
        self._page = page
        self._public = public
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            public = self._public and message["status"] < 400  # noqa: PLR2004 - where HTTP's refusals begin
            message = {**message, "headers": _completed(message["headers"], public=public)}
            self._page = self._page and any(
                name == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"]
            )
            if self._page:
                self._start = message
                return
        elif self._page and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._whole()
            return
        await self._send(message)

    async def _whole(self) -> None:
        body = self._body.replace(b'<html lang="en">', b'<html lang="nl">', 1)
        body = body.replace(b"<title>Streamlit</title>", b"<title>Monitor</title>", 1)
        assert self._start is not None  # noqa: S101 - a body follows its start
        kept = [pair for pair in self._start["headers"] if pair[0] not in {b"content-length", b"etag"}]
        await self._send({**self._start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})


def _completed(given: list[tuple[bytes, bytes]], *, public: bool) -> list[tuple[bytes, bytes]]:
    encrypted = settings().encrypted
    ours = {name.encode(): value.encode() for name, value in headers(encrypted=encrypted).items()}
    if not public:
        ours[b"cache-control"] = b"no-store"
    kept = [(name, value) for name, value in given if name.lower() not in ours and name.lower() != b"server"]
    return [*((name, _secured(name, value) if encrypted else value) for name, value in kept), *ours.items()]


def _secured(name: bytes, value: bytes) -> bytes:
    is_cookie = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if is_cookie else value
