"""Each form of each bookkeeping program, and what becomes of it: the bookings, their side, VAT and what is no cost.

Every form tells the same three bookings of September 2017: 1.100,00 with 231,00 VAT, a correction of 50,50 back, and a
memorial entry of 25,00 under a cost centre. Names of columns are those that the programs give; the rest is invented.
"""

import csv
import datetime
from io import StringIO

import pytest

from kpi.facts.store import Store
from kpi.intake.books.bookings import Account
from kpi.programme.plan import Programme
from tests.intake.conftest import Propose, codes, xlsx
from tests.intake.test_books import answered, expenses, kept
from tests.intake.test_cases import case

FIRST, SECOND, THIRD = (datetime.date(2017, 9, day) for day in (14, 20, 30))
Sheet = list[list[object]]
EXACT: Sheet = [
    ["Grootboekkaarten"],
    ["Periode", "", "2017 7 - 9"],
    [],
    ["Nr.", "Per.", "Datum", "Bkst.nr.", "Dagboek", "Omschrijving", "Relatie", "Kostenplaats", "Debet", "Credit"],
    ["4510 - Regio8"],
    ["Beginsaldo", "", "", "", "", "", "", "", 500, ""],
    [1, 9, FIRST, "17700001", "70", "Aflevering 1", "Voorbeeldleverancier 5", "", 1100, ""],
    [2, 9, SECOND, "17700002", "70", "Correctie", "Voorbeeldleverancier 5", "", "", 50.5],
    [3, 9, THIRD, "17900001", "90", "Memoriaal", "", "SHA", 25, ""],
    ["Totaal", "", "", "", "", "", "", "", 1125, 50.5],
    ["Eindsaldo", "", "", "", "", "", "", "", 1574.5, ""],
]
TWINFIELD: Sheet = [
    ["Administratie", "Dagboek", "Boekingsnummer", "Boekdatum", "Valuta", "Relatie", "Relatienaam", "Grootboekrek.",
     "Grootboekrek.naam", "Kpl./rel.", "Bedrag", "Basisbedrag", "D/C", "Btw-code", "Btw-bedrag", "Omschrijving",
     "Factuurnummer"],
    ["VB", "70", "17700001", FIRST, "EUR", "2001", "Voorbeeldleverancier 5", "4510", "Regio8", "", 1100, 1100, "D",
     "IH", 231, "Aflevering 1", "F1"],
    ["VB", "70", "17700002", SECOND, "EUR", "2001", "Voorbeeldleverancier 5", "4510", "Regio8", "", -50.5, -50.5, "C",
     "", "", "Correctie", "F2"],
    ["VB", "90", "17900001", THIRD, "EUR", "", "", "4510", "Regio8", "SHA", 25, 25, "D", "", "", "Memoriaal", ""],
]  # fmt: skip
AFAS: Sheet = [
    ["Rekeningnummer", "Omschrijving rekening", "Dagboek", "Boekstuknummer", "Boekstukdatum", "Omschrijving boeking",
     "Naam relatie", "Verbijzonderingscode", "Bedrag debet", "Bedrag credit", "Bedrag btw", "Factuurnummer"],
    ["4510", "Regio8", "", "", "", "Beginbalans", "", "", 500, "", "", ""],
    ["4510", "Regio8", "70", "17700001", FIRST, "Aflevering 1", "Voorbeeldleverancier 5", "", 1100, "", 231, "F1"],
    ["4510", "Regio8", "70", "17700002", SECOND, "Correctie", "Voorbeeldleverancier 5", "", "", 50.5, "", "F2"],
    ["4510", "Regio8", "90", "17900001", THIRD, "Memoriaal", "", "SHA", 25, "", "", ""],
]  # fmt: skip
E_BOEKHOUDEN: Sheet = [
    ["Grootboekrekening 4510 Regio8"],
    ["Mutatienr.", "Datum", "Soort", "Dagboek", "Relatie", "Omschrijving", "Factuurnummer", "Kostenplaats", "Debet",
     "Credit", "Saldo"],
    ["", datetime.date(2017, 7, 1), "Beginbalans", "", "", "Saldo vorige periode", "", "", 500, "", 500],
    ["17700001", FIRST, "Factuur ontvangen", "70", "Voorbeeldleverancier 5", "Aflevering 1", "F1", "", 1100, "", 1600],
    ["17700002", SECOND, "Factuur ontvangen", "70", "Voorbeeldleverancier 5", "Correctie", "F2", "", "", 50.5, 1549.5],
    ["17900001", THIRD, "Memoriaal", "90", "", "Memoriaal", "", "SHA", 25, "", 1574.5],
    ["", "", "", "", "", "Eindsaldo", "", "", 1574.5, "", ""],
]  # fmt: skip
SNELSTART: Sheet = [
    ["fldDagboek", "fldBoekingcode", "fldDatum", "fldGrootboeknummer", "fldDebet", "fldCredit", "fldOmschrijving",
     "fldKostenplaatsnummer"],
    ["70", "17700001", FIRST, "4510", 1100, "", "Aflevering 1", ""],
    ["70", "17700002", SECOND, "4510", "", 50.5, "Correctie", ""],
    ["90", "17900001", THIRD, "4510", 25, "", "Memoriaal", "SHA"],
]  # fmt: skip
SNELSTART_LIST: Sheet = [
    ["Datum", "Dagboek", "Boekstuk", "Grootboeknummer", "Grootboekomschrijving", "Omschrijving", "Relatienaam",
     "Kostenplaatsnummer", "Bedrag", "Debet/Credit"],
    [FIRST, "70", "17700001", "4510", "Regio8", "Aflevering 1", "Voorbeeldleverancier 5", "", 1100, "Debet"],
    [SECOND, "70", "17700002", "4510", "Regio8", "Correctie", "Voorbeeldleverancier 5", "", 50.5, "Credit"],
    [THIRD, "90", "17900001", "4510", "Regio8", "Memoriaal", "", "SHA", 25, "Debet"],
]  # fmt: skip
FORMS = {
    "Exact": (EXACT, False),
    "Twinfield": (TWINFIELD, True),
    "AFAS": (AFAS, True),
    "e-Boekhouden": (E_BOEKHOUDEN, False),
    "SnelStart 12": (SNELSTART, False),
    "SnelStart": (SNELSTART_LIST, False),
}
"""By program its sheet, and whether it tells the VAT."""


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as a Dutch program writes it as text."""
    out = StringIO()
    rows = ([_dutch(cell) for cell in row] for row in sheet)
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _dutch(cell: object) -> str:
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, float) else str(cell)


@pytest.mark.parametrize("as_text", [False, True], ids=["xlsx", "csv"])
@pytest.mark.parametrize(("sheet", "tells_vat"), FORMS.values(), ids=FORMS)
def test_every_program_gives_the_same_bookings(
    sheet: Sheet, tells_vat: bool, as_text: bool, store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "channels"))
    file = ("kaart.csv", as_csv(sheet)) if as_text else ("kaart.xlsx", xlsx({"Blad1": sheet}))
    outcome = proposed(file)
    assert codes(outcome) == []
    kept(store, outcome)
    found = expenses(store, programme)
    assert [(e["entry"], e["entry_line"], e["budget_line"], str(e["amount"]), e["invoiced_on"]) for e in found] == [
        ("70-17700001", "4510", "regio8_item", "1100", FIRST),
        ("70-17700002", "4510", "regio8_item", "-50.5", SECOND),
        ("90-17900001", "4510.SHA", "channels", "25", THIRD),
    ]
    assert [e["description"] for e in found] == ["Aflevering 1", "Correctie", "Memoriaal"]
    assert sum(float(str(e["amount"])) for e in found) == 1074.5
    assert str(found[0]["vat"]) == ("231" if tells_vat else "0")


def test_the_same_bookings_out_of_another_program_are_known(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "channels"))
    kept(store, proposed(("exact.xlsx", xlsx({"Blad1": EXACT}))))
    outcome = proposed(("snelstart.xlsx", xlsx({"Blad1": SNELSTART})))
    (sheet,) = outcome.report.files[0].sheets
    assert (sheet.new, sheet.rejected, sheet.changed + sheet.unchanged) == (0, 0, 3)


@pytest.mark.parametrize(
    ("rows", "amounts"),
    [
        ([(100, "D"), (40, "C")], ["100", "-40"]),
        ([(100, "D"), (-40, "C")], ["100", "-40"]),
        ([(-100, "D"), (40, "C")], ["-100", "-40"]),
        ([(100, "Debet"), (40, "Credit")], ["100", "-40"]),
    ],
)
def test_a_side_beside_an_amount_tells_its_sign_once(
    rows: list[tuple[int, str]], amounts: list[str], store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    head = ["Boekdatum", "Boekingsnummer", "Grootboekrekening", "Bedrag", "D/C"]
    body = [[FIRST, f"{number}", "4510", value, side] for number, (value, side) in enumerate(rows)]
    kept(store, proposed(("x.xlsx", xlsx({"Blad1": [head, *body]}))))
    assert [str(e["amount"]) for e in expenses(store, programme)] == amounts


@pytest.mark.parametrize(
    ("value", "side", "currency"),
    [(-40, "C", "EUR"), (100, "?", "EUR"), (100, "", "EUR"), (100, "D", "USD"), ("1.250.000", "D", "EUR")],
)
def test_an_amount_whose_sign_or_currency_is_unclear_is_an_error_at_its_cell(
    value: object, side: str, currency: str, store: Store, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    head = ["Boekdatum", "Boekingsnummer", "Grootboekrekening", "Bedrag", "D/C", "Valuta"]
    other = [SECOND, "2", "4510", 10, "C", "EUR"]
    outcome = proposed(("x.xlsx", xlsx({"Blad1": [head, [FIRST, "1", "4510", value, side, currency], other]})))
    wrong = [("D2", "not_an_amount")] if value != "1.250.000" else []
    assert codes(outcome) == wrong


def test_a_sheet_of_ours_with_an_account_beside_its_budget_line_is_no_ledger(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    head = ["boekstuk", "datum", "grootboekrekening", "begrotingspost", "omschrijving", "bedrag"]
    kept(store, proposed(("u.xlsx", xlsx({"Uitgaven": [head, ["F1", FIRST, "4510", "Regio8", "x", 5]]}))))
    assert [(e["entry"], e["budget_line"]) for e in expenses(store, programme)] == [("F1", "Regio8")]


def older(lines: str, version: str = "CLAIR2.00.00") -> bytes:
    """An audit file of version 2.0."""
    accounts = "".join(
        f"<ledgerAccount><accountID>{code}</accountID><accountDesc>{title}</accountDesc><accountType>{kind}</accountType>"
        "</ledgerAccount>"
        for code, title, kind in (("1600", "Crediteuren", "Balans"), ("4510", "Regio8", "Winst &amp; Verlies"))
    )
    return (
        f"<?xml version='1.0'?><auditfile><header><auditfileVersion>{version}</auditfileVersion><fiscalYear>2017"
        f"</fiscalYear><currencyCode>EUR</currencyCode></header><generalLedger>{accounts}</generalLedger>"
        "<customersSuppliers><customerSupplier><custSupID>C1</custSupID><companyName>Voorbeeldleverancier 5"
        "</companyName><contact>Jan Geheim</contact></customerSupplier></customersSuppliers><transactions>"
        "<numberEntries>3</numberEntries><totalDebit>1150.50</totalDebit><totalCredit>1150.50</totalCredit><journal><journalID>70"
        "</journalID><description>Inkoop</description><transaction><transactionID>17700001</transactionID><description>"
        f"Boeking</description><period>9</period><transactionDate>2017-09-14</transactionDate>{lines}</transaction>"
        "</journal></transactions></auditfile>"
    ).encode()


LINES_2 = (
    "<line><recordID>1</recordID><accountID>4510</accountID><custSupID>C1</custSupID><documentID>F1</documentID>"
    "<effectiveDate>2017-09-14</effectiveDate><description>Aflevering 1</description><debitAmount>1100.00</debitAmount>"
    "<creditAmount>0.00</creditAmount><costDesc>SHA</costDesc><vat><vatCode>1</vatCode><vatAmount>231.00</vatAmount></vat>"
    "</line><line><recordID>2</recordID><accountID>4510</accountID><description></description><creditAmount>50.50"
    "</creditAmount><vat><vatCode>1</vatCode><vatAmount>10.61</vatAmount></vat></line>"
    "<line><recordID>3</recordID><accountID>1600</accountID><debitAmount>50.50</debitAmount></line>"
    "<line><recordID>4</recordID><accountID>1600</accountID><creditAmount>1100.00</creditAmount></line>"
)


def test_an_audit_file_of_version_2_becomes_expenses_as_later_ones_do(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "channels"))
    outcome = proposed(("2017.xaf", older(LINES_2)))
    assert codes(outcome) == []
    kept(store, outcome)
    found = sorted(expenses(store, programme), key=lambda each: str(each["row"]))
    assert [(e["entry"], e["entry_line"], e["budget_line"], str(e["amount"]), str(e["vat"])) for e in found] == [
        ("70-17700001", "4510.SHA", "channels", "1100", "231"),
        ("70-17700001", "4510", "regio8_item", "-50.5", "-10.61"),
    ]
    assert [e["invoiced_on"] for e in found] == [FIRST, FIRST]
    assert (found[0]["counterparty"], found[0]["evidence"]) == ("Voorbeeldleverancier 5", "F1")
    assert outcome.proposal is not None
    assert b"Geheim" not in outcome.proposal.uploads[0].content


def test_the_case_of_version_2_is_read_and_an_older_one_is_named(store: Store, proposed: Propose) -> None:
    assert codes(proposed(case("xaf_clair2.xml"))) == [("1", "account_unmapped")]
    assert codes(proposed(("a.xaf", older(LINES_2, "CLAIR1.10")))) == [("", "audit_version")]
    both = LINES_2.replace("<creditAmount>0.00</creditAmount>", "<creditAmount>5.00</creditAmount>")
    answered(store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "channels"))
    assert ("1", "not_an_amount") in [
        (cell.strip("AG"), code) for cell, code in codes(proposed(("b.xaf", older(both))))
    ]
