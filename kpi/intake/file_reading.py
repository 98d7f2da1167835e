"""The files of an import while they are read: their tables, what may be kept of them, and what was met on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from kpi.facts.decisions.decision_kinds import ColumnMeanings, LedgerAccountLine
from kpi.facts.decisions.decisions_made import decisions
from kpi.facts.proposal import Upload
from kpi.facts.reader import Reader
from kpi.facts.source_files import imported_as
from kpi.intake.books.audit_file import ROOT as AUDIT_FILE
from kpi.intake.books.bank_statement import is_statement
from kpi.intake.books.bookings import Unmapped
from kpi.intake.books.expenses import REGISTER as BOOKED_REGISTER
from kpi.intake.books.expenses import Booked, Books
from kpi.intake.books.ledger_columns import ledger_head
from kpi.intake.formats import xml_records
from kpi.intake.formats.cells import Cells, SheetRows
from kpi.intake.formats.opening import OpenedFile, checksum, read_book, read_kept, within_width
from kpi.intake.formats.sheet_columns import SheetColumns
from kpi.intake.formats.web_tables import is_web_page
from kpi.intake.import_report import BlankAsked
from kpi.intake.kept_copy import Block, KeptSheet, block_of, kept_copy_of, kept_name, kept_sheets
from kpi.intake.problems import Findings, file_problem
from kpi.intake.progress import ProgressBar
from kpi.intake.recognise.column_matching import Looks, remembered
from kpi.intake.recognise.column_questions import MOST_WORDS, OFTEN
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.recognise.recogniser import Recogniser
from kpi.intake.recognise.sheet_names import layouts
from kpi.intake.typed.blank_figures import answers, settle
from kpi.intake.typed.row_rules import check_rows
from kpi.intake.typed.typed_rows import read_table
from kpi.intake.typed.typed_table import TypedTable
from kpi.intake.unreadable import FileRefused, check_size

WORKBOOK_AS_MARKUP = "workbook"
"""The outermost element of a workbook that older programs write as XML."""


@dataclass
class Reading:
    """The files of an import while they are read, beside what is known."""

    reader: Reader
    bar: ProgressBar
    fill_down: bool = False
    year: int = 0
    said: Mapping[str, ColumnMeanings] = field(default_factory=dict)
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
        self.programme = self.reader.programme
        self.known = layouts(self.programme.sheets)
        self.answers = answers(self.reader)
        looks, said = Looks(self.programme), {**remembered(self.reader), **self.said}
        self.recogniser = Recogniser(self.known, looks, said, self.findings, self.fill_down, self.year)

    @cached_property
    def books(self) -> Books:
        """The answers about ledger accounts, read when the first ledger is met."""
        layout = next((each for each in self.known if each.register.name == BOOKED_REGISTER), None)
        if layout is None:
            raise FileRefused("no_sheet_for_bookings")
        chart = {made.decision.place: made.decision.line for made in decisions(self.reader, LedgerAccountLine)}
        return Books(layout, chart, self.findings, self.unmapped)

    def take_file(self, name: str, content: bytes) -> None:
        """Read a file; one that is refused blocks the import."""
        digest = checksum(content)
        same = next((given for given, other in self.given if other == digest), None)
        self.given.append((name, digest))
        self.bar.begun += 1
        root = None if is_web_page(content) or not xml_records.is_markup(content) else xml_records.root_name(content)
        try:
            if same is not None:
                raise FileRefused("given_twice", other=same)
            if is_statement(content):
                raise FileRefused("bank_statement")
            revision = imported_as(self.reader, digest)
            if revision is not None:
                raise FileRefused("already_imported", revision=revision)
            if root is None:
                self._take_book(self.bar.during(partial(read_book, name, content)))
            else:
                self._take_markup(name, content, root)
        except FileRefused as refused:
            self.findings.take(file_problem(refused.fault, name))
            self.blocked = True

    def take_kept(self, name: str, content: bytes) -> Upload:
        """Read a kept copy as the file was read, and copy it anew: so it holds nothing but what is read now.

        Raises FileRefused.
        """
        root = xml_records.root_name(content) if xml_records.is_markup(content) else None
        if root is None:
            self._take_book(read_kept(name, content))
        else:
            self._take_markup(name, content, root)
        return self.uploads[-1]

    def _kept_name(self, name: str, sha256: str) -> str:
        """The name under which a file is kept, which is told where it is another."""
        kept = kept_name(name, sha256)
        if kept != name:
            self.findings.add("name_of_person", name, value=kept)
        return kept

    def _take_markup(self, name: str, content: bytes, root: str) -> None:
        """Read an XML file: an audit file is taken, anything else is refused."""
        check_size(content)
        if root.casefold() == WORKBOOK_AS_MARKUP:
            raise FileRefused("saved_as_markup")
        if root != AUDIT_FILE:
            raise FileRefused("unknown_xml")
        booked = self.books.audit_file(name, content)
        self._take_bookings(booked)
        digest = checksum(content)
        kept = self._kept_name(name, digest)
        self.uploads.append(Upload(kept, digest, checksum(booked.content), booked.content, content))

    def _take_bookings(self, booked: Booked) -> None:
        table = read_table(self.programme, self.known, booked.recognised, booked.file, self.findings)
        table.of_ledger = True
        self._add(table)
        self.books.report_accounts(booked)

    def _take_book(self, book: OpenedFile) -> None:
        """Read every sheet of a file, and keep of it what may be kept."""
        name = self._kept_name(book.name, book.sha256)
        if book.macros:
            self.findings.add("macros_not_run", name)
        kept: list[KeptSheet] = []
        self.bar.rows, self.bar.before = sum(cells.height for cells in book.sheets), 0
        for cells, sheet in zip(
            book.sheets, kept_sheets(book.kind, name, [each.name for each in book.sheets]), strict=True
        ):
            tables, columns = len(self.tables), SheetColumns(cells)
            blocks = self._take_sheet(book, replace(cells, rows=columns.read))
            for table in self.tables[tables:]:
                table.kept_sheet = sheet
            if blocks:
                kept.append(KeptSheet(sheet, columns, blocks))
            self.bar.before += cells.height
        if not kept and not self.findings.errors and not any(each.uncertain for each in self.recogniser.questions):
            raise FileRefused("nothing_recognised", known=tuple(layout.label for layout in self.known))
        content = self.bar.during(partial(kept_copy_of, book.kind, kept))
        self.uploads.append(Upload(name, book.sha256, checksum(content), content, book.content))

    def _take_sheet(self, book: OpenedFile, cells: Cells) -> list[Block]:
        """Read a sheet, and give back the blocks of it that may be kept."""
        rows = SheetRows(cells)
        expenses = next((each for each in self.known if each.register.name == BOOKED_REGISTER), None)
        head = ledger_head(within_width([row for _, row in self.bar.during(rows.look)]), expenses)
        if head is not None:
            booked = self.books.ledger(book.name, cells, head)
            self._take_bookings(booked)
            return [booked.kept] if booked.kept else []
        blocks = []
        for recognised in self.recogniser.tables(book.name, cells, rows, delimited=book.kind == "text"):
            if recognised.layout is not None and recognised.heading is None:
                self.stopped.add(recognised.layout.register.name)
            if recognised.layout is None or recognised.heading is None:
                continue
            table = read_table(self.programme, self.known, recognised, book.name, self.findings, self.bar.passed)
            self.blanks.extend(settle(self.programme, table, self.answers))
            self._add(table)
            self._ask_words(table, recognised.asked)
            block = block_of(table)
            blocks.append(replace(block, columns=block.columns.union(recognised.cells.turned)))
        return blocks

    def _ask_words(self, table: TypedTable, asked: int) -> None:
        """Ask what the words stand for that the lists lack; a column of very many is no list."""
        words = {name: dict(found) for name, found in table.unlisted.items() if len(found) <= MOST_WORDS}
        self.recogniser.questions[asked] = replace(self.recogniser.questions[asked], words=words)
        for name, found in words.items():
            if any(count >= OFTEN for count in found.values()):
                place = table.heading.cell(table.heading.fields[name]) if name in table.heading.fields else ""
                table.tell("words_lacking", place, table.label(name), known=tuple(map(without_persons, found)))

    def _add(self, table: TypedTable) -> None:
        """Check the rows of a table and add it; its upload is the next one."""
        check_rows(self.programme, table)
        table.upload, table.kept_sheet = len(self.uploads), table.sheet
        self.tables.append(table)
