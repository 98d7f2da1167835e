"""A forecast: what an indicator will be on a day ahead, by chance and band; or the reason that nothing can be said."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

import numpy as np

from kpi.foresight.negative_binomial import Numbers

DRAWS = 4000
"""So many draws leave a chance of 50% uncertain by less than one point."""
LEAST_MONTHS = 6
MONTH = 365.25 / 12
"""Days of a month, where months are counted ahead."""
LOW, HIGH = 0.1, 0.9
"""The band holds 80%."""


class WhyNot(StrEnum):
    """The reason that no figure is given."""

    TOO_FEW = "too_few"
    """Fewer than six months, or six measurements, were seen."""
    STEP = "step"
    """The level took a step in the last four months, so that what was seen before it says nothing of what comes."""
    NOT_STARTED = "not_started"
    PAST = "past"
    """Every due date is past."""
    MILESTONE = "milestone"
    """It is reached or not by work, and by no pace."""
    NO_DATA = "no_data"


class Method(StrEnum):
    """The model that a figure comes from; docs/forecast.md tells of each."""

    COUNT = "negative_binomial"
    SHARE = "beta_binomial"
    MONEY = "agreements_and_new"
    AVERAGE = "amounts"
    MEMBERS = "joins_and_leaves"
    MEASURED = "local_level"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a forecast rests on: its model, how many months or points were seen, and since when."""

    method: Method
    months: int
    since: date | None
    step_seen: bool = True
    """False where a step couldn't be told from chance."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value on a due date. ``low`` to ``high`` holds 80%; all four are None where ``why_not`` says why."""

    due: date
    probability: float | None = None
    low: Fraction | None = None
    median: Fraction | None = None
    high: Fraction | None = None
    basis: Basis | None = None
    why_not: WhyNot | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What a value is held against."""

    due: date
    value: Fraction
    limit: Fraction | None = None
    """What it may not pass, where the target is a range."""
    lower_is_better: bool = False

    def met(self, values: Numbers) -> Numbers:
        """Whether each value meets it; a hair's breadth of rounding isn't held against one."""
        sign = -1.0 if self.lower_is_better else 1.0
        met = sign * values >= sign * float(self.value) - _hair(self.value)
        if self.limit is not None:
            met &= sign * values <= sign * float(self.limit) + _hair(self.limit)
        found: Numbers = met.astype(float)
        return found


def _hair(value: Fraction) -> float:
    return 1e-9 * max(1.0, abs(float(value)))


def forecast_of(values: Numbers, aim: Aim, basis: Basis, places: int) -> Forecast:
    """The forecast that draws of the value on the due date give; ``places``: the parts of one that are told apart."""
    band = np.quantile(values, [LOW, 0.5, HIGH], method="inverted_cdf")
    low, median, high = (Fraction(round(float(at) * places), places) for at in band)
    return Forecast(aim.due, float(aim.met(values).mean()), low, median, high, basis)


def certain(value: Fraction, aim: Aim, basis: Basis) -> Forecast:
    """The forecast of a day that has come: the value itself."""
    met = float(aim.met(np.array([float(value)]))[0])
    return Forecast(aim.due, met, value, value, value, basis)
