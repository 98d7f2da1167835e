"""Money that is still to come in: agreements that stand, each by its age, and new ones as their number × amounts.

How long an agreement takes to be paid is told by all of them, those still open by the time that they already wait
(Kaplan and Meier 1958, *Nonparametric estimation from incomplete observations*, Journal of the American Statistical
Association 53, 457-481). A bit of an even hazard is mixed in, so that nothing is impossible that wasn't seen yet.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kpi.foresight.arrivals import CountLevel
from kpi.foresight.negative_binomial import Numbers

LONGEST = 120
"""Months of waiting that are told apart."""
_MIXED_IN = 0.25


@dataclass(frozen=True, slots=True)
class Waits:
    """Months that agreements waited, and which of them were paid at the end of it."""

    months: Numbers
    paid: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Agreements:
    """Agreements as they are known on a day: how long each waited, its amount, and those that still stand."""

    waits: Waits
    amounts: Numbers
    standing: Numbers
    """What is still to be paid of each that stands, in euro."""
    ages: Numbers
    """How many months ago each of these was made."""


@dataclass(frozen=True, slots=True)
class Payments:
    """How agreements are paid: the part still unpaid after each month of waiting."""

    unpaid: Numbers
    known: int
    """How many of them were paid."""

    def left(self, age: Numbers | float) -> Numbers:
        """The part unpaid at an age in months, along straight lines between whole months."""
        return np.asarray(np.interp(age, np.arange(len(self.unpaid)), self.unpaid))

    def chance_within(self, age: Numbers, ahead: tuple[float, float]) -> Numbers:
        """The chance that agreements of such ages, still unpaid, are paid between two moments ahead."""
        first, last = ahead
        found: Numbers = (self.left(age + first) - self.left(age + last)) / np.maximum(self.left(age), 1e-12)
        return found

    def chance_of_new(self, ahead: tuple[float, float]) -> float:
        """The chance that an agreement made at any moment before the last one is paid between the two."""
        first, last = ahead
        made = last * (np.arange(24) + 0.5) / 24
        paid_from, paid_to = np.maximum(first - made, 0.0), last - made
        return float((self.left(paid_from) - self.left(paid_to)).mean())


def payments_of(waits: Waits) -> Payments:
    """The way in which agreements are paid, out of how long those that are known waited."""
    months = np.minimum(np.floor(np.asarray(waits.months, dtype=float)), LONGEST - 1)
    at = np.arange(LONGEST)
    waiting = (months[None, :] >= at[:, None]).sum(axis=1)
    paid = ((months[None, :] == at[:, None]) & waits.paid[None, :]).sum(axis=1)
    even = (paid.sum() + 0.5) / (waiting.sum() + 1.0)
    hazard = np.asarray(paid + _MIXED_IN * even) / (waiting + _MIXED_IN)
    unpaid = np.concatenate([[1.0], np.cumprod(1 - hazard)])
    return Payments(unpaid, int(paid.sum()))


def standing_draws(chance: np.random.Generator, amounts: Numbers, chances: Numbers, known: int, number: int) -> Numbers:
    """Draw what comes in of agreements that stand, at most their sum; ``known``: how many tell how they are paid."""
    total = float(amounts.sum())
    if total <= 0:
        return np.zeros(number)
    part = float((amounts * chances).sum()) / total
    if part <= 0 or part >= 1:
        return np.full(number, total * min(max(part, 0.0), 1.0))
    each = float((amounts**2 * chances * (1 - chances)).sum()) / total**2
    doubt = min(each + part * (1 - part) / (known + 2), 0.95 * part * (1 - part))
    alike = part * (1 - part) / doubt - 1
    return total * chance.beta(part * alike, (1 - part) * alike, number)


def sums_of(chance: np.random.Generator, counts: Numbers, amounts: Numbers) -> Numbers:
    """Draw the sum of so many new amounts, each like those that were seen; the mean of these is itself uncertain."""
    mean, length = float(amounts.mean()), len(amounts)
    if mean <= 0:
        return np.zeros(len(counts))
    uneven = float(amounts.std(ddof=1)) / mean if length > 1 else 1.0
    uneven = max(uneven, 0.02)
    shape = length / uneven**2
    means = np.asarray(mean * chance.gamma(shape, size=len(counts)) / shape)
    each = 1 / uneven**2
    found = means / each * chance.gamma(np.maximum(counts * each, 1e-12))
    return np.asarray(np.where(counts > 0, found, 0.0))


def money_draws(
    chance: np.random.Generator, agreements: Agreements, made: CountLevel, ahead: tuple[float, float], number: int
) -> Numbers:
    """Draw what comes in between two moments, in months ahead, of what stands and of what is still to be agreed."""
    paid = payments_of(agreements.waits)
    chances = paid.chance_within(agreements.ages, ahead)
    standing = standing_draws(chance, agreements.standing, chances, paid.known, number)
    new = chance.binomial(made.draws(chance, (0.0, ahead[1]), number), _uncertain(chance, paid, ahead, number))
    return standing + sums_of(chance, new.astype(float), agreements.amounts)


def _uncertain(chance: np.random.Generator, paid: Payments, ahead: tuple[float, float], number: int) -> Numbers:
    """The chance that a new agreement is paid in time, as surely as those that were paid tell it."""
    part, known = min(max(paid.chance_of_new(ahead), 1e-6), 1 - 1e-6), paid.known + 2
    return chance.beta(part * known, (1 - part) * known, number)
