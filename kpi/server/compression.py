"""The framework's scripts and styles sent compressed, a third of the bytes on a first visit.

The framework sends them as they are, since compressing them again for each visitor costs more than it saves. Here each
is compressed once, when it is first asked for.
"""

import gzip
import re
from functools import lru_cache
from pathlib import Path

import streamlit
from anyio import to_thread
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

PLACE = Path(streamlit.__file__).parent / "static"
KINDS = {"js": "text/javascript", "css": "text/css"}
NAMED = re.compile(r"/static/(?:js|css)/[\w.-]+\.(js|css)")
"""The files whose names hold the checksum of what is in them, so that a browser may keep them for ever."""
FOR_EVER = "public, immutable, max-age=31536000"


class Compression:
    """Middleware that answers for the framework's scripts and styles, to browsers that take them compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request: compressed where that can be, else as the framework does."""
        if scope["type"] == "http" and scope["method"] == "GET" and (found := NAMED.fullmatch(scope["path"])):
            file = PLACE / scope["path"].lstrip("/")
            if b"gzip" in dict(scope["headers"]).get(b"accept-encoding", b"") and file.is_file():
                told = {"content-encoding": "gzip", "vary": "accept-encoding", "cache-control": FOR_EVER}
                body = await to_thread.run_sync(_compressed, file)
                await Response(body, headers=told, media_type=KINDS[found[1]])(scope, receive, send)
                return
        await self._app(scope, receive, send)


@lru_cache(maxsize=512)
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)
