"""Bank statements as text: MT940, and the csv of ING, Rabobank, ABN AMRO and Triodos, by their published forms.

Of a description only the payer's name and words are taken; account numbers in it are left out.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kpi.intake.books.statement_entries import Entry
from kpi.intake.formats.cells import Row, as_text, clean
from kpi.intake.formats.delimited import decoded, read_delimited
from kpi.intake.recognise.amount_words import DIRECTION, MEANINGS
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.unreadable import Doubt, FileRefused
from kpi.intake.values.days import day
from kpi.intake.values.numerals import CENTS, amount
from kpi.intake.values.scales import EURO
from kpi.programme.comparable_names import name_key

LOOK_AT = 16 * 1024
_NAMES = {
    "day": "datum boekdatum transactiedatum date transactiondate",
    "amount": "bedrag bedrageur transactiebedrag amount amounteur",
    "account": "rekening ibanbban rekeningnummer account accountnumber",
    "beside": "tegenrekening tegenrekeningibanbban counterparty saldonamutatie saldonatrn eindsaldo endsaldo",
    "direction": "afbij debitcredit",
    "currency": "munt muntsoort mutationcode currency",
    "name": "naamomschrijving naamtegenpartij namedescription",
    "text": "mededelingen notifications omschrijving omschrijving1 omschrijving2 omschrijving3 description",
    "reference": "transactiereferentie",
    "returned": "redenretour",
}
ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
NEEDED = ("day", "amount", "account", "beside", "text")
"""Columns without which a table is no statement."""
_DAY, _ACCOUNT, _AMOUNT = r"\d{8}|\d\d-\d\d-\d{4}", r"[A-Z]{2}\d\d[A-Z0-9]{8,30}|\d{7,10}", r"[-+]?[\d.]*\d,\d\d"
WITHOUT_NAMES: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
    # ABN AMRO: account, currency, day, balances before and after, day of interest, amount, description
    (
        (_ACCOUNT, "[A-Z]{3}", _DAY, _AMOUNT, _AMOUNT, _DAY, _AMOUNT, ".*"),
        ("account", "currency", "day", "", "beside", "", "amount", "text"),
    ),
    # Triodos: day, account, amount, side, other party and its account, code, description, balance
    (
        (_DAY, _ACCOUNT, _AMOUNT, "(?i:credit|debet)", ".*", ".*", ".*", ".*", _AMOUNT),
        ("day", "account", "amount", "direction", "name", "", "", "text", "beside"),
    ),
)
"""Statements that have no column names: what their cells look like, and what they are."""
_MT940 = re.compile(rb"^:2[05]:[^\n]*\r?\n(?:[^\n]*\n){0,12}?:6[012][FM]?:", re.MULTILINE)
_PAYER = re.compile(r"/NAME/([^/\n]+)|/CNTP/[^/\n]*/[^/\n]*/([^/\n]+)|\bNaam:\s*+((?:(?!\s{2}|Omschrijving:)[^\n])+)")
_WORDS_OF = re.compile(r"/REMI/(?:USTD//|STRD/\w+/)?([^/\n]+)|\bOmschrijving:\s*+((?:(?!\s{2}|IBAN:|Kenmerk:)[^\n])+)")


def is_mt940(content: bytes) -> bool:
    """Tell whether a file is MT940 by its first lines."""
    return bool(_MT940.search(content[:LOOK_AT]))


def mt940_entries(content: bytes) -> Iterator[Entry]:
    """The entries of an MT940 statement. Raises FileRefused."""
    import mt940  # noqa: PLC0415 - only where such a statement is met

    logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)  # it would write what it can't read, payers too
    text = decoded(content)
    try:
        found: list[Mapping[str, Any]] = [each.data for each in mt940.parse(text)]
    except Exception as error:  # whatever a file of another dialect makes it raise
        raise FileRefused("faulty_mt940") from error
    for number, data in enumerate(found, 1):
        money, on = data.get("amount"), data.get("entry_date") or data.get("date")
        side, reference = str(data.get("status")).upper(), clean(data.get("bank_reference") or "")
        cents = int(abs(Decimal(money.amount)) * CENTS) or None if money else None
        said = (*_said(data.get("transaction_details") or ""), reference, (money and money.currency) or EURO)
        on = date(on.year, on.month, on.day) if on else None
        yield Entry(number, on, cents, side in ("C", "RD"), *said, reversal=side.startswith("R"))


def _said(description: str) -> tuple[str, str]:
    """The payer's name and words out of a description in which banks mark them.

    >>> _said("/TRTP/SEPA/IBAN/NL02RABO0000000001/NAME/Voorbeeld 1/REMI/bijdrage/EREF/NOTPROVIDED")
    ('Voorbeeld 1', 'bijdrage')
    >>> _said("SEPA Overboeking   IBAN: NL02RABO0000000001   Naam: Voorbeeld 1   Omschrijving: bijdrage 2017")
    ('Voorbeeld 1', 'bijdrage 2017')
    """
    description = re.sub(r"\r?\n", "" if description.startswith("/") else "  ", description)
    payer, words = _PAYER.search(description), _WORDS_OF.search(description)
    name = next(filter(None, payer.groups()), "") if payer else ""
    text = next(filter(None, words.groups()), "") if words else description
    return clean(name), clean(without_persons(text))


def csv_columns(content: bytes) -> tuple[Mapping[int, str], bool] | None:
    """What the columns of a bank's csv are, and whether its first row names them; None when it is none."""
    try:
        first = b"\n".join(content[:LOOK_AT].split(b"\n")[:3])
        top, *below = [[as_text(cell) for cell in row] for row in read_delimited("", first).rows()] or [[]]
    except FileRefused:
        return None
    named = {column: role for column, name in enumerate(top) if (role := ROLES.get(name_key(name)))}
    if set(NEEDED) <= set(named.values()):
        accounts = [column for column, role in named.items() if role == "account"]
        own = [row[column].replace(" ", "") for row in below for column in accounts if column < len(row)]
        return (named, True) if all(re.fullmatch(_ACCOUNT, each) for each in own) else None
    for looks, roles in WITHOUT_NAMES:
        if len(top) >= len(looks) and all(map(re.fullmatch, looks, top)):
            return {column: role for column, role in enumerate(roles) if role}, False
    return None


