"""Simulated programmes: counts by month in nine shapes, and shares, money, memberships and measurements.

The last two shapes are made by generators unlike the model: numbers that come in batches, and numbers that call forth
others. No shape has a step within the months ahead: a step is to be flagged, not covered.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi.foresight.agreed_money import Agreements, Waits
from kpi.foresight.joins_and_leaves import Membership
from kpi.foresight.shares import Cohorts

Months = NDArray[np.int64]
Shape = Callable[[np.random.Generator, int], Months]

SEEN, AHEAD = (6, 12, 24, 36), (3, 6, 9, 12, 18)
"""Months that are seen, and months ahead."""
SEASON = np.array([0.8, 1.0, 1.2, 1.1, 1.1, 0.9, 0.4, 0.4, 1.3, 1.4, 1.3, 1.1])
"""A school year: little in summer, much in autumn."""


def uneven(chance: np.random.Generator, mean: NDArray[np.float64], spread: float) -> Months:
    """Counts of that mean whose variance is ``spread`` times as much."""
    return chance.poisson(chance.gamma(np.maximum(mean, 1e-9) / (spread - 1)) * (spread - 1))


def _level(chance: np.random.Generator) -> float:
    return float(np.exp(chance.uniform(np.log(2), np.log(60))))


def _steady(chance: np.random.Generator, months: int) -> Months:
    return chance.poisson(_level(chance), months)


def _overdispersed(chance: np.random.Generator, months: int) -> Months:
    return uneven(chance, np.full(months, _level(chance)), chance.uniform(2, 6))


def _seasonal(chance: np.random.Generator, months: int) -> Months:
    return uneven(chance, _level(chance) * SEASON[(np.arange(months) + chance.integers(12)) % 12], 1.5)


def _drifting(chance: np.random.Generator, months: int) -> Months:
    wander = np.cumsum(chance.normal(0, chance.uniform(0.03, 0.12), months))
    return chance.poisson(_level(chance) * np.exp(wander))


def _sparse(chance: np.random.Generator, months: int) -> Months:
    return chance.poisson(chance.uniform(0.1, 1.2), months)


def _accelerating(chance: np.random.Generator, months: int) -> Months:
    return uneven(chance, _level(chance) * (1 + np.arange(months) * chance.uniform(0.01, 0.05)), 1.3)


def _stalling(chance: np.random.Generator, months: int) -> Months:
    half = chance.uniform(8, 24)
    return uneven(chance, _level(chance) * (0.1 + 0.9 * 0.5 ** (np.arange(months) / half)), 1.3)


def _in_batches(chance: np.random.Generator, months: int) -> Months:
    batches = chance.poisson(chance.uniform(0.5, 3), months)
    return np.array([chance.geometric(0.25, number).sum() for number in batches], dtype=np.int64)


def _calling_forth(chance: np.random.Generator, months: int) -> Months:
    part = chance.uniform(0.3, 0.7)
    level, counts = _level(chance), [0]
    counts[0] = int(level)
    for _ in range(months):
        counts.append(int(chance.poisson(level * (1 - part) + part * counts[-1])))
    return np.array(counts[1:])


SHAPES: dict[str, Shape] = {
    "steady": _steady,
    "overdispersed": _overdispersed,
    "seasonal": _seasonal,
    "drifting": _drifting,
    "sparse": _sparse,
    "accelerating": _accelerating,
    "stalling": _stalling,
    "in batches": _in_batches,
    "calling forth": _calling_forth,
}
UNLIKE = ("in batches", "calling forth")


@dataclass(frozen=True)
class Counted:
    """Counts by month that were seen, and what came in the months ahead."""

    shape: str
    seen: NDArray[np.float64]
    ahead: int
    came: float
    seed: int


def counted(seed: int, each: int) -> Iterator[Counted]:
    """So many programmes of each shape; months seen and ahead in turns."""
    for place, (name, make) in enumerate(SHAPES.items()):
        for number in range(each):
            chance = np.random.default_rng([seed, place, number])
            seen, ahead = SEEN[number % len(SEEN)], AHEAD[number % len(AHEAD)]
            months = make(chance, seen + ahead).astype(float)
            yield Counted(name, months[:seen], ahead, float(months[seen:].sum()), number)


@dataclass(frozen=True)
class Shared:
    """Positions that closed and were filled by month, those known to close, and how all ends."""

    cohorts: Cohorts
    known: int
    ahead: int
    share: float
    seed: int


def shared(seed: int, number: int) -> Shared:
    """A programme whose chance of filling wanders, and differs by month."""
    chance = np.random.default_rng([seed, 101, number])
    seen, ahead = SEEN[number % len(SEEN)], AHEAD[number % len(AHEAD)]
    closed = uneven(chance, np.full(seen + ahead, chance.uniform(3, 30)), chance.uniform(1.2, 3))
    wander = np.cumsum(chance.normal(0, chance.uniform(0.0, 0.1), seen + ahead)) + chance.normal(0.5, 0.8)
    level = 1 / (1 + np.exp(-wander))
    alike = chance.uniform(5, 60)
    filled = chance.binomial(closed, chance.beta(level * alike, (1 - level) * alike))
    cohorts = Cohorts(closed[:seen].astype(float), filled[:seen].astype(float))
    whole = int(closed[seen:].sum())
    known = int(closed[seen]) if ahead else 0
    return Shared(cohorts, known, ahead, float(filled[seen:].sum()) / whole if whole else float("nan"), number)


@dataclass(frozen=True)
class Paid:
    """Agreements that are known on a day, how many were made by month, and what came in."""

    agreements: Agreements
    made: NDArray[np.float64]
    ahead: int
    came: float
    seed: int


def paid(seed: int, number: int) -> Paid:
    """A programme with pledges of a few sizes, paid after some months; one in twelve never is."""
    chance = np.random.default_rng([seed, 102, number])
    seen, ahead = SEEN[number % len(SEEN)], AHEAD[number % len(AHEAD)]
    months = uneven(chance, np.full(seen + ahead, chance.uniform(0.7, 6)), chance.uniform(1.1, 2.5))
    made = np.repeat(np.arange(seen + ahead), months) + chance.uniform(0, 1, months.sum())
    amounts = chance.choice([1000.0, 2500.0, 5000.0, 10000.0], len(made), p=[0.3, 0.4, 0.2, 0.1])
    waits = chance.gamma(2, chance.uniform(0.8, 3), len(made))
    done = np.where(chance.random(len(made)) < 1 / 12, np.inf, made + waits)
    came = float(amounts[(done > seen) & (done <= seen + ahead)].sum())
    known = made <= seen
    was_paid = done[known] <= seen
    waited = np.where(was_paid, done[known], seen) - made[known]
    open_ = ~was_paid
    agreements = Agreements(Waits(waited, was_paid), amounts[known], amounts[known][open_], waited[open_])
    return Paid(agreements, months[:seen].astype(float), ahead, came, number)


@dataclass(frozen=True)
class Joined:
    """Members on a day, who joined by month, and how many there are at the end."""

    members: Membership
    joins: NDArray[np.float64]
    ahead: int
    there: float
    seed: int


def joined(seed: int, number: int) -> Joined:
    """A programme that begins with some members; a fifth of all tell when they will leave."""
    chance = np.random.default_rng([seed, 103, number])
    seen, ahead = SEEN[number % len(SEEN)], AHEAD[number % len(AHEAD)]
    end = seen + ahead
    months = uneven(chance, chance.uniform(0.5, 6) * np.exp(np.cumsum(chance.normal(0, 0.05, end))), 1.2)
    first = np.concatenate([np.zeros(int(chance.integers(5, 60))), np.repeat(np.arange(end), months) + 0.5])
    tells = chance.random(len(first)) < 0.2
    stays = np.where(
        tells, 12.0 * chance.integers(1, 4, len(first)), chance.exponential(1 / chance.uniform(0.004, 0.03), len(first))
    )
    after = first + stays
    there = (first <= seen) & (after > seen)
    with_end = there & tells & (after > end)
    free = there & ~tells
    left = float(((after <= seen) & (first <= seen)).sum())
    spent = float(np.maximum(np.minimum(after, seen) - first, 0).sum())
    members = Membership(int(free.sum() + with_end.sum()), int(with_end.sum()), left, spent)
    return Joined(members, months[:seen].astype(float), ahead, float(((first <= end) & (after > end)).sum()), number)


@dataclass(frozen=True)
class Measured:
    """Measurements by day, and the one that came later."""

    days: NDArray[np.float64]
    values: NDArray[np.float64]
    ahead: float
    came: float
    seed: int


def measured(seed: int, number: int) -> Measured:
    """Six to sixteen measurements at uneven distances of a value that wanders and drifts, now and then by a jolt."""
    chance = np.random.default_rng([seed, 104, number])
    points = 6 + number % 11
    gaps = np.concatenate([chance.uniform(20, 120, points - 1), [30.4 * AHEAD[number % len(AHEAD)]]])
    scale = chance.uniform(0.5, 3)
    changes = chance.uniform(-0.3, 1) * gaps * scale / 30 + scale * np.sqrt(gaps) * chance.standard_t(6, points)
    days, values = np.concatenate([[0], np.cumsum(gaps)]), 500 + np.concatenate([[0], np.cumsum(changes)])
    return Measured(days[:-1], values[:-1], float(gaps[-1]), float(values[-1]), number)
