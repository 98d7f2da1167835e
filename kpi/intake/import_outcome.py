"""The outcome of an import, for who looks at it before accepting: counts by sheet, and the rows that the files lack."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from kpi.facts.current_rows import known_values
from kpi.facts.proposal import Stored, Upload, storage_columns
from kpi.facts.reader import Reader
from kpi.intake.import_report import Absent, FileReport, SheetReport
from kpi.intake.problems import Findings
from kpi.intake.row_changes import RowComparison
from kpi.intake.typed.typed_table import TypedTable
from kpi.programme.registers import REGISTERS

ABSENT_SHOWN = 500
Comparisons = Mapping[str, RowComparison]
"""By register."""


def absent(reader: Reader, comparisons: Comparisons) -> tuple[Absent, ...]:
    """The rows that are known and that the files lack, of every register that they hold; they stay as they are."""
    missing = (
        (name, comparison.known.keys() - comparison.entries.keys() - comparison.retire)
        for name, comparison in comparisons.items()
    )
    return tuple(_absent(reader, name, keys) for name, keys in missing if keys)


def retired(reader: Reader, comparisons: Comparisons) -> tuple[Absent, ...]:
    """The known rows that are retired, because the files replace the sheet and lack them."""
    gone = ((name, comparison.retire) for name, comparison in comparisons.items())
    return tuple(_absent(reader, name, keys) for name, keys in gone if keys)


def retire_missing(reader: Reader, comparison: RowComparison, label: str, file: str, findings: Findings) -> None:
    """Retire the known rows that the file lacks, and list them."""
    comparison.retire = frozenset(comparison.known.keys() - comparison.entries.keys())
    for row in _rows_in_words(reader, comparison.register_name, sorted(comparison.retire)):
        findings.add("retired_row", file, label, value=row)


def _absent(reader: Reader, register_name: str, keys: Collection[str]) -> Absent:
    return Absent(register_name, len(keys), _rows_in_words(reader, register_name, sorted(keys)[:ABSENT_SHOWN]))


def _rows_in_words(reader: Reader, register_name: str, keys: Sequence[str]) -> tuple[str, ...]:
    """By row its own names for what its key is made of, as they were last written."""
    stored = storage_columns(register_name)
    parts = [stored.index(field.name) for field in REGISTERS[register_name].keys]
    rows = known_values(reader, register_name, keys)
    return tuple(" · ".join(_written(rows[key][part]) for part in parts if rows[key][part] is not None) for key in keys)


def _written(value: Stored) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def file_reports(
    given: Sequence[tuple[str, str]], uploads: Sequence[Upload], tables: Sequence[TypedTable], comparisons: Comparisons
) -> tuple[FileReport, ...]:
    """The counts of each sheet of each file; ``given`` has the name and checksum of the files."""
    counts: list[dict[str, int]] = [{"new": 0, "changed": 0, "unchanged": 0} for _ in tables]
    for comparison in comparisons.values():
        for key, entry in comparison.entries.items():
            counts[entry.table][comparison.status(key, entry)] += 1
    last = {table.layout.register.name: number for number, table in enumerate(tables)}
    reports: dict[str, list[SheetReport]] = {checksum: [] for _, checksum in given}
    for number, table in enumerate(tables):
        name = table.layout.register.name
        retired_rows = len(comparisons[name].retire) if last[name] == number else 0
        report = SheetReport(
            table.sheet, name, len(table), **counts[number], rejected=len(table.rejected), retired=retired_rows
        )
        checksum = uploads[table.upload].sha256 if table.upload < len(uploads) else ""
        reports.setdefault(checksum, []).append(report)
    return tuple(FileReport(name, checksum, tuple(reports[checksum])) for name, checksum in given)
