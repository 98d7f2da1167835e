"""From files to a proposal: read, recognise, understand, compare; nothing is stored here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import islice

from kpi.facts import row_digests
from kpi.facts.database.gc_pause import paused
from kpi.facts.proposal import Proposal, RegisterChange, Upload
from kpi.facts.reader import Reader
from kpi.intake import row_changes
from kpi.intake.books.audit_file import ROOT as AUDIT_FILE
from kpi.intake.books.bank_statement import ROOT as BANK_STATEMENT
from kpi.intake.books.expenses import REGISTER as BOOKED_REGISTER
from kpi.intake.books.expenses import Books, check_entries
from kpi.intake.books.ledger_accounts import Unmapped, chart
from kpi.intake.books.ledger_cards import ledger_head
from kpi.intake.formats import xml_records
from kpi.intake.formats.cells import Cells
from kpi.intake.formats.opening import OpenedFile, check_size, checksum, read_book, within_width
from kpi.intake.formats.row_batches import SheetRows
from kpi.intake.formats.zip_guard import FileRefused
from kpi.intake.import_outcome import absent, file_reports, retired
from kpi.intake.import_report import BlankAsked, Difference, ImportReport
from kpi.intake.kept_copy import Block, block_of, redacted
from kpi.intake.problems import Findings
from kpi.intake.progress import ProgressBar
from kpi.intake.recognise.column_answers import remembered
from kpi.intake.recognise.column_matching import Looks
from kpi.intake.recognise.recognised import Recogniser
from kpi.intake.recognise.sheet_names import Layout, by_name, layouts
from kpi.intake.row_changes import RowComparison
from kpi.intake.typed.blank_figures import Answers, answers, settle
from kpi.intake.typed.corrected_rows import corrected
from kpi.intake.typed.row_rules import check_rows
from kpi.intake.typed.typed_rows import TypedTable, understand
from kpi.intake.values.organisation_names import known_names
from kpi.programme.plan import Programme

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class ImportProposal:
    """What an import would do: always a report, and a proposal unless it is refused or changes nothing."""

    report: ImportReport
    proposal: Proposal | None
    unmapped: tuple[Unmapped, ...] = ()
    """Ledger accounts that aren't tied to a budget line yet."""


@dataclass
class Intake:
    """An import under way."""

    programme: Programme
    reader: Reader
    bar: ProgressBar
    findings: Findings
    recogniser: Recogniser
    retirements: Findings = field(default_factory=Findings)
    given: list[tuple[str, str]] = field(default_factory=list)
    """Name and checksum of each file."""
    uploads: list[Upload] = field(default_factory=list)
    tables: list[TypedTable] = field(default_factory=list)
    upload_of: list[int] = field(default_factory=list)
    """By table, the upload it came from."""
    comparisons: dict[str, RowComparison] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    """Registers of which a sheet couldn't be read."""
    books: Books | None = None
    booked: set[int] = field(default_factory=set)
    """Tables that came out of a ledger or an audit file."""
    answers: Answers = field(default_factory=dict)
    """What was said before about blank figures."""
    blanks: list[BlankAsked] = field(default_factory=list)
    blocked: bool = False
    """Something that even a partial import can't get round."""


def propose(
    programme: Programme,
    reader: Reader,
    files: Sequence[tuple[str, bytes]],
    by: str,
    at: datetime,
    *,
    partial: bool = False,
    replace: frozenset[str] = frozenset(),
    sample: bool = False,
    progress: Progress | None = None,
) -> ImportProposal:
    """Work out what the files change, as one revision.

    With any error there is no proposal, unless ``partial``: then the good rows are proposed. ``replace`` names
    sheets whose known rows are retired when the files lack them. A file that can't be read at all, or was imported
    before, refuses the whole import.
    """
    known, findings = layouts(programme), Findings()
    recogniser = Recogniser(known, Looks(programme), remembered(reader), findings)
    intake = Intake(programme, reader, ProgressBar(progress or (lambda _share: None), len(files)), findings, recogniser)
    intake.answers = answers(reader)
    replaced = _replaced(intake, known, replace)
    with paused():
        for name, content in files:
            _take_file(intake, known, name, content)
            intake.bar.read()
        _compare_all(intake)
    _retire(intake, known, replaced)
    shown = _differences(intake)
    intake.bar.done()
    return _outcome(intake, shown, by, at, partial=partial, sample=sample)


