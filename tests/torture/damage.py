"""A bad disk, a full one, one that may only be read; locks, two editors at once, and clocks that are wrong."""

import os
import random
import resource
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

from kpi.errors import Refusal
from kpi.facts.database.backup import restore
from kpi.facts.database.checking import check_database
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from tests.torture.killing import begun, database, undisturbed
from tests.torture.places import Files, Places, file_of
from tests.torture.stories import ACTS, AT, NOTHING, Act, correct, on, programme, state

NOBODY = 65534
"""The number of the account that owns nothing."""


def check(url: str) -> list[str]:
    """What `smarthub check` finds; what opening the database refuses."""
    try:
        store = open_store(url, programme(), make=False)
    except Refusal as refusal:
        return [refusal.sentence(words_of("en"))]
    try:
        return [words_of("en").say(fault) for fault in check_database(store)]
    except Refusal as refusal:
        return [refusal.sentence(words_of("en"))]
    finally:
        store.close()


def content(file: Path) -> str:
    """What SQLite itself reads from a file."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            return "\n".join(connection.iterdump())
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return f"unreadable: {error}"


def flipped(file: Path, chance: random.Random) -> None:
    """Turn one bit of a file around."""
    held = bytearray(file.read_bytes())
    held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    file.write_bytes(held)


def cut(file: Path, chance: random.Random) -> None:
    """Cut a file off somewhere."""
    os.truncate(file, chance.randrange(file.stat().st_size))


def emptied(file: Path, chance: random.Random) -> None:
    """Fill a page of a file with zeros."""
    with file.open("r+b") as held:
        held.seek(chance.randrange(file.stat().st_size // 4096) * 4096)
        held.write(bytes(4096))


HARM = (flipped, cut, emptied)


def bad_disk(places: Files, trials: int, seed: int) -> Iterator[str]:
    """Harm a database that is closed: what reads differently from then on is named."""
    truth = content(places.filled["history"])
    for number in range(trials):
        chance = random.Random(f"{seed} disk {number}")  # noqa: S311 - a trial
        harm = flipped if number % 10 else chance.choice(HARM[1:])
        with places.copy("history") as url:
            harm(file_of(url), chance)
            found = check(url)
            if not found and content(file_of(url)) != truth:
                yield f"unseen: {harm.__name__}, trial {number}"


def cut_journal(places: Files, trials: int, seed: int) -> Iterator[str]:
    """Cut off the journal of a database in use, as when the power goes: an earlier revision, whole, and named."""
    with places.copy("history") as url:
        before, store = state(url), open_store(url, programme())
        correct(store, "43")
        after = state(url)
        for number in range(trials):
            with places.empty() as other:
                file_of(other).parent.mkdir(exist_ok=True)
                for end in ("", "-wal", "-end"):
                    shutil.copy(f"{file_of(url)}{end}", f"{file_of(other)}{end}")
                cut(Path(f"{file_of(other)}-wal"), random.Random(f"{seed} journal {number}"))  # noqa: S311 - a trial
                found, left = check(other), state(other)
                if left not in {before, after}:
                    yield f"half: journal {number}: {left}"
                elif left == before and not found:
                    yield f"unseen: journal {number}"
        store.close()


def damaged_backups(places: Files, folder: Path, trials: int, seed: int) -> Iterator[str]:
    """Put a backup back that was harmed: refused, with nothing left, or the same as ever."""
    with places.copy("history") as url:
        truth = state(url)
    for number in range(trials):
        chance, file = random.Random(f"{seed} backup {number}"), folder / "beschadigd.db"  # noqa: S311 - a trial
        shutil.copy(folder / "kopie.db", file)
        HARM[number % len(HARM)](file, chance)
        with places.empty() as url:
            try:
                restore(file, url)
            except Refusal:
                if state(url) != NOTHING:
                    yield f"half: a refused backup left {state(url)}, trial {number}"
            else:
                if state(url) != truth:
                    yield f"unseen: a backup, trial {number}"
        file.unlink()


def within(act: Act, limit: Callable[[], None]) -> Act:
    """An act that is done under a limit of the system."""

    def do(url: str, folder: Path) -> None:
        limit()
        act.do(url, folder)

    return Act(act.name, act.story, do, act.places)


def full_disk(places: Files, folder: Path, trials: int, seed: int) -> Iterator[str]:
    """No file may grow beyond a size: each act is done whole, or refused with everything as it was."""
    for number in range(trials):
        act = ACTS[number % len(ACTS)]
        chance = random.Random(f"{seed} full {number}")  # noqa: S311 - a trial
        size = int(4096 * 2 ** chance.uniform(0, 9))

        def limit(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        yield from _under(places, within(act, limit), folder, f"disk full at {size}")


def only_reading(places: Files, folder: Path) -> Iterator[str]:
    """An account that may not write: each act is refused, and nothing changes. Only root can try it."""
    for act in ACTS if os.geteuid() == 0 else ():
        yield from _under(places, within(act, lambda: os.setuid(NOBODY)), folder, "only reading")


def _under(places: Places, act: Act, folder: Path, what: str) -> Iterator[str]:
    truth = undisturbed(places, next(one for one in ACTS if one.name == act.name), folder)
    with database(places, act) as url:
        if what == "only reading":
            file_of(url).parent.chmod(0o755)
            for part in file_of(url).parent.iterdir():
                part.chmod(0o444)
        _, status = os.waitpid(begun(act, url, folder), 0)
        left = state(url)
        if act.story == "old":
            left = truth.before if status else left
        if left != (truth.before if status else truth.after):
            yield f"half: {act.name}, {what}: {left}"
        if left != NOTHING:
            yield from (f"check: {act.name}, {what}: {fault}" for fault in check(url))
        (folder / "nieuw.db").unlink(missing_ok=True)


CORRECTION = next(act for act in ACTS if act.name.startswith("correction"))


def locked(places: Files, folder: Path, seconds: float, *, refused: bool) -> Iterator[str]:
    """Somebody else holds the database for so long: a change waits, and after its term it is refused."""
    truth = undisturbed(places, CORRECTION, folder)
    with database(places, CORRECTION) as url:
        holder = _holding(file_of(url), seconds)
        _, status = os.waitpid(begun(CORRECTION, url, folder), 0)
        os.waitpid(holder, 0)
        if bool(status) != refused or state(url) != (truth.before if refused else truth.after):
            yield f"lost: a lock of {seconds} s ended with {status}"
        yield from check(url)


def _holding(file: Path, seconds: float) -> int:
    """Start a process that holds a database, once it does; a connection of ours would be handed on to all children."""
    told, tell = os.pipe()
    if holder := os.fork():
        os.close(tell)
        os.read(told, 1)
        os.close(told)
        return holder
    try:
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        os.write(tell, b".")
        time.sleep(seconds)
        other.execute("ROLLBACK")
    finally:
        os._exit(0)


def two_editors(places: Places, folder: Path, trials: int) -> Iterator[str]:
    """Two people change the same row at once: as many revisions as changes that were told to be done."""
    for number in range(trials):
        with places.copy("history") as url:
            before = _latest(url)
            both = [
                Act(name, "history", on(lambda s, _, v=value: correct(s, v)))
                for name, value in (("a", "51"), ("b", "52"))
            ]
            ended = [os.waitpid(child, 0)[1] for child in [begun(act, url, folder) for act in both]]
            done = ended.count(0)
            if not done or _latest(url) != before + done:
                yield f"lost: {done} of two editors, from {before} to {_latest(url)}, trial {number}"
            yield from check(url)


def _latest(url: str) -> int:
    store = open_store(url, programme())
    with suppress(Refusal):
        return store.latest()
    return 0


def wrong_clocks(places: Places) -> Iterator[str]:
    """The clock is ten years back, and then eighty years ahead: everything is recorded, in its order."""
    with places.copy("history") as url:
        before, store = _latest(url), open_store(url, programme())
        for number, days in enumerate((-3650, 29_220, 0)):
            correct(store, str(60 + number), at=AT + timedelta(days=days))
        if store.latest() != before + 3:
            yield f"lost: with a wrong clock, from {before} to {store.latest()}"
        store.close()
        yield from check(url)
