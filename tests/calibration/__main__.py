"""Measures the forecasts with two sets of seeds and writes docs/forecast.md: `python -m tests.calibration`."""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

from tests.calibration import rivals
from tests.calibration.document import document
from tests.calibration.drawn import chances_picture, coverage_picture
from tests.calibration.judged import judged, steps
from tests.calibration.outcome import Outcome

DOCS = Path(__file__).parents[2] / "docs"
SEEDS = {"first seeds": 2017, "second seeds": 2040}
"""What was tuned was tuned on the first; the second were named beforehand, and only measured."""
EACH, STEPS_EACH = 300, 400


def main() -> int:
    """Print what was kept, write the document; 1 when a promise of either set isn't kept."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--each", type=int, default=EACH, help="programmes of each shape")
    asked.add_argument("--out", type=Path, default=DOCS)
    given = asked.parse_args()
    started = time.monotonic()
    outcomes = {name: measured(name, seed, given.each) for name, seed in SEEDS.items()}
    offline = "" if any(each.mean_against("statsforecast") for each in outcomes.values()) else rivals.OFFLINE
    text = (Path(__file__).parent / "forecast.md.in").read_text("utf-8")
    pictures = given.out / "forecast"
    pictures.mkdir(parents=True, exist_ok=True)
    (given.out / "forecast.md").write_text(document(text, outcomes, offline), "utf-8")
    (pictures / "coverage.svg").write_text(
        coverage_picture({name: each.held for name, each in outcomes.items()}), "utf-8"
    )
    (pictures / "chances.svg").write_text(
        chances_picture({name: each.tenths for name, each in outcomes.items()}), "utf-8"
    )
    told = [(name, said, kept) for name, each in outcomes.items() for said, kept in each.promises()]
    for name, said, kept in told:
        say(f"{'kept    ' if kept else 'NOT KEPT'} {name}: {said}")
    say(f"{offline}\n{time.monotonic() - started:.0f} s")
    return int(not all(kept for _, _, kept in told))


def measured(name: str, seed: int, each: int) -> Outcome:
    """Everything about one set of seeds, with the bands of statsforecast where it can be had."""
    say(f"{name} ({seed}): forecasts of {each} programmes of each kind …")
    found = judged(seed, each)
    say(f"{name}: the random walk with drift of statsforecast …")
    counts = [case for case in found if case.months]
    bands = rivals.drift_bands(counts)
    if bands:
        theirs = dict(zip(map(id, counts), bands, strict=True))
        found = [
            replace(case, rivals={**case.rivals, "statsforecast": theirs[id(case)]}) if id(case) in theirs else case
            for case in found
        ]
    say(f"{name}: steps …")
    return Outcome(seed, found, steps(seed, STEPS_EACH))


def say(told: str) -> None:
    """Tell how far it is."""
    sys.stdout.write(told + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
