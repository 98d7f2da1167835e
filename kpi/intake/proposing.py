"""From files to a proposal: opened, recognised, typed, compared with what is known; nothing is stored here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from kpi.facts.database.gc_pause import paused
from kpi.facts.decisions.decision_kinds import LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Proposal, RegisterChange, Upload
from kpi.facts.reader import Reader
from kpi.facts.source_files import imported_as
from kpi.intake import cross_checks, import_outcome
from kpi.intake.books.audit_file import ROOT as AUDIT_FILE
from kpi.intake.books.bank_statement import ROOT as BANK_STATEMENT
from kpi.intake.books.bookings import Unmapped
from kpi.intake.books.expenses import REGISTER as BOOKED_REGISTER
from kpi.intake.books.expenses import Booked, Books
from kpi.intake.books.ledger_cards import ledger_head
from kpi.intake.delivery import Delivery
from kpi.intake.formats import xml_records
from kpi.intake.formats.cells import Cells, SheetRows
from kpi.intake.formats.opening import OpenedFile, check_size, checksum, read_book, within_width
from kpi.intake.import_report import BlankAsked, Difference, ImportProposal, ImportReport
from kpi.intake.kept_copy import Block, block_of, redacted
from kpi.intake.problems import Findings
from kpi.intake.progress import ProgressBar
from kpi.intake.recognise.column_matching import Looks, remembered
from kpi.intake.recognise.recogniser import Recogniser
from kpi.intake.recognise.sheet_names import Layout, by_name, layouts
from kpi.intake.row_changes import RowComparison, compare_rows, first_differences
from kpi.intake.typed.blank_figures import answers, settle
from kpi.intake.typed.row_rules import check_rows
from kpi.intake.typed.total_rows import sums_without_total
from kpi.intake.typed.typed_rows import read_table
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.unreadable import FileRefused
from kpi.intake.values.organisation_aliases import known_names
from kpi.programme.plan import Programme

Progress = Callable[[float], None]


def propose(reader: Reader, delivery: Delivery, progress: Progress | None = None) -> ImportProposal:
    """Work out what the files of a delivery change, as one revision.

    With any error there is no proposal, unless the delivery is ``partial``. A file that can't be read at all, or was
    imported before, refuses the whole import.
    """
    bar = ProgressBar(progress or (lambda _share: None), len(delivery.files))
    reading = _Reading(reader.programme, reader, bar)
    replaced = _replaced(reading, delivery.replace)
    with paused():
        for name, content in delivery.files:
            reading.take_file(name, content)
            bar.read()
        comparisons = _compare(reading)
    retirements = _retire(reading, comparisons, replaced)
    differences = first_differences(reader, comparisons.values(), reading.tables)
    bar.done()
    return _outcome(reading, delivery, _Compared(comparisons, retirements, differences))


@dataclass
class _Reading:
    """The files of an import while they are read: their tables, and everything that was met on the way."""

    programme: Programme
    reader: Reader
    bar: ProgressBar
    findings: Findings = field(default_factory=Findings)
    given: list[tuple[str, str]] = field(default_factory=list)
    """Name and checksum of each file."""
    uploads: list[Upload] = field(default_factory=list)
    tables: list[TypedTable] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)
    """Registers with a sheet that couldn't be read."""
    blanks: list[BlankAsked] = field(default_factory=list)
    unmapped: dict[str, Unmapped] = field(default_factory=dict)
    """Ledger accounts that aren't tied to a budget line yet, by key."""
    blocked: bool = False
    """Whether something was met that even a partial import can't get round."""

    def __post_init__(self) -> None:
        self.known = layouts(self.programme.sheets)
        self.answers = answers(self.reader)
        self.recogniser = Recogniser(self.known, Looks(self.programme), remembered(self.reader), self.findings)

    @cached_property
    def books(self) -> Books:
        """The answers about ledger accounts, read when the first ledger is met."""
        layout = next(each for each in self.known if each.register.name == BOOKED_REGISTER)
        chart = {made.decision.place: made.decision.line for made in decisions(self.reader, LedgerAccountLine)}
        return Books(layout, chart, self.findings, self.unmapped)

    def take_file(self, name: str, content: bytes) -> None:
        """Read a file; one that is refused blocks the import."""
        digest = checksum(content)
        same = next((given for given, other in self.given if other == digest), None)
        self.given.append((name, digest))
        self.bar.begun += 1
        try:
            if same is not None:
                raise FileRefused("given_twice", other=same)
            if xml_records.is_markup(content) and xml_records.root_name(content) == BANK_STATEMENT:
                raise FileRefused("bank_statement")
            revision = imported_as(self.reader, digest)
            if revision is not None:
                raise FileRefused("already_imported", revision=revision)
            if xml_records.is_markup(content):
                self._take_markup(name, content)
            else:
                self._take_book(self.bar.during(partial(read_book, name, content)))
        except FileRefused as refused:
            self.findings.add_fault(refused.fault, name)
            self.blocked = True

    def _take_markup(self, name: str, content: bytes) -> None:
        """Read an XML file: an audit file is taken, anything else is refused."""
        check_size(content)
        if xml_records.root_name(content) != AUDIT_FILE:
            raise FileRefused("unknown_xml")
        booked = self.books.audit_file(name, content)
        self._take_bookings(booked)
        self.uploads.append(Upload(name, checksum(content), checksum(booked.content), booked.content, content))

    def _take_bookings(self, booked: Booked) -> None:
        table = read_table(self.programme, self.known, booked.recognised, booked.file, self.findings)
        table.of_ledger = True
        self._add(table)
        self.books.report_accounts(booked)

    def _take_book(self, book: OpenedFile) -> None:
        """Read every sheet of a file, and keep of it what may be kept."""
        personal = False
        kept: dict[str, tuple[Cells, list[Block]]] = {}
        self.bar.rows, self.bar.before = sum(cells.height for cells in book.sheets), 0
        for cells in book.sheets:
            blocks, persons = self._take_sheet(book, cells)
            personal = personal or persons
            if blocks:
                kept.setdefault(cells.name, (cells, []))[1].extend(blocks)
            self.bar.before += cells.height
        if not kept and not self.findings.errors and not self.recogniser.questions:
            raise FileRefused("nothing_recognised", known=tuple(layout.label for layout in self.known))
        content = self.bar.during(partial(redacted, book.kind, tuple(kept.values()))) if personal else book.content
        stored = checksum(content) if personal else book.sha256
        original = book.content if personal else b""
        self.uploads.append(Upload(book.name, book.sha256, stored, content, original))

    def _take_sheet(self, book: OpenedFile, cells: Cells) -> tuple[list[Block], bool]:
        """Read a sheet: which blocks of it may be kept, and whether there is anything else that may not."""
        rows = SheetRows(cells)
        head = ledger_head(within_width([row for _, row in self.bar.during(rows.look)]))
        if head is not None:
            booked = self.books.ledger(book.name, cells, head)
            self._take_bookings(booked)
            return ([booked.kept] if booked.kept else []), True
        blocks, personal = [], False
        for recognised in self.recogniser.tables(book, cells, rows):
            personal = personal or recognised.personal
            if recognised.layout is not None and recognised.heading is None:
                self.stopped.add(recognised.layout.register.name)
            if recognised.layout is None or recognised.heading is None:
                continue
            table = read_table(self.programme, self.known, recognised, book.name, self.findings, self.bar.passed)
            self.blanks.extend(settle(self.programme, table, self.answers))
            self._add(table)
            personal = personal or table.persons or bool(table.dropped)
            blocks.append(block_of(table))
        return blocks, personal

    def _add(self, table: TypedTable) -> None:
        """Check the rows of a table and add it; its upload is the next one."""
        check_rows(self.programme, table)
        table.upload = len(self.uploads)
        self.tables.append(table)


