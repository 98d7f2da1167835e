"""From files to a proposal: read, compared with what is known, and said what would change; nothing is stored here."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from kpi.facts.current_rows import known_values
from kpi.facts.database.gc_pause import paused
from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.facts.proposal import Proposal, storage_columns
from kpi.facts.reader import Reader
from kpi.intake.file_reading import Reading
from kpi.intake.formats.opening import unzipped
from kpi.intake.import_report import Absent, FileReport, ImportProposal, ImportReport, SheetReport
from kpi.intake.plausibility.questions import ask
from kpi.intake.problems import Findings
from kpi.intake.progress import ProgressBar
from kpi.intake.recognise.column_matching import remembered
from kpi.intake.recognise.sheet_names import Layout, by_name
from kpi.intake.row_changes import Comparisons, first_differences
from kpi.intake.row_numbers import compare_tables
from kpi.intake.typed.first_rows import first_rows
from kpi.intake.typed.total_rows import control_totals
from kpi.programme.registers import REGISTERS

ABSENT_SHOWN = 500


@dataclass(frozen=True, slots=True)
class FilesToRead:
    """Files as they were given (name and content), and what to do with them."""

    files: Sequence[tuple[str, bytes]]
    partial: bool = False
    """The good rows are proposed, also where others have errors."""
    replace: frozenset[str] = frozenset()
    """Sheets whose known rows are retired when the files lack them."""
    number_lines: bool = False
    """Rows of one entry, or contributions of one organisation and year, each get a number of their own."""
    fill_down: bool = False
    """An empty name at the left of a row is the one above it."""
    year: int = 0
    """Of months that stand as columns without a year."""
    as_given: bool = False
    """The files are in their order: of two that differ about a row, the later one holds."""
    said: Mapping[str, ColumnMeanings] = field(default_factory=dict)
    """By set of column names what they hold, before what is remembered; it is remembered with the import."""
    progress: Callable[[float], None] | None = None
    """Is told how much was read, from 0 to 1."""


@paused()
def propose(reader: Reader, given: FilesToRead, by: str, at: datetime, *, sample: bool = False) -> ImportProposal:
    """Work out what files change, as one revision by that person.

    With any error there is no proposal, unless it may be ``partial``. A file that can't be read at all, or was
    imported before, refuses the whole import.
    """
    files = [each for name, content in given.files for each in unzipped(name, content)]
    bar = ProgressBar(given.progress or (lambda _share: None), len(files))
    reading = Reading(reader, bar, given.fill_down, given.year, given.said)
    findings, tables = reading.findings, reading.tables
    replaced = _replaced(reading, given.replace)
    for name, content in files:
        reading.take_file(name, content)
        bar.read()
    compared = partial(bar.compared, of=len(tables))
    comparisons = compare_tables(reader, tables, given.number_lines, given.as_given, compared)
    retirements = _retire(reading, comparisons, replaced)
    ask(reader, comparisons, tables, at.date())
    differences = first_differences(reader, comparisons.values(), tables)
    bar.done()
    refused = reading.blocked or (findings.errors > 0 and not given.partial)
    proposed = () if refused else tuple(comparison.change(tables) for comparison in comparisons.values())
    changes = [change for change in proposed if change is not None]
    if not refused and not changes:
        refused = findings.errors > 0
        findings.add("nothing_changes" if any(map(len, tables)) else "no_rows", "")
    absent = {name: each.known.keys() - each.entries.keys() - each.retire for name, each in comparisons.items()}
    totals = tuple(control for table in tables for control in control_totals(table))
    report = ImportReport(
        _file_reports(reading, comparisons),
        (*retirements.listed(), *findings.listed()),
        refused,
        differences=differences,
        placed=findings.kept(),
        asked=tuple(reading.recogniser.questions),
        first_rows=tuple(map(first_rows, tables)),
        blanks=tuple(reading.blanks),
        totals=totals,
        absent=_absent(reader, absent),
        retired=_absent(reader, {name: each.retire for name, each in comparisons.items()}),
    )
    answers = tuple(each.decision() for key, each in given.said.items() if remembered(reader).get(key) != each)
    made = Proposal(reader.revision, by, at, tuple(reading.uploads), changes, answers, sample) if changes else None
    return ImportProposal(report, made, tuple(reading.unmapped.values()))


def _replaced(reading: Reading, replace: frozenset[str]) -> list[Layout]:
    """The layouts of the sheets that are to be replaced as a whole; a name that is none blocks the import."""
    replaced = []
    for name in sorted(replace):
        layout = by_name(reading.known, name)
        if layout is None:
            reading.findings.add("unknown_replace", "", value=name, known=tuple(each.label for each in reading.known))
            reading.blocked = True
        else:
            replaced.append(layout)
    return replaced


def _retire(reading: Reading, comparisons: Comparisons, replaced: Sequence[Layout]) -> Findings:
    """Retire what a replaced sheet lacks, and list it; not while rows of it are refused, whose keys aren't known."""
    retirements = Findings()
    for layout in replaced:
        name = layout.register.name
        of_it = [table for table in reading.tables if table.layout.register.name == name]
        if any(table.rejected for table in of_it) or name in reading.stopped:
            reading.findings.add("replaced_but_rejected", "", layout.label)
            reading.blocked = True
        elif not of_it:
            reading.findings.add("sheet_not_given", "", value=layout.label)
            reading.blocked = True
        else:
            comparison = comparisons[name]
            comparison.retire = frozenset(comparison.known.keys() - comparison.entries.keys())
            for row in _rows_in_words(reading.reader, name, sorted(comparison.retire)):
                retirements.add("retired_row", of_it[-1].file, layout.label, value=row)
    return retirements


