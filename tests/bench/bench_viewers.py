"""Fifty people before a meeting: how long each waits for a screen.

`python -m tests.bench.bench_viewers`, over 1.000 facts. Each viewer is a browser's socket of its own that opens a
screen, reads for some five seconds and opens another. A wait is from the click to the end of the screen, also where the
server was busy with others. Fifty at one process, at two behind nginx, and at a bare page of the framework placed like
that, then a hundred at two. Those who ask use the same two cores; what that takes is told beside it.
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

import uvloop
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.bench.bench_pages import ASKED, fault
from tests.bench.places import Place, bare, ours
from tests.bench.recording import comma, record, table
from tests.bench.worlds import build

ARRIVING, WATCHED = 6.0, 25.0
"""The seconds in which people come in, and those in which they are watched from then on."""
THINKING = (3.0, 7.0)
SCREENS = ("overview", "overview", "overview", "indicator", "indicator", "money", "members", "vacancies", "update")
"""The screens that a steering group opens, the more often the more they stand here."""
SLOWEST, ASKED_OF = 1.0, {"50 at two processes"}
"""Seconds that at most one wait in twenty may take, and of which crowds that is asked."""
AT_ONCE = 4
"""Visits at the same time while nobody is watched."""
VISITED = 6
"""Visits to each screen before people come, divided over the processes by chance."""
HEADINGS = ("viewers", "views", "median, s", "p95, s", "longest, s", "broken", "server, s a view", "asking, s a view")
SHORT = 200
"""Bytes; the message that ends a screen is shorter, and only such ones are looked into."""
SUSPECT = (b"exception", b":material/report:")
"""What a screen that broke has among its bytes."""


@dataclass
class Waits:
    """Seconds of each wait that began while all had come in; how many of all views broke."""

    seconds: list[float]
    broken: int = 0
    views: int = 0

    @property
    def late(self) -> float:
        """The seconds that one wait in twenty goes over."""
        return quantiles(self.seconds, n=20)[-1]


@dataclass(frozen=True)
class Crowd:
    """So many viewers at a place, how they waited, and processor time a view: of the server and of those who asked."""

    name: str
    waits: Waits
    served: float
    asking: float

    def row(self) -> list[str]:
        """The figures of one line."""
        waits = self.waits
        told = [median(waits.seconds), waits.late, max(waits.seconds)]
        each = [comma(one, 3) for one in (self.served, self.asking)]
        return [self.name, str(len(waits.seconds)), *(comma(one, 2) for one in told), str(waits.broken), *each]


async def view(wire: ClientConnection, screen: str) -> tuple[float, bool]:
    """Open a screen; the seconds until its end, and whether it broke."""
    asked, broken, ended = BackMsg(), False, False
    asked.rerun_script.page_name, asked.rerun_script.query_string = screen, ASKED
    begun = time.monotonic()
    await wire.send(asked.SerializeToString())
    while not ended:
        received = await asyncio.wait_for(wire.recv(decode=False), 120)
        if len(received) <= SHORT or any(one in received for one in SUSPECT):
            message = ForwardMsg.FromString(bytes(received))
            broken, ended = broken or fault(message), message.WhichOneof("type") == "script_finished"
    return time.monotonic() - begun, broken


def opened(place: Place) -> connect:
    """The socket of one browser."""
    protocol, origin = [Subprotocol("streamlit")], {"Origin": place.address}
    return connect(
        place.socket, additional_headers=origin, subprotocols=protocol, max_size=None, compression=None,
        ssl=place.context, host="127.0.0.1",
    )  # fmt: skip


async def before_a_meeting(place: Place, viewers: int, screens: Sequence[str]) -> Waits:
    """All of them: each comes in some time before it begins, and goes from screen to screen until its end."""
    waits, begin = Waits([]), time.monotonic() + ARRIVING

    async def viewer(chance: random.Random) -> None:
        await asyncio.sleep(chance.uniform(0, ARRIVING))
        async with opened(place) as wire:
            while (at := time.monotonic()) < begin + WATCHED:
                seconds, broken = await view(wire, chance.choice(screens))
                waits.broken += broken
                waits.views += 1
                if at >= begin:
                    waits.seconds.append(seconds)
                await asyncio.sleep(chance.uniform(*THINKING))

    await asyncio.gather(*(viewer(random.Random(seed)) for seed in range(viewers)))  # noqa: S311 - the same each time
    return waits


async def passing(place: Place, views: int, screens: Sequence[str] = SCREENS) -> None:
    """So many views, each by somebody who comes and goes, a few at a time."""

    async def one(part: Sequence[str]) -> None:
        for screen in part:
            async with opened(place) as wire:
                await view(wire, screen)

    asked = [screens[number % len(screens)] for number in range(views)]
    await asyncio.gather(*(one(asked[first::AT_ONCE]) for first in range(AT_ONCE)))


def crowd(name: str, place: Place, viewers: int, screens: Sequence[str] = SCREENS) -> Crowd:
    """So many viewers at a place that was looked at before."""
    uvloop.run(passing(place, VISITED * len(set(screens)), list(dict.fromkeys(screens))))
    served, asking = place.seconds(), time.process_time()
    waits = uvloop.run(before_a_meeting(place, viewers, screens))
    served, asking = place.seconds() - served, time.process_time() - asking
    return Crowd(name, waits, served / waits.views, asking / waits.views)


def crowds(database: str) -> list[Crowd]:
    """Each crowd in its turn, told as soon as it is known."""
    found = []
    with ours(database) as place:
        found.append(crowd("50 at one process", place, 50))
    with ours(database, processes=2) as place:
        found.append(crowd("50 at two processes", place, 50))
        found.append(crowd("100 at two processes", place, 100))
    with bare(processes=2) as place:
        found.append(crowd("floor: 50 at a bare page, two processes", place, 50, [""]))
    return found


def main() -> int:
    """Print and record how they waited; 1 when that is over its limit or a view broke."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.db"
        build(file, 1_000)
        found = crowds(f"sqlite:///{file}")
    lines = table(HEADINGS, (one.row() for one in found))
    sys.stdout.write(f"{lines}\n")
    record("viewers", lines)
    late = any(one.waits.late > SLOWEST for one in found if one.name in ASKED_OF)
    return int(late or any(one.waits.broken for one in found))


if __name__ == "__main__":
    raise SystemExit(main())
