"""What one process of the dashboard holds after five hundred views and after five thousand, by people who come and go.

`python -m tests.bench.bench_growth`. Time has no part in it, so that it may run beside other measurements.
"""

import sys
import tempfile
from pathlib import Path

import uvloop

from tests.bench.bench_viewers import passing
from tests.bench.places import ours
from tests.bench.recording import comma, record
from tests.bench.worlds import build

EARLY, LATE, MOST = 500, 5_000, 50
"""Views before the first and the second look, and the most that it may grow in between, in MiB."""


def main() -> int:
    """Print and record both; 1 when it grew by more than it may."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.db"
        build(file, 1_000)
        with ours(f"sqlite:///{file}") as place:
            uvloop.run(passing(place, EARLY))
            early = place.resident()
            uvloop.run(passing(place, LATE - EARLY))
            late = place.resident()
    held = f"{early:.0f} MiB after {EARLY} views and {late:.0f} MiB after {comma(LATE, 0)}"
    told = f"One process holds {held}: {late - early:.0f} more; the limit is {MOST}."
    sys.stdout.write(f"{told}\n")
    record("growth", told)
    return int(late - early > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
