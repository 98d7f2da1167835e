"""Each form of each bank, and what becomes of it: its payments, their sum and side, and what is left out with why.

Every form tells the same: 2.500,00 from Voorbeeldbedrijf 1 B.V. on 3 October 2017 and 1.210,00 to Drukkerij Voorbeeld
the day after on one account; where a file holds two, 1.000,00 from Voorbeeldschool on the other.
"""

import datetime
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt

from kpi.intake.books.bank_statement import is_statement, parted, read_statement, read_statements
from kpi.intake.books.statement_entries import Statement
from kpi.intake.formats.opening import unzipped
from kpi.intake.unreadable import FileRefused
from tests.intake.books import payment, statement
from tests.intake.conftest import Propose
from tests.intake.test_statements import ABN_AMRO, FORMS, ING_ENGLISH, MT940, RABOBANK, zipped
from tests.machine import Office

DAY, LATER = datetime.date(2017, 10, 3), datetime.date(2017, 10, 5)
MEMBER = (DAY, 250000, "Voorbeeldbedrijf 1 B.V.", "bijdrage 2017-2018")
SCHOOL = (LATER, 100000, "Voorbeeldschool", "bijdrage 2017-2018")
PAID = (121000, "Drukkerij Voorbeeld", "debit")
ABN_SHEET: list[list[object]] = [
    ["Rekeningnummer", "Muntsoort", "Transactiedatum", "Rentedatum", "Beginsaldo", "Eindsaldo", "Transactiebedrag",
     "Omschrijving"],
    [123456789.0, "EUR", 20171003.0, 20171003.0, 7500.0, 10000.0, 2500.0, "SEPA Overboeking                 "
     "IBAN: NL02RABO0000000001        BIC: RABONL2U                    Naam: Voorbeeldbedrijf 1 B.V.     "
     "Omschrijving: bijdrage 2017-2018"],
    [123456789.0, "EUR", 20171004.0, 20171004.0, 10000.0, 8790.0, -1210.0, "/TRTP/SEPA OVERBOEKING/IBAN/"
     "NL02RABO0000000002/BIC/RABONL2U/NAME/Drukkerij Voorbeeld/REMI/factuur 44/EREF/NOTPROVIDED"],
    [987654321.0, "EUR", 20171005.0, 20171005.0, 0.0, 1000.0, 1000.0,
     "/TRTP/SEPA OVERBOEKING/IBAN/NL02RABO0000000003/NAME/Voorbeeldschool/REMI/bijdrage 2017-2018"],
]  # fmt: skip
ENGLISH = [
    "accountNumber", "mutationcode", "transactiondate", "valuedate", "startsaldo", "endsaldo", "amount", "description"
]  # fmt: skip
RABOBANK_2017 = (
    '"NL01RABO0123456789","EUR","20171003","C","2500.00","NL02INGB0000000001","Voorbeeldbedrijf 1 B.V.","20171003","cb"'
    ',"","bijdrage 2017-2018","","","","","","","",""\r\n'
    '"NL01RABO0123456789","EUR","20171004","D","1210.00","NL02INGB0000000002","Drukkerij Voorbeeld","20171004","bg",""'
    ',"factuur 44","","","","","","","",""\r\n'
    '"NL02RABO0987654321","EUR","20171005","C","1000.00","NL02INGB0000000003","Voorbeeldschool","20171005","cb",""'
    ',"bijdrage 2017-2018","","","","","","","",""\r\n'
)
ING_2017 = (
    '"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)","MutatieSoort",'
    '"Mededelingen"\n'
    '"20171003","Voorbeeldbedrijf 1 B.V.","NL01INGB0000000001","NL02RABO0000000001","GT","Bij","2500,00",'
    '"Internetbankieren","Naam: Voorbeeldbedrijf 1 B.V. Omschrijving: bijdrage 2017-2018 IBAN: NL02RABO0000000001"\n'
    '"20171004","Drukkerij Voorbeeld","NL01INGB0000000001","NL02RABO0000000002","GT","Af","1210,00","","factuur 44"\n'
)
ASN = (
    "03-10-2017,NL01ASNB0123456789,NL02RABO0000000001,Voorbeeldbedrijf 1 B.V.,,,,EUR,7500.00,EUR,2500.00,03-10-2017,"
    "03-10-2017,9301,IDB,123,,'bijdrage 2017-2018',1\n"
    "04-10-2017,NL01ASNB0123456789,NL02RABO0000000002,Drukkerij Voorbeeld,,,,EUR,10000.00,EUR,-1210.00,04-10-2017,"
    "04-10-2017,9301,IDB,124,,'factuur 44',1\n"
)


