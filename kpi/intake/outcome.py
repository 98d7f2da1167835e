"""What an import came to, for who looks at it before accepting: counts per sheet, and what is no longer there."""

from typing import TYPE_CHECKING

from kpi.intake.keys import SEPARATOR
from kpi.intake.report import Absent, FileReport, SheetReport, key_in_words

if TYPE_CHECKING:
    from kpi.intake.proposing import Intake

ABSENT_SHOWN = 500


def absent(intake: "Intake") -> tuple[Absent, ...]:
    """The rows that are known and that the files lack, of every register that they hold; they stay as they are."""
    found = []
    for name, comparison in intake.comparisons.items():
        missing = comparison.known.keys() - comparison.entries.keys() - comparison.retire
        if missing:
            rows = tuple(key_in_words(key, SEPARATOR) for key in sorted(missing)[:ABSENT_SHOWN])
            found.append(Absent(name, len(missing), rows))
    return tuple(found)


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
