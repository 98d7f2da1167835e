"""Ledger cards as bookkeeping programs export them: a preamble of criteria, sections per account, their bookings.

Such a sheet has no budget lines but accounts, in a column of their own, in a line above each section, or among the
criteria. Rows of totals and balances are compared with the bookings, and are none themselves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kpi.intake.books.bookings import Account, Booking
from kpi.intake.books.ledger_columns import LedgerHead
from kpi.intake.formats.cells import Cells, ErrorCell, Merged, NoValue, Raw, Row, as_text, column_letter
from kpi.intake.problems import Findings
from kpi.intake.recognise.amount_words import DIRECTION, MEANINGS
from kpi.intake.values.numerals import amount, written_cents
from kpi.intake.values.scales import EURO
from kpi.programme.comparable_names import name_key

_ACCOUNT = re.compile(r"(?:grootboek(?:rekening)?|rekening)?\W{0,3}(\d{3,9})\b[\s:–-]*(.*)", re.IGNORECASE)
_CRITERION = re.compile(r"grootboek(?:rekening)?\b\W*(.*)", re.IGNORECASE)
_RANGE = re.compile(r"\d{3,9}\s*(?:-|–|t/m|tot)\s*\d{3,9}")
_TOTAL = re.compile(r"(?:sub|eind)?[ -]?totaal\b.*", re.IGNORECASE)
_OPENING = re.compile(r"(?:(?:begin|open|vorig)\w*[ -]?(?:saldo|balans)\b|saldo (?:vorig|begin)).*", re.IGNORECASE)
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
        debit, credit = self._sides(row)
        texts = [text for cell in row if (text := as_text(cell))]
        dated = self._cell(row, "date") not in ("", None)
        if self._cell(row, "number") in ("", None):
            labels = [as_text(self._cell(row, "description")), *([] if dated else texts[:1])]
            label = next((each for each in labels if _is_balance(each)), "")
            if label:
                self._balance(number, label, debit, credit)
                return None
            if not dated and debit in ("", None) and credit in ("", None):
                self._begin(texts[0], texts[1:])
                return None
        kind = as_text(self._cell(row, "kind"))
        if _OPENING.fullmatch(kind):
            self._balance(number, kind, debit, credit)
            return None
        return self._booking(number, row, debit, credit)

    def _sides(self, row: Row) -> tuple[Raw, Raw]:
        """What stands at debit and at credit; a single amount that can't be placed stands at debit, as it is."""
        if self.head.amount == "debit":
            return self._cell(row, "debit"), self._cell(row, "credit")
        raw, side = self._cell(row, "signed"), _side(self._cell(row, "side"))
        cents, currency = _cents(raw), as_text(self._cell(row, "currency")).upper()
        if "side" in self.head.columns and side is None and raw not in ("", None):
            return f"{as_text(raw)} {as_text(self._cell(row, 'side'))}".strip() + " ?", ""
        if cents is None or raw in ("", None):
            return raw, ""
        if currency not in ("", EURO) and name_key(self.head.names["signed"]) != _BASE:
            return f"{currency} {as_text(raw)}", ""
        if side == "credit" and self._unsigned and cents < 0:
            return f"{as_text(raw)} {as_text(self._cell(row, 'side'))}", ""
        owed = -cents if side == "credit" and self._unsigned else cents
        return (written_cents(owed), "") if owed >= 0 else ("", written_cents(-owed))

    @cached_property
    def _unsigned(self) -> bool:
        """Whether amounts at credit are written without a minus, so that their side alone tells them apart."""
        rows = (row for number, row in enumerate(self.cells.rows()) if number > self.head.row)
        credits_ = (_cents(self._cell(row, "signed")) for row in rows if _side(self._cell(row, "side")) == "credit")
        return any(cents is not None and cents > 0 for cents in credits_)

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
            vat=self._vat(row, cents),
            **texts,
        )

    def _vat(self, row: Row, cents: int) -> Raw:
        """The VAT of a booking, on the side on which that stands."""
        raw = self._cell(row, "vat")
        vat = _cents(raw)
        if raw in ("", None) or vat is None:
            return raw
        return written_cents(-abs(vat) if cents < 0 else vat)

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
        name = column if column in self.head.columns else self.head.amount
        place = f"{column_letter(self.head.columns[name])}{number}"
        values = {"value": written_cents(stated), "known": written_cents(added)}
        self.findings.add("total_differs", self.file, self.cells.name, place, self.head.names[name], **values)


def _is_balance(label: str) -> bool:
    """Tell whether that stands before a total, or before a balance at the beginning or the end."""
    return any(pattern.fullmatch(label) for pattern in (_TOTAL, _OPENING, _CLOSING))


_BASE = "basisbedrag"
"""The amount in the currency of the books, whatever that of the entry."""


def _side(raw: Raw) -> str | None:
    """``debit`` or ``credit`` by a word for it; None for any other."""
    meaning = MEANINGS[DIRECTION].get(name_key(as_text(raw)))
    return meaning if meaning in ("debit", "credit") else None


def _cents(raw: Raw) -> int | None:
    """The cents of a cell, 0 for an empty one; None when it isn't an amount."""
    if raw is None or raw == "":
        return 0
    if isinstance(raw, (ErrorCell, NoValue)):
        return None
    read = amount(as_text(raw) if isinstance(raw, str) else raw)
    return read if isinstance(read, int) else None
