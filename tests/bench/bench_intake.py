"""An import of 100.000 vacancies against reading and inserting the bare cells: `python -m tests.bench.bench_intake`.

Both are measured in seconds of processor time, in turns, and the best turn of each counts: other work on the machine
slows either down, and nothing makes one faster than it is.
"""

import datetime
import random
import resource
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead, propose
from kpi.programme.loading import default_programme_path, load_programme

ROWS = 100_000
LARGEST_RATIO = 3.0
LARGEST_MIB = 400
TURNS = 3
FIRST = datetime.datetime(2017, 1, 1)
HEAD = (
    "vacature_id functie organisatie gemeente soort niveau plaatsen smart_industry op_smarthub_nl geplaatst_op "
    "sluit_op status gesloten_op vervuld vervuld_op vervuld_via opleiding"
)


@dataclass(frozen=True)
class Outcome:
    """Seconds of processor time for the bare work and for the import, and the most memory that was held (MiB)."""

    bare: float
    ours: float
    memory: float

    @property
    def ratio(self) -> float:
        """How many times the bare work the import takes."""
        return self.ours / self.bare


def vacancies(rows: int) -> bytes:
    """A workbook of invented vacancies with all seventeen columns."""
    out, chance = BytesIO(), random.Random(17)  # noqa: S311 - invented data
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet, day = book.add_worksheet("Vacatures"), book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.write_row(0, 0, HEAD.split())
    for number in range(1, rows + 1):
        posted = FIRST + datetime.timedelta(chance.randrange(1200))
        filled = chance.random() < 0.5
        closed = posted + datetime.timedelta(chance.randrange(90))
        sheet.write_row(number, 0, [f"V{number:06d}", f"Functie {chance.randrange(3000)}"])
        sheet.write_row(number, 2, [f"Voorbeeldbedrijf {chance.randrange(500)}", "Doetinchem", "stage", "hbo", 2])
        sheet.write_row(number, 7, ["ja", "ja"])
        sheet.write_datetime(number, 9, posted, day)
        sheet.write_datetime(number, 10, posted + datetime.timedelta(60), day)
        sheet.write_string(number, 11, "vervuld" if filled else "open")
        if filled:
            sheet.write_datetime(number, 12, closed, day)
            sheet.write_datetime(number, 14, closed, day)
        sheet.write_row(number, 13, [2 if filled else 0])
        sheet.write_row(number, 15, ["portal", f"Opleiding {chance.randrange(50)}"])
    book.close()
    return out.getvalue()


def bare_work(content: bytes, database: Path) -> float:
    """Seconds to read the cells and insert them as they are."""
    started = time.process_time()
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    plain = [[each.isoformat() if isinstance(each, datetime.date) else each for each in row] for row in rows]
    with sqlite3.connect(database) as connection:
        connection.execute(f"CREATE TABLE vacancy ({', '.join(HEAD.split())})")
        connection.executemany(f"INSERT INTO vacancy VALUES ({', '.join('?' * len(rows[0]))})", plain)  # noqa: S608
    return time.process_time() - started


def import_work(content: bytes, database: Path) -> float:
    """Seconds to read, check, compare and record them."""
    programme = load_programme(default_programme_path())
    store = open_store(f"sqlite:///{database}", programme)
    started = time.process_time()
    with store.read() as reader:
        proposed = propose(reader, FilesToRead([("v.xlsx", content)]), "bench", datetime.datetime.now(datetime.UTC))
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return time.process_time() - started


def measured(rows: int = ROWS) -> Outcome:
    """The best of the turns, in each the import first: so the memory of the first is its own."""
    content, memory = vacancies(rows), 0.0
    ours, bare = [], []
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            ours.append(import_work(content, Path(folder) / "ours.db"))
            memory = memory or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            bare.append(bare_work(content, Path(folder) / "bare.db"))
    return Outcome(min(bare), min(ours), memory)


def main() -> int:
    """Print the ratio and the memory; 1 when either is over its limit."""
    found = measured()
    sys.stdout.write(
        f"bare {found.bare:.2f} s, import {found.ours:.2f} s, ratio {found.ratio:.2f} (limit {LARGEST_RATIO}), "
        f"memory {found.memory:.0f} MiB (limit {LARGEST_MIB})\n"
    )
    return int(found.ratio > LARGEST_RATIO or found.memory > LARGEST_MIB)


if __name__ == "__main__":
    raise SystemExit(main())
