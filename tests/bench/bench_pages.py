"""Every screen with 1.000 and with 100.000 facts: bytes, and processor time of the server, warm and cold.

`python -m tests.bench.bench_pages [screen…]`. Both servers are started as `smarthub run` does and asked in turn over
their own sockets, as a browser asks. The time is that of the server's process alone, the least of several visits:
whatever else the machine does has no part in it. *Cold* is the first visit after a new revision; *start* counts the
start of the server itself, and the first visit to it. In the same turns a bare page of 150 texts is asked for, with our
settings and with the framework's own collection of garbage after each run.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from kpi.access import LOCAL
from kpi.acts.meetings import EntryDraft, keep
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.store import Store
from kpi.settings import ROOT
from pages.shared.menu import SCREENS
from tests.bench.places import bare, wait_for
from tests.bench.recording import comma, record, table
from tests.bench.worlds import build
from tests.signing import free_port

FEW, MANY = 1_000, 100_000
WARM, COLD, STARTS = 3, 2, 1
LIMITS = {"bytes": 1.3, "warm": 1.3, "cold": 3.0}
MOST = {"overview": (0.08, 3.0, 0.8), "": (0.12, 3.5, 1.4)}
"""Seconds of a warm view with few facts, and how many times the bare pages it may take; of any other screen last."""
NAMED = ("seconds", "bare", "collecting")
HEADINGS = (
    "screen", "bytes, few and many", "", "warm, s", "", "× bare", "× bare, collecting", "cold, s", "", "over its limit"
)  # fmt: skip
ASKED = "as_of=2018-06-30&plan_year=2017-2018"
LONGEST_TIDYING = 60
PAUSE, AT_REST = 0.15, 0.003
"""A server that uses less than three milliseconds in that many seconds is at rest."""


@dataclass(frozen=True)
class Visit:
    """What a visit cost: bytes over the socket, and seconds of the server's processor."""

    size: int
    seconds: float


@dataclass(frozen=True)
class Server:
    """A dashboard over one of the databases; ``process``: the id of the command, which becomes the server."""

    address: str
    process: int
    store: Store | None = None

    def visit(self, url: str) -> Visit:
        """Open a screen as somebody who comes in by its link, and run it to its end."""
        before = self.settled()
        size = sum(map(len, self._run(url)))
        return Visit(size, self.settled() - before)

    def sent(self, url: str) -> bytes:
        """All that a screen sends."""
        return b"".join(self._run(url))

    def renew(self) -> None:
        """Record a revision, after which nothing that was kept holds any more."""
        assert self.store is not None
        draft = EntryDraft(MinutesKind.NOTE, date(2016, 11, 1), "", "Meting")
        keep(self.store, LOCAL, draft, at=datetime.now(UTC))

    def seconds(self) -> float:
        """What the server has used so far: the clock of another process, as clock_getcpuclockid(3) names it."""
        return time.clock_gettime(~self.process << 3 | 2)

    def settled(self) -> float:
        """The same once it rests: a server tidies up after a screen is drawn, which belongs to that visit."""
        until, before = time.monotonic() + LONGEST_TIDYING, self.seconds()
        while time.monotonic() < until:
            time.sleep(PAUSE)
            now = self.seconds()
            if now - before < AT_REST:
                return now
            before = now
        raise TimeoutError(self.address)

    def _run(self, url: str) -> Iterator[bytes]:
        """Each message, up to the end of the screen."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = url, ASKED
        wire = self.address.replace("http", "ws") + "/_stcore/stream"
        given = {"Origin": self.address}
        with connect(wire, additional_headers=given, subprotocols=[Subprotocol("streamlit")], max_size=None) as opened:
            opened.send(asked.SerializeToString())
            message = ForwardMsg()
            while message.WhichOneof("type") != "script_finished":
                received = opened.recv(timeout=300)
                content = received if isinstance(received, bytes) else received.encode()
                message.ParseFromString(content)
                assert not fault(message), (url, message)
                yield content


def fault(message: ForwardMsg) -> bool:
    """Whether a screen broke, instead of being drawn fast."""
    if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
        return False
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    return kind == "exception" or (kind == "alert" and element.alert.icon == ":material/report:")


@contextmanager
def served(store: Store, database: Path) -> Iterator[Server]:
    """A dashboard over a database, started as `smarthub run` starts it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from kpi.cli import main; main()", "run", "--port", str(port)]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}
    started = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(address)
        yield Server(address, started.pid, store)
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(timeout=20)


Pair = tuple[float, float]
"""The same figure with few facts and with many."""


