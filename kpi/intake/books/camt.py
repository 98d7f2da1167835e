"""Bank statements as CAMT.053 (versions 02 to 13), entry by entry.

A batch becomes its parts where each has an amount and they add up. Account numbers and addresses are never read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from kpi.intake.books.statement_entries import Entry
from kpi.intake.formats.cells import clean
from kpi.intake.formats.xml_records import below, day_of, records, text_of
from kpi.intake.unreadable import FileRefused
from kpi.intake.values.numerals import cents_of
from kpi.intake.values.scales import EURO

ROOT = "Document"
STATEMENT, ENTRY = "BkToCstmrStmt", "Ntry"
BOOKED, CREDIT = "BOOK", "CRDT"
NOTHING_SAID = "NOTPROVIDED"
ACCOUNT_AT = (("Stmt", "Acct", "Id"), ("Acct", "Id", "Othr"))
"""Around the number of our own account; entries are read whole, so that nobody else's is met."""
AMOUNTS = (("Amt",), ("AmtDtls", "TxAmt", "Amt"), ("AmtDtls", "InstdAmt", "Amt"))
"""Where the amount of a part may stand, the surest first."""


def entries(content: bytes) -> Iterator[Entry]:
    """The entries of a bank statement. Raises FileRefused."""
    number = statements = 0
    account = ""
    for record in records(content, frozenset({ENTRY})):
        statements += record.name == STATEMENT
        if record.name == ENTRY and STATEMENT in record.around:
            number += 1
            yield from (replace(each, account=account) for each in _of_entry(number, record.element))
        elif record.around[-3:] in ACCOUNT_AT and record.name in ("IBAN", "Id"):
            account = (record.element.text or "").strip()
    if not statements:
        raise FileRefused("not_a_statement")


def _of_entry(number: int, entry: Any) -> Iterator[Entry]:  # noqa: ANN401 - an element
    """An entry, or the parts of a batch that adds up."""
    status = text_of(entry, "Sts", "Cd") or text_of(entry, "Sts") or BOOKED
    written = (text_of(entry, of, kind) for of in ("BookgDt", "ValDt") for kind in ("Dt", "DtTm"))
    day = next(filter(None, map(day_of, written)), None)
    (cents, currency), side = _amount(entry, "Amt"), text_of(entry, "CdtDbtInd")
    reversal = text_of(entry, "RvslInd").casefold() in ("true", "1")
    reference = text_of(entry, "AcctSvcrRef") or text_of(entry, "NtryRef")
    parts = below(entry, "NtryDtls", "TxDtls")
    amounts = [_part_cents(part, side, currency) for part in parts]
    known = [amount for amount in amounts if amount is not None]
    splits = len(known) == len(parts) > 1 and sum(known) == cents
    for some, amount in zip(([part] for part in parts), known, strict=True) if splits else [(parts, cents)]:
        own = text_of(some[0], "Refs", "AcctSvcrRef") if splits else ""
        end = text_of(some[0], "Refs", "EndToEndId").replace(NOTHING_SAID, "") if some else ""
        said = (_name(some), _text(some, entry), own or reference)
        credit = side == CREDIT if side else None
        yield Entry(number, day, amount, credit, *said, currency, status == BOOKED, reversal, end_to_end=end)


def _part_cents(part: Any, side: str, currency: str) -> int | None:  # noqa: ANN401 - an element
    if text_of(part, "CdtDbtInd") not in ("", side):
        return None
    path = next((path for path in AMOUNTS if below(part, *path)), AMOUNTS[0])
    cents, own = _amount(part, *path)
    return cents if own == currency else None


def _amount(element: Any, *path: str) -> tuple[int | None, str]:  # noqa: ANN401 - an element
    """Whole cents of an amount above zero, None for anything else; and its currency."""
    amount = next(iter(below(element, *path)), None)
    if amount is None:
        return None, EURO
    cents = cents_of((amount.text or "").strip())
    return cents if cents is not None and cents > 0 else None, amount.get("Ccy", EURO)


def _name(parts: Sequence[Any]) -> str:
    """Who paid: the last debtor first, for whom somebody else may have paid; nobody where several share an amount."""
    names = []
    for part in parts:
        paths = ((role, *party, "Nm") for role in ("UltmtDbtr", "Dbtr") for party in ((), ("Pty",)))
        names.append(clean(next(filter(None, (text_of(part, "RltdPties", *path) for path in paths)), "")))
    return names[0] if len(set(names)) == 1 else ""


def _text(parts: Sequence[Any], entry: Any) -> str:  # noqa: ANN401 - an element
    """The payer's own words: remittance text, structured references, and the reference from end to end."""
    texts: list[str] = []
    for part in parts:
        texts += [each.text or "" for each in below(part, "RmtInf", "Ustrd")]
        texts += [each.text or "" for each in below(part, "RmtInf", "Strd", "CdtrRefInf", "Ref")]
        texts += [each for each in [text_of(part, "Refs", "EndToEndId")] if each != NOTHING_SAID]
    return clean(" ".join(texts) or text_of(entry, "AddtlNtryInf"))
