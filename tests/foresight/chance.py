"""Chance that is the same each time."""

import numpy as np


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)
