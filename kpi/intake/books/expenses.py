"""Ledgers and audit files as tables of expenses, with what is to be asked about their accounts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from kpi.facts import row_digests
from kpi.facts.reader import Reader
from kpi.intake.books.audit_file import SHEET, AuditFile, kept_copy
from kpi.intake.books.bookings import FIELDS, Booking, Sorted, expense_rows, sort_out
from kpi.intake.books.ledger_accounts import ChartOfAccounts, Unmapped
from kpi.intake.books.ledger_cards import LedgerCard, LedgerHead, expense_columns
from kpi.intake.formats.cells import Cells, column_letter
from kpi.intake.formats.row_batches import SheetRows
from kpi.intake.kept_copy import Block
from kpi.intake.problems import Findings, Money
from kpi.intake.recognise.column_matching import TableHeading
from kpi.intake.recognise.recognised import Recognised
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.typed.row_rules import check_rows
from kpi.intake.typed.typed_rows import TypedTable, understand
from kpi.intake.values import row_keys
from kpi.intake.values.numerals import CENTS
from kpi.programme.plan import Programme
from kpi.programme.registers import FieldKind

REGISTER = "expenses"
LISTED = 6
"""So many accounts are named in one sentence."""


@dataclass(frozen=True, slots=True)
class Booked:
    """A ledger as it was taken: its table, and what of it may be kept."""

    table: TypedTable
    kept: Block
    content: bytes = b""
    """What is kept of an audit file."""


@dataclass
class Books:
    """What bookings are read with; one for all files of an import."""

    programme: Programme
    known: Sequence[Layout]
    layout: Layout
    chart: ChartOfAccounts
    findings: Findings
    unmapped: dict[str, Unmapped] = field(default_factory=dict)
    """By account, what is to be asked, over all files."""

    def ledger(self, file: str, cells: Cells, head: LedgerHead) -> Booked:
        """A ledger card."""
        card = LedgerCard(file, cells, head, self.findings)
        columns = expense_columns(head)
        names = {name: head.names[column] for name, column in _NAMED.items() if column in head.names}
        found = sort_out(card.bookings(), self.chart)
        table = self._table(file, cells.name, found, columns, names)
        self._ask(file, cells.name, found, head.columns["number"])
        first = head.row + cells.first_row
        return Booked(table, Block(first, max(first, card.last_row), frozenset({0, *head.columns.values()})))

    def audit_file(self, name: str, content: bytes) -> Booked:
        """An audit file. Raises FileRefused."""
        found = sort_out(AuditFile(name, content, self.findings).bookings(), self.chart)
        columns = {each: at for at, each in enumerate(FIELDS)}
        table = self._table(name, SHEET, found, columns, {})
        self._ask(name, SHEET, found, None)
        return Booked(table, Block(1, table.last_row, frozenset(columns.values())), kept_copy(found.taken))

    def _table(
        self, file: str, sheet: str, found: Sorted, columns: dict[str, int], names: dict[str, str]
    ) -> TypedTable:
        """The rows that are taken, understood like those of any other sheet."""
        heading = TableHeading(0, 0, {name: at for name, at in columns.items() if name in self.layout.columns}, names)
        cells = Cells(sheet, partial(expense_rows, found, columns))
        recognised = Recognised(cells, SheetRows(cells), self.layout, heading)
        table = understand(self.programme, self.known, recognised, file, self.findings)
        check_rows(self.programme, table)
        return table

    def _ask(self, file: str, sheet: str, found: Sorted, column: int | None) -> None:
        """Name each account without an answer once, and the accounts whose bookings are left out."""
        letter = "" if column is None else column_letter(column)
        for question in found.questions():
            first = found.unmapped[question.account][0]
            shown = f"{question.account.name} {question.title}".strip()
            values = {"n": question.bookings, "known": Money(Decimal(question.amount) / CENTS)}
            self.findings.add(
                "account_unmapped", file, sheet, f"{letter}{first.row}", first.account.name, shown, **values
            )
            _add_up(self.unmapped, question)
        if found.outside:
            total = Money(Decimal(sum(each.cents for each in found.outside)) / CENTS)
            named = ", ".join(_names(found.outside))
            self.findings.add("accounts_outside", file, sheet, value=named, n=len(found.outside), known=total)


_NAMED = {
    "entry": "number", "invoiced_on": "date", "description": "description", "counterparty": "counterparty",
    "budget_line": "account", "amount": "debit", "evidence": "document",
}  # fmt: skip


def _add_up(known: dict[str, Unmapped], question: Unmapped) -> None:
    earlier = known.get(question.account.key)
    if earlier is not None:
        title = question.title or earlier.title
        bookings, amount = question.bookings + earlier.bookings, question.amount + earlier.amount
        question = Unmapped(question.account, title, bookings, amount)
    known[question.account.key] = question


def _names(bookings: Iterable[Booking]) -> list[str]:
    found = sorted({each.account.name for each in bookings})
    return [*found[:LISTED], "…"] if len(found) > LISTED else found


def check_entries(reader: Reader, tables: Iterable[TypedTable], booked: frozenset[int]) -> None:
    """Tell about lines that entries had and have no more, and about numbers that another list holds as well.

    ``booked`` are the indexes of the tables that came out of ledgers.
    """
    of_ledgers = [table for number, table in enumerate(tables) if number in booked]
    if not of_ledgers:
        return
    known: dict[str, set[str]] = {}
    for key in row_digests.digests(reader, REGISTER):
        entry, _, line = key.partition(row_keys.SEPARATOR)
        known.setdefault(entry, set()).add(line)
    for table in of_ledgers:
        _check_entries(table, known)


def _account(line: str) -> str:
    """The account that the line of an entry begins with."""
    return line.partition("-")[0].partition(".")[0]


def _check_entries(table: TypedTable, known: dict[str, set[str]]) -> None:
    here: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    entries, lines = table.columns["entry"], table.columns["entry_line"]
    for index in range(len(table)):
        entry, line = (row_keys.key_part(FieldKind.CODE, each[index]) for each in (entries, lines))  # type: ignore[arg-type]
        here.setdefault(entry, set()).add(line)
        first.setdefault(entry, index)
    for entry, found in here.items():
        index = first[entry]
        accounts = {line.partition("-")[0].partition(".")[0] for line in found}
        gone = {
            line for line in known.get(entry, set()) - found if line.partition("-")[0].partition(".")[0] in accounts
        }
        if gone:
            table.report("entry_line_gone", "entry", index, entries[index], known=", ".join(sorted(gone)))
        bare = entry.partition("-")[2]
        if bare and bare in known:
            table.report("entry_elsewhere", "entry", index, entries[index], known=bare)
