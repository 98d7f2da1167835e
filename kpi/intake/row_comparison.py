"""Rows of files beside the rows that are known of a register: which are new, changed and unchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kpi.facts.proposal import NewRow, RegisterChange, Stored
from kpi.intake.typed.typed_table import TypedTable


@dataclass(frozen=True, slots=True)
class Corrected:
    """A row that was corrected or retired by hand: the checksums that it had before, why and by whom."""

    register: str
    key: str
    retired: bool
    before: tuple[str, ...]
    """Checksums of what files said of it; a file that says so again changes nothing."""
    reason: str
    by: str


class ComparedRow(NamedTuple):
    """The last row given for a key: ``values`` is None when it is what is known already."""

    digest: str
    values: tuple[Stored, ...] | None
    table: int
    place: int
    """Which row of the table."""


@dataclass
class RowComparison:
    """The rows of one register out of all files, against the rows known of it."""

    register_name: str
    known: Mapping[str, str]
    """Key → checksum."""
    corrected: Mapping[str, Corrected]
    """By key, what was corrected or retired by hand."""
    entries: dict[str, ComparedRow] = field(default_factory=dict)
    retire: frozenset[str] = frozenset()

    def status(self, key: str, entry: ComparedRow) -> str:
        """``new``, ``changed`` or ``unchanged``."""
        if entry.values is None:
            return "unchanged"
        return "changed" if key in self.known else "new"

    def changed_keys(self) -> list[str]:
        """Keys of rows that are known with other values."""
        return [key for key, entry in self.entries.items() if entry.values is not None and key in self.known]

    def change(self, tables: Sequence[TypedTable]) -> RegisterChange | None:
        """The rows to be written and the keys to be retired; None when there are none."""
        rows = [
            NewRow(key, entry.digest, entry.values, table.upload, table.sheet, table.rows[entry.place])
            for key, entry in self.entries.items()
            if entry.values is not None
            for table in (tables[entry.table],)
        ]
        return RegisterChange(self.register_name, rows, self.retire) if rows or self.retire else None
