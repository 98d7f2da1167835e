"""The framework's files arrive compressed, and are the same once unpacked; everything else is left to the framework."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from kpi.server.compression import PLACE, Compression

FRAMEWORK = b"the framework's own answer"
FILES = sorted(f"/{file.relative_to(PLACE)}" for part in ("js", "css") for file in (PLACE / "static" / part).iterdir())


def asked(path: str, accepts: str) -> tuple[bytes, dict[str, str]]:
    """What comes over the line, still packed, and its headers."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", accepts.encode())]}
    with ThreadPoolExecutor() as apart:  # a browser's own loop may run in this thread
        apart.submit(lambda: asyncio.run(Compression(PlainTextResponse(FRAMEWORK))(scope, receive, send))).result()
    return sent[1]["body"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


UNPACKING = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepts", "way"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("GZIP", "gzip"),
    ],
)
@pytest.mark.parametrize("kind", ["js", "css"])
def test_a_script_and_a_style_are_the_same_once_unpacked_and_kept_for_ever(kind: str, accepts: str, way: str) -> None:
    largest = max((path for path in FILES if path.endswith(kind)), key=lambda path: (PLACE / path[1:]).stat().st_size)
    raw, headers = asked(largest, accepts)
    whole = (PLACE / largest[1:]).read_bytes()
    assert UNPACKING[way](raw) == whole
    assert len(raw) < len(whole) / 2
    assert headers["content-encoding"] == way
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert headers["vary"] == "accept-encoding"
    assert headers["content-type"].startswith({"js": "text/javascript", "css": "text/css"}[kind])


@pytest.mark.parametrize(
    ("path", "accepts"),
    [
        (FILES[0], "identity"),
        (FILES[0], "gzip;q=0"),
        (FILES[0], "zstd, deflate"),
        ("/static/js/nothing.js", "gzip"),
        ("/static/js/../../../app.py", "gzip"),
        ("/static/js/%2e%2e/%2e%2e/proto/x.js", "gzip"),
        ("/static/media/font.woff2", "gzip"),
        ("/", "gzip"),
    ],
)
def test_anything_else_is_the_frameworks(path: str, accepts: str) -> None:
    assert asked(path, accepts)[0] == FRAMEWORK