def old_workbook(rows: list[list[object]]) -> bytes:
    """An .xls as a bank writes it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet0")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def saved_again(rows: list[list[object]]) -> bytes:
    """An .xlsx that somebody made of a bank's file."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def web_page(rows: list[list[object]]) -> bytes:
    """The table of a portal."""
    body = "".join(f"<tr>{''.join(f'<td>{_dutch(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><head><title>Afschrift</title></head><body><table>{body}</table></body></html>".encode()


def _dutch(cell: object) -> str:
    if not isinstance(cell, float):
        return str(cell).replace("  ", "&nbsp; ")
    whole = cell > 1e6
    return f"{cell:.0f}" if whole else f"{cell:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")


def mt940_of_two() -> bytes:
    """Two accounts in one file."""
    other = (
        MT940.split(":61:")[0].replace("NL01INGB0000000001", "NL02INGB0000000002")
        + ":61:1710051005C1000,00NTRFEREF//REF3\n:86:/NAME/Voorbeeldschool/REMI/bijdrage 2017-2018/\n"
        + ":62F:C171005EUR1,00\n"
    )
    return (MT940 + other).encode()


def camt(version: str) -> bytes:
    """The same as CAMT.053, with two accounts in one file."""
    one = payment("2500.00", MEMBER[2], MEMBER[3], reference="REF1", day="2017-10-03")
    out = payment("1210.00", "Drukkerij Voorbeeld", "factuur 44", reference="REF2", day="2017-10-04", side="DBIT")
    two = payment("1000.00", SCHOOL[2], SCHOOL[3], reference="REF3", day="2017-10-05")
    content = statement(one, out, version=version).decode()
    if version >= "08":
        content = content.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        content = content.replace("<Dbtr><Nm>", "<Dbtr><Pty><Nm>").replace("</Nm><PstlAdr>", "</Nm></Pty><PstlAdr>")
    second = statement(two, version=version).decode().replace("NL00SMART0000000001", "NL00SMART0000000002")
    second = second[second.index("<Stmt>") : second.index("</BkToCstmrStmt>")]
    if version >= "08":
        second = second.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        second = second.replace("<Dbtr><Nm>", "<Dbtr><Pty><Nm>").replace("</Nm><PstlAdr>", "</Nm></Pty><PstlAdr>")
    return content.replace("</BkToCstmrStmt>", f"{second}</BkToCstmrStmt>").encode()


OF_CAMT = [
    ABN_SHEET[0], *([f"NL00SMART000000000{1 + (row[0] != ABN_SHEET[1][0])}", *row[1:]] for row in ABN_SHEET[1:])
]  # fmt: skip
"""The accounts of the other form."""
NAMED_IN_ENGLISH = [ENGLISH, *ABN_SHEET[1:]]
TITLED: list[list[object]] = [["Transacties"], [], *ABN_SHEET]
TABLE: dict[str, tuple[bytes, int]] = {
    "ing, before 2019": (ING_2017.encode(), 1),
    "ing": (FORMS["ing"], 1),
    "ing in English": (ING_ENGLISH.encode(), 1),
    "rabobank, before 2018": (RABOBANK_2017.encode("cp1252"), 2),
    "rabobank": (RABOBANK.lstrip().encode("cp1252"), 1),
    "abn amro tab": (ABN_AMRO.encode(), 1),
    "abn amro tab in UTF-16": (ABN_AMRO.encode("utf-16"), 1),
    "abn amro xls": (old_workbook(ABN_SHEET), 2),
    "abn amro xls in English": (old_workbook(NAMED_IN_ENGLISH), 2),
    "abn amro xls without names": (old_workbook(ABN_SHEET[1:]), 2),
    "abn amro, saved as xlsx below a title": (saved_again(TITLED), 2),
    "abn amro, a web page named xls": (web_page(ABN_SHEET), 2),
    "triodos": (FORMS["triodos"], 1),
    "asn": (ASN.encode(), 1),
    "mt940": (MT940.encode(), 1),
    "mt940 of two accounts": (mt940_of_two(), 2),
    **{f"camt {number:02}": (camt(f"{number:02}"), 2) for number in range(2, 14)},
}


