"""Dashboards to be measured: ours with one process or more, and a bare page of the framework, behind nginx or not."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from kpi.settings import ROOT
from tests.proxy import proxying
from tests.signing import free_port

STARTING, STOPPING = 120, 20
NAME = "localhost"
TEXTS = 150
BARE = f"import streamlit as st\nfor number in range({TEXTS}):\n    st.markdown(f'text {{number}}')\n"


@dataclass(frozen=True)
class Place:
    """Where a dashboard stands, by its address and by the ids of the processes that serve it."""

    address: str
    processes: tuple[int, ...]

    @property
    def socket(self) -> str:
        """The address of its sockets."""
        return self.address.replace("http", "ws", 1) + "/_stcore/stream"

    @property
    def context(self) -> ssl.SSLContext | None:
        """What is needed to come in: a certificate of a day is nobody's."""
        if not self.address.startswith("https"):
            return None
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def seconds(self) -> float:
        """Processor time that its processes used so far, as clock_getcpuclockid(3) names their clocks."""
        return sum(time.clock_gettime(~each << 3 | 2) for each in self.processes)

    def resident(self) -> float:
        """The memory that its processes hold, in MiB."""
        return sum(_resident(each) for each in self.processes)


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def ours(database: str, processes: int = 1) -> Iterator[Place]:
    """The dashboard over a database; more processes stand behind nginx as the guide has it."""
    first = _ports(processes)
    command = ["run", "--port", str(first), *(["--workers", str(processes)] if processes > 1 else [])]
    given = [sys.executable, "-c", "from kpi.cli import main; main()", *command]
    with _started([given], range(first, first + processes), {"DATABASE_URL": database}) as found:
        yield found


@contextmanager
def bare(processes: int = 1, *more: str) -> Iterator[Place]:
    """A page of so many texts and nothing else, with our settings but for ``more``; placed as ours would be."""
    first = _ports(processes)
    ports = range(first, first + processes)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, "utf-8")
        options = ["--server.fileWatcherType=none", f"--server.allowedHosts={NAME}", "--server.allowedHosts=127.0.0.1"]
        run = [sys.executable, "-m", "streamlit", "run", str(script), *options, *more]
        with _started([[*run, f"--server.port={port}"] for port in ports], ports, {}) as found:
            yield found


@contextmanager
def _started(
    commands: Sequence[Sequence[str]], ports: Sequence[int], environment: Mapping[str, str]
) -> Iterator[Place]:
    with ExitStack() as stack:
        begun = [
            subprocess.Popen(
                command, cwd=ROOT, env={**os.environ, **environment}, start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            ) for command in commands
        ]  # fmt: skip
        for each in begun:
            stack.callback(_stop, each)
        for port in ports:
            wait_for(f"http://127.0.0.1:{port}")
        each_process = tuple(one for each in begun for one in (_children(each.pid) or [each.pid]))
        if len(ports) == 1:
            yield Place(f"http://127.0.0.1:{ports[0]}", each_process)
            return
        before = free_port()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.enter_context(proxying(folder, NAME, before, (ports[0], ports[1]), telling=False))
        yield Place(f"https://{NAME}:{before}", each_process)


def _children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]


def _ports(processes: int) -> int:
    """The first of so many free ports in a row."""
    while True:
        first = free_port()
        if all(not _taken(port) for port in range(first, first + processes)):
            return first


def _taken(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _stop(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=STOPPING)


def wait_for(address: str) -> None:
    """Wait until a dashboard answers. Raises TimeoutError."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(address)
