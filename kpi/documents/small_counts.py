"""Counts of persons in documents: below five they are said to be so, without the number."""

from decimal import Decimal
from fractions import Fraction

from kpi.programme.plan import Indicator, SideFigure

FEWEST = 5
"""The smallest count of persons that is given."""


def few(value: Fraction | Decimal | int | None) -> bool:
    """Return true for a count of persons too small to be given; zero may be given.

    >>> few(0), few(1), few(4), few(5), few(None)
    (False, True, True, False, False)
    """
    return value is not None and 0 < value < FEWEST


def hidden(counted: Indicator | SideFigure, value: Fraction | None, numerator: Fraction | None) -> bool:
    """Return true when the value of an indicator or a side figure rests on a count of persons too small to be given."""
    return counted.persons and few(value if numerator is None else numerator)
