"""The end of the log, kept in a small file beside an SQLite database too.

A database that lost its latest changes (a journal cut off, an older copy put back) is whole in itself, and can't know.
"""

import json
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL

from kpi.files import write_whole


def place(address: URL) -> Path | None:
    """The file beside a database; None of one on a server, which keeps its own journal."""
    return Path(f"{address.database}-end") if address.get_backend_name() == "sqlite" else None


def last_known(address: URL) -> dict[str, tuple[int, str]]:
    """By programme the number and the seal of the last entry that was written here; empty when nothing tells."""
    file = place(address)
    try:
        known = json.loads(file.read_text("utf-8")) if file else {}
        return {str(programme): (int(number), str(seal)) for programme, (number, seal) in known.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def remember(address: URL, programme: str, number: int, seal: str) -> None:
    """Keep the end of a programme's log; never an earlier one, and never at the cost of what was just recorded."""
    file, known = place(address), last_known(address)
    if file is None or known.get(programme, (0, ""))[0] > number:
        return
    with suppress(OSError):
        write_whole(file, json.dumps({**known, programme: (number, seal)}).encode())