def _absent(reader: Reader, missing: Mapping[str, Collection[str]]) -> tuple[Absent, ...]:
    """By register how many rows there are of those keys, and the first of them."""
    return tuple(
        Absent(name, len(keys), _rows_in_words(reader, name, sorted(keys)[:ABSENT_SHOWN]))
        for name, keys in missing.items()
        if keys
    )


def _rows_in_words(reader: Reader, register_name: str, keys: Sequence[str]) -> tuple[str, ...]:
    """By row its own names for what its key is made of, as they were last written."""
    stored = storage_columns(register_name)
    parts = [stored.index(field.name) for field in REGISTERS[register_name].keys]
    rows = known_values(reader, register_name, keys)
    written = ([value for part in parts if (value := rows[key][part]) is not None] for key in keys)
    return tuple(
        " · ".join(f"{each:%d-%m-%Y}" if isinstance(each, date) else str(each) for each in values) for values in written
    )


def _file_reports(reading: Reading, comparisons: Comparisons) -> tuple[FileReport, ...]:
    """The counts of each sheet of each file."""
    tables, uploads = reading.tables, reading.uploads
    counts: Counter[tuple[int, str]] = Counter()
    for comparison in comparisons.values():
        counts.update((entry.table, comparison.status(key, entry)) for key, entry in comparison.entries.items())
    last = {table.layout.register.name: number for number, table in enumerate(tables)}
    reports: dict[str, list[SheetReport]] = {checksum: [] for _, checksum in reading.given}
    for number, table in enumerate(tables):
        name = table.layout.register.name
        of_status = {status: counts[number, status] for status in ("new", "changed", "unchanged")}
        retired = len(comparisons[name].retire) if last[name] == number else 0
        report = SheetReport(table.sheet, name, len(table), **of_status, rejected=len(table.rejected), retired=retired)
        checksum = uploads[table.upload].sha256 if table.upload < len(uploads) else ""
        reports.setdefault(checksum, []).append(report)
    return tuple(FileReport(name, checksum, tuple(reports[checksum])) for name, checksum in reading.given)
