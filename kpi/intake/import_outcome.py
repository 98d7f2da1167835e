"""What an import came to, for who looks at it before accepting: counts per sheet, and what is no longer there."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kpi.facts import row_digests
from kpi.facts.proposal import Stored, storage_columns
from kpi.facts.reader import Reader
from kpi.intake.import_report import Absent, FileReport, SheetReport
from kpi.programme.registers import REGISTERS

if TYPE_CHECKING:
    from kpi.intake.proposing import Intake

ABSENT_SHOWN = 500


def absent(intake: "Intake") -> tuple[Absent, ...]:
    """The rows that are known and that the files lack, of every register that they hold; they stay as they are."""
    missing = (
        (name, comparison.known.keys() - comparison.entries.keys() - comparison.retire)
        for name, comparison in intake.comparisons.items()
    )
    return tuple(_absent(intake.reader, name, keys) for name, keys in missing if keys)


def retired(intake: "Intake") -> tuple[Absent, ...]:
    """The known rows that are retired, because the files replace the sheet and lack them."""
    gone = ((name, comparison.retire) for name, comparison in intake.comparisons.items())
    return tuple(_absent(intake.reader, name, keys) for name, keys in gone if keys)


def _absent(reader: Reader, register_name: str, keys: Collection[str]) -> Absent:
    named = rows_in_words(reader, register_name, sorted(keys)[:ABSENT_SHOWN])
    return Absent(register_name, len(keys), tuple(named.values()))


def rows_in_words(reader: Reader, register_name: str, keys: Sequence[str]) -> dict[str, str]:
    """Each key → the row's own names for what its key is made of, as they were last written."""
    stored = storage_columns(register_name)
    parts = [stored.index(field.name) for field in REGISTERS[register_name].keys]
    found = row_digests.values(reader, register_name, keys)
    return {
        key: " · ".join(_written(found[key][part]) for part in parts if found[key][part] is not None) for key in keys
    }


def _written(value: Stored) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def file_reports(intake: "Intake") -> tuple[FileReport, ...]:
    """What became of each sheet of each file."""
    counts: list[dict[str, int]] = [{"new": 0, "changed": 0, "unchanged": 0} for _ in intake.tables]
    for comparison in intake.comparisons.values():
        for key, entry in comparison.entries.items():
            counts[entry.table][comparison.status(key, entry)] += 1
    last = {table.layout.register.name: number for number, table in enumerate(intake.tables)}
    reports: dict[str, list[SheetReport]] = {digest: [] for _, digest in intake.given}
    for number, table in enumerate(intake.tables):
        name = table.layout.register.name
        retired = len(intake.comparisons[name].retire) if last[name] == number else 0
        digest = (
            intake.uploads[intake.upload_of[number]].sha256 if intake.upload_of[number] < len(intake.uploads) else ""
        )
        one = SheetReport(
            table.sheet, name, len(table), **counts[number], rejected=len(table.rejected), retired=retired
        )
        reports.setdefault(digest, []).append(one)
    return tuple(FileReport(name, digest, tuple(reports[digest])) for name, digest in intake.given)