def told(found: Statement) -> list[tuple[object, ...]]:
    """What is said of each payment."""
    return [(each.day, each.cents, each.name, each.text) for each in found.payments]


@pytest.mark.parametrize(("content", "accounts"), TABLE.values(), ids=TABLE)
def test_every_form_gives_the_same_payments_and_leaves_out_the_same(content: bytes, accounts: int) -> None:
    found = read_statement(content)
    assert told(found) == [MEMBER, SCHOOL][:accounts]
    assert sum(each.cents for each in found.payments) == [250000, 350000][accounts - 1]
    assert [(each.cents, each.name or PAID[1], each.reason) for each in found.left_out] == [PAID]
    assert len({each.account for each in found.payments}) == accounts
    assert all(each.account for each in (*found.payments, *found.left_out))


@pytest.mark.parametrize("content", [content for content, _ in TABLE.values()], ids=TABLE)
def test_every_form_that_is_imported_leads_to_its_payments(proposed: Propose, content: bytes) -> None:
    outcome = proposed(("afschrift.xls" if content[:4] != b"PK\x03\x04" else "afschrift.xlsx", content))
    assert [problem.code for problem in outcome.report.errors] == ["bank_statement"]


@pytest.mark.office
def test_the_xls_that_a_real_program_writes_is_read(tmp_path: Path, office: Office) -> None:
    (tmp_path / "afschrift.xlsx").write_bytes(saved_again(ABN_SHEET))
    [made] = office.convert(tmp_path / "afschrift.xlsx", "xls", tmp_path)
    assert told(read_statement(made.read_bytes())) == [MEMBER, SCHOOL]


def test_statements_in_one_zip_are_read_together_whatever_its_folders_and_junk() -> None:
    """Twelve versions of CAMT, MT940, csv and a sheet of ours; the same payments are counted once."""
    files = {f"2017__camt{number:02}.xml": camt(f"{number:02}") for number in range(2, 14)}
    junk = {"__MACOSX/2017/._a.xml": b"\x00", "2017/.DS_Store": b"\x00", "Thumbs.db": b"\x00"}
    given = unzipped("bank.zip", zipped_as(files, junk, {"2017/diep/abn.xls": old_workbook(OF_CAMT)}))
    statements, others = parted([*given, ("leden.csv", b"organisatie;soort\nVoorbeeld;bedrijf\n")])
    assert [name for name, _ in others] == ["leden.csv"]
    assert len(statements) == 13
    found = read_statements(statements)
    new = [each for each in found.payments if each.like is None]
    assert [(each.day, each.cents, each.name) for each in new] == [MEMBER[:3], SCHOOL[:3]]
    assert sum(each.cents for each in new) == 350000
    assert sum(each.reason == "again" for each in found.left_out) >= 11 * 2


def zipped_as(*files: dict[str, bytes]) -> bytes:
    """A zip of files by their paths."""
    import zipfile  # noqa: PLC0415 - beside its only use

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in [each for some in files for each in some.items()]:
            archive.writestr(name.replace("2017__", "2017/"), content)
    return out.getvalue()


@pytest.mark.parametrize("make", [lambda: camt("02"), MT940.encode, lambda: old_workbook(ABN_SHEET)])
def test_the_same_statement_twice_counts_once_and_says_where_it_stood(make: Callable[[], bytes]) -> None:
    once, twice = read_statements([("a", make())]), read_statements([("a", make()), ("b", make())])
    assert told(twice) == told(once)
    again = [each for each in twice.left_out if each.again]
    assert len(again) == len(once.payments) + len(once.left_out)
    assert {each.again for each in again} == {"a"}


