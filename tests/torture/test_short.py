"""A little of `make torture` in every run; and what it is worth: harm that nobody names is found."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.torture import damage, killing
from tests.torture.killing import kill_all
from tests.torture.places import Files, Places, Server, file_of
from tests.torture.stories import ACTS, fill

QUICK = [act for act in ACTS if act.name in {"import", "undo", "correction on screen", "restore", "retention"}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that the acts bring and leave."""
    return tmp_path_factory.mktemp("bestanden")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> Files:
    places = Files(tmp_path_factory.mktemp("databases"))
    fill(places, folder)
    return places


def test_killed_anywhere_it_is_at_the_revision_before_or_after(files: Files, folder: Path) -> None:
    assert kill_all(files, folder, 10, 1, QUICK)[1] == []


def test_killed_or_cut_off_from_a_server_it_is_at_the_revision_before_or_after(
    postgres_server: str, folder: Path, tmp_path: Path
) -> None:
    places: Places = Server(postgres_server, crash=False)
    fill(places, tmp_path)
    assert kill_all(places, tmp_path, 6, 1, QUICK[:3])[1] == []
    assert list(damage.two_editors(places, tmp_path, 1)) == []


def test_a_bad_disk_is_named_and_a_bad_backup_refused(files: Files, folder: Path) -> None:
    assert list(damage.bad_disk(files, 20, 1)) == []
    assert list(damage.cut_journal(files, 3, 1)) == []
    assert list(damage.damaged_backups(files, folder, 3, 1)) == []


def test_a_full_disk_a_lock_two_editors_and_a_wrong_clock_leave_nothing_half(files: Files, folder: Path) -> None:
    assert list(damage.full_disk(files, folder, 3, 1)) == []
    assert list(damage.locked(files, folder, 1, refused=False)) == []
    assert list(damage.two_editors(files, folder, 1)) == []
    assert list(damage.wrong_clocks(files)) == []


def test_a_half_revision_would_be_found(files: Files, folder: Path) -> None:
    """An import that loses one of its rows is neither the revision before nor the one after, and check names it."""
    act = QUICK[0]
    truth = killing.undisturbed(files, act, folder)
    with killing.database(files, act) as url:
        act.do(url, folder)
        with closing(sqlite3.connect(file_of(url))) as connection:
            connection.execute("DELETE FROM vacancies WHERE key = (SELECT max(key) FROM vacancies)")
            connection.commit()
        wrong = list(killing.wrong(act, url, folder, truth, finished=True))
    assert wrong[0].startswith("lost: it had ended")
    assert any(fault.startswith("check: ") for fault in wrong)
