"""Bank statements as MT940, of one account or of several in one file."""

import logging
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.intake.books.statement_entries import Entry, said_by
from kpi.intake.formats.cells import clean
from kpi.intake.formats.delimited import decoded
from kpi.intake.unreadable import FileRefused
from kpi.intake.values.numerals import CENTS
from kpi.intake.values.scales import EURO

LOOK_AT = 16 * 1024
_MT940 = re.compile(rb"^:2[05]:[^\n]*\r?\n(?:[^\n]*\n){0,12}?:6[012][FM]?:", re.MULTILINE)


_EACH = re.compile(r"^(?=:20:)", re.MULTILINE)
_ACCOUNT = re.compile(r"^:25:\W*(\w+)", re.MULTILINE)
"""Of a statement in a file of several; behind the account may stand its currency."""


def is_mt940(content: bytes) -> bool:
    """Tell whether a file is MT940 by its first lines."""
    return bool(_MT940.search(content[:LOOK_AT]))


def mt940_entries(content: bytes) -> Iterator[Entry]:
    """The entries of an MT940 file, of one account or of several. Raises FileRefused."""
    import mt940  # noqa: PLC0415 - only where such a statement is met

    logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)  # it would write what it can't read, payers too
    found: list[tuple[str, Mapping[str, Any]]] = []
    for part in _EACH.split(decoded(content)):
        account = _ACCOUNT.search(part)
        try:
            found += [(account[1] if account else "", each.data) for each in mt940.parse(part)]
        except Exception as error:  # whatever a file of another dialect makes it raise
            raise FileRefused("faulty_mt940") from error
    for number, (account_, data) in enumerate(found, 1):
        yield _of_transaction(number, account_, data)


def _of_transaction(number: int, account: str, data: Mapping[str, Any]) -> Entry:
    money, on = data.get("amount"), data.get("entry_date") or data.get("date")
    side, reference = str(data.get("status")).upper(), clean(data.get("bank_reference") or "")
    cents = int(abs(Decimal(money.amount)) * CENTS) or None if money else None
    currency = (money and money.currency) or EURO
    said = (*said_by(data.get("transaction_details") or ""), reference, currency)
    on = date(on.year, on.month, on.day) if on else None
    own = account.removesuffix(currency)
    return Entry(number, on, cents, side in ("C", "RD"), *said, reversal=side.startswith("R"), account=own)
