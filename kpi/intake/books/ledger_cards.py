"""Ledger cards as bookkeeping programs export them: a preamble of criteria, sections per account, debit and credit.

Such a sheet has no budget lines but accounts, in a column of their own, in a line above each section, or among the
criteria. Rows of totals and balances are compared with the bookings, and are none themselves.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kpi.intake.books.bookings import FIELDS, Account, Booking
from kpi.intake.formats.cells import HEADER_WITHIN, Cells, ErrorCell, Merged, NoValue, Raw, Row, as_text, column_letter
from kpi.intake.problems import Findings
from kpi.intake.values.numerals import amount, written_cents
from kpi.programme.comparable_names import name_key


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """The names of a column of such exports, by letters and digits only."""

    names: tuple[str, ...]
    field: str = ""
    """The field of an expense that comes from it; empty where none does as it stands."""
    needed: bool = False
    """Whether a sheet without it is no ledger card."""


COLUMNS: Mapping[str, LedgerColumn] = {
    "date": LedgerColumn(("datum", "boekdatum", "boekingsdatum", "factuurdatum"), "invoiced_on", needed=True),
    "number": LedgerColumn(
        ("bkstnr", "bkst", "boekstuk", "boekstuknummer", "boekstuknr", "stuknummer", "stuknr", "boekingsnummer"),
        "entry",
        needed=True,
    ),
    "journal": LedgerColumn(("dagboek", "dgb", "dagb", "dagboekcode", "dagboeknummer")),
    "debit": LedgerColumn(("debet", "bedragdebet", "bedragendebet", "debetbedrag"), "amount", needed=True),
    "credit": LedgerColumn(("credit", "bedragcredit", "bedragencredit", "creditbedrag"), needed=True),
    "account": LedgerColumn(
        ("grootboekrekening", "grootboek", "rekening", "grootboeknummer", "rekeningnummer", "grbrek", "gbrek"),
        "budget_line",
    ),
    "account_name": LedgerColumn(("grootboekomschrijving", "rekeningomschrijving", "omschrijvinggrootboekrekening")),
    "centre": LedgerColumn(("kostenplaats", "kpl", "kostenplaatscode", "kostendrager")),
    "description": LedgerColumn(
        ("omschrijving", "boekingsomschrijving", "regelomschrijving", "opmerkingen"), "description"
    ),
    "counterparty": LedgerColumn(
        ("relatie", "naamrelatie", "crediteur", "leverancier", "debcredrelatie"), "counterparty"
    ),
    "document": LedgerColumn(("factuurnummer", "factuurnr", "uwref", "referentie", "onzeref"), "evidence"),
}
_COLUMN_OF_NAME = {name: column for column, declared in COLUMNS.items() for name in declared.names}


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The row of column names of a ledger card (0-based from the sheet's first), and each column with its name."""

    row: int
    columns: Mapping[str, int]
    names: Mapping[str, str]

    def field_names(self) -> dict[str, str]:
        """Field of an expense → the name of the column that it comes from."""
        return {declared.field: self.names[column] for column, declared in self._filling()}

    def field_columns(self) -> dict[str, int]:
        """Field of an expense → the column at which it is reported: where it came from, else one past the last."""
        own = {declared.field: self.columns[column] for column, declared in self._filling()}
        past = max(self.columns.values()) + 1
        return {field: own.get(field, past + number) for number, field in enumerate(FIELDS)}

    def _filling(self) -> list[tuple[str, LedgerColumn]]:
        return [(column, declared) for column, declared in COLUMNS.items() if declared.field and column in self.columns]


