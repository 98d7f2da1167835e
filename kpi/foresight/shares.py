"""A share over what closes: how many of those still to close will be filled, by month of closing.

The filled ones of a month are beta-binomial: the chance of being filled differs by month around a level, which
wanders as that of a count does (``arrivals.py``), and ways of wandering and of differing are weighed by what they
foretold (Skellam 1948, *A probability distribution derived from the binomial distribution by regarding the
probability of success as variable*, Journal of the Royal Statistical Society B 10, 257-261).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi.foresight.negative_binomial import Numbers, log_gamma

DISCOUNTS = np.array([0.99, 0.95, 0.85])
TOGETHER = np.array([300.0, 30.0, 8.0, 2.5])
"""How alike the months are: the number of positions that tell as much as one whole month does of the level."""
_FIRST_JUDGED = 2


@dataclass(frozen=True, slots=True)
class Cohorts:
    """What closed by month, the oldest first, and of that what was filled."""

    closed: Numbers
    filled: Numbers


@dataclass(frozen=True, slots=True)
class FilledLevel:
    """What is known of the chance of being filled after the last month, by way."""

    weight: Numbers
    filled: Numbers
    unfilled: Numbers
    together: Numbers
    wander: Numbers

    def draws(
        self, chance: np.random.Generator, closing: NDArray[np.int64], ahead: tuple[float, float]
    ) -> NDArray[np.int64]:
        """Draw how many are filled of so many that close between two moments, in months after the last one seen."""
        first, last = ahead
        number = len(closing)
        way = np.searchsorted(np.cumsum(self.weight), chance.random(number) * self.weight.sum())
        way = np.minimum(way, len(self.weight) - 1)
        less = 1 / (1 + self.wander * (first + (last - first) / 3))[way]
        level = chance.beta(self.filled[way] * less, self.unfilled[way] * less)
        a_month = closing / max(last - first, 1.0)
        alike = np.maximum(closing - 1, 1) * (self.together[way] + 1) / np.maximum(a_month - 1, 0.05) - 1
        alike = np.maximum(alike, self.together[way])
        of_these = chance.beta(np.maximum(level * alike, 1e-6), np.maximum((1 - level) * alike, 1e-6))
        return chance.binomial(closing, np.clip(of_these, 0.0, 1.0))


def filled_level(cohorts: Cohorts) -> FilledLevel:
    """What months of closing tell of the chance of being filled after the last of them."""
    closed, filled = np.asarray(cohorts.closed, dtype=float), np.asarray(cohorts.filled, dtype=float)
    length = len(closed)
    age = np.arange(length + 1)[:, None] - np.arange(length)[None, :]
    older = np.where(age > 0, DISCOUNTS[:, None, None] ** np.maximum(age - 1, 0)[None], 0.0)
    telling = 1 / (1 + np.maximum(closed[None, :] - 1, 0) / (TOGETHER[:, None] + 1))
    yes = np.einsum("dti,si->tds", older, telling * filled) + 0.5
    no = np.einsum("dti,si->tds", older, telling * (closed - filled)) + 0.5
    judged = slice(min(_FIRST_JUDGED, length - 1), length)
    chances = _log_chances(filled[judged], closed[judged], yes[judged], no[judged])
    weight = np.exp(chances - chances.max())
    shape = np.broadcast_to(DISCOUNTS[:, None], weight.shape)
    return FilledLevel(
        weight=(weight / weight.sum()).ravel(),
        filled=yes[-1].ravel(),
        unfilled=no[-1].ravel(),
        together=np.broadcast_to(TOGETHER[None, :], weight.shape).ravel(),
        wander=(1 / shape - 1).ravel(),
    )


def _log_chances(filled: Numbers, closed: Numbers, yes: Numbers, no: Numbers) -> Numbers:
    """By way, the logarithm of the chance that it gave to the months that were judged."""
    level = yes / (yes + no)
    doubt = 1 / (TOGETHER + 1) + 1 / (yes + no + 1)
    alike = np.maximum(1 / np.minimum(doubt, 0.9) - 1, 0.1)
    a, b = level * alike, (1 - level) * alike
    k, n = filled[:, None, None], closed[:, None, None]
    each = (
        log_gamma(k + a) + log_gamma(n - k + b) - log_gamma(n + a + b) + log_gamma(a + b) - log_gamma(a) - log_gamma(b)
    )
    found: Numbers = each.sum(axis=0)
    return found
