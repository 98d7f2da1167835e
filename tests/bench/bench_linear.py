"""How the time of an import grows with its rows: `python -m tests.bench.bench_linear 1000 10000 100000 1000000`.

Each size in a process of its own; more than a hundred thousand rows come as several files of one import.
"""

import datetime
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kpi.access import LOCAL, Person
from kpi.acts import imports
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.programme.loading import default_programme_path, load_programme

A_FILE = 100_000
SIZES = (1_000, 10_000, 100_000)
HEAD = "boekstuk;begrotingspost;omschrijving;relatie;bedrag;btw;factuurdatum;betaald_op"
FIRST = datetime.date(2017, 7, 1)


def expenses(start: int, stop: int) -> bytes:
    """Invented bookings with those numbers, as delimited text."""
    rows = [HEAD]
    for number in range(start, stop):
        day = FIRST + datetime.timedelta(number % 365)
        rows.append(
            f"B-{number:07d};Communicatiestrateeg;Uren week {number % 52};Voorbeeldleverancier {number % 300};"
            f"{number % 5000},50;{number % 900},00;{day:%d-%m-%Y};{day + datetime.timedelta(20):%d-%m-%Y}"
        )
    return "\r\n".join(rows).encode()


def seconds(rows: int) -> tuple[float, float]:
    """Seconds to read, check, compare and record so many new rows, and then to find them all known."""
    files = [(f"u{start}.csv", expenses(start, min(start + A_FILE, rows))) for start in range(0, rows, A_FILE)]
    programme = load_programme(default_programme_path())
    at = datetime.datetime(2018, 7, 1, tzinfo=datetime.UTC)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/facts.db", programme)
        started = time.process_time()
        found = imports.read_files(store, Person("bench", local=True), FilesToRead(files), at=at)
        assert found.proposal is not None, found.report.problems[:3]
        imports.accept_import(store, LOCAL, found.proposal, at=at)
        taken = time.process_time() - started
        del found
        again = [(name, content + b"\r\n") for name, content in files]
        started = time.process_time()
        known = imports.read_files(store, Person("bench", local=True), FilesToRead(again), at=at)
        assert known.proposal is None
        return taken, time.process_time() - started


def main(sizes: list[int]) -> None:
    """Print a line for each size; each is measured in a process of its own."""
    if len(sizes) == 1:
        sys.stdout.write(json.dumps(seconds(sizes[0])) + "\n")
        return
    for size in sizes:
        command = [sys.executable, "-m", "tests.bench.bench_linear", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
        taken, again = json.loads(done.stdout)
        row = 1_000_000 / size
        first = f"{size:9,d} rows: {taken:7.2f} s, {taken * row:5.1f} µs a row"
        sys.stdout.write(f"{first}; all known: {again:6.2f} s, {again * row:5.1f} µs a row\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or list(SIZES))
