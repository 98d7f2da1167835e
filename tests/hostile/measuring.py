"""Each hazard in a process of its own, measured: `python -m tests.hostile.measuring FOLDER` prints lines of JSON."""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from tests.hostile.hazards import HAZARDS

PROGRAMME = load_programme(default_programme_path())
WORDS = words_of("nl")


def answer(name: str, path: Path, database: str) -> dict[str, Any]:
    """What an import of the file leads to."""
    store = open_store(database, PROGRAMME)
    content = path.read_bytes()
    started = time.perf_counter()
    found = imports.read_files(
        store, Person("Tester", local=True), FilesToRead([(name, content)]), at=datetime(2018, 7, 1, tzinfo=UTC)
    )
    said = [(problem.code, WORDS.say(problem.message)) for problem in found.report.problems]
    proposed, latest = found.proposal is not None, store.latest()
    return {"said": said[:50], "proposed": proposed, "latest": latest, "wall": time.perf_counter() - started}


def measured(hazard: str, folder: Path) -> dict[str, Any]:
    """The answer of a child process, with the seconds of processor time and the memory that it took at most."""
    name, make, code = HAZARDS[hazard]
    path, told = folder / "hostile", folder / "answer.json"
    writer = os.fork()
    if not writer:
        path.write_bytes(make())
        os._exit(0)
    os.waitpid(writer, 0)
    reader = os.fork()
    if not reader:
        status = 1
        try:
            told.write_text(json.dumps(answer(name, path, f"sqlite:///{folder / 'facts.db'}")))
            status = 0
        finally:
            os._exit(status)
    _, status, used = os.wait4(reader, 0)
    found = json.loads(told.read_text()) if status == 0 else {"said": [], "proposed": False, "latest": -1, "wall": 0}
    told.unlink(missing_ok=True)
    return {
        "hazard": hazard,
        "expected": code,
        "failed": status != 0,
        "seconds": used.ru_utime + used.ru_stime,
        "mib": used.ru_maxrss / 1024,
        **found,
    }


def main(folder: Path) -> None:
    """Measure every hazard."""
    for hazard in HAZARDS:
        sys.stdout.write(json.dumps(measured(hazard, folder)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
