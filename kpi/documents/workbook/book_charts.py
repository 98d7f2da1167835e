"""Charts of a sheet's own cells, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.language import Said


@dataclass(frozen=True, slots=True)
class ColumnsChart:
    """Lying bars of columns of a table, a bar a row. ``series``: the id of a column, its name, its colour."""

    title: Said
    alternative: Said
    table: str
    categories: str
    series: Sequence[tuple[str, Said, str]]


@dataclass(frozen=True, slots=True)
class TotalsChart:
    """Standing bars of the totals of some columns of a table, under their headings."""

    title: Said
    alternative: Said
    table: str
    columns: Sequence[str]
    name: Said
