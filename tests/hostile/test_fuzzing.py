"""Whatever bytes come in: a refusal or a proposal with its problems, never a fault of ours, and nothing stored."""

from pathlib import Path

from kpi.facts.store_opening import open_store
from tests.hostile.fuzzing import MAKERS, PROGRAMME, attempt, real_files, tried


def test_random_and_damaged_files_never_end_in_a_fault(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'facts.db'}", PROGRAMME)
    became, wrong = tried(store, 40 * len(MAKERS), seed=7)
    assert wrong == ""
    assert became.total() == 40 * len(MAKERS)
    assert store.latest() == 0


def test_the_files_that_are_damaged_were_sound(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'facts.db'}", PROGRAMME)
    became = [attempt(store, file) for file in real_files()]
    assert set(became) == {"proposed", "account_unmapped", "bank_statement"}
