"""The evidence package as one frozen value: figures, the rows behind each, and their files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from kpi.facts.measuring.fact_rows import FactRow
from kpi.facts.proposal import SourceFile
from kpi.language import Said
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.sentences import say

RowKey = tuple[str, tuple[object, ...]]
"""A register and the values of its natural key: one row of a revision."""


class RowRole(StrEnum):
    """The part that a row has in a figure."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    SUPPORT = "support"
    """It adds nothing itself, but without it another row wouldn't count."""


ROLES = {
    RowRole.NUMERATOR: say("counts towards it"),
    RowRole.DENOMINATOR: say("below the line"),
    RowRole.SUPPORT: say("supports"),
}
"""The roles in words."""


@dataclass(frozen=True, slots=True)
class Link:
    """A row behind a figure. ``adds``: what it adds; None where it supports, or is one of a count of different names.

    ``counted``: the name that is counted once, of a count of different names.
    """

    row: RowKey
    role: RowRole
    adds: Decimal | None = None
    counted: str = ""


@dataclass(frozen=True, slots=True)
class FigureBehind:
    """A figure of the monitor with the rows behind it; a value of None is unknown.

    ``id`` names it in the index, ``group`` says what kind it is; ``hidden``: a count of persons too small to be told.
    """

    id: str
    group: Said
    title: Said
    unit: Said
    value: Fraction | None
    day: date
    """The day whose facts it counts."""
    links: tuple[Link, ...] = ()
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    rule: Said = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Package:
    """Everything that goes into the package, on a reference date, as known in a revision."""

    programme: Programme
    as_of: date
    plan_year: str
    revision: int
    sample: bool
    figures: tuple[FigureBehind, ...]
    rows: Mapping[RowKey, FactRow]
    fields: Mapping[str, tuple[str, ...]]
    """By register, the fields of its rows in order."""
    sources: tuple[SourceFile, ...]
    numbers: Mapping[RowKey, int] = field(default_factory=dict)
    """The number of each row within its sheet of the package, from 1."""

    def of(self, register: str) -> tuple[tuple[int, FactRow], ...]:
        """The rows of a register with their numbers, in order."""
        rows = [(self.numbers[key], row) for key, row in self.rows.items() if key[0] == register]
        return tuple(sorted(rows, key=lambda pair: pair[0]))


def row_key(register: str, fields: tuple[str, ...], row: FactRow) -> RowKey:
    """The register and key by which a row is known again."""
    return register, tuple(row.values[fields.index(key_field.name)] for key_field in REGISTERS[register].keys)
