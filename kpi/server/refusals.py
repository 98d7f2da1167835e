"""The refusals of a door in the audit log, which nothing can be taken out of: the first of a kind, the others counted.

A person's are counted by person, those of all who aren't signed in together: whatever an attacker asks for and from
however many addresses, each kind of refusal leaves at most an entry a minute.
"""

import asyncio
from dataclasses import replace

from anyio import to_thread

from kpi.errors import Refusal
from kpi.facts.audit_log import AuditEntry
from kpi.server import installation

QUIET = 60.0
"""Seconds between two entries of a kind."""


class Refusals:
    """The refusals of a process; ``quiet`` is the time between two entries, in seconds."""

    def __init__(self, quiet: float = QUIET) -> None:
        self._quiet = quiet
        self._more: dict[tuple[str, str], int] = {}
        self._counting: set[asyncio.Task[None]] = set()

    async def note(self, entry: AuditEntry, kind: str, *, known: bool) -> None:
        """Write the entry of a refusal, or count it with those of its kind; ``known``: its person is signed in."""
        key = (entry.by if known else "", kind)
        if key in self._more:
            self._more[key] += 1
            return
        self._more[key] = 0
        await _write(entry)
        task = asyncio.create_task(self._count(key, replace(entry, by=entry.by if known else "unknown")))
        self._counting.add(task)
        task.add_done_callback(self._counting.discard)

    async def _count(self, key: tuple[str, str], entry: AuditEntry) -> None:
        """Write how many came meanwhile, each time the quiet is over, until none did."""
        while True:
            await asyncio.sleep(self._quiet)
            more, self._more[key] = self._more[key], 0
            if not more:
                del self._more[key]
                return
            try:
                await _write(replace(entry, at=installation.now(), about=f"{key[1]} × {more}"))
            except Refusal:
                self._more[key] += more


async def _write(entry: AuditEntry) -> None:
    await to_thread.run_sync(installation.store().note, entry)