def _replaced(intake: Intake, known: Sequence[Layout], replace: frozenset[str]) -> list[Layout]:
    found = []
    for name in sorted(replace):
        layout = by_name(known, name)
        if layout is None:
            intake.findings.add("unknown_replace", "", value=name, known=tuple(each.label for each in known))
            intake.blocked = True
        else:
            found.append(layout)
    return found


def _take_file(intake: Intake, known: Sequence[Layout], name: str, content: bytes) -> None:
    digest = checksum(content)
    same = next((given for given, other in intake.given if other == digest), None)
    intake.given.append((name, digest))
    intake.bar.begun += 1
    try:
        if same is not None:
            raise FileRefused("given_twice", other=same)
        if xml_records.is_markup(content) and xml_records.root_name(content) == BANK_STATEMENT:
            raise FileRefused("bank_statement")
        revision = row_digests.imported_as(intake.reader, digest)
        if revision is not None:
            raise FileRefused("already_imported", revision=revision)
        if xml_records.is_markup(content):
            _take_markup(intake, known, name, content)
        else:
            _take_book(intake, known, intake.bar.during(partial(read_book, name, content)))
    except FileRefused as refused:
        intake.findings.add_fault(refused.fault, name)
        intake.blocked = True


def _take_markup(intake: Intake, known: Sequence[Layout], name: str, content: bytes) -> None:
    """An XML file: an audit file is taken, anything else is refused."""
    check_size(content)
    if xml_records.root_name(content) != AUDIT_FILE:
        raise FileRefused("unknown_xml")
    taken = _books(intake, known).audit_file(name, content)
    _add_table(intake, taken.table, booked=True)
    intake.uploads.append(Upload(name, checksum(content), checksum(taken.content), taken.content, content))


def _books(intake: Intake, known: Sequence[Layout]) -> Books:
    if intake.books is None:
        layout = next(each for each in known if each.register.name == BOOKED_REGISTER)
        intake.books = Books(intake.programme, known, layout, chart(intake.reader), intake.findings)
    return intake.books


def _add_table(intake: Intake, table: TypedTable, *, booked: bool = False) -> None:
    """Add a table of the file at hand, whose upload is the next one."""
    if booked:
        intake.booked.add(len(intake.tables))
    intake.tables.append(table)
    intake.upload_of.append(len(intake.uploads))


def _take_book(intake: Intake, known: Sequence[Layout], book: OpenedFile) -> None:
    personal = False
    kept: dict[str, tuple[Cells, list[Block]]] = {}
    intake.bar.rows, intake.bar.before = sum(cells.height for cells in book.sheets), 0
    for cells in book.sheets:
        rows = SheetRows(cells)
        head = ledger_head(within_width([row for _, row in intake.bar.during(rows.look)]))
        if head is not None:
            taken = _books(intake, known).ledger(book.name, cells, head)
            _add_table(intake, taken.table, booked=True)
            kept.setdefault(cells.name, (cells, []))[1].append(taken.kept)
            personal = True
            continue
        for found in intake.recogniser.tables(book, cells, rows):
            personal = personal or found.personal
            if found.layout is not None and found.heading is None:
                intake.stopped.add(found.layout.register.name)
            if found.layout is None or found.heading is None:
                continue
            table = understand(intake.programme, known, found, book.name, intake.findings, intake.bar.passed)
            intake.blanks.extend(settle(intake.programme, table, intake.answers))
            check_rows(intake.programme, table)
            _add_table(intake, table)
            personal = personal or table.persons or bool(table.dropped)
            kept.setdefault(cells.name, (cells, []))[1].append(block_of(table))
        intake.bar.before += cells.height
    if not kept and not intake.findings.errors and not intake.recogniser.questions:
        raise FileRefused("nothing_recognised", known=tuple(layout.label for layout in known))
    content = intake.bar.during(partial(redacted, book.kind, tuple(kept.values()))) if personal else book.content
    stored = checksum(content) if personal else book.sha256
    original = book.content if personal else b""
    intake.uploads.append(Upload(book.name, book.sha256, stored, content, original))


