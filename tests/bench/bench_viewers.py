"""Fifty people before a meeting: how long each waits for a screen, and what the server keeps after many views.

`python -m tests.bench.bench_viewers [viewers]`. One server, started as `smarthub run` does, over 1.000 facts. Each
viewer is a browser's socket of its own that opens a screen, reads for some five seconds and opens another. A wait is
from the click to the end of the screen, also where the server was busy with others. The memory is that after 500 and
after 5.000 views by people who come and go.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.bench_pages import ASKED, Server, fault, served
from tests.bench.worlds import build

VIEWERS, ARRIVING, WATCHED = 50, 20.0, 90.0
"""How many people, the seconds in which they come in, and those in which they are watched from then on."""
THINKING = (3.0, 7.0)
SCREENS = ("overview", "overview", "overview", "indicator", "indicator", "money", "members", "vacancies", "update")
"""The screens that a steering group opens, the more often the more they stand here."""
SLOWEST = 1.0
"""Seconds that at most one wait in twenty may take."""
EARLY, LATE, AT_ONCE, GROWTH = 500, 5_000, 4, 50
"""Views before the first and the second measurement of memory, people at once, and the most that it may grow in MiB."""


@dataclass
class Waits:
    """Seconds of each wait that began while all had come in; how many of all views broke."""

    seconds: list[float]
    broken: int = 0

    def line(self) -> str:
        """Median, 95th percentile and longest wait."""
        late = quantiles(self.seconds, n=20)[-1]
        told = f"median {median(self.seconds):.2f} s, p95 {late:.2f} s, longest {max(self.seconds):.2f} s"
        return f"{len(self.seconds)} views: {told}, {self.broken} broken"


async def view(wire: ClientConnection, screen: str) -> tuple[float, bool]:
    """Open a screen; the seconds until its end, and whether it broke."""
    asked, message, broken = BackMsg(), ForwardMsg(), False
    asked.rerun_script.page_name, asked.rerun_script.query_string = screen, ASKED
    begun = time.monotonic()
    await wire.send(asked.SerializeToString())
    while message.WhichOneof("type") != "script_finished":
        received = await asyncio.wait_for(wire.recv(), 120)
        message.ParseFromString(received if isinstance(received, bytes) else received.encode())
        broken = broken or fault(message)
    return time.monotonic() - begun, broken


def opened(server: Server) -> connect:
    """The socket of one browser."""
    address = server.address.replace("http", "ws") + "/_stcore/stream"
    given = {"Origin": server.address}
    return connect(address, additional_headers=given, subprotocols=[Subprotocol("streamlit")], max_size=None)


async def viewer(server: Server, waits: Waits, chance: random.Random, begin: float, until: float) -> None:
    """Come in some time before the measuring begins, and go from screen to screen until its end."""
    await asyncio.sleep(chance.uniform(0, ARRIVING))
    async with opened(server) as wire:
        while (at := time.monotonic()) < until:
            seconds, broken = await view(wire, chance.choice(SCREENS))
            waits.broken += broken
            if at >= begin:
                waits.seconds.append(seconds)
            await asyncio.sleep(chance.uniform(*THINKING))


async def before_a_meeting(server: Server, viewers: int) -> Waits:
    """All of them at once."""
    waits, begin = Waits([]), time.monotonic() + ARRIVING
    chances = [random.Random(seed) for seed in range(viewers)]  # noqa: S311 - the same people each time
    await asyncio.gather(*(viewer(server, waits, chance, begin, begin + WATCHED) for chance in chances))
    return waits


async def passing(server: Server, views: int) -> None:
    """So many views, each by somebody who comes and goes, a few at a time."""

    async def one(screens: Sequence[str]) -> None:
        for screen in screens:
            async with opened(server) as wire:
                await view(wire, screen)

    asked = [SCREENS[number % len(SCREENS)] for number in range(views)]
    await asyncio.gather(*(one(asked[part::AT_ONCE]) for part in range(AT_ONCE)))


def resident(process: int) -> float:
    """The memory that a process holds, in MiB."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main(asked: list[str]) -> int:
    """Print both figures; 1 when one is over its limit or a view broke."""
    viewers = int(asked[0]) if asked else VIEWERS
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.db"
        store = build(file, 1_000)
        with served(store, file) as server:
            waits = asyncio.run(before_a_meeting(server, viewers))
            sys.stdout.write(f"{viewers} viewers, {waits.line()}\n")
            sys.stdout.flush()
        with served(store, file) as server:
            asyncio.run(passing(server, EARLY))
            early = resident(server.process)
            asyncio.run(passing(server, LATE - EARLY))
            late = resident(server.process)
            sys.stdout.write(f"memory after {EARLY} views {early:.0f} MiB, after {LATE} {late:.0f} MiB\n")
    return int(quantiles(waits.seconds, n=20)[-1] > SLOWEST or waits.broken > 0 or late - early > GROWTH)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
