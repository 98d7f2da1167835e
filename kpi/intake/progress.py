"""The progress of an import: a bar that never goes back, and moves on while a reader can't say how far it is."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
READ_SHARE = 0.7
"""How much of the work reading is."""
EVERY = 0.2
"""Seconds between two looks at a reader at work."""
CREEP = 0.01
"""So much of what is left of the file the bar moves on meanwhile."""


@dataclass
class ProgressBar:
    """The bar of one import; ``show`` gets the share that is done, and may raise to stop it."""

    show: Callable[[float], None]
    files: int = 1
    begun: int = 0
    """Files that were begun."""
    rows: int = 0
    """Of the file at hand, all its sheets together; 0 where that isn't known beforehand."""
    before: int = 0
    """Of those, the ones in sheets that have been read."""
    shown: float = 0.0

    def passed(self, row: int) -> None:
        """A table was read up to that row."""
        share = min(1.0, (self.before + row) / self.rows) if self.rows else 0.0
        self._move(READ_SHARE * (self.begun - 1 + share) / self.files)

    def read(self) -> None:
        """The file at hand was read."""
        self._move(READ_SHARE * self.begun / self.files)

    def compared(self, tables: int, of: int) -> None:
        """So many tables were compared with what is known."""
        self._move(READ_SHARE + (1 - READ_SHARE) * tables / (of + 1))

    def done(self) -> None:
        """Everything is done."""
        self._move(1.0)

    def during(self, work: Callable[[], T]) -> T:
        """Do the work and return its outcome; meanwhile the bar moves on, and what ``show`` raises ends the waiting.

        The work itself can't be stopped then: it ends by itself, and nobody hears of it.
        """
        outcome: Future[T] = Future()

        def run() -> None:
            try:
                outcome.set_result(work())
            except BaseException as error:
                outcome.set_exception(error)

        Thread(target=run, daemon=True).start()
        while not wait([outcome], EVERY).done:
            self._move(self.shown + (READ_SHARE * self.begun / self.files - self.shown) * CREEP)
        return outcome.result()

    def _move(self, share: float) -> None:
        self.shown = max(self.shown, share)
        self.show(self.shown)
