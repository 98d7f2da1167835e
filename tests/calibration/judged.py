"""A forecast of each simulated programme, held against what came: bands, chances, and the bands of rivals."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from kpi.foresight.agreed_money import money_draws
from kpi.foresight.arrivals import level_of
from kpi.foresight.joins_and_leaves import members_draws
from kpi.foresight.measured import measured_draws
from kpi.foresight.shares import filled_level
from kpi.foresight.steps import StepSign, step_in
from tests.calibration import simulated
from tests.calibration.simulated import Counted

DRAWS = 2000
ASKED = (0.6, 0.8, 1.0, 1.2, 1.5)
"""Targets, as parts of what the mean month seen would give."""


@dataclass(frozen=True)
class Judged:
    """One forecast: its band, what came, and for some targets the chance stated and whether they were met."""

    shape: str
    low: float
    high: float
    came: float
    seen: int
    ahead: int
    chances: tuple[tuple[float, bool], ...] = ()
    rivals: dict[str, tuple[float, float]] = field(default_factory=dict)
    months: tuple[float, ...] = ()
    step: bool = False

    @property
    def held(self) -> bool:
        """Whether the band held what came."""
        return self.low <= self.came <= self.high


def interval_score(low: float, high: float, came: float) -> float:
    """The width of an 80% band, and ten times what came beyond it (Gneiting and Raftery 2007)."""
    return high - low + 10 * max(low - came, 0.0) + 10 * max(came - high, 0.0)


def band(draws: NDArray[np.float64]) -> tuple[float, float]:
    """The band that holds 80% of the draws."""
    low, high = np.quantile(draws, [0.1, 0.9], method="inverted_cdf")
    return float(low), float(high)


def judge_count(case: Counted) -> Judged:
    """A count by the model, and by three rivals that need nothing else."""
    chance = np.random.default_rng(case.seed)
    draws = level_of(case.seen).draws(chance, (0.0, float(case.ahead)), DRAWS).astype(float)
    usual = float(case.seen.mean()) * case.ahead
    targets = [max(round(usual * part), 1) for part in ASKED]
    chances = tuple((float((draws >= target).mean()), case.came >= target) for target in targets)
    rivals = {"drift": drift_band(case.seen, case.ahead), "six": six_band(case, chance)}
    if len(case.seen) >= 12:
        rivals["year"] = year_band(case, chance)
    step = step_in(case.seen) is StepSign.STEP
    seen, months = len(case.seen), tuple(case.seen.tolist())
    return Judged(case.shape, *band(draws), case.came, seen, case.ahead, chances, rivals, months, step)


def drift_band(seen: NDArray[np.float64], ahead: int) -> tuple[float, float]:
    """A random walk with drift of the running total, as statsforecast has it (Hyndman and Athanasopoulos, 5.2)."""
    total, length = np.cumsum(seen), len(seen)
    slope = (total[-1] - total[0]) / (length - 1)
    off = np.diff(total) - slope
    scale = np.sqrt((off**2).sum() / (length - 2)) * np.sqrt(ahead * (1 + ahead / (length - 1)))
    return float(slope * ahead - 1.2815515655446004 * scale), float(slope * ahead + 1.2815515655446004 * scale)


def six_band(case: Counted, chance: np.random.Generator) -> tuple[float, float]:
    """The last six months drawn on: each month ahead is one of them."""
    return band(chance.choice(case.seen[-6:], (DRAWS, case.ahead)).sum(axis=1))


def year_band(case: Counted, chance: np.random.Generator) -> tuple[float, float]:
    """The same as last year, month by month, with the chance of Poisson."""
    months = case.seen[-12:][np.arange(case.ahead) % 12]
    return band(chance.poisson(months.sum(), DRAWS).astype(float))


def judge_share(number: int, seed: int) -> Judged | None:
    """A share over what closes; None where nothing closed."""
    case = simulated.shared(seed, number)
    chance, ahead = np.random.default_rng(number), (0.0, float(case.ahead))
    closing = np.maximum(level_of(case.cohorts.closed).draws(chance, ahead, DRAWS), case.known)
    values = filled_level(case.cohorts).draws(chance, closing, ahead) / np.maximum(closing, 1)
    return None if np.isnan(case.share) else _apart("shares", values, case.share, len(case.cohorts.closed), case.ahead)


def judge_money(number: int, seed: int) -> Judged | None:
    """Money that comes in; None where nothing was ever pledged."""
    case = simulated.paid(seed, number)
    if not len(case.agreements.amounts):
        return None
    chance, ahead = np.random.default_rng(number), (0.0, float(case.ahead))
    values = money_draws(chance, case.agreements, level_of(case.made), ahead, DRAWS)
    return _apart("money", values, case.came, len(case.made), case.ahead)


def judge_members(number: int, seed: int) -> Judged | None:
    """Members at the end."""
    case = simulated.joined(seed, number)
    chance = np.random.default_rng(number)
    values = members_draws(chance, case.members, level_of(case.joins), float(case.ahead), DRAWS)
    return _apart("memberships", values, case.there, len(case.joins), case.ahead)


def judge_measured(number: int, seed: int) -> Judged | None:
    """A value that is measured now and then."""
    case = simulated.measured(seed, number)
    values = measured_draws(np.random.default_rng(number), case.days, case.values, case.ahead, DRAWS)
    return _apart("measurements", values, case.came, len(case.days), round(case.ahead / 30.4))


def _apart(shape: str, values: NDArray[np.float64], came: float, seen: int, ahead: int) -> Judged:
    targets = np.quantile(values, [0.15, 0.35, 0.5, 0.65, 0.85])
    chances = tuple((float((values >= target).mean()), came >= target) for target in targets)
    return Judged(shape, *band(values), came, seen, ahead, chances)


APART: tuple[Callable[[int, int], Judged | None], ...] = (judge_share, judge_money, judge_members, judge_measured)


def judged(seed: int, each: int, workers: int = 2) -> list[Judged]:
    """Every programme of a set of seeds, in the same order however many work on it."""
    with ProcessPoolExecutor(workers) as pool:
        found = list(pool.map(judge_count, simulated.counted(seed, each), chunksize=50))
        for judge in APART:
            found += [each_ for each_ in pool.map(partial(judge, seed=seed), range(each), chunksize=50) if each_]
    return found


@dataclass(frozen=True)
class Steps:
    """Of one level and spread: the part of the steps that were flagged within four months, and false flags a year."""

    level: float
    spread: float
    halved: float
    doubled: float
    false: float


def steps(seed: int, each: int, workers: int = 2) -> list[Steps]:
    """Steps by half and by double after two years, and a year without any, at levels from 10 a month on."""
    asked = [(level, spread, seed, each) for level in (10, 14, 20, 30, 60) for spread in (1.0, 1.5, 2.0)]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(_steps, asked))


def _steps(asked: tuple[float, float, int, int]) -> Steps:
    level, spread, seed, each = asked
    chance = np.random.default_rng([seed, 105, int(level), int(spread * 10)])
    found = {1.0: 0, 0.5: 0, 2.0: 0}
    for factor in found:
        ahead = 12 if factor == 1.0 else 4
        for _ in range(each):
            parts = (_noise(chance, level, spread, 24), _noise(chance, level * factor, spread, ahead))
            found[factor] += _flagged(np.concatenate(parts), 24)
    return Steps(level, spread, found[0.5] / each, found[2.0] / each, found[1.0] / each)


def _noise(chance: np.random.Generator, level: float, spread: float, months: int) -> NDArray[np.float64]:
    mean = np.full(months, float(level))
    return (simulated.uneven(chance, mean, spread) if spread > 1 else chance.poisson(mean)).astype(float)


def _flagged(months: NDArray[np.float64], known: int) -> bool:
    """Whether a step is flagged after any of the months that follow those known."""
    return any(step_in(months[:end]) is StepSign.STEP for end in range(known + 1, len(months) + 1))


def deciles(found: Iterable[Judged]) -> list[tuple[float, float, int]]:
    """By tenth of the stated chance: its mean, the part that came true, and how many."""
    pairs = [pair for each in found for pair in each.chances]
    stated, met = np.array([p for p, _ in pairs]), np.array([m for _, m in pairs], dtype=float)
    tenth = np.minimum((stated * 10).astype(int), 9)
    return [
        (float(stated[tenth == t].mean()), float(met[tenth == t].mean()), int((tenth == t).sum()))
        for t in range(10)
        if (tenth == t).any()
    ]
