"""Shares the test files out over the workers, so that no core is idle while a browser is waited for.

The files lie in a row: those that mostly wait in front, those that mostly compute at the back, the short ones between
them. Half of the workers take from the front and half from the back, so that there is always something to compute
beside what waits, and short files are left for the end.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

WAITING = ("browser", "office", "server")
"""Marks of files that wait for another program, the longest first."""
COMPUTING = ("screen", "paper")
"""Marks of files that compute, the longest last."""


def in_a_row(marks: Iterable[set[str]]) -> int:
    """Return where a file stands in the row, out of the marks of its tests; the smaller, the nearer to the front."""
    there = set().union(*marks)
    waits = [place for place, mark in enumerate(WAITING) if mark in there]
    computes = [place for place, mark in enumerate(COMPUTING, len(WAITING) + 1) if mark in there]
    return min(waits) if waits else max(computes, default=len(WAITING))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Lay the files in their row, once every test has its marks (``tests/conftest.py``)."""
    files: dict[Path, list[set[str]]] = {}
    for item in items:
        files.setdefault(item.path, []).append({mark.name for mark in item.iter_markers()})
    places = {file: in_a_row(marks) for file, marks in files.items()}
    items.sort(key=lambda item: places[item.path])


class FromBothEnds(LoadFileScheduling):
    """Gives whole files to workers, in turn from the front of the row and from its back."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        if self.nodes.index(node) % 2:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FromBothEnds | None:
    """Share out this way wherever whole files go to workers."""
    return FromBothEnds(config, log) if config.getoption("dist") == "loadfile" else None