def _compare_all(intake: Intake) -> None:
    row_changes.check_orders(intake.reader, intake.tables)
    check_entries(intake.reader, intake.tables, frozenset(intake.booked))
    names = known_names(intake.reader)
    row_changes.report_unknown_organisations(intake.reader, intake.tables, names)
    by_hand = corrected(intake.reader)
    for number, table in enumerate(intake.tables):
        name = table.layout.register.name
        if name not in intake.comparisons:
            known = row_digests.digests(intake.reader, name)
            intake.comparisons[name] = RowComparison(name, known, by_hand=by_hand.get(name, {}))
        row_changes.compare(intake.programme, intake.comparisons[name], number, intake.tables, names)
        intake.bar.compared(number + 1, len(intake.tables))


def _retire(intake: Intake, known: Sequence[Layout], replaced: Sequence[Layout]) -> None:
    """Retire what a replaced sheet lacks; not while rows of it are refused, whose keys aren't known."""
    for layout in replaced:
        name = layout.register.name
        of_it = [table for table in intake.tables if table.layout.register.name == name]
        if any(table.rejected for table in of_it) or name in intake.stopped:
            intake.findings.add("replaced_but_rejected", "", layout.label)
            intake.blocked = True
        elif not of_it:
            intake.findings.add("sheet_not_given", "", value=layout.label)
            intake.blocked = True
        else:
            comparison, findings = intake.comparisons[name], intake.retirements
            row_changes.retire_missing(intake.reader, comparison, layout.label, of_it[-1].file, findings)


def _differences(intake: Intake) -> tuple[Difference, ...]:
    """The first changes of values; all are gone through, because each may be worth a warning."""
    shown: list[Difference] = []
    for comparison in intake.comparisons.values():
        found = row_changes.differences(intake.reader, comparison, intake.tables)
        shown.extend(islice(found, row_changes.DIFFERENCES_SHOWN - len(shown)))
        for _ in found:
            pass
    return tuple(shown)


def _outcome(
    intake: Intake, shown: tuple[Difference, ...], by: str, at: datetime, *, partial: bool, sample: bool
) -> ImportProposal:
    refused = intake.blocked or (intake.findings.errors > 0 and not partial)
    changes = [] if refused else _changes(intake)
    if not refused and not changes:
        refused = intake.findings.errors > 0
        given = any(len(table) for table in intake.tables)
        intake.findings.add("nothing_changes" if given else "no_rows", "")
    problems = (*intake.retirements.listed(), *intake.findings.listed())
    questions = tuple(intake.recogniser.questions)
    placed = intake.findings.kept()
    report = ImportReport(
        file_reports(intake),
        problems,
        refused,
        None,
        shown,
        placed,
        questions,
        tuple(intake.blanks),
        tuple(control for table in intake.tables for control in table.controls),
        absent(intake),
        retired(intake),
    )
    unmapped = tuple(intake.books.unmapped.values()) if intake.books else ()
    if not changes:
        return ImportProposal(report, None, unmapped)
    proposal = Proposal(intake.reader.revision, by, at, tuple(intake.uploads), changes, sample=sample)
    return ImportProposal(report, proposal, unmapped)


def _changes(intake: Intake) -> list[RegisterChange]:
    found = (each.change(intake.tables, intake.upload_of) for each in intake.comparisons.values())
    return [change for change in found if change is not None]
