"""Half of the workers begin with files that wait, half with files that compute, and each file is run once."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.sharing_out import FromBothEnds, in_a_row

FILES = ["journey.py", "office.py", "short.py", "shorter.py", "screens.py", "papers.py"]


class Worker:
    """A worker that only notes what it is asked to run."""

    shutting_down = False

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.asked: list[int] = []

    def send_runtest_some(self, numbers: list[int]) -> None:
        self.asked += numbers

    def shutdown(self) -> None:
        self.shutting_down = True


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> tuple[FromBothEnds, list[Any]]:
    """Six files of three tests each, of which two workers have got the first that they begin with."""
    monkeypatch.setattr("xdist.scheduler.loadscope.parse_tx_spec_config", lambda _: range(2))
    config: Any = SimpleNamespace(option=SimpleNamespace(loadscopereorder=False))
    scheduler, workers = FromBothEnds(config), [Worker("gw0"), Worker("gw1")]
    for worker in workers:
        scheduler.add_node(worker)  # type: ignore[arg-type]
        scheduler.add_node_collection(worker, [f"{file}::{name}" for file in FILES for name in "abc"])  # type: ignore[arg-type]
    scheduler.schedule()
    return scheduler, list(workers)


def test_a_file_that_waits_lies_in_front_and_one_that_computes_at_the_back() -> None:
    marks = [{"browser", "server"}], [{"office"}, set()], [set()], [{"screen"}], [set(), {"screen", "paper"}]
    assert [in_a_row(each) for each in marks] == sorted(map(in_a_row, marks))
    assert in_a_row([set(), {"paper"}, {"server"}]) < in_a_row([set()])
    assert len(set(map(in_a_row, marks))) == len(marks)


def test_workers_begin_at_both_ends_and_run_every_test_once(shared_out: tuple[FromBothEnds, list[Any]]) -> None:
    scheduler, workers = shared_out
    assert [[FILES[number // 3] for number in one.asked[::3]] for one in workers] == [["journey.py"], ["papers.py"]]
    done = 0
    while scheduler.workqueue:
        for worker in workers:
            for number in worker.asked[done : done + 1]:
                scheduler.mark_test_complete(worker, number)
        done += 1
    assert sorted(workers[0].asked + workers[1].asked) == list(range(18))
    assert [FILES[number // 3] for number in workers[0].asked[::3]] == ["journey.py", "office.py", "short.py"]
