"""More processes of the dashboard side by side, each on a port of its own, for a proxy to divide people over.

One interpreter uses one core. A session lives in one process, so that the proxy must keep everybody at theirs
(docs/beheer/nginx.conf does). With systemd, a unit for each port does the same and is restarted by itself.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

LOOKING, WAITING, STARTING, STOPPING = 0.2, 3.0, 20.0, 20.0
"""Seconds: between two looks, before a process is started again, that a start takes, that a process has to stop."""


class Stopped(Exception):
    """All processes have to stop, and the command ends with the code that it carries."""


@dataclass
class Worker:
    """One process, started again when it ends by itself."""

    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path

    def start(self) -> None:
        """Start it; what it says goes where ours goes."""
        self.begun = time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=self.folder)  # noqa: S603 - our own

    def look(self) -> None:
        """Start it again when it ended. Raises Stopped where it never came up, its port taken for instance."""
        if (code := self.process.poll()) is None:
            return
        if time.monotonic() - self.begun < STARTING:
            raise Stopped(code or 1)
        sys.stderr.write(f"a process ended with {code} and is started again: {self.command[-1]}\n")
        time.sleep(WAITING)
        self.start()

    def stop(self) -> None:
        """End it, at once where it doesn't when asked."""
        self.process.terminate()
        try:
            self.process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            self.process.kill()


def keep(workers: Sequence[Worker]) -> int:
    """Keep all of them running until somebody stops this process; return the code to end with."""
    running: list[Worker] = []
    before = {asked: signal.signal(asked, _stop) for asked in (signal.SIGTERM, signal.SIGINT)}
    try:
        for worker in workers:
            worker.start()
            running.append(worker)
        while True:
            time.sleep(LOOKING)
            for worker in running:
                worker.look()
    except Stopped as stopped:
        return int(stopped.args[0])
    finally:
        for asked, handler in before.items():
            signal.signal(asked, handler)
        for worker in running:
            worker.stop()


def _stop(_: int, __: FrameType | None) -> None:
    """Raise Stopped in place of ending at once, when asked by a terminal or by whatever started us."""
    raise Stopped(0)
