"""A workbook of an old or rare kind read once in a process of its own, with little memory and time, before ours does.

A damaged .xls can make the fast reader ask for a thousand gigabytes, or never end; nothing in the same process could
catch that. What the child process lives through is harmless, since reading is the same each time.
"""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

MEMORY = 640 * 1024 * 1024
SECONDS = 4
"""Of processor time; by the clock a busy machine gets several times as much."""
PATIENCE = 5
REFUSED = 3


def survives(content: bytes) -> bool:
    """Tell whether reading a workbook ends within its limits; one that is refused in the usual way survives."""
    command = [sys.executable, "-I", str(Path(__file__))]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and script
            command, input=content, capture_output=True, timeout=PATIENCE * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode in (0, REFUSED)


def _limit() -> None:
    """Hold this process to its limits, where the system can."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read every sheet of the workbook on standard input."""
    content = sys.stdin.buffer.read()
    _limit()
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            for _ in book.get_sheet_by_name(name).iter_rows():
                pass
    except (CalamineError, ValueError, OSError, OverflowError):
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
