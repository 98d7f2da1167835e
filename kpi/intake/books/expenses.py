"""Ledgers and audit files as tables of expenses, with what is to be asked about their accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from kpi.intake.books.audit_file import SHEET, AuditFile, kept_copy
from kpi.intake.books.bookings import FIELDS, Chart, Sorted, Unmapped, expense_rows, sort_out
from kpi.intake.books.ledger_cards import LedgerCard
from kpi.intake.books.ledger_columns import LedgerHead
from kpi.intake.formats.cells import Cells, SheetRows, column_letter
from kpi.intake.kept_copy import Block
from kpi.intake.problems import Findings
from kpi.intake.recognise.recognised import Recognised, TableHeading
from kpi.intake.recognise.sheet_names import Layout
from kpi.intake.values.numerals import in_euro
from kpi.sentences import say

REGISTER = "expenses"
LISTED = 6
"""So many accounts are named in one sentence."""


@dataclass(frozen=True, slots=True)
class Booked:
    """The bookings of a ledger as a table of expenses, still to be read like any other table."""

    file: str
    recognised: Recognised
    bookings: Sorted
    letter: str
    """The column of the booking numbers; empty in an audit file."""
    kept: Block | None = None
    """The rows and columns of a ledger card that may be copied."""
    content: bytes = b""
    """The part of an audit file that is kept."""


@dataclass
class Books:
    """The answers about accounts with which all ledgers of an import are read, and the questions that they raise."""

    layout: Layout
    chart: Chart
    findings: Findings
    unmapped: dict[str, Unmapped]
    """By account, what is to be asked, over all files."""

    def ledger(self, file: str, cells: Cells, head: LedgerHead) -> Booked:
        """Read the bookings of a ledger card."""
        card = LedgerCard(file, cells, head, self.findings)
        bookings = sort_out(card.bookings(), self.chart)
        recognised = self._table(cells.name, bookings, head.field_columns(), head.field_names())
        first = head.row + cells.first_row
        kept = Block(first, max(first, card.last_row), frozenset({0, *head.columns.values()}))
        return Booked(file, recognised, bookings, column_letter(head.columns["number"]), kept)

    def audit_file(self, name: str, content: bytes) -> Booked:
        """Read the bookings of an audit file. Raises FileRefused."""
        bookings = sort_out(AuditFile(name, content, self.findings).bookings(), self.chart)
        recognised = self._table(SHEET, bookings, {name: column for column, name in enumerate(FIELDS)}, {})
        return Booked(name, recognised, bookings, "", content=kept_copy(bookings.taken))

    def _table(self, sheet: str, bookings: Sorted, columns: Mapping[str, int], names: Mapping[str, str]) -> Recognised:
        """The bookings that are taken, as a table that was recognised."""
        fields = {name: column for name, column in columns.items() if name in self.layout.columns}
        cells = Cells(sheet, partial(expense_rows, bookings, columns))
        return Recognised(cells, SheetRows(cells), self.layout, TableHeading(0, 0, fields, names))

    def report_accounts(self, booked: Booked) -> None:
        """Report each account without an answer once, and the accounts whose bookings are left out."""
        file, sheet, bookings = booked.file, booked.recognised.cells.name, booked.bookings
        for question in bookings.questions():
            first = bookings.unmapped[question.account][0]
            shown = f"{question.account.name} {question.title}".strip()
            values = {"n": question.bookings, "known": say.money(in_euro(question.amount))}
            place = f"{booked.letter}{first.row}"
            self.findings.add("account_unmapped", file, sheet, place, first.account.name, shown, **values)
            _add_up(self.unmapped, question)
        if bookings.outside:
            total = say.money(in_euro(sum(booking.cents for booking in bookings.outside)))
            names = sorted({booking.account.name for booking in bookings.outside})
            accounts = ", ".join([*names[:LISTED], "…"] if len(names) > LISTED else names)
            self.findings.add("accounts_outside", file, sheet, value=accounts, n=len(bookings.outside), known=total)


def _add_up(known: dict[str, Unmapped], question: Unmapped) -> None:
    earlier = known.get(question.account.key)
    if earlier is not None:
        title = question.title or earlier.title
        bookings, amount = question.bookings + earlier.bookings, question.amount + earlier.amount
        question = Unmapped(question.account, title, bookings, amount)
    known[question.account.key] = question