@dataclass(frozen=True)
class Outcome:
    """A screen: its bytes, and the least of its seconds warm and cold, with few facts and with many."""

    screen: str
    bytes: Pair
    warm: Pair
    cold: Pair

    bare: Pair
    """Seconds of a bare page in the same turns: with our settings, and with the framework's own."""

    def over(self) -> list[str]:
        """Which of the limits it doesn't keep to."""
        found = [name for name, most in LIMITS.items() if ratio(getattr(self, name)) > most]
        most = MOST.get(self.screen, MOST[""])
        times = (self.warm[0], self.warm[0] / self.bare[0], self.warm[0] / self.bare[1])
        return found + [name for name, one, limit in zip(NAMED, times, most, strict=True) if one > limit]

    def row(self) -> list[str]:
        """The figures of a line of the paper."""
        told = [f"{comma(few, digits)} · {comma(many, digits)}" for digits, (few, many) in (
            (0, self.bytes), (3, self.warm), (3, self.cold),
        )]  # fmt: skip
        against = [comma(self.warm[0] / one, 2) for one in self.bare]
        times = [comma(ratio(one), 2) for one in (self.bytes, self.warm, self.cold)]
        return [self.screen, told[0], times[0], told[1], times[1], *against, told[2], times[2], " ".join(self.over())]

    def line(self) -> str:
        """All of it on one line."""
        told = [f"{name} {few:9.{digits}f} {many:9.{digits}f} × {many / few:5.2f}" for name, digits, (few, many) in (
            ("bytes", 0, self.bytes), ("warm", 3, self.warm), ("cold", 3, self.cold),
        )]  # fmt: skip
        mine, collecting = (f"{one:.3f} × {self.warm[0] / one:.2f}" for one in self.bare)
        return f"{self.screen:12} {' | '.join(told)} | bare {mine}, collecting {collecting} {' '.join(self.over())}"


def ratio(pair: Pair) -> float:
    """How many times the figure with few facts the one with many is."""
    return pair[1] / pair[0]


def screen(url: str, few: Server, many: Server, bare: Sequence[Server]) -> Outcome:
    """Cold and warm visits to one screen, each time to one server and then to the other, and to the bare pages."""
    cold = least([tuple(_after_renewal(server, url) for server in (few, many)) for _ in range(COLD)])
    asked = [(few, url), (many, url), *((server, "") for server in bare)]
    warm = [tuple(server.visit(where) for server, where in asked) for _ in range(WARM)]
    sizes = [tuple(float(one.size) for one in turn[:2]) for turn in warm]
    seconds = [tuple(one.seconds for one in turn) for turn in warm]
    return Outcome(
        url, least(sizes), least([turn[:2] for turn in seconds]), cold, least([turn[2:] for turn in seconds])
    )


def _after_renewal(server: Server, url: str) -> float:
    server.renew()
    return server.visit(url).seconds


def least(pairs: Sequence[tuple[float, ...]]) -> Pair:
    """The least on either side."""
    few, many = (min(side) for side in zip(*pairs, strict=True))
    return few, many


def starts(sides: Sequence[tuple[Store, Path]]) -> Pair:
    """The start of each server with the first visit to it."""
    return least([tuple(_start(store, file) for store, file in sides) for _ in range(STARTS)])


def _start(store: Store, file: Path) -> float:
    with served(store, file) as server:
        server.visit("")
        return server.settled()


def measured(urls: Sequence[str], say: Callable[[str], object] = lambda _: None) -> list[Outcome]:
    """Those screens, in turn; each line is said as soon as it is known."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        files = [Path(folder) / f"{facts}.db" for facts in (FEW, MANY)]
        stores = [build(file, facts) for file, facts in zip(files, (FEW, MANY), strict=True)]
        sides = list(zip(stores, files, strict=True))
        begun = starts(sides)
        say(f"start {begun[0]:.2f} s with {FEW} facts, {begun[1]:.2f} s with {MANY}: × {ratio(begun):.2f}")
        few, many = (stack.enter_context(served(*side)) for side in sides)
        pages = [stack.enter_context(bare(1, f"--runner.postScriptGC={each}")) for each in ("false", "true")]
        beside = [Server(one.address, one.processes[0]) for one in pages]
        found = []
        for url in urls:
            found.append(screen(url, few, many, beside))
            say(found[-1].line())
    assert ratio(begun) <= LIMITS["cold"], begun
    return found


def every_screen() -> list[str]:
    """The addresses of all screens, out of the navigation's own list."""
    return [one.url for one in SCREENS]


def main(asked: list[str]) -> int:
    """Print a line for each screen, and record them all; 1 when one of them is over a limit."""

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    found = measured(asked or every_screen(), say)
    if not asked:
        record("screens", table(HEADINGS, (one.row() for one in found)))
    return int(any(one.over() for one in found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
