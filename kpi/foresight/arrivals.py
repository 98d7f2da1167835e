"""How many new ones come: counts by month with a level that wanders, a drift, and a spread of their own.

Each *way* is a discount of older months, a growth a month and a spread. Of one way the level is known as a gamma
distribution: its shape is the discounted number seen so far, its rate the discounted number of months, so that next
month's count is negative binomial (Harvey and Fernandes 1989, *Time series models for count or qualitative
observations*, Journal of Business & Economic Statistics 7, 407-417). A spread above 1 takes as much of the
information away. No way is chosen: each has the weight that it earned by how probable it held each month before it
was seen, times how probable such a way is at all (Bayesian model averaging; Hoeting and others 1999). So a steady
series gives a narrow band, and one that jumped about a wide one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi.foresight.negative_binomial import Numbers, drawn, log_chance

DISCOUNTS = np.array([0.99, 0.95, 0.88, 0.75])
"""The weight of a month against the one after it: the last six months, or the last hundred."""
GROWTHS = np.array([-0.09, -0.06, -0.03, 0.0, 0.03, 0.06])
"""The change of the level a month."""
SPREADS = np.array([1.0, 1.5, 2.5, 4.5, 9.0, 20.0])
"""Variance ÷ mean of a month's count, around its level."""
GROWTH_USUAL = 0.02
"""How far the growth of an indicator lies from none, before any month is seen."""
DISCOUNT_WEIGHTS = np.array([0.4, 0.15, 0.25, 0.2])
SPREAD_WEIGHTS = np.array([0.25, 0.25, 0.2, 0.15, 0.1, 0.05])
DAMPING = 0.95
"""The part of a month's growth that is left the month after: no drift goes on for ever (Gardner and McKenzie 1985)."""
TEMPER = 0.85
"""Months tell a bit less than they would if one of the ways were true, since none quite is (Grünwald 2012)."""
PRIOR = 0.5
"""The number seen before anything was: Jeffreys's."""
FIRST_JUDGED = 2
"""Months that go by before a way is judged by the next."""


@dataclass(frozen=True, slots=True)
class CountLevel:
    """What is known of the monthly level at the last month seen, by way: all of the same length."""

    weight: Numbers
    mean: Numbers
    shape: Numbers
    growth: Numbers
    spread: Numbers
    wander: Numbers
    """The part by which a month adds to the relative variance of the level."""

    def draws(self, chance: np.random.Generator, ahead: tuple[float, float], number: int) -> NDArray[np.int64]:
        """Draw how many come from the one to the other moment, in months after the last one seen."""
        first, last = ahead
        if last <= first:
            return np.zeros(number, dtype=np.int64)
        way = np.searchsorted(np.cumsum(self.weight), (np.arange(number) + 0.5) / number * self.weight.sum())
        way = np.minimum(way, len(self.weight) - 1)
        doubt = 1 / self.shape + self.wander * (first + (last - first) / 3)
        shape, mean = 1 / doubt[way], (self.mean * self._months(first, last))[way]
        level = mean * chance.gamma(shape) / shape
        return drawn(chance, np.maximum(level, 1e-12), self.spread[way]).astype(np.int64)

    def _months(self, first: float, last: float) -> Numbers:
        """The months between two moments, each as large as the drift makes it, which dies away."""
        at = first + (last - first) * (np.arange(_STEPS) + 0.5) / _STEPS
        gone = (1 - DAMPING**at) / (1 - DAMPING)
        grown: Numbers = np.exp(np.outer(self.growth, gone)).mean(axis=1) * (last - first)
        return grown


_STEPS = 12


def level_of(months: Numbers) -> CountLevel:
    """What the counts of consecutive months, the oldest first, tell of the level after the last of them."""
    counts = np.asarray(months, dtype=float)
    usual = (counts.sum() + PRIOR) / len(counts)
    seen, told = _discounted(counts, usual)
    weight = _weights(counts, seen, told)
    way = np.meshgrid(np.arange(len(DISCOUNTS)), np.arange(len(GROWTHS)), np.arange(len(SPREADS)), indexing="ij")
    of_discount, of_growth, of_spread = (axis.ravel() for axis in way)
    shape = seen[-1, of_discount] / SPREADS[of_spread]
    return CountLevel(
        weight=weight.ravel(),
        mean=seen[-1, of_discount] / told[-1, of_discount, of_growth],
        shape=shape,
        growth=GROWTHS[of_growth],
        spread=SPREADS[of_spread],
        wander=(1 / DISCOUNTS[of_discount] - 1) / shape,
    )


def _discounted(counts: Numbers, usual: float) -> tuple[Numbers, Numbers]:
    """The number seen before each month and after the last, by discount; and the months these are of, by growth too.

    A month of the past is as many of now as the growth since makes it less.
    """
    length = len(counts)
    age = np.arange(length + 1)[:, None] - np.arange(length)[None, :]
    past = age > 0
    weights = np.where(past[None], DISCOUNTS[:, None, None] ** np.maximum(age - 1, 0)[None], 0.0)
    start = DISCOUNTS[None, :] ** np.arange(length + 1)[:, None]
    seen = np.einsum("dti,i->td", weights, counts) + PRIOR * start
    smaller = np.exp(-GROWTHS[:, None, None] * np.where(past, age - 1, 0)[None])
    told = np.einsum("dti,gti->tdg", weights, smaller) + (PRIOR / usual * start)[:, :, None]
    return seen, told


def _weights(counts: Numbers, seen: Numbers, told: Numbers) -> Numbers:
    """The weight of each way: the chances that it gave to the months before they were seen, times its own."""
    judged = slice(min(FIRST_JUDGED, len(counts) - 1), len(counts))
    mean = (seen[judged][:, :, None] / told[judged])[..., None]
    shape = seen[judged][:, :, None, None] / SPREADS * DISCOUNTS[None, :, None, None]
    size = mean / np.maximum(SPREADS - 1 + mean / shape, 1e-6)
    chances = log_chance(counts[judged][:, None, None, None], mean, size).sum(axis=0)
    own = (
        np.log(DISCOUNT_WEIGHTS)[:, None, None]
        - (np.abs(GROWTHS) / GROWTH_USUAL)[None, :, None]
        + np.log(SPREAD_WEIGHTS)[None, None, :]
    )
    found = TEMPER * chances + own
    weights: Numbers = np.exp(found - found.max())
    return np.asarray(weights / weights.sum())
