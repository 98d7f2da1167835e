"""The framework's scripts and styles sent compressed, a third of the bytes on a first visit.

The framework sends them as they are, since compressing them again for each visitor costs more than it saves. Here each
is compressed once, when it is first asked for: with brotli for a browser that takes it, as all do over https, and with
gzip for any other.
"""

import gzip
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import brotli
import streamlit
from anyio import to_thread
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

PLACE = Path(streamlit.__file__).parent / "static"
KINDS = {"js": "text/javascript", "css": "text/css"}
NAMED = re.compile(r"/static/(?:js|css)/[\w.-]+\.(js|css)")
"""The files whose names hold the checksum of what is in them, so that a browser may keep them for ever."""
FOR_EVER = "public, immutable, max-age=31536000"
WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": lambda whole: brotli.compress(whole, quality=10),  # 11 takes twice as long for one byte in seventy
    "gzip": lambda whole: gzip.compress(whole, compresslevel=9, mtime=0),
}
"""How a file can be packed, the smallest first."""


class Compression:
    """Middleware that answers for the framework's scripts and styles, to browsers that take them compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request: compressed where that can be, else as the framework does."""
        if scope["type"] == "http" and scope["method"] == "GET" and (found := NAMED.fullmatch(scope["path"])):
            file = PLACE / scope["path"].lstrip("/")
            if (way := _way(dict(scope["headers"]).get(b"accept-encoding", b""))) and file.is_file():
                told = {"content-encoding": way, "vary": "accept-encoding", "cache-control": FOR_EVER}
                body = await to_thread.run_sync(_compressed, file, way)
                await Response(body, headers=told, media_type=KINDS[found[1]])(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _way(accepted: bytes) -> str | None:
    """The smallest way to pack that a browser takes, by what it says; None where it takes neither.

    >>> _way(b"gzip, deflate, br;q=0.9"), _way(b"gzip;q=1, br;q=0"), _way(b"identity")
    ('br', 'gzip', None)
    """
    given = (each.partition(";") for each in accepted.decode("latin-1").replace(" ", "").lower().split(","))
    taken = {name for name, _, weight in given if not re.fullmatch(r"q=0(\.0*)?", weight)}
    return next((way for way in WAYS if way in taken), None)


@lru_cache(maxsize=1024)
def _compressed(file: Path, way: str) -> bytes:
    return WAYS[way](file.read_bytes())
