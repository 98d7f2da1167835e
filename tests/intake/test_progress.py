"""How far reading is: a bar that moves on, and can be stopped without leaving anything behind."""

import datetime
import time
from itertools import pairwise
from threading import Event

import pytest

from kpi.facts.store import Store
from kpi.intake.progress import ProgressBar
from kpi.intake.unreadable import FileRefused
from tests.intake.conftest import Propose, xlsx

HEAD = ["organisatie", "soort", "lid_sinds"]


class Stopped(Exception):
    """Somebody clicked on stop."""


def long_file() -> tuple[str, bytes]:
    rows = [[f"Voorbeeldbedrijf {n}", "bedrijf", datetime.date(2017, 1, 1)] for n in range(20_000)]
    return "leden.xlsx", xlsx({"Organisaties": [HEAD, *rows]})


def test_the_bar_moves_on_within_a_file_and_never_back(proposed: Propose) -> None:
    seen: list[float] = []
    proposed(long_file(), progress=seen.append)
    assert all(before <= after for before, after in pairwise(seen))
    assert len({round(share, 2) for share in seen if 0 < share < 0.7}) >= 4
    assert seen[-1] == 1.0


def test_stopping_leaves_nothing_behind_and_reading_can_begin_again(store: Store, proposed: Propose) -> None:
    def stop(share: float) -> None:
        if share > 0.2:
            raise Stopped

    with pytest.raises(Stopped):
        proposed(long_file(), progress=stop)
    assert store.latest() == 0
    again = proposed(long_file())
    assert again.proposal is not None
    assert store.commit(again.proposal).number == 1


def test_the_bar_moves_while_a_reader_at_work_says_nothing() -> None:
    seen: list[float] = []
    bar = ProgressBar(seen.append, files=2, begun=1)
    assert bar.during(lambda: time.sleep(1.1) or "read") == "read"
    assert len(seen) >= 3
    assert all(before < after < 0.35 for before, after in pairwise(seen))
    bar.read()
    assert seen[-1] == 0.35


def test_a_reader_at_work_can_be_stopped_at_once() -> None:
    ended = Event()

    def stop(_share: float) -> None:
        raise Stopped

    began = time.monotonic()
    with pytest.raises(Stopped):
        ProgressBar(stop, begun=1).during(lambda: ended.wait(30))
    assert time.monotonic() - began < 5
    ended.set()


def test_what_a_reader_refuses_is_heard() -> None:
    def refuse() -> None:
        raise FileRefused("unreadable")

    with pytest.raises(FileRefused):
        ProgressBar(lambda _share: None, begun=1).during(refuse)
