"""The columns of ledger cards by the names that bookkeeping programs give them in Dutch.

Those of Exact, Twinfield, AFAS, e-Boekhouden and SnelStart: with debit and credit apart, or with one amount that has
its sign or a side beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi.intake.books.bookings import FIELDS
from kpi.intake.formats.cells import HEADER_WITHIN, Row, as_text
from kpi.intake.recognise.sheet_names import Layout
from kpi.programme.comparable_names import name_key


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """The names of a column of such exports, by letters and digits only, the surest first."""

    names: tuple[str, ...]
    field: str = ""
    """The field of an expense that comes from it; empty where none does as it stands."""


def _column(names: str, field: str = "") -> LedgerColumn:
    return LedgerColumn(tuple(names.split()), field)


COLUMNS: Mapping[str, LedgerColumn] = {
    "date": _column(
        "boekdatum boekingsdatum datum factuurdatum mutatiedatum boekstukdatum transactiedatum flddatum", "invoiced_on"
    ),
    "number": _column(
        "bkstnr bkst boekstuk boekstuknummer boekstuknr boekstnr stuknummer stuknr boekingsnummer boekingsnr "
        "boekingcode mutatienummer mutatienr mutnr fldboekingcode",
        "entry",
    ),
    "journal": _column("dagboek dgb dagb dagboekcode dagboeknummer flddagboek"),
    "debit": _column("debet bedragdebet bedragendebet debetbedrag flddebet", "amount"),
    "credit": _column("credit bedragcredit bedragencredit creditbedrag fldcredit"),
    "signed": _column("basisbedrag bedrag bedrageur bedragineuro", "amount"),
    "side": _column("dc debetcredit dcindicator"),
    "currency": _column("valuta valutacode munt"),
    "account": _column(
        "grootboekrekening grootboek grootboeknummer grootboekrekeningnummer grootboekrek grootboekcode grbrek gbrek "
        "fldgrootboeknummer rekening rekeningnummer",
        "budget_line",
    ),
    "account_name": _column(
        "grootboekomschrijving grootboeknaam grootboekreknaam grootboekrekeningnaam grootboekrekeningomschrijving "
        "rekeningomschrijving rekeningnaam omschrijvingrekening omschrijvinggrootboekrekening naamgrootboekrekening"
    ),
    "centre": _column(
        "kostenplaats kostenplaatscode kostenplaatsnummer kpl kplrel kostendrager verbijzondering verbijzonderingscode "
        "verbijzondering1 fldkostenplaatsnummer"
    ),
    "description": _column(
        "omschrijving boekingsomschrijving regelomschrijving omschrijvingboeking opmerkingen fldomschrijving",
        "description",
    ),
    "counterparty": _column(
        "relatienaam naamrelatie relatie crediteurnaam crediteur leverancier debcredrelatie", "counterparty"
    ),
    "vat": _column("btwbedrag bedragbtw btwineuro", "vat"),
    "document": _column("factuurnummer factuurnr uwref referentie onzeref fldfactuurnummer", "evidence"),
    "kind": _column("soort mutatiesoort soortmutatie boekingssoort"),
}
_COLUMN_OF_NAME = {name: column for column, declared in COLUMNS.items() for name in declared.names}
_PLAIN = frozenset({"rekening", "rekeningnummer"})
"""Names that an account of any other kind has as well."""
_SIDES = ({"date", "number", "debit", "credit"}, {"date", "number", "signed", "account"})
"""A sheet with all columns of one of these is a ledger card."""


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """The row of column names of a ledger card (0-based from the sheet's first), and each column with its name."""

    row: int
    columns: Mapping[str, int]
    names: Mapping[str, str]

    @property
    def amount(self) -> str:
        """The column in which a cost stands."""
        return "debit" if "debit" in self.columns else "signed"

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


def ledger_head(top: Sequence[Row], expenses: Layout | None) -> LedgerHead | None:
    """Return the row of column names of a ledger card; None when the sheet is none.

    One with a single amount is none where it has a column for the budget line, or no ledger account by name.
    """
    for index, row in enumerate(top[:HEADER_WITHIN]):
        found: dict[str, tuple[int, int]] = {}
        for number, cell in enumerate(row):
            key = name_key(cell) if isinstance(cell, str) and cell.strip() else ""
            column = _COLUMN_OF_NAME.get(key)
            if column:
                found[column] = min(found.get(column, (len(key) + 99, 0)), (COLUMNS[column].names.index(key), number))
        columns = {column: number for column, (_, number) in found.items()}
        if _SIDES[0] <= columns.keys():
            columns = {column: number for column, number in columns.items() if column not in ("signed", "side")}
        elif not (_SIDES[1] <= columns.keys() and _of_ledger(row, columns["account"], expenses)):
            continue
        return LedgerHead(index, columns, {column: as_text(row[number]) for column, number in columns.items()})
    return None


def _of_ledger(row: Row, account: int, expenses: Layout | None) -> bool:
    names = [each for each in row if isinstance(each, str) and each.strip()]
    lines = expenses is not None and any(expenses.field_of(each) == "budget_line" for each in names)
    return not lines and name_key(as_text(row[account])) not in _PLAIN
