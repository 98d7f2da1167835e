"""Whether the level of a monthly count took a step just now: doubled or halved, rather than swung by chance.

The last months are held against those before them on the scale of square roots, on which a count varies about alike
at any level (Anscombe 1948, *The transformation of Poisson, binomial and negative-binomial data*, Biometrika 35,
246-254). The limits are set so that a steady count gives a false alarm in less than one year of twenty.
"""

from enum import StrEnum
from itertools import accumulate
from math import sqrt

from kpi.foresight.negative_binomial import Numbers

RECENT = (3, 4)
"""So many of the last months are held against those before."""
BEFORE_LEAST, BEFORE_MOST = 6, 24
"""Months before a step that it takes, and that are looked at."""
FELL, ROSE = -3.0, 3.6
"""Beyond these it is a step; a rise by chance is likelier than as large a fall."""
LASTS = 4
"""Months for which a step keeps a forecast away."""
LEVEL_LEAST, SPREAD_MOST = 8.0, 3.0
"""A smaller or a more uneven count hides its steps: it must be 10 a month with a variance of at most twice that, and
what was seen of it may lie that much beside it by chance."""
_USUAL_SPREAD, _USUAL_MONTHS = 1.5, 20


class StepSign(StrEnum):
    """What the last months say of a step."""

    STEP = "step"
    NONE = "none"
    UNSEEN = "unseen"
    """The count is too small, too uneven or too short for a step to be told from chance."""


def step_in(months: Numbers) -> StepSign:
    """Return whether a step was flagged at the end of any of the last four months, the oldest month first.

    From a step on only what came after it is what later months are held against.
    """
    sums = [0.0, *accumulate(map(float, months))]
    squares = [0.0, *accumulate(float(month) ** 2 for month in months)]
    start, flagged, sign, length = 0, -LASTS, StepSign.UNSEEN, len(months)
    for end in range(BEFORE_LEAST + RECENT[0], length + 1):
        signs = {r: _sign(sums, squares, (max(start, end - r - BEFORE_MOST), end - r, end)) for r in RECENT}
        sign = StepSign.UNSEEN if set(signs.values()) == {StepSign.UNSEEN} else StepSign.NONE
        if taken := [recent for recent in RECENT if signs[recent] is StepSign.STEP]:
            start, flagged = end - max(taken), end
    return StepSign.STEP if flagged > length - LASTS else sign


def _sign(sums: list[float], squares: list[float], between: tuple[int, int, int]) -> StepSign:
    """What the months after a place say, held against those from the first place to that."""
    first, last, end = between
    before = last - first
    if before < BEFORE_LEAST:
        return StepSign.UNSEEN
    level = (sums[last] - sums[first]) / before
    spread = (squares[last] - squares[first] - before * level**2) / (before - 1) / max(level, 1e-9)
    if level < LEVEL_LEAST or spread > SPREAD_MOST:
        return StepSign.UNSEEN
    part = (end - last) / before
    held = max(((before - 1) * spread + _USUAL_MONTHS * _USUAL_SPREAD) / (before - 1 + _USUAL_MONTHS), 1.0)
    rise = sqrt(sums[end] - sums[last] + 3 / 8) - sqrt((sums[last] - sums[first]) * part + 3 / 8)
    return StepSign.NONE if FELL <= 2 * rise / sqrt(held * (1 + part)) <= ROSE else StepSign.STEP
