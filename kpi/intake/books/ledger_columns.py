"""The columns of ledger cards: how bookkeeping programs call them, and which field of an expense each fills.

These names belong to the bookkeeping programs, whatever the programme; how people call the columns of its sheets is
said in the programme file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi.intake.formats.cells import Row, as_text
from kpi.intake.formats.row_batches import HEADER_WITHIN
from kpi.programme.comparable_names import name_key

FIELDS = (
    "entry", "entry_line", "invoiced_on", "description", "counterparty", "budget_line", "amount", "vat", "evidence",
)  # fmt: skip
"""What a booking says of an expense, in the order of the columns."""


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
