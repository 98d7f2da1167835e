"""Every report of a full plan year against what the libraries need: `python -m tests.bench.bench_reports`.

A turn is a process of its own, so that nothing of one is kept for the next; the two take turns, and of each the best
of three counts. Seconds are those of the processor; loading the modules and filling the database don't count.
"""

import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from kpi.facts.reader import Reader
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import default_programme_path, load_programme
from kpi.report.account import SubsidyReport
from kpi.report.account_formats import FORMATS, account_files
from kpi.report.package.evidence_package import Package
from kpi.report.package.package_files import package_files, zipped
from kpi.report.reading_account import read_report
from kpi.update.reading_update import read_update
from kpi.update.update_formats import FORMATS as UPDATE_FORMATS
from tests.bench.bare_reports import BARE, Contents, contents
from tests.facts.world import record
from tests.report.full_year import BEFORE, DAY, YEAR, facts
from tests.report.written_files import package_of, update_file

LARGEST_SECONDS = 5.0
LARGEST_RATIO = 1.8
TURNS = 3
NL = words_of("nl")
Seconds = dict[str, float]
Steps = Iterator[tuple[str, Callable[[], object]]]


def ours(folder: Path) -> Steps:
    """Every file out of the facts, as the commands make them; the account is read once for its three formats."""
    programme = load_programme(default_programme_path())
    store = open_store(f"sqlite:///{folder / 'full.db'}", programme)
    made: dict[str, Any] = {}

    def reading(name: str, read: Callable[[Reader], object]) -> Callable[[], None]:
        def work() -> None:
            with store.read() as reader:
                made[name] = read(reader)

        return work

    def account(reader: Reader) -> SubsidyReport:
        return read_report(reader, picture(reader, DAY, YEAR))

    def write(ending: str) -> None:
        for _, content in account_files(made["account"], NL, [ending]):
            (folder / f"ours.{ending}").write_bytes(content)

    def package(reader: Reader) -> Package:
        return package_of(reader, made["account"])

    yield "account, read", reading("account", account)
    for ending in FORMATS:
        yield ending, lambda ending=ending: write(ending)
    yield "update, read", reading("update", lambda reader: read_update(reader, BEFORE, DAY, YEAR, "nl"))
    yield "pptx", lambda: (folder / "ours.pptx").write_bytes(update_file(made["update"], "pptx", NL))
    yield "package, read", reading("package", package)
    yield "zip", lambda: (folder / "ours.zip").write_bytes(zipped(package_files(made["package"], NL, {}), DAY))


def bare(folder: Path) -> Steps:
    """The same cells, texts, charts and slides by the libraries alone."""
    held: Contents = pickle.loads((folder / "contents").read_bytes())  # noqa: S301 - written by this very program
    for ending, write in BARE.items():
        yield ending, lambda write=write: write(held, folder)


WORK: dict[str, Callable[[Path], Steps]] = {"ours": ours, "bare": bare}


def turn(name: str, folder: Path) -> Seconds:
    """The seconds of each file, in this process."""
    for made_by in (*FORMATS.values(), *UPDATE_FORMATS.values()):
        import_module(made_by.writer)
    found = {}
    for what, work in WORK[name](folder):
        started = time.process_time()
        work()
        found[what] = time.process_time() - started
    return found


def apart(name: str, folder: Path) -> Seconds:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.bench_reports", name, str(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # type: ignore[no-any-return]


def measured(folder: Path) -> dict[str, Seconds]:
    """The best turn of each, by what it took altogether."""
    programme = load_programme(default_programme_path())
    record(open_store(f"sqlite:///{folder / 'full.db'}", programme), facts(programme))
    turn("ours", folder)
    (folder / "contents").write_bytes(pickle.dumps(contents(folder)))
    turns = [{name: apart(name, folder) for name in WORK} for _ in range(TURNS)]
    return {name: min((one[name] for one in turns), key=lambda found: sum(found.values())) for name in WORK}


def main() -> int:
    """Print what each file took; 1 when all together are over a limit."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder))
    for what, seconds in found["ours"].items():
        beside = found["bare"].get(what)
        told = "" if beside is None else f", the libraries {beside:.2f} s ({seconds / beside:.2f} times)"
        sys.stdout.write(f"{what}: {seconds:.2f} s{told}\n")
    took, least = (sum(found[name].values()) for name in ("ours", "bare"))
    sys.stdout.write(
        f"all: {took:.2f} s (limit {LARGEST_SECONDS}), the libraries {least:.2f} s, "
        f"{took / least:.2f} times (limit {LARGEST_RATIO})\n"
    )
    return int(took > LARGEST_SECONDS or took / least > LARGEST_RATIO)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps(turn(sys.argv[1], Path(sys.argv[2]))))
        raise SystemExit
    raise SystemExit(main())