@dataclass(frozen=True, slots=True)
class _Compared:
    """The rows of all files beside what is known."""

    comparisons: dict[str, RowComparison]
    retirements: Findings
    differences: tuple[Difference, ...]


def _replaced(reading: _Reading, replace: frozenset[str]) -> list[Layout]:
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


def _compare(reading: _Reading) -> dict[str, RowComparison]:
    reader, tables, bar = reading.reader, reading.tables, reading.bar
    names = known_names(reader)
    cross_checks.check_orders(reader, tables)
    cross_checks.check_entries(reader, tables)
    cross_checks.check_organisations(reader, tables, names)
    return compare_rows(reader, tables, names, lambda compared: bar.compared(compared, len(tables)))


def _retire(reading: _Reading, comparisons: dict[str, RowComparison], replaced: Sequence[Layout]) -> Findings:
    """Retire what a replaced sheet lacks; not while rows of it are refused, whose keys aren't known."""
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
            file = of_it[-1].file
            import_outcome.retire_missing(reading.reader, comparisons[name], layout.label, file, retirements)
    return retirements


def _outcome(reading: _Reading, delivery: Delivery, compared: _Compared) -> ImportProposal:
    findings, comparisons = reading.findings, compared.comparisons
    refused = reading.blocked or (findings.errors > 0 and not delivery.partial)
    changes = [] if refused else _changes(reading.tables, comparisons)
    if not refused and not changes:
        refused = findings.errors > 0
        findings.add("nothing_changes" if any(map(len, reading.tables)) else "no_rows", "")
    report = ImportReport(
        import_outcome.file_reports(reading.given, reading.uploads, reading.tables, comparisons),
        (*compared.retirements.listed(), *findings.listed()),
        refused,
        None,
        compared.differences,
        findings.kept(),
        tuple(reading.recogniser.questions),
        tuple(reading.blanks),
        tuple(control for table in reading.tables for control in (*table.controls, *sums_without_total(table))),
        import_outcome.absent(reading.reader, comparisons),
        import_outcome.retired(reading.reader, comparisons),
    )
    unmapped = tuple(reading.unmapped.values())
    if not changes:
        return ImportProposal(report, None, unmapped)
    uploads, base = tuple(reading.uploads), reading.reader.revision
    proposal = Proposal(base, delivery.by, delivery.at, uploads, changes, sample=delivery.sample)
    return ImportProposal(report, proposal, unmapped)


def _changes(tables: Sequence[TypedTable], comparisons: dict[str, RowComparison]) -> list[RegisterChange]:
    changes = (comparison.change(tables) for comparison in comparisons.values())
    return [change for change in changes if change is not None]
