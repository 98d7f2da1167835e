"""Files written beside their place and renamed: whole under their name, or not there."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Unwritten(OSError):
    """A file couldn't be written, for the reason of the system; ``kpi.errors.unwritable`` has a sentence for it."""


LEFT_OVER = re.compile(r"\.(\d+)\.part(?:-wal|-shm|-journal)?\Z")
"""What a process leaves that was killed while it wrote, with its number."""


@contextmanager
def beside(path: Path, *, folder: bool = False) -> Iterator[Path]:
    """Give the path to write to, for this account's eyes only; at the end it takes the name, on a fault it goes.

    What earlier processes left there half written goes first; ``folder``: the folder is made where it isn't there.
    Raises Unwritten, with the path and the system's reason.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        clear_left_overs(path.parent)
        part.touch(mode=0o600)
        yield part
        part.replace(path)
    except OSError as error:
        raise Unwritten(error.errno, error.strerror, str(path)) from None
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            if part.parent.is_dir():
                part.with_name(part.name + end).unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all; its folder is made. Raises Unwritten."""
    with beside(path, folder=True) as part:
        part.write_bytes(content)


def clear_left_overs(folder: Path) -> None:
    """Take away what processes that are gone left half written."""
    for left in folder.glob(".*.part*"):
        found = LEFT_OVER.search(left.name)
        if found and not _runs(int(found[1])):
            left.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process is there; where that can't be asked without harm it is taken to be."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except OSError as error:
        return not isinstance(error, ProcessLookupError)
    return True
