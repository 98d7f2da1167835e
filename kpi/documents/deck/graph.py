"""A chart of a presentation as a frozen value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kpi.documents.house_style import LIGHT, PRIMARY
from kpi.language import Said

ONE, THEN_AND_NOW = (PRIMARY,), (LIGHT, PRIMARY)
"""The colours of one series, and of two days."""
Values = tuple[float | None, ...]


def floats(values: Iterable[Fraction | Decimal | int | None]) -> Values:
    """Values as a chart holds them."""
    return tuple(None if value is None else float(value) for value in values)


@dataclass(frozen=True, slots=True)
class Graph:
    """A chart: its title, its kind, the categories, and the series with their values; None is unknown, no bar."""

    title: Said
    kind: Literal["bars", "columns"]
    categories: tuple[Said, ...]
    series: tuple[tuple[Said, Values], ...]
    unit: Literal["euro", "whole", "share"]
    colours: Sequence[str] = ONE
    most: float | None = None
    """The end of the axis, where it is fixed."""
