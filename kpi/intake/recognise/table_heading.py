"""The heading of a table: in which rows its column names stand, and which field each column holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TableHeading:
    """The column names of a table: in which rows they stand, and what each column is."""

    top: int
    row: int
    """The first and the last row of names, as numbered in the file."""
    fields: Mapping[str, int]
    """Field → column (0-based)."""
    names: Mapping[str, str]
    """Field → the column's name as it stands in the file."""
    unknown: tuple[tuple[int, str], ...] = ()
    personal: tuple[tuple[int, str], ...] = ()
    twice: tuple[tuple[int, str, str], ...] = ()
    """Column, its name, and the earlier name for the same field."""
    near: tuple[tuple[int, str, str], ...] = ()
    """Column, its name, and the field that it was read as because the names are nearly the same."""
    suggested: Mapping[int, str] = field(default_factory=dict)
    """Column that isn't known → the field that it may be."""
    skipped: tuple[tuple[int, str], ...] = ()
    """Columns that were left out because somebody said so."""
