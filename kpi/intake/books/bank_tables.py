"""Bank statements as tables: the csv, tab, .xls and web table of ING, Rabobank, ABN AMRO, Triodos, ASN and SNS.

They are known by their columns, as the banks publish them, with or without a row of names.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from kpi.intake.books.statement_entries import Entry, said_by
from kpi.intake.formats.cells import Cells, Raw, Row, as_text, clean
from kpi.intake.recognise.amount_words import DIRECTION, MEANINGS
from kpi.intake.recognise.personal_data import without_persons
from kpi.intake.unreadable import Doubt
from kpi.intake.values.days import day
from kpi.intake.values.numerals import amount
from kpi.intake.values.scales import EURO
from kpi.programme.comparable_names import name_key

_NAMES = {
    "day": "datum boekdatum boekingsdatum transactiedatum date transactiondate bookingdate",
    "amount": "bedrag bedrageur transactiebedrag amount amounteur transactionamount",
    "account": "rekening ibanbban rekeningnummer account accountnumber",
    "beside": """
tegenrekening tegenrekeningiban tegenrekeningibanbban counterparty saldonamutatie saldonatrn eindsaldo endsaldo
endbalance
""",
    "direction": "afbij debitcredit debetcredit",
    "currency": "munt muntsoort mutationcode currency valuta",
    "name": "naamomschrijving naamtegenpartij namedescription",
    "text": "mededelingen notifications omschrijving omschrijving1 omschrijving2 omschrijving3 description",
    "reference": "transactiereferentie",
    "returned": "redenretour",
}
ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
NEEDED = ("day", "amount", "account", "beside", "text")
"""Columns without which a table is no statement."""
_DAY, _ACCOUNT, _AMOUNT = r"\d{8}|\d\d?-\d\d?-\d{4}", r"[A-Z]{2}\d\d[A-Z0-9]{8,30}|\d{7,10}", r"[-+]?[\d.]*\d,\d\d"
_POINTED = rf"{_AMOUNT}|[-+]?\d+\.\d\d"
WITHOUT_NAMES: tuple[tuple[Sequence[str], Sequence[str]], ...] = (
    # ABN AMRO: account, currency, day, balances before and after, day of interest, amount, description
    (
        (_ACCOUNT, "[A-Z]{3}", _DAY, _AMOUNT, _AMOUNT, _DAY, _AMOUNT, ".*"),
        ("account", "currency", "day", "", "beside", "", "amount", "text"),
    ),
    # the same as .xls
    (
        (_ACCOUNT, "[A-Z]{3}", _DAY, _DAY, _AMOUNT, _AMOUNT, _AMOUNT, ".*"),
        ("account", "currency", "day", "", "", "beside", "amount", "text"),
    ),
    # Triodos: day, account, amount, side, other party and its account, code, description, balance
    (
        (_DAY, _ACCOUNT, _AMOUNT, "(?i:credit|debet)", ".*", ".*", ".*", ".*", _AMOUNT),
        ("day", "account", "amount", "direction", "name", "", "", "text", "beside"),
    ),
    # Rabobank until 2018: account, currency, day of interest, side, amount, other account, name, day, two codes, text
    (
        (_ACCOUNT, "[A-Z]{3}", r"\d{8}", "[DC]", _POINTED, ".*", ".*", r"\d{8}", r"\w{0,2}", *[".*"] * 7),
        ("account", "currency", "", "direction", "amount", "", "name", "day", "", "", *["text"] * 6),
    ),
    # ASN, SNS and RegioBank: day, account, other account, name, three of an address, currency, balance, currency,
    # amount, day of the journal and of interest, two codes, number, reference, description, statement
    (
        (_DAY, _ACCOUNT, *[".*"] * 5, "[A-Z]{3}", _POINTED, "[A-Z]{3}", _POINTED, _DAY, _DAY, *[".*"] * 5),
        ("day", "account", "", "name", *[""] * 5, "currency", "amount", *[""] * 5, "", "text"),
    ),
)
"""Statements that have no column names: what their cells look like, and what they are."""
HEAD_WITHIN = 12
"""Column names are looked for in the first so many rows."""
BELOW = 2
"""So many rows below the names have to hold an account of ours."""


@dataclass(frozen=True, slots=True)
class StatementTable:
    """A sheet that is a bank statement: what its columns are, and behind which row its entries begin."""

    cells: Cells
    roles: Mapping[int, str]
    names: int
    """Rows up to the names and with them; 0 where there are none."""

    def entries(self) -> Iterator[Entry]:
        """The entries, each by the number of its row below the names."""
        for number, row in enumerate(islice(self.cells.rows(), self.names, None), 1):
            if any(cell not in ("", None) for cell in row):
                yield _of_row(number, row, self.roles)


def statement_table(cells: Cells) -> StatementTable | None:
    """The bank statement that a sheet is, by its first rows; None when it is none."""
    top = list(islice(cells.rows(), HEAD_WITHIN))
    for index, row in enumerate(top):
        roles = {column: role for column, cell in enumerate(row) if (role := ROLES.get(name_key(as_text(cell))))}
        if set(NEEDED) <= set(roles.values()):
            return StatementTable(cells, roles, index + 1) if _ours(roles, top[index + 1 :]) else None
    first = next((row for row in top if any(cell not in ("", None) for cell in row)), [])
    for looks, meant in WITHOUT_NAMES:
        if len(first) >= len(looks) and all(map(_looks, looks, first)):
            return StatementTable(cells, {column: role for column, role in enumerate(meant) if role}, 0)
    return None


def _ours(roles: Mapping[int, str], below: Iterable[Row]) -> bool:
    """Tell whether the rows below the names hold account numbers where those belong."""
    rows = [row for row in below if any(cell not in ("", None) for cell in row)][:BELOW]
    columns = [column for column, role in roles.items() if role == "account"]
    own = [as_text(row[column]).replace(" ", "") for row in rows for column in columns if column < len(row)]
    return all(re.fullmatch(_ACCOUNT, each) for each in own)


def _looks(pattern: str, cell: Raw) -> bool:
    """Tell whether a cell looks like that, a number also as an amount is written."""
    written = f"{cell:.2f}".replace(".", ",") if isinstance(cell, (int, float)) else as_text(cell)
    return bool(re.fullmatch(pattern, as_text(cell), re.DOTALL) or re.fullmatch(pattern, written, re.DOTALL))


def _of_row(number: int, row: Row, roles: Mapping[int, str]) -> Entry:
    cells: dict[str, list[Raw]] = {}
    for column, role in roles.items():
        cells.setdefault(role, []).append(row[column] if column < len(row) else "")
    one = {role: next((cell for cell in found if as_text(cell)), "") for role, found in cells.items()}
    texts = {role: as_text(cell) for role, cell in one.items()}
    read = amount(one["amount"] if isinstance(one["amount"], (int, float)) else texts["amount"])
    found = day(one["day"] if isinstance(one["day"], date) else texts["day"])
    on = found.value if isinstance(found, Doubt) else found
    name, text = said_by(" ".join(filter(None, (as_text(cell).strip("'") for cell in cells["text"]))))
    cents = read if isinstance(read, int) else 0
    meaning = MEANINGS[DIRECTION].get(name_key(texts.get("direction", "")), "")
    credit = {"in": True, "credit": True, "out": False, "debit": False}.get(meaning)
    credit = cents > 0 if "direction" not in texts and cents else credit
    return Entry(
        number,
        on if isinstance(on, date) else None,
        abs(cents) or None,
        credit,
        clean(without_persons(texts.get("name", ""))) or name,
        text,
        texts.get("reference", ""),
        texts.get("currency", "").upper() or EURO,
        reversal=bool(texts.get("returned")),
        account=texts["account"],
    )
