"""The dashboard as it is served: with its door, its headers and its health; started by ``smarthub run``.

Address, port and what else is the server's come from Streamlit's own settings, what is ours from ``kpi.settings``.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

import streamlit as st
from anyio import to_thread
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from kpi.errors import Refusal
from kpi.language import DEFAULT, words_of
from kpi.server import crowd, identity, installation, logs
from kpi.server.compression import Compression
from kpi.server.door import Door
from kpi.server.headers import Headers
from kpi.settings import ROOT, settings


async def fault(request: Request, error: Exception) -> Response:
    """A fault of ours: a reference, under which the log has the details."""
    words = installation.words_of_request(request.scope["query_string"])
    return PlainTextResponse(words.say(logs.fault(error)), 500)


def script_fault(error: Exception) -> bool:
    """Log a fault in a screen, and show the sentence with its reference there."""
    st.error(words_of(DEFAULT).say(logs.fault(error)), icon=":material/report:")
    return True


def secrets() -> dict[str, Any]:
    """The settings of Streamlit's sign-in; empty while no sign-in is set up."""
    configured = settings()
    if configured.sign_in is None:
        return {}
    return {
        "auth": {
            "redirect_uri": f"{configured.origin}/oauth2callback",
            "cookie_secret": configured.sign_in.cookie_secret,
            "client_id": configured.sign_in.client_id,
            "client_secret": configured.sign_in.client_secret,
            "server_metadata_url": configured.sign_in.metadata,
        }
    }


async def healthz(request: Request) -> Response:
    """Answer that the process runs; the state of the database is given beside it, without changing the status."""
    return JSONResponse({"status": "ok", "database": await _database()})


async def readyz(request: Request) -> Response:
    """Ready for more people: the database answers, holds the tables of this version, and there is room. Else 503."""
    database, here = await _database(), crowd.HERE
    status = "not ready" if database != "ok" else "full" if here.full else "ready"
    told = {"status": status, "database": database, "people": here.people, "room": here.room}
    return JSONResponse(told, status_code=200 if status == "ready" else 503)


async def _database() -> str:
    try:
        await to_thread.run_sync(lambda: installation.store().latest())
    except Refusal as refusal:
        return type(refusal).__name__
    return "ok"


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Set up the logs, and keep each download for the person that it was made for, while the dashboard runs."""
    logs.set_up()
    identity.remember_owners()
    _settle()
    yield


def _settle() -> None:
    """Load what every screen needs, and have the search for what nobody uses any more pass over it from then on.

    Left to the first visitor it would be gone through again and again: two hundred thousand objects that never go.
    """
    for name in EVERY_SCREEN:
        import_module(name)
    gc.collect()
    gc.freeze()


EVERY_SCREEN = ("pandas", "pyarrow", "plotly.graph_objects", "babel.numbers")

PagesManager.uses_pages_directory = False
"""The framework would serve the scripts under ``pages/`` by their addresses, until the navigation was first built."""

app = st.App(
    ROOT / "app.py",
    secrets=secrets() or None,
    routes=(Route("/healthz", healthz), Route("/readyz", readyz)),
    middleware=(
        Middleware(Headers),
        Middleware(Door),
        Middleware(Compression),
        Middleware(crowd.Counting, crowd=crowd.HERE),
    ),
    lifespan=lifespan,
    exception_handlers={Exception: fault},
    on_script_error=script_fault,
)