def csv_entries(content: bytes, columns: Mapping[int, str], *, named: bool) -> Iterator[Entry]:
    """The entries of a bank's csv."""
    for number, row in enumerate(read_delimited("", content).rows()):
        if (named and not number) or not any(row):
            continue
        yield _of_row(number + (not named), row, columns)


def _of_row(number: int, row: Row, columns: Mapping[int, str]) -> Entry:
    cells: dict[str, list[str]] = {}
    for column, role in columns.items():
        cells.setdefault(role, []).append(as_text(row[column]) if column < len(row) else "")
    one = {role: next(filter(None, texts), "") for role, texts in cells.items()}
    read, found = amount(one["amount"]), day(one["day"])
    on = found.value if isinstance(found, Doubt) else found
    name, text = _said(" ".join(filter(None, cells["text"])))
    cents = read if isinstance(read, int) else 0
    meaning = MEANINGS[DIRECTION].get(name_key(one.get("direction", "")), "")
    credit = {"in": True, "credit": True, "out": False, "debit": False}.get(meaning)
    credit = cents > 0 if "direction" not in one and cents else credit
    said = (clean(without_persons(one.get("name", ""))) or name, text, one.get("reference", ""))
    booked_on, currency = on if isinstance(on, date) else None, one.get("currency", "").upper() or EURO
    return Entry(number, booked_on, abs(cents) or None, credit, *said, currency, reversal=bool(one.get("returned")))
