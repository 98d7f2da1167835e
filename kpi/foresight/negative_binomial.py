"""The negative binomial: counts that vary more than those of Poisson, by a mean and a variance of their own."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_SHIFT = 7
_LOG_ROOT = 0.5 * float(np.log(2 * np.pi))


def log_gamma(x: Numbers) -> Numbers:
    """Return the logarithm of the gamma function for numbers above 0, by Stirling's series from x + 7 on.

    >>> [round(float(log_gamma(np.array(x))), 9) for x in (0.5, 1.0, 5.0, 100.0)]
    [0.572364943, 0.0, 3.17805383, 359.13420537]
    """
    steps = np.ones_like(x)
    for step in range(_SHIFT):
        steps = steps * (x + step)
    far = x + _SHIFT
    series = 1 / (12 * far) - 1 / (360 * far**3) + 1 / (1260 * far**5)
    found: Numbers = (far - 0.5) * np.log(far) - far + _LOG_ROOT + series - np.log(steps)
    return found


def log_chance(count: Numbers, mean: Numbers, size: Numbers) -> Numbers:
    """Return the logarithm of the chance of each count, by mean and size; the variance is mean + mean² ÷ size.

    A mean of 1 and a size of 1 halve the chance with each next count:

    >>> np.exp(log_chance(np.arange(4.0), np.array(1.0), np.array(1.0))).round(4).tolist()
    [0.5, 0.25, 0.125, 0.0625]
    """
    ways = log_gamma(count + size) - log_gamma(size) - log_gamma(count + 1)
    found: Numbers = ways + size * np.log(size / (size + mean)) + count * np.log(mean / (size + mean))
    return found


def drawn(chance: np.random.Generator, mean: Numbers, spread: Numbers | float) -> NDArray[Any]:
    """Draw a count for each mean; its variance is ``spread`` times the mean, and that of Poisson where it is 1."""
    beyond = np.maximum(np.asarray(spread, dtype=float) - 1.0, 1e-9)
    uneven = chance.gamma(np.maximum(mean / beyond, 1e-12)) * beyond
    return chance.poisson(np.where(beyond > 1e-6, uneven, mean))  # noqa: PLR2004 - a spread of 1 is Poisson
