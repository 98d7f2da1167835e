"""A value that is measured now and then: it goes on from the last one with the drift of all, and wanders.

A random walk with drift over uneven gaps (Harvey 1989, *Forecasting, structural time series models and the Kalman
filter*). With few points its own unevenness is hardly known, so that Student's distribution takes the place of the
normal one, as that of a regression does.
"""

import numpy as np

from kpi.foresight.negative_binomial import Numbers

LEAST_POINTS = 6


def measured_draws(chance: np.random.Generator, days: Numbers, values: Numbers, ahead: float, number: int) -> Numbers:
    """Draw the value so many days after the last of these, given by day in order; at least three of them."""
    gaps, changes = np.diff(days), np.diff(values)
    whole = float(gaps.sum())
    drift = float(changes.sum()) / whole
    free = len(changes) - 1
    uneven = float(((changes - drift * gaps) ** 2 / gaps).sum()) / free
    scale = float(np.sqrt(uneven * ahead * (1 + ahead / whole)))
    found: Numbers = values[-1] + drift * ahead + scale * chance.standard_t(free, size=number)
    return found
