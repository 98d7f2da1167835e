"""The XML Auditfile Financieel (XAF): the bookings on accounts of profit and loss, and nothing of who stands behind.

Read are versions 2.0, 3.0 to 3.2.1 and 4.0. Version 2.0 has names of its own, debit and credit apart, and accounts
that say in words whether they are of the balance. Where 4.0 differs: the cost centre is ``cost`` instead of
``costID``, amounts may be negative (then they stand on the other side), accounts are of balance or of profit and loss
only, and there are no addresses. Namespaces aren't looked at: exporters invent their own. Of relations only the name
is read, and only of those whose booking is taken; contacts, addresses, telephone numbers and bank accounts never are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # what is written here, never what is read

from kpi.intake.books.bookings import Account, Booking
from kpi.intake.formats.cells import clean
from kpi.intake.formats.xml_records import Record, below, day_of, local, records, text_of
from kpi.intake.problems import Findings
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.unreadable import FileRefused
from kpi.intake.values.numerals import cents_of, written_cents
from kpi.intake.values.scales import EURO

ROOT = "auditfile"
SHEET = "Auditfile"
"""What the bookings of an audit file are said to come from; the row is the number of the line in the file."""
BALANCE = "B"
LINES = ("trLine", "line")
"""What a line of a transaction is called, in version 2.0 ``line``."""
_RECORDS = frozenset({*LINES, "ledgerAccount", "customerSupplier", "obLine", "vatCode", "period", "subledger"})
_IN_TRANSACTION = {
    "nr": "nr",
    "desc": "desc",
    "trDt": "trDt",
    "transactionID": "nr",
    "description": "desc",
    "transactionDate": "trDt",
}
"""What is kept of a transaction, by its name in version 2.0 and in later ones."""
_IN_TRANSACTIONS = ("linesCount", "totalDebit", "totalCredit")


@dataclass
class AuditFile:
    """An audit file while it is read."""

    file: str
    content: bytes
    findings: Findings
    accounts: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Code → name and type (B, P or M)."""
    relations: dict[str, str] = field(default_factory=dict)
    stated: dict[str, str] = field(default_factory=dict)
    transaction: dict[str, str] = field(default_factory=dict)
    """The journal and transaction at hand."""
    lines: int = 0
    debit: int = 0
    credit: int = 0

    def bookings(self) -> Iterator[Booking]:
        """Every booking that isn't on an account of the balance; the file's own totals are checked at the end.

        Raises FileRefused for what isn't well-formed, another currency, or a file without a booking.
        """
        for record in records(self.content, _RECORDS):
            if record.name in LINES and "transactions" in record.around:
                booking = self._line(record)
                if booking is not None:
                    yield booking
            else:
                self._note(record)
        if not self.lines:
            raise FileRefused("audit_without_bookings")
        self._check_totals()

    def _note(self, record: Record) -> None:
        """Take over what the bookings need to be understood."""
        name, element = record.name, record.element
        around = record.around[-1] if record.around else ""
        text = (element.text or "").strip()
        if name == "ledgerAccount":
            kind = _either(element, "accTp", "accountType").upper()[:1]
            self.accounts[_either(element, "accID", "accountID")] = (
                text_of(element, "accDesc") or text_of(element, "accountDesc"),
                kind,
            )
        elif name == "customerSupplier":
            self.relations[text_of(element, "custSupID")] = _either(element, "custSupName", "companyName")
        elif around == "header":
            _check_header(name, text)
        elif around == "transactions" and name in _IN_TRANSACTIONS:
            self.stated[name] = text
        elif around == "journal" and name in ("jrnID", "journalID"):
            self.transaction = {"journal": text}
        elif around == "transaction" and name in _IN_TRANSACTION:
            self.transaction[_IN_TRANSACTION[name]] = text
        elif name == "transaction":
            self.transaction = {"journal": self.transaction.get("journal", "")}

    def _line(self, record: Record) -> Booking | None:
        element = record.element
        cents, side = _amount(element)
        self.lines += 1
        if isinstance(cents, int):
            self.debit += cents if side == "D" else 0
            self.credit -= cents if side == "C" else 0
        code = _either(element, "accID", "accountID")
        title, kind = self.accounts.get(code, ("", ""))
        if kind == BALANCE:
            return None
        written_day = _either(element, "effDate", "effectiveDate") or self.transaction.get("trDt", "")
        vat = [_vat(each, side) for each in below(element, "vat")]
        known_vat = [each for each in vat if isinstance(each, int)]
        return Booking(
            row=record.number,
            journal=self.transaction.get("journal", ""),
            number=self.transaction.get("nr", ""),
            account=Account(code, _either(element, "costID", "cost", "costDesc")),
            day=day_of(written_day) or written_day,
            amount=written_cents(cents) if isinstance(cents, int) else cents,
            cents=cents if isinstance(cents, int) else 0,
            title=without_persons(clean(title)),
            description=without_persons(
                clean(_either(element, "desc", "description") or self.transaction.get("desc", ""))
            ),
            counterparty=without_persons(clean(self.relations.get(text_of(element, "custSupID"), ""))),
            vat=written_cents(sum(known_vat)) if known_vat else None,
            document=without_persons(clean(_either(element, "docRef", "invRef", "documentID"))),
        )

    def _check_totals(self) -> None:
        read = {"linesCount": str(self.lines), "totalDebit": self.debit, "totalCredit": self.credit}
        for name, written in self.stated.items():
            have = read[name]
            given: object = written if name == "linesCount" else cents_of(written)
            if isinstance(given, type(have)) and given != have:
                known = written_cents(have) if isinstance(have, int) else have
                self.findings.add("total_differs", self.file, SHEET, "", name, value=written, known=known)


