"""The evidence package as one frozen value: figures, the rows behind each, and their files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from kpi.facts.measuring.fact_rows import FactRow, Value
from kpi.facts.proposal import SourceFile
from kpi.language import Said
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS
from kpi.sentences import listed, say

ORIGINALS = say("originals")
"""The folder of the files that facts were read from."""
MARK = 8
"""So many digits of their checksums tell two files of one name apart."""
UNSAFE = re.compile(r"[^\w .()+,&@-]")
"""Signs that no name of a file in the package has."""
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
    fields: tuple[str, ...] = ()
    """The fields of the row in which that stands; without any, the row itself is what is counted."""


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


class KeptFiles(Protocol):
    """The files that facts were read from, as ``kept_cells`` reads them."""

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The files of the revision."""

    def originals(self) -> Mapping[SourceFile, bytes]:
        """Their contents, without data of persons, as far as they are kept."""

    def source_of(self, row: FactRow) -> SourceFile | None:
        """The file that a row was read from."""

    def address(self, register: str, row: FactRow, values: Mapping[str, Value], *names: str) -> str:
        """The cells that hold fields of a row; empty where they aren't found."""


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure where the account prints it: its chapter, its table with row and column, or the words it stands in.

    ``figure``: its name in the index; ``row``: the row that it was read from, with its ``fields``, where it is one.
    """

    chapter: Said
    table: Said
    label: Said
    column: Said
    shown: Said
    figure: str
    row: RowKey | None = None
    fields: tuple[str, ...] = ()


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
    cells: Mapping[tuple[RowKey, tuple[str, ...]], str] = field(default_factory=dict)
    """The cells of fields of rows in the files that they were read from."""
    printed: tuple[PrintedFigure, ...] = ()
    """Every figure that the account prints, in its order."""
    came_from: Mapping[RowKey, SourceFile] = field(default_factory=dict)
    """The file that each row was read from."""
    originals: Mapping[SourceFile, bytes] = field(default_factory=dict)
    """The files that facts were read from, as they are kept without data of persons."""

    def path_of(self, source: SourceFile) -> Said:
        """The place of a file within the package; of one that isn't kept any more its name alone."""
        if source not in self.originals:
            return source.name
        alike = sum((one.revision, one.name) == (source.revision, source.name) for one in self.originals)
        mark = f"{source.stored_sha256[:MARK]}-" if alike > 1 else ""
        return listed((ORIGINALS, f"r{source.revision}", f"{mark}{UNSAFE.sub('_', source.name)}"), "/")

    def of(self, register: str) -> tuple[tuple[int, FactRow], ...]:
        """The rows of a register with their numbers, in order."""
        rows = [(self.numbers[key], row) for key, row in self.rows.items() if key[0] == register]
        return tuple(sorted(rows, key=lambda pair: pair[0]))


def row_key(register: str, fields: tuple[str, ...], row: FactRow) -> RowKey:
    """The register and key by which a row is known again."""
    return register, tuple(row.values[fields.index(key_field.name)] for key_field in REGISTERS[register].keys)
