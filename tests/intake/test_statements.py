"""Bank statements in the forms that banks give them: each payment once, and what is none with its reason."""

import datetime
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.intake.books.bank_statement import is_statement, read_statement
from kpi.intake.books.statement_entries import Entry, statement_of
from kpi.intake.formats.opening import unzipped
from kpi.intake.unreadable import FileRefused
from tests.intake.conftest import Propose
from tests.intake.test_cases import CASES, case

DAY = datetime.date(2017, 10, 3)
RABOBANK = """
"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Tegenrekening IBAN/BBAN",\
"Naam tegenpartij","Naam uiteindelijke partij","Naam initiërende partij","BIC tegenpartij","Code","Batch ID",\
"Transactiereferentie","Machtigingskenmerk","Incassant ID","Betalingskenmerk","Omschrijving-1","Omschrijving-2",\
"Omschrijving-3","Reden retour","Oorspr bedrag","Oorspr munt","Koers"
"NL01RABO0123456789","EUR","RABONL2U","000000000000000123","2017-10-03","2017-10-03","+2500,00","+10000,00",\
"NL02INGB0000000001","Voorbeeldbedrijf 1 B.V.","","","INGBNL2A","cb","","","","","","bijdrage 2017-2018"," ","","","",\
"",""
"NL01RABO0123456789","EUR","RABONL2U","000000000000000124","2017-10-04","2017-10-04","-1210,00","+8790,00",\
"NL02INGB0000000002","Drukkerij Voorbeeld","","","INGBNL2A","bg","","","","","","factuur 44"," ","","","","",""
"""
ABN_AMRO = (
    "123456789\tEUR\t20171003\t7500,00\t10000,00\t20171003\t2500,00\tSEPA Overboeking                 "
    "IBAN: NL02RABO0000000001        BIC: RABONL2U                    Naam: Voorbeeldbedrijf 1 B.V.     "
    "Omschrijving: bijdrage 2017-2018\n"
    "123456789\tEUR\t20171004\t10000,00\t8790,00\t20171004\t-1210,00\t/TRTP/SEPA OVERBOEKING/IBAN/NL02RABO0000000002"
    "/BIC/RABONL2U/NAME/Drukkerij Voorbeeld/REMI/factuur 44/EREF/NOTPROVIDED\n"
)
TRIODOS = (
    '"03-10-2017","NL01TRIO0123456789","2.500,00","Credit","Voorbeeldbedrijf 1 B.V.","NL02RABO0000000001","ET",'
    '"bijdrage 2017-2018","10.000,00"\n"04-10-2017","NL01TRIO0123456789","1.210,00","Debet","Drukkerij Voorbeeld",'
    '"NL02RABO0000000002","ET","factuur 44","8.790,00"\n'
)
ING_ENGLISH = (
    '"Date";"Name / Description";"Account";"Counterparty";"Code";"Debit/credit";"Amount (EUR)";"Transaction type";'
    '"Notifications";"Resulting balance";"Tag"\n'
    '"20171003";"Voorbeeldbedrijf 1 B.V.";"NL01INGB0000000001";"NL02RABO0000000001";"OV";"Credit";"2500,00";"Transfer";'
    '"Name: Voorbeeldbedrijf 1 B.V. Omschrijving: bijdrage 2017-2018 IBAN: NL02RABO0000000001";"10000,00";""\n'
    '"20171004";"Drukkerij Voorbeeld";"NL01INGB0000000001";"NL02RABO0000000002";"GT";"Debit";"1210,00";"";"44";"";""\n'
)
MT940 = """:20:940S
:25:NL01INGB0000000001EUR
:28C:1/1
:60F:C171002EUR7500,00
:61:1710031003C2500,00NTRFEREF//REF1
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL02RABO0000000001/BIC/RABONL2U/NAME/Voorbeeldbedr
ijf 1 B.V./REMI/bijdrage 2017-2018/EREF/NOTPROVIDED
:61:1710041004D1210,00NTRFEREF//REF2
:86:/NAME/Drukkerij Voorbeeld/REMI/factuur 44/
:62F:C171004EUR8790,00
"""
FORMS = {
    "ing": case("a5_ing.csv")[1],
    "ing in English": ING_ENGLISH.encode(),
    "rabobank": RABOBANK.lstrip().encode("cp1252"),
    "abn amro": ABN_AMRO.encode(),
    "triodos": TRIODOS.encode(),
    "mt940": MT940.encode(),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_every_bank_says_the_same_of_a_payment_and_of_an_expense(content: bytes) -> None:
    """A payment of 2.500,00 that came in on 3 October 2017, and 1.210,00 that went out the day after."""
    found = read_statement(content)
    (payment,) = found.payments
    said = (payment.day, payment.cents, payment.name, payment.text)
    assert said == (DAY, 250000, "Voorbeeldbedrijf 1 B.V.", "bijdrage 2017-2018")
    assert [(each.cents, each.name, each.reason) for each in found.left_out] == [
        (121000, "Drukkerij Voorbeeld", "debit")
    ]


def test_an_mt940_with_the_least_that_it_can_have_is_read() -> None:
    (payment,) = read_statement(case("a8f.sta")[1]).payments
    assert (payment.day, payment.cents, payment.name) == (DAY, 250000, "Voorbeeld")


@pytest.mark.parametrize("name", ["a5_ing.csv", "a8f.sta", "camt_bounce.xml", "a8h_camt.zip"])
def test_a_statement_that_is_imported_leads_to_its_payments(proposed: Propose, name: str) -> None:
    outcome = proposed(case(name))
    assert [problem.code for problem in outcome.report.errors] == ["bank_statement"]


def test_a_credit_and_its_reversal_cancel_each_other() -> None:
    found = read_statement(case("camt_bounce.xml")[1])
    assert found.payments == ()
    assert [(each.number, each.cents, each.reason) for each in found.left_out] == [
        (1, 250000, "reversed"),
        (2, 250000, "reversal"),
    ]


def test_several_debtors_of_one_amount_leave_the_payer_open() -> None:
    (payment,) = read_statement(case("camt_noamt.xml")[1]).payments
    assert (payment.cents, payment.name) == (500000, "")


def test_a_batch_is_split_by_the_amounts_that_were_instructed() -> None:
    found = read_statement(case("camt_instd.xml")[1])
    assert [(each.name, each.cents) for each in found.payments] == [("Voorbeeld 1", 32956), ("Voorbeeld 2", 10000)]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry(1, DAY, 100, credit=True), ""),
        (Entry(1, DAY, 100, credit=False), "debit"),
        (Entry(1, DAY, 100, credit=None), "no_direction"),
        (Entry(1, DAY, None, credit=True), "no_amount"),
        (Entry(1, None, 100, credit=True), "no_day"),
        (Entry(1, DAY, 100, credit=True, currency="USD"), "other_currency"),
        (Entry(1, DAY, 100, credit=True, booked=False), "not_booked"),
        (Entry(1, DAY, 100, credit=True, reversal=True), "reversal"),
    ],
)
def test_what_is_left_out_says_why(entry: Entry, reason: str) -> None:
    found = statement_of([entry])
    assert [each.reason for each in found.left_out] == ([reason] if reason else [])
    assert len(found.payments) == (not reason)


