"""Acts killed at any moment: the process that does them, or the server's process that works for it."""

import faulthandler
import os
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import open_engine
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from tests.torture.places import Places, Server
from tests.torture.stories import ACTS, NOTHING, Act, programme, sound, state

LONGEST = 120
"""Seconds after which an act hangs; it then ends, and its traceback is what is wrong."""
HANGS, REFUSED = 1, 7
"""The status of a process whose act hung, and of one that was refused, as when its connection was broken."""


@dataclass(frozen=True)
class Truth:
    """What an act begins on and leaves when nobody disturbs it, and the seconds that it takes."""

    before: str
    after: str
    seconds: float


@contextmanager
def database(places: Places, act: Act) -> Iterator[str]:
    """A database of its own for one trial of an act."""
    with places.copy(act.story) if act.story else places.empty() as url:
        yield url


def begun(act: Act, url: str, folder: Path) -> int:
    """A process that does the act, and its number; it tells nothing but its status."""
    if child := os.fork():
        return child
    status = REFUSED
    try:
        os.dup2(os.open(folder / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        faulthandler.dump_traceback_later(LONGEST, exit=True, file=2)
        act.do(url, folder)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _done(act: Act, url: str, folder: Path) -> None:
    """Do an act to its end, in a process of its own too: what starts threads here would be missed by later ones."""
    _, status = os.waitpid(begun(act, url, folder), 0)
    assert status == 0, (act.name, (folder / "said").read_text("utf-8"))


def undisturbed(places: Places, act: Act, folder: Path) -> Truth:
    """Do an act once, to know what it leaves."""
    with database(places, act) as url:
        before = NOTHING if act.story in {"", "old"} else state(url)
        start = time.monotonic()
        _done(act, url, folder)
        seconds = time.monotonic() - start
        _made_anew(folder)
        return Truth(before, state(url), seconds)


def killed(places: Places, act: Act, folder: Path, truth: Truth, chance: random.Random) -> list[str]:
    """Kill an act somewhere on its way; return what is wrong afterwards, in words."""
    with database(places, act) as url:
        child = begun(act, url, folder)
        time.sleep(chance.uniform(0, truth.seconds))
        if isinstance(places, Server) and chance.random() < 1 / 2:
            _break(url, chance, crash=places.crash)
        else:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.waitstatus_to_exitcode(status) == HANGS:
            return [f"hangs: {(folder / 'said').read_text('utf-8')}"]
        return list(wrong(act, url, folder, truth, finished=status == 0))


def _break(url: str, chance: random.Random, *, crash: bool) -> None:
    """Break the connections of the other process off: politely, or by a crash of the server's own process for them."""
    engine = create_engine(open_engine(url).url)
    others = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
    with engine.connect() as connection:
        found = connection.execute(others).scalars().all()
    engine.dispose()
    for process in found:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL if crash and chance.random() < 1 / 2 else signal.SIGTERM)
    _answers(url)


def _answers(url: str) -> None:
    """Wait until a server that crashed answers again."""
    until = time.monotonic() + 60
    while True:
        engine = create_engine(open_engine(url).url)
        try:
            engine.connect().close()
        except OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return
        finally:
            engine.dispose()


def wrong(act: Act, url: str, folder: Path, truth: Truth, *, finished: bool) -> Iterator[str]:
    """What is wrong with a database that an act was done on; ``finished`` when it came to its end."""
    new = folder / "nieuw.db"
    if new.exists() and not sound(new):
        yield "a backup stands under its name and isn't whole"
    _made_anew(folder)
    if act.story == "old":  # what it was can't be looked at without bringing it up to date
        _done(act, url, folder)
    left = state(url)
    if finished and left != truth.after:
        yield f"lost: it had ended, and left {left}"
    elif left not in {truth.before, truth.after}:
        yield f"half: {left}"
    elif left == NOTHING or (left == truth.before and truth.before != truth.after):
        _done(act, url, folder)
        if (again := state(url)) != truth.after:
            yield f"done again it leaves {again}"
    store = open_store(url, programme())
    yield from (f"check: {words_of('en').say(fault)}" for fault in check_database(store))
    store.close()


def _made_anew(folder: Path) -> None:
    (folder / "nieuw.db").unlink(missing_ok=True)


def kill_all(
    places: Places, folder: Path, trials: int, seed: int, acts: Sequence[Act] = ACTS
) -> tuple[Counter[str], list[str]]:
    """So many kills, over the acts in turn; return how many of each, and what was wrong."""
    acts = [act for act in acts if places.name in act.places]
    truths = {act.name: undisturbed(places, act, folder) for act in acts}
    done, found = Counter[str](), list[str]()
    for number in range(trials):
        act, chance = acts[number % len(acts)], random.Random(f"{seed} {number}")  # noqa: S311 - a trial
        done[act.name] += 1
        found += [
            f"{places.name}, {act.name}, trial {number}: {fault}"
            for fault in killed(places, act, folder, truths[act.name], chance)
        ]
    return done, found