def _check_header(name: str, text: str) -> None:
    """Refuse another currency, and what is older than version 2, which names its version in the header."""
    if name == "auditfileVersion" and not _SECOND.search(text):
        raise FileRefused("audit_version", version="".join(re.findall(r"\d\.\d", text)[:1]) or text)
    if name in ("curCode", "currencyCode") and text.upper() != EURO:
        raise FileRefused("audit_currency", currency=text.upper())


_SECOND = re.compile(r"(?<![\d.])2\.\d")


def _either(element: Any, *names: str) -> str:  # noqa: ANN401 - an element
    """The text of the first of these that isn't empty."""
    return next(filter(None, (text_of(element, name) for name in names)), "")


def _amount(element: Any) -> tuple[int | str, str]:  # noqa: ANN401 - an element
    """The cents of a line, debit positive, and its side; the text as it stands when it can't be read."""
    if local(element.tag) == "trLine":
        return _signed(element, "amnt", "amntTp"), text_of(element, "amntTp").upper()
    written = {"D": text_of(element, "debitAmount"), "C": text_of(element, "creditAmount")}
    filled = {side: text for side, text in written.items() if text and cents_of(text) != 0}
    side, text = next(iter(filled.items()), ("D", written["D"] or written["C"]))
    cents = cents_of(text) if len(filled) <= 1 else None
    if cents is None:
        return " ".join(f"{text} {side}" for side, text in filled.items()) or "?", side
    return (cents if side == "D" else -cents), side


def _vat(element: Any, side: str) -> int | str:  # noqa: ANN401 - an element
    """The cents of the VAT of a line; version 2.0 gives it no side of its own."""
    if text_of(element, "vatAmntTp") or text_of(element, "vatAmnt"):
        return _signed(element, "vatAmnt", "vatAmntTp")
    written = text_of(element, "vatAmount")
    cents = cents_of(written)
    return written or "?" if cents is None else -abs(cents) if side == "C" else cents


def _signed(element: Any, amount: str, side: str) -> int | str:  # noqa: ANN401 - an element
    """Cents of an amount, debit positive; the text as it stands when it can't be read."""
    written, kind = text_of(element, amount), text_of(element, side).upper()
    cents = cents_of(written)
    if cents is None or kind not in ("D", "C"):
        return f"{written} {kind}".strip() or "?"
    return cents if kind == "D" else -cents


def kept_copy(bookings: list[Booking]) -> bytes:
    """Write the part of an audit file that is kept: the lines taken, with their numbers, and their accounts."""
    root = Element(ROOT)
    company = SubElement(root, "company")
    ledger = SubElement(company, "generalLedger")
    for code, title in sorted({each.account.code: each.title for each in bookings}.items()):
        account = SubElement(ledger, "ledgerAccount")
        SubElement(account, "accID").text, SubElement(account, "accDesc").text = code, title
    transactions = SubElement(company, "transactions")
    for each in sorted(bookings, key=lambda booking: booking.row):
        values = (
            ("jrnID", each.journal), ("trNr", each.number), ("accID", each.account.code),
            ("costID", each.account.centre), ("effDate", str(each.day)), ("desc", each.description),
            ("custSupName", each.counterparty), ("amnt", str(each.amount)), ("vatAmnt", str(each.vat or "")),
            ("docRef", each.document),
        )  # fmt: skip
        line = SubElement(transactions, "trLine", {"line": str(each.row)})
        for name, value in values:
            if value:
                SubElement(line, name).text = value
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
