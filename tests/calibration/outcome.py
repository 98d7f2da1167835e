"""What a set of seeds gives, and whether it meets what was promised beforehand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from tests.calibration.judged import Judged, Steps, deciles, interval_score
from tests.calibration.simulated import SHAPES

RIVALS = {
    "statsforecast": "random walk with drift of statsforecast",
    "drift": "random walk with drift",
    "six": "last six months drawn on",
    "year": "same as last year",
}
LEAST_EACH, LEAST_MEAN, MOST_MEAN = 0.75, 0.78, 0.86
MANY, OFF, RATIO = 1000, 0.05, 0.95
SEEN_STEPS, FALSE_FLAGS = 0.80, 0.05


@dataclass(frozen=True)
class Outcome:
    """The forecasts of one set of seeds. Those withheld because of a step are counted, and not judged."""

    seed: int
    found: Sequence[Judged]
    steps: Sequence[Steps]

    @property
    def given(self) -> dict[str, list[Judged]]:
        """By shape the forecasts that were given."""
        by_shape = defaultdict(list)
        for each in self.found:
            if not each.step:
                by_shape[each.shape].append(each)
        return by_shape

    @property
    def counts(self) -> list[Judged]:
        """The forecasts of counts that were given."""
        return [each for shape in SHAPES for each in self.given[shape]]

    def withheld(self, shape: str) -> int:
        """How many gave no figure, because of a step."""
        return sum(each.step for each in self.found if each.shape == shape)

    @property
    def held(self) -> dict[str, float]:
        """By shape the part of the bands that held."""
        return {shape: _mean([each.held for each in rows]) for shape, rows in self.given.items()}

    @property
    def mean_held(self) -> float:
        """The mean over the shapes of counts."""
        return _mean([self.held[shape] for shape in SHAPES])

    def against(self, rival: str, shape: str) -> float | None:
        """The interval score over that of a rival, on the programmes that both judge."""
        both = [each for each in self.given[shape] if rival in each.rivals]
        theirs = sum(interval_score(*each.rivals[rival], each.came) for each in both)
        return sum(interval_score(each.low, each.high, each.came) for each in both) / theirs if both else None

    def mean_against(self, rival: str) -> float | None:
        """The mean over the shapes."""
        known = [ratio for shape in SHAPES if (ratio := self.against(rival, shape)) is not None]
        return _mean(known) if known else None

    @property
    def tenths(self) -> list[tuple[float, float, int]]:
        """By tenth of the stated chance: its mean, the part that came true, and how many."""
        return deciles(self.counts)

    @property
    def flagged(self) -> float:
        """The part of the steps that were flagged within four months."""
        return _mean([part for each in self.steps for part in (each.halved, each.doubled)])

    @property
    def false_flags(self) -> float:
        """The part of the years without a step in which one was flagged."""
        return _mean([each.false for each in self.steps])

    def promises(self) -> list[tuple[str, bool]]:
        """Each promise in words, and whether it was kept."""
        rival = "statsforecast" if self.mean_against("statsforecast") is not None else "drift"
        ratios = {name: self.mean_against(name) or 9.0 for name in (rival, "six", "year")}
        lowest = min(SHAPES, key=self.held.__getitem__)
        worst = max(abs(met - stated) - 2 * sqrt(met * (1 - met) / n) for stated, met, n in self.tenths if n >= MANY)
        programmes = len([each for each in self.found if each.shape in SHAPES])
        return [
            (f"{programmes} programmes counted, of {len(SHAPES)} shapes (at least 2,000 of 7)", programmes >= 2 * MANY),
            (
                f"the band held {self.held[lowest]:.1%} in the worst shape, {lowest} (at least 75%)",
                self.held[lowest] >= LEAST_EACH,
            ),
            (f"and {self.mean_held:.1%} on average (78% to 86%)", LEAST_MEAN <= self.mean_held <= MOST_MEAN),
            (f"stated chances at most {max(worst, 0):.1%} beyond two standard errors (5 points)", worst <= OFF),
            (
                f"interval score {ratios[rival]:.2f} of the random walk with drift (at most 0.95)",
                ratios[rival] <= RATIO,
            ),
            (f"{ratios['six']:.2f} of the last six months drawn on (below 1)", ratios["six"] < 1),
            (f"{ratios['year']:.2f} of the same as last year (below 1)", ratios["year"] < 1),
            (f"{self.flagged:.1%} of steps flagged within four months (at least 80%)", self.flagged >= SEEN_STEPS),
            (f"{self.false_flags:.1%} of years with a false flag (at most 5%)", self.false_flags <= FALSE_FLAGS),
        ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
