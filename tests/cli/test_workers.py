"""More processes of the dashboard: all stop with the command, and one that dies comes back."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kpi.cli import app, operations
from kpi.cli.workers import Worker

NOTING = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
FAILING = "import os.path, sys, time\nif sys.argv[1][-1] == 'a':\n" + (
    "    while not os.path.exists(sys.argv[1][:-1] + 'b'):\n        time.sleep(0.05)\n    sys.exit(3)\n" + NOTING
)
"""As that, but the first ends with 3 once the other is there."""
KEEPING = """
import sys
from pathlib import Path
from kpi.cli import workers
workers.WAITING, workers.STARTING = 0.1, float(sys.argv[3])
commands = [[sys.executable, "-c", sys.argv[1], f"{sys.argv[2]}/{one}"] for one in "ab"]
each = [workers.Worker(command, {}, Path(sys.argv[2])) for command in commands]
sys.exit(workers.keep(each))
"""


def kept(folder: Path, child: str = NOTING, starting: float = 0.0) -> subprocess.Popen[bytes]:
    """A process that keeps two others, each of which writes its number into a file of its own."""
    return subprocess.Popen([sys.executable, "-c", KEEPING, child, str(folder), str(starting)])


def numbers(file: Path, many: int) -> list[int]:
    """The processes that wrote to a file, once there are so many."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if file.exists() and len(found := file.read_text("ascii").split()) >= many:
            return [int(one) for one in found]
        time.sleep(0.05)
    pytest.fail(f"{file.name}: not {many} processes")


def gone(process: int) -> bool:
    """Tell that a process is no more, or ends just now."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(os.name != "posix", reason="Signals as on Linux and macOS")
def test_a_process_that_dies_comes_back_and_all_stop_with_the_command(tmp_path: Path) -> None:
    keeping = kept(tmp_path)
    [first], [other] = numbers(tmp_path / "a", 1), numbers(tmp_path / "b", 1)
    os.kill(first, signal.SIGKILL)
    _, second = numbers(tmp_path / "a", 2)
    assert not gone(other)
    keeping.send_signal(signal.SIGTERM)
    assert keeping.wait(30) == 0
    assert [gone(one) for one in (first, second, other)] == [True] * 3


def test_one_that_never_comes_up_ends_the_command_with_its_code_and_the_others(tmp_path: Path) -> None:
    keeping = kept(tmp_path, FAILING, starting=60)
    assert keeping.wait(30) == 3
    assert gone(numbers(tmp_path / "b", 1)[0])


def test_each_process_has_a_port_of_its_own_over_the_same_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Worker] = []
    monkeypatch.setattr(operations, "keep", lambda workers: seen.extend(workers) or 0)
    database = f"sqlite:///{tmp_path / 'leeg.db'}"
    done = CliRunner().invoke(app, ["run", "--port", "8700", "--workers", "3", "--database", database])
    assert done.exit_code == 0, done.output
    assert "3 processen luisteren, op de poorten 8700 tot en met 8702" in done.output
    ports = [[flag for flag in one.command if "server.port" in flag] for one in seen]
    assert ports == [[f"--server.port={port}"] for port in (8700, 8701, 8702)]
    assert {one.environment["DATABASE_URL"] for one in seen} == {database}


def test_processes_beyond_the_last_port_are_refused(tmp_path: Path) -> None:
    asked = ["run", "--port", "65535", "--workers", "2", "--database", f"sqlite:///{tmp_path / 'leeg.db'}"]
    done = CliRunner().invoke(app, asked)
    assert isinstance(done.exception, operations.NoSuchPort)
    assert not (tmp_path / "leeg.db").exists()
