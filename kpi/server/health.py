"""The health of the dashboard, for monitoring: the process, and the database that it can't do without."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kpi.errors import Refusal
from kpi.server import state


async def healthz(request: Request) -> Response:
    """Answer that the process runs; the state of the database is given beside it, without changing the status."""
    return JSONResponse({"status": "ok", "database": await _database()})


async def readyz(request: Request) -> Response:
    """Ready for people: the database answers and holds the tables of this version. Else 503."""
    database = await _database()
    ready = database == "ok"
    return JSONResponse(
        {"status": "ready" if ready else "not ready", "database": database}, status_code=200 if ready else 503
    )


async def _database() -> str:
    try:
        await to_thread.run_sync(lambda: state.store().latest())
    except Refusal as refusal:
        return type(refusal).__name__
    return "ok"


ROUTES = (Route("/healthz", healthz), Route("/readyz", readyz))
