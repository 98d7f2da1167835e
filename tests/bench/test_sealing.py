"""What a commit costs by its seal: the checksum of all that it wrote, read back from the database."""

import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from kpi.access import LOCAL
from kpi.acts import imports
from kpi.facts import revisions
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.intake.proposing import FilesToRead
from tests.bench.worlds import AT, HEADS, build, row

ROWS, TIMES, LARGEST_SHARE = 50_000, 5, 0.10


def test_the_seal_makes_a_commit_at_most_a_tenth_dearer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = build(tmp_path / "facts.db", 1_000)
    proposal, sealing = _vacancies(store), _Clock(revisions.content_seal)
    monkeypatch.setattr(revisions, "content_seal", sealing)
    shares = []
    for _ in range(TIMES):
        sealing.seconds, begun = 0.0, time.process_time()
        with store.rehearse(proposal):
            whole = time.process_time() - begun
        shares.append(sealing.seconds / (whole - sealing.seconds))
    assert min(shares) <= LARGEST_SHARE, shares


class _Clock:
    """A function whose seconds are counted."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function, self.seconds = function, 0.0

    def __call__(self, *given: object) -> object:
        begun = time.process_time()
        try:
            return self.function(*given)
        finally:
            self.seconds += time.process_time() - begun


def _vacancies(store: Store) -> Proposal:
    chance = Random(1)  # noqa: S311 - invented data
    rows = (row("Vacatures", number, 500, chance) for number in range(1_000_000, 1_000_000 + ROWS))
    given = FilesToRead([("Vacatures.csv", "\r\n".join([HEADS["Vacatures"], *rows]).encode())])
    proposal = imports.read_files(store, LOCAL, given, at=AT).proposal
    assert proposal is not None
    return proposal
