"""Who is there on a day ahead: those there now less who leave, and those who join less who leave again.

Joining is a count by month. Leaving is a chance a month, out of how many left in how many months of membership
(a gamma distribution: Jeffreys's before anything was seen). An end that is known isn't drawn again.
"""

from dataclasses import dataclass

import numpy as np

from kpi.foresight.arrivals import CountLevel
from kpi.foresight.negative_binomial import Numbers


@dataclass(frozen=True, slots=True)
class Membership:
    """What is known of members on a day."""

    staying: int
    """There on the day, without a known end before the day asked for."""
    with_end: int
    """Of these, whose end is known and lies later: they can't leave before."""
    left: float
    """How many left in the months seen."""
    months: float
    """How many months of membership these were."""


def members_draws(
    chance: np.random.Generator, members: Membership, joins: CountLevel, ahead: float, number: int
) -> Numbers:
    """Draw how many members there are so many months ahead."""
    hazard = chance.gamma(members.left + 0.5, size=number) / (members.months + 1.0)
    joined = joins.draws(chance, (0.0, ahead), number)
    free = members.staying - members.with_end
    stay = chance.binomial(free, np.exp(-hazard * ahead))
    stay_of_new = chance.binomial(joined, np.exp(-hazard * ahead / 2))
    found: Numbers = (members.with_end + stay + stay_of_new).astype(float)
    return found
