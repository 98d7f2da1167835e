"""Bank statements as CAMT.053 (versions 02 to 13): the amounts that came in, with payer, day and remittance text.

Only booked credits in euro are payments; reversals and debits are counted and left out. A batch becomes its parts
where each has an amount and they add up. Account numbers and addresses are never read.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # what is written here, never what is read

from kpi.intake.formats.cells import clean
from kpi.intake.formats.xml_records import below, day_of, records, root_name, text_of
from kpi.intake.unreadable import FileRefused, check_size
from kpi.intake.values.numerals import cents_of, written_cents
from kpi.intake.values.scales import EURO

ROOT = "Document"
SHEET = "Bankafschrift"
"""What a payment is said to come from; the row is the number of the payment in the file."""
STATEMENT, ENTRY = "BkToCstmrStmt", "Ntry"
BOOKED, CREDIT = "BOOK", "CRDT"
NOTHING_SAID = "NOTPROVIDED"


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount that was banked. ``number`` counts the payments of the file from 1."""

    number: int
    id: str
    """A payment has one id, whatever statement it stands in."""
    day: date
    cents: int
    name: str
    text: str
    reference: str
    """What the bank calls it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The payments of a file, and how many entries were none."""

    payments: tuple[Payment, ...]
    left_out: int


def read_statement(content: bytes) -> Statement:
    """The payments of a bank statement. Raises FileRefused."""
    check_size(content)
    if root_name(content) != ROOT:
        raise FileRefused("not_a_statement")
    payments: list[Payment] = []
    seen: Counter[str] = Counter()
    left_out = statements = 0
    for record in records(content, frozenset({ENTRY})):
        statements += record.name == STATEMENT
        if record.name != ENTRY or STATEMENT not in record.around:
            continue
        parts = list(_of_entry(record.element))
        left_out += not parts
        for part in parts:
            plain = "\x1f".join((part.day.isoformat(), str(part.cents), part.name, part.text, part.reference))
            seen[plain] += 1
            digest = blake2b(f"{plain}\x1f{seen[plain]}".encode("utf-8", "surrogatepass"), digest_size=12)
            payments.append(replace(part, number=len(payments) + 1, id=digest.hexdigest()))
    if not statements:
        raise FileRefused("not_a_statement")
    return Statement(tuple(payments), left_out)


def _of_entry(entry: Any) -> Iterator[Payment]:  # noqa: ANN401 - an element
    """The payments of one entry, not numbered yet; none when it is no booked credit in euro."""
    status = text_of(entry, "Sts", "Cd") or text_of(entry, "Sts") or BOOKED
    reversed_ = text_of(entry, "RvslInd").casefold() in ("true", "1")
    written = (text_of(entry, of, kind) for of in ("BookgDt", "ValDt") for kind in ("Dt", "DtTm"))
    cents, day = _cents(entry, "Amt"), next(filter(None, map(day_of, written)), None)
    if status != BOOKED or reversed_ or text_of(entry, "CdtDbtInd") != CREDIT or cents is None or day is None:
        return
    reference = text_of(entry, "AcctSvcrRef") or text_of(entry, "NtryRef")
    parts = below(entry, "NtryDtls", "TxDtls")
    amounts = [_part_cents(part) for part in parts]
    known = [amount for amount in amounts if amount is not None]
    if len(known) == len(parts) > 1 and sum(known) == cents:
        for part, amount in zip(parts, known, strict=True):
            own = text_of(part, "Refs", "AcctSvcrRef") or reference
            yield Payment(0, "", day, amount, _name([part]), _text([part], entry), own)
    else:
        yield Payment(0, "", day, cents, _name(parts), _text(parts, entry), reference)


def _part_cents(part: Any) -> int | None:  # noqa: ANN401 - an element
    if text_of(part, "CdtDbtInd") not in ("", CREDIT):
        return None
    return _cents(part, "Amt") if below(part, "Amt") else _cents(part, "AmtDtls", "TxAmt", "Amt")


def _cents(element: Any, *path: str) -> int | None:  # noqa: ANN401 - an element
    """Whole cents of an amount in euro above zero; None for anything else."""
    amount = next(iter(below(element, *path)), None)
    if amount is None or amount.get("Ccy", EURO) != EURO:
        return None
    cents = cents_of((amount.text or "").strip())
    return cents if cents is not None and cents > 0 else None


def _name(parts: Sequence[Any]) -> str:
    """Who paid: the last debtor first, for whom somebody else may have paid."""
    for part in parts:
        for role in ("UltmtDbtr", "Dbtr"):
            name = text_of(part, "RltdPties", role, "Nm") or text_of(part, "RltdPties", role, "Pty", "Nm")
            if name:
                return clean(name)
    return ""


def _text(parts: Sequence[Any], entry: Any) -> str:  # noqa: ANN401 - an element
    """The payer's own words: remittance text, structured references, and the reference from end to end."""
    texts: list[str] = []
    for part in parts:
        texts += [each.text or "" for each in below(part, "RmtInf", "Ustrd")]
        texts += [each.text or "" for each in below(part, "RmtInf", "Strd", "CdtrRefInf", "Ref")]
        texts += [each for each in [text_of(part, "Refs", "EndToEndId")] if each != NOTHING_SAID]
    return clean(" ".join(texts) or text_of(entry, "AddtlNtryInf"))


def kept_copy(payments: Sequence[tuple[Payment, str]]) -> bytes:
    """Write the part of a statement that is kept: the confirmed payments, each with the organisation that paid it."""
    root = Element("payments")
    for payment, organisation in payments:
        values = {"number": str(payment.number), "day": payment.day.isoformat(), "amount": written_cents(payment.cents)}
        SubElement(root, "payment", {**values, "reference": payment.reference}).text = organisation
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
