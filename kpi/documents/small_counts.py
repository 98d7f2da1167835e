"""Counts of persons as they leave the house: fewer than five are told as such, and no closer."""

from decimal import Decimal
from fractions import Fraction

from kpi.programme.plan import Indicator, SideFigure

FEWEST = 5
"""From this many on a count of persons is told."""


def few(value: Fraction | Decimal | int | None) -> bool:
    """Whether a count of persons is too small to be told; none at all isn't.

    >>> few(0), few(1), few(4), few(5), few(None)
    (False, True, True, False, False)
    """
    return value is not None and 0 < value < FEWEST


def hidden(counted: Indicator | SideFigure, value: Fraction | None, numerator: Fraction | None) -> bool:
    """Whether the value of an indicator or a figure rests on a count of persons too small to be told."""
    return counted.persons and few(value if numerator is None else numerator)