def ledger_head(top: Sequence[Row]) -> LedgerHead | None:
    """Return the row of column names of a ledger card; None when the sheet is none."""
    needed = {column for column, declared in COLUMNS.items() if declared.needed}
    for index, row in enumerate(top[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        names: dict[str, str] = {}
        for number, cell in enumerate(row):
            column = _COLUMN_OF_NAME.get(name_key(cell)) if isinstance(cell, str) and cell.strip() else None
            if column and column not in columns:
                columns[column], names[column] = number, as_text(cell)
        if needed <= columns.keys():
            return LedgerHead(index, columns, names)
    return None


_ACCOUNT = re.compile(r"(?:grootboek(?:rekening)?|rekening)?\W{0,3}(\d{3,9})\b[\s:–-]*(.*)", re.IGNORECASE)
_CRITERION = re.compile(r"grootboek(?:rekening)?\b\W*(.*)", re.IGNORECASE)
_RANGE = re.compile(r"\d{3,9}\s*(?:-|–|t/m|tot)\s*\d{3,9}")
_TOTAL = re.compile(r"(?:sub|eind)?[ -]?totaal\b.*", re.IGNORECASE)
_OPENING = re.compile(r"(?:begin|open|vorig)\w*[ -]?(?:saldo|balans)\b.*", re.IGNORECASE)
_CLOSING = re.compile(r"(?:eind)?saldo\b.*", re.IGNORECASE)


@dataclass
class _Sums:
    """Amounts booked since the last total, and since the account began, in cents."""

    opening: int = 0
    debit: int = 0
    credit: int = 0
    all_debit: int = 0
    all_credit: int = 0

    def add(self, debit: int, credit: int) -> None:
        self.debit, self.credit = self.debit + debit, self.credit + credit
        self.all_debit, self.all_credit = self.all_debit + debit, self.all_credit + credit

    def section(self) -> None:
        self.opening = self.debit = self.credit = 0


@dataclass
class LedgerCard:
    """A ledger card while it is read: its bookings come out in the order of the sheet."""

    file: str
    cells: Cells
    head: LedgerHead
    findings: Findings
    account: str = ""
    title: str = ""
    last_row: int = 0
    sums: _Sums = field(default_factory=_Sums)

    def bookings(self) -> Iterator[Booking]:
        """Every booking; totals are compared on the way."""
        header: Row | None = None
        for number, row in enumerate(self.cells.rows(), self.cells.first_row):
            index = number - self.cells.first_row
            if index < self.head.row:
                self._criterion(row)
            elif index == self.head.row:
                header = row
            elif any(cell not in ("", None) for cell in row) and row != header:
                self.last_row = number
                booking = self._row(number, row)
                if booking is not None:
                    yield booking

    def _criterion(self, row: Row) -> None:
        texts = [text for cell in row if (text := as_text(cell))]
        for index, text in enumerate(texts):
            criterion = _CRITERION.match(text)
            value = (criterion[1] or next(iter(texts[index + 1 :]), "")) if criterion else ""
            if value and not _RANGE.match(value):
                self._begin(value)

    def _begin(self, text: str, rest: Sequence[str] = ()) -> bool:
        section = _ACCOUNT.fullmatch(text)
        if not section:
            return False
        self.account, self.title = section[1], section[2] or next(iter(rest), "")
        self.sums.section()
        return True

    def _cell(self, row: Row, column: str) -> Raw:
        index = self.head.columns.get(column)
        cell = row[index] if index is not None and index < len(row) else ""
        return cell.value if isinstance(cell, Merged) else cell

    def _row(self, number: int, row: Row) -> Booking | None:
        debit, credit = self._cell(row, "debit"), self._cell(row, "credit")
        texts = [text for cell in row if (text := as_text(cell))]
        if all(self._cell(row, name) in ("", None) for name in ("date", "number")):
            if _TOTAL.fullmatch(texts[0]) or _OPENING.fullmatch(texts[0]) or _CLOSING.fullmatch(texts[0]):
                self._balance(number, texts[0], debit, credit)
                return None
            if debit in ("", None) and credit in ("", None):
                self._begin(texts[0], texts[1:])
                return None
        return self._booking(number, row, debit, credit)

    def _booking(self, number: int, row: Row, debit: Raw, credit: Raw) -> Booking:
        of_debit, of_credit = _cents(debit), _cents(credit)
        if isinstance(of_debit, int) and isinstance(of_credit, int):
            self.sums.add(of_debit, of_credit)
            cents = of_debit - of_credit
            value: Raw = written_cents(cents)
        else:
            cents, value = 0, debit if not isinstance(of_debit, int) else credit
        code, title = self._account(row)
        texts = {name: as_text(self._cell(row, name)) for name in ("description", "counterparty", "document", "centre")}
        centre = texts.pop("centre")
        return Booking(
            row=number,
            journal=as_text(self._cell(row, "journal")).partition(" - ")[0].strip(),
            number=as_text(self._cell(row, "number")),
            account=Account(code, centre),
            day=self._cell(row, "date"),
            amount=value,
            cents=cents,
            title=title,
            **texts,
        )

    def _account(self, row: Row) -> tuple[str, str]:
        written = as_text(self._cell(row, "account"))
        account = _ACCOUNT.fullmatch(written)
        if account:
            return account[1], account[2] or as_text(self._cell(row, "account_name"))
        return (written, as_text(self._cell(row, "account_name"))) if written else (self.account, self.title)

    def _balance(self, number: int, label: str, debit: Raw, credit: Raw) -> None:
        """Compare a row of totals or a closing balance with the bookings above it; take an opening balance over."""
        stated_debit, stated_credit = _cents(debit), _cents(credit)
        if not isinstance(stated_debit, int) or not isinstance(stated_credit, int):
            return
        stated, sums = stated_debit - stated_credit, self.sums
        if _OPENING.fullmatch(label):
            sums.opening = stated
        elif _TOTAL.fullmatch(label):
            blank = [each in ("", None) for each in (debit, credit)]
            sides = ((stated_debit, sums.debit, sums.all_debit), (stated_credit, sums.credit, sums.all_credit))
            for skip, (given, since, whole), column in zip(blank, sides, ("debit", "credit"), strict=True):
                with_opening = max(0, sums.opening if column == "debit" else -sums.opening)
                if not skip and given not in (since, whole, since + with_opening):
                    self._differs(number, column, given, since)
        elif stated not in (sums.opening + sums.debit - sums.credit, sums.all_debit - sums.all_credit):
            self._differs(number, "debit" if stated >= 0 else "credit", stated, sums.opening + sums.debit - sums.credit)

    def _differs(self, number: int, column: str, stated: int, added: int) -> None:
        place = f"{column_letter(self.head.columns[column])}{number}"
        values = {"value": written_cents(stated), "known": written_cents(added)}
        self.findings.add("total_differs", self.file, self.cells.name, place, self.head.names[column], **values)


def _cents(raw: Raw) -> int | None:
    """The cents of a cell, 0 for an empty one; None when it isn't an amount."""
    if raw is None or raw == "":
        return 0
    if isinstance(raw, (ErrorCell, NoValue)):
        return None
    read = amount(as_text(raw) if isinstance(raw, str) else raw)
    return read if isinstance(read, int) else None