def test_two_equal_payments_of_one_day_stay_two_when_statements_overlap() -> None:
    one = payment("100.00", "Voorbeeld", "bijdrage", reference="")
    first, second = statement(one, one), statement(one, one, payment("5.00", "Ander", "x", reference="r"))
    found = read_statements([("a", first), ("b", second)])
    assert [(each.file, each.cents) for each in found.payments] == [("a", 10000), ("a", 10000), ("b", 500)]


def test_a_reversal_in_a_later_statement_undoes_the_credit_in_an_earlier_one() -> None:
    credit = payment("100.00", "Voorbeeld", "bijdrage", reference="R1")
    back = payment("100.00", "Voorbeeld", "bijdrage", reference="R1", side="DBIT", day="2017-10-02")
    back = back.replace("<Sts>", "<RvslInd>true</RvslInd><Sts>")
    found = read_statements([("juli", statement(credit)), ("augustus", statement(back)), ("weer", statement(back))])
    assert found.payments == ()
    assert [each.reason for each in found.left_out] == ["reversed", "reversal", "again"]


SOURCES = {
    "camt and csv": (camt("02"), ABN_AMRO.replace("123456789\t", "NL00SMART0000000001\t").encode()),
    "mt940 and csv": (MT940.encode(), ING_2017.encode()),
    "csv and mt940": (ING_2017.encode(), MT940.encode()),
    "tab and xls": (ABN_AMRO.encode(), old_workbook(ABN_SHEET)),
}


@pytest.mark.parametrize(("first", "second"), SOURCES.values(), ids=SOURCES)
def test_a_payment_of_two_sources_is_told_at_both(first: bytes, second: bytes) -> None:
    found = read_statements([("een", first), ("twee", second)])
    again = {each.cents for each in found.left_out if each.again}
    alike = {each.cents: each for each in found.payments if each.like}
    assert 250000 in again or alike[250000].like is not None
    if 250000 in alike:
        assert alike[250000].like.file == "een"  # type: ignore[union-attr]
        assert [each.also_in for each in found.payments if each.cents == 250000] == [("twee",), ()]
    assert sum(each.cents == 250000 and each.like is None for each in found.payments) == 1


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True),
        ({"name": "VOORBEELDBEDRIJF 1"}, True),
        ({"name": ""}, True),
        ({"name": "Voorbeeldbedrijf 2 B.V."}, False),
        ({"amount": "2500.01"}, False),
        ({"day": "2017-10-04"}, False),
        ({"day": "2017-10-04", "reference": "REF-123456"}, True),
    ],
)
def test_two_sources_agree_on_amount_and_on_reference_or_day_and_payer(change: dict[str, str], same: bool) -> None:
    said = {"amount": "2500.00", "name": "Voorbeeldbedrijf 1 B.V.", "text": "a", "reference": "REF-123456"}
    other = {**said, "text": "b", "reference": "", **change}
    files = [
        ("a", statement(payment(**said, day="2017-10-03"))),
        ("b", statement(payment(**{"day": "2017-10-03", **other}))),
    ]
    found = read_statements(files)
    assert (found.payments[1].like is not None) is same
    elsewhere = files[1][1].replace(b"NL00SMART0000000001", b"NL00SMART0000000002")
    assert read_statements([files[0], ("b", elsewhere)]).payments[1].like is None


def test_our_own_workbooks_and_pages_are_no_statements() -> None:
    ours: list[list[object]] = [
        ["datum", "rekening", "tegenrekening", "bedrag", "omschrijving"],
        ["x", "4510", "", 1.0, "y"],
    ]
    assert not any(is_statement(make(ours)) for make in (old_workbook, saved_again, web_page))
    with pytest.raises(FileRefused):
        read_statement(saved_again(ours))


def test_a_statement_that_cannot_be_read_is_named_among_the_others() -> None:
    broken = camt("02")[:-60]
    with pytest.raises(FileRefused) as refused:
        read_statements([("goed.xml", camt("02")), ("kapot.xml", broken)])
    assert (refused.value.fault.code, refused.value.file) == ("faulty_xml", "kapot.xml")


def test_a_zip_of_nothing_but_junk_is_refused_as_it_is() -> None:
    assert unzipped("a.zip", zipped(**{".DS_Store": b"x"}))[0][0] == "a.zip"
