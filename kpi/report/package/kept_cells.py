"""The kept files that facts were read from, and the cells where their values stand.

Each is read again as the intake read it. So it is given away with nothing in it but what is read, also where an older
version kept more, and an address is only told of a cell that still holds the fact's value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from kpi.facts.measuring.fact_rows import FactRow, Value
from kpi.facts.proposal import SourceFile, Stored
from kpi.facts.reader import Reader
from kpi.facts.source_files import source_files, stored_file
from kpi.facts.tables import NUMBER_SCALE
from kpi.intake.file_reading import Reading
from kpi.intake.progress import ProgressBar
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.unreadable import FileRefused
from kpi.programme.loading import SettingsRefused
from kpi.programme.registers import REGISTERS, FieldKind

CENTS = 100


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """A kept file read again: its content, empty where it can't be read any more, and what was read from each row."""

    content: bytes = b""
    rows: Mapping[tuple[str, int], list[tuple[TypedTable, int]]] = field(default_factory=dict)
    """By sheet and row: tables, each with the place of the row in it."""


@dataclass
class KeptCells:
    """The kept files of a revision and where each value stands in them; a file is read once."""

    reader: Reader
    _again: dict[SourceFile, ReadAgain] = field(default_factory=dict)

    @cached_property
    def sources(self) -> tuple[SourceFile, ...]:
        """The files that the facts were read from."""
        return source_files(self.reader)

    def originals(self) -> Mapping[SourceFile, bytes]:
        """Each file as it is kept; what was cleared, never kept, or can't be read any more is left out."""
        return {source: content for source in self.sources if (content := self._read(source).content)}

    def source_of(self, row: FactRow) -> SourceFile | None:
        """The file that a row was read from: of its revision, else the last one of that name before it."""
        named = [one for one in self.sources if one.name == row.file and one.revision <= row.revision]
        return max(named, key=lambda one: one.revision, default=None)

    def address(self, register: str, row: FactRow, values: Mapping[str, Value], *names: str) -> str:
        """The cells of the fields of a row, as ``Sheet!F12``; empty where one isn't found, or holds something else."""
        source = self.source_of(row)
        for table, place in self._read(source).rows.get((row.sheet, row.row), ()) if source else ():
            fields = [_field(register, table.layout.register.name, name) for name in names]
            if table.of_ledger or not all(field in table.heading.fields for field in fields):
                continue
            wanted = [_stored(register, name, values[name]) for name in names]
            if wanted == [table.column(str(field))[place] for field in fields]:
                return " + ".join(f"{row.sheet}!{table.cell(str(field), place)}" for field in fields)
        return ""

    def _read(self, source: SourceFile) -> ReadAgain:
        if source not in self._again:
            self._again[source] = self._reading(source)
        return self._again[source]

    def _reading(self, source: SourceFile) -> ReadAgain:
        content = stored_file(self.reader, source.revision, source.name, source.stored_sha256)
        reading = Reading(self.reader.at(source.revision), ProgressBar(lambda _share: None, 1))
        try:
            upload = reading.take_kept(source.name, content or b"")
        except (FileRefused, SettingsRefused):
            return ReadAgain()
        rows: dict[tuple[str, int], list[tuple[TypedTable, int]]] = {}
        for table in reading.tables:
            for place, row in enumerate(table.rows):
                rows.setdefault((table.kept_sheet, row), []).append((table, place))
        return ReadAgain(upload.content, rows)


def _field(register: str, read_as: str, name: str) -> str | None:
    """The field of a table that holds a field of a register, which may also stand in another register's sheet."""
    declared = REGISTERS[register]
    if read_as == register:
        return name
    if read_as != declared.also_in:
        return None
    return REGISTERS[read_as].keys[0].name if declared.field(name).refers == read_as else name


def _stored(register: str, name: str, value: Value) -> Stored:
    """A value as the tables hold it: whole cents of money, whole millionths of numbers."""
    kind = REGISTERS[register].field(name).kind
    if isinstance(value, Decimal):
        return int(value * (CENTS if kind is FieldKind.MONEY else NUMBER_SCALE))
    return value
