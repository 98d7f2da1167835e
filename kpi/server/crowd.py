"""How many people look at once: counted by their open sockets, told when one process has its fill.

Nobody is turned away: beyond the number that a process is meant for (``SMARTHUB_PEOPLE``) everybody waits longer.
``/readyz`` and the log tell, so that whoever keeps the server can add a process (docs/beheer.md).
"""

import logging

from starlette.types import ASGIApp, Receive, Scope, Send

from kpi.settings import settings

NEARLY = 0.9
"""The part of the number at which a process that was full has room again, so that one person doesn't fill the log."""
log = logging.getLogger("smarthub")


class Crowd:
    """The people at this process."""

    def __init__(self, room: int) -> None:
        self.room, self.people, self.full = room, 0, False

    def come(self) -> None:
        """Count somebody in; the log tells when that fills the process."""
        self.people += 1
        if not self.full and self.people >= self.room:
            self.full = True
            log.warning("full: %d people at once, the number that one process is meant for", self.people)

    def go(self) -> None:
        """Count somebody out; the log tells when there is room again."""
        self.people -= 1
        if self.full and self.people < self.room * NEARLY:
            self.full = False
            log.info("room again: %d people at once", self.people)


class Counting:
    """Middleware that counts the open sockets; a browser holds one for each tab."""

    def __init__(self, app: ASGIApp, crowd: Crowd) -> None:
        self._app, self._crowd = app, crowd

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, and count it while it is a socket."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        self._crowd.come()
        try:
            await self._app(scope, receive, send)
        finally:
            self._crowd.go()


HERE = Crowd(settings().people)
"""The people at the process that this module was loaded in."""
