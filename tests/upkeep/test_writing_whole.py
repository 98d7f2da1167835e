"""What is written takes its name when it is whole; a full or read-only disk is one sentence and leaves nothing."""

import errno
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kpi import files
from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme
from tests.cli.test_cli import Shell
from tests.facts.stories import write

WRITING = (
    "report subsidy --out {out} --as-of 2018-06-30",
    "report update --out {out} --as-of 2018-06-30",
    "report evidence --out {out} --as-of 2018-06-30",
    "backup {out}/kopie.db",
    "template --out {out}/sjabloon.xlsx",
    "export --out {out}/huidige-rijen.xlsx",
    "programme --out {out}/programma.toml",
)
SENTENCES = {
    errno.ENOSPC: "kan niet worden geschreven: de schijf is vol.",
    errno.EROFS: "kan niet worden geschreven: daar mag alleen gelezen worden.",
    errno.EACCES: "kan niet worden geschreven: daar mag alleen gelezen worden.",
    errno.EIO: "kan niet worden geschreven; kijk of de map er is",
}


@pytest.fixture
def smarthub(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    store = open_store(sqlite_url, load_programme(default_programme_path()))
    write(store, {"a": 1})
    store.close()
    return Shell(sqlite_url, monkeypatch, capsys)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    found = tmp_path / "map"
    found.mkdir()
    return found


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("fault", SENTENCES)
def test_a_fault_of_the_disk_is_one_sentence_and_leaves_nothing(
    smarthub: Shell, out: Path, monkeypatch: pytest.MonkeyPatch, command: str, fault: int
) -> None:
    replace = Path.replace

    def broken(part: Path, target: Path) -> Path:
        if target.parent == out:
            raise OSError(fault, os.strerror(fault))
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", broken)
    answer = smarthub(*command.format(out=out).split())
    assert (answer.status, SENTENCES[fault] in answer.err, answer.err.count("\n")) == (1, True, 1)
    assert list(out.iterdir()) == []


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("command", WRITING)
def test_a_file_that_grows_too_large_is_refused_and_leaves_nothing(smarthub: Shell, out: Path, command: str) -> None:
    """A real limit of the system, of 2 kB a file; of the database the first of its files meets it."""
    with no_file_over(2_000):
        answer = smarthub(*command.format(out=out).split())
    assert (answer.status, answer.out, answer.err.count("\n"), "kan niet" in answer.err) == (1, "", 1, True)
    assert list(out.iterdir()) == []


def gone() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_what_a_killed_process_left_goes_at_the_next_writing_and_nothing_else(smarthub: Shell, out: Path) -> None:
    dead, alive = gone(), os.getppid()
    left = [f".kopie.db.{dead}.part{end}" for end in ("", "-wal", "-shm", "-journal")]
    kept = [f".kopie.db.{alive}.part", "brief.part", f".kopie.db.{dead}.partner", ".kopie.db.x.part"]
    for name in (*left, *kept):
        (out / name).touch()
    assert smarthub("backup", str(out / "nieuw.db")).status == 0
    assert sorted(path.name for path in out.iterdir()) == sorted([*kept, "nieuw.db"])


def test_a_file_is_whole_under_its_name_or_keeps_what_it_held(tmp_path: Path) -> None:
    files.write_whole(tmp_path / "a.txt", b"eerst")

    def half() -> None:
        with files.beside(tmp_path / "a.txt") as part:
            part.write_bytes(b"hal")
            raise OSError(errno.ENOSPC, "vol")

    with pytest.raises(files.Unwritten):
        half()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.txt", b"eerst")]