ENTRIES = st.builds(
    Entry,
    st.just(1),
    st.just(DAY),
    st.sampled_from([100, 200]),
    st.booleans(),
    st.just(""),
    st.just(""),
    st.sampled_from(["", "a", "b"]),
    reversal=st.booleans(),
)


@given(st.lists(ENTRIES, max_size=12))
def test_no_entry_is_lost_and_a_reversal_undoes_one_credit_at_most(entries: list[Entry]) -> None:
    """Counted anew by amount and reference: of n credits and m reversals of them, max(0, n - m) are payments."""
    found = statement_of(entries)
    assert len(found.payments) + len(found.left_out) == len(entries)
    for cents in (100, 200):
        for reference in ("", "a", "b"):
            same = [each for each in entries if (each.cents, each.reference) == (cents, reference)]
            came = sum(bool(each.credit) and not each.reversal for each in same)
            undone = sum(not each.credit and each.reversal for each in same) if reference else 0
            paid = [each for each in found.payments if (each.cents, each.reference) == (cents, reference)]
            assert len(paid) == max(0, came - undone)


def test_our_own_sheets_are_no_statements() -> None:
    others = [path for path in CASES.iterdir() if path.suffix == ".csv" and path.name != "a5_ing.csv"]
    assert len(others) > 10
    assert not any(is_statement(path.read_bytes()) for path in others)


def test_a_file_that_only_looks_like_mt940_is_refused_and_nothing_of_it_is_logged(
    proposed: Propose, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (b":61:rubbish", b":61:17", b":61:1799991003C,NTRF", b":61:\xff\xfe"):
        outcome = proposed(("a.sta", b":20:x\n:25:y\n" + line + b"\n:86:z\n"))
        assert [problem.code for problem in outcome.report.errors] == ["bank_statement"]
        with pytest.raises(FileRefused) as refused:
            read_statement(b":20:x\n:25:y\n" + line + b"\n:86:z\n")
        assert refused.value.fault.code == "faulty_mt940"
    assert (caplog.text, capsys.readouterr().err) == ("", "")


def zipped(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_a_zip_is_as_good_as_the_files_in_it(proposed: Propose) -> None:
    name, content = case("a33_yyyymmdd.csv")
    assert unzipped("a.zip", zipped(**{name: content, ".DS_Store": b"x", "map__b.csv": b"y"})) == [
        (name, content),
        ("map/b.csv", b"y"),
    ]
    assert unzipped("a.xlsx", case("a7_strict.xlsx")[1])[0][0] == "a.xlsx"
    assert unzipped("a.zip", b"PK\x03\x04rubbish") == [("a.zip", b"PK\x03\x04rubbish")]
    assert len(proposed(("a.zip", zipped(**{name: content}))).report.errors) == 0
