"""Which share of the branches the tests take: `make coverage` measures it, and this holds it against its floors.

`python -m tests.house.branches coverage.json` prints the share of each folder beside its floor, and fails below one.
"""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS: Mapping[str, float] = {"kpi/facts": 71.0, "kpi/money": 100.0, "kpi/programme": 96.0, "kpi/score": 96.0}
"""Per cent of a folder's branches that tests take at least; a share that rises takes its floor with it."""


def shares(report: Mapping[str, Any]) -> dict[str, float]:
    """Return per cent of the branches taken, by folder, out of what ``coverage json`` wrote; without branches: 100."""
    taken: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for name, file in report["files"].items():
        folder = "/".join(Path(name).parts[:2])
        taken[folder] += file["summary"]["covered_branches"]
        there[folder] += file["summary"]["num_branches"]
    return {folder: 100 * taken[folder] / there[folder] if there[folder] else 100.0 for folder in sorted(there)}


def too_low(measured: Mapping[str, float], floors: Mapping[str, float] = FLOORS) -> list[str]:
    """Return the folders that are below their floor; one that wasn't measured is."""
    return [folder for folder, floor in floors.items() if measured.get(folder, 0.0) < floor]


def main(file: Path) -> int:
    measured = shares(json.loads(file.read_text("utf-8")))
    low = too_low(measured)
    for folder, share in measured.items():
        floor = f"{FLOORS[folder]:6.1f}" if folder in FLOORS else ""
        sys.stdout.write(f"{folder:24}{share:6.1f} {floor}{'  TOO LOW' if folder in low else ''}\n")
    return int(bool(low))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
