"""Payments of a bank statement: which are proposed for which pledge, what a confirmed one does, and what isn't kept."""

import datetime
from pathlib import Path

import pytest

from kpi.access import LOCAL
from kpi.acts.payments import NoSuchPayment, NoSuchPledge, confirm_payments
from kpi.acts.rows import RowReference, row_as_typed
from kpi.facts.store import Store
from kpi.intake.books.bank_statement import read_statement
from kpi.intake.books.pledge_payments import Match, matches
from kpi.intake.books.statement_entries import Payment
from kpi.intake.unreadable import FileRefused
from kpi.intake.values import row_keys
from kpi.programme.plan import Programme
from tests.intake.books import payment, statement
from tests.intake.conftest import AT, Propose, codes, xlsx

DAY = datetime.date(2017, 9, 20)
PLEDGES = ["organisatie", "planjaar", "kenmerk", "toegezegd", "toegezegd_op", "bewijs"]
ROWS: list[list[object]] = [
    ["Voorbeeldbedrijf 1", "2017-2018", "1", 3000, datetime.date(2017, 3, 1), "factuur 2017-0101"],
    ["Voorbeeldbedrijf 2", "2017-2018", "1", 3000, datetime.date(2017, 3, 1), "factuur 2017-0102"],
    ["Voorbeeldschool", "2017-2018", "P-778", 1000, datetime.date(2017, 3, 1), ""],
]


def key(organisation: str, reference: str = "1") -> str:
    return row_keys.SEPARATOR.join((organisation, "2017-2018", reference))


@pytest.fixture
def pledged(store: Store, proposed: Propose) -> Store:
    outcome = proposed(("bijdragen.xlsx", xlsx({"Bijdragen": [PLEDGES, *ROWS]})))
    assert outcome.proposal is not None
    store.commit(outcome.proposal)
    return store


def proposals(store: Store, content: bytes) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(each.pledge.organisation if each.pledge else None, each.reasons) for each in matched(store, content)]


def matched(store: Store, content: bytes) -> tuple[Match, ...]:
    with store.read() as reader:
        return matches(reader, read_statement(content).payments)


def contribution(store: Store, programme: Programme, chosen: str) -> dict[str, str]:
    return row_as_typed(store, LOCAL, RowReference("contributions", chosen), at=AT)


def test_two_of_amount_name_and_reference_have_to_agree(pledged: Store) -> None:
    content = statement(
        payment("3000.00", "VOORBEELDBEDRIJF 1 B.V.", "bijdrage", reference="a"),
        payment("3000.00", "Holding Iemand", "factuur 2017-0102", reference="b"),
        payment("3000.00", "Holding Iemand", "zomaar", reference="c"),
        payment("250.00", "Voorbeeldschool", "P-778 eerste termijn", reference="d"),
        payment("17.00", "Onbekend", "zomaar", reference="e"),
    )
    assert proposals(pledged, content) == [
        ("Voorbeeldbedrijf 1", ("amount", "name")),
        ("Voorbeeldbedrijf 2", ("amount", "reference")),
        (None, ()),
        ("Voorbeeldschool", ("name", "reference")),
        (None, ()),
    ]


def test_the_plan_year_in_a_remark_decides_between_pledges_that_fit_equally_well(
    store: Store, proposed: Propose
) -> None:
    rows = [
        ["Voorbeeldbedrijf 1", year, "1", 3000, datetime.date(2017, 3, 1), ""] for year in ("2017-2018", "2018-2019")
    ]
    outcome = proposed(("bijdragen.xlsx", xlsx({"Bijdragen": [PLEDGES, *rows]})))
    assert outcome.proposal is not None
    store.commit(outcome.proposal)
    remarks = ("bijdrage 2018-2019", "termijn 2017/18", "bijdrage 2018", "2017-2018 en 2018-2019")
    for remark, year in zip(remarks, ("2018-2019", "2017-2018", None, None), strict=True):
        content = statement(payment("3000.00", "Voorbeeldbedrijf 1", remark, reference="a"))
        assert [each.pledge and each.pledge.plan_year for each in matched(store, content)] == [year]


def test_a_pledge_is_given_out_once(pledged: Store) -> None:
    twice = [payment("3000.00", "Voorbeeldbedrijf 1", "bijdrage", reference=each) for each in ("a", "b")]
    assert [who for who, _ in proposals(pledged, statement(*twice))] == ["Voorbeeldbedrijf 1", None]


def test_a_confirmed_payment_is_received_and_is_not_asked_about_again(
    pledged: Store, programme: Programme, tmp_path: Path
) -> None:
    content = statement(payment("3000.00", "Jan Geheim inz. Voorbeeldbedrijf 1", "2017-0101", reference="a"))
    confirm_payments(pledged, LOCAL, [("bank.xml", content)], [(1, key("voorbeeldbedrijf1"))], at=AT)
    row = contribution(pledged, programme, key("voorbeeldbedrijf1"))
    assert (row["received"], row["received_on"], row["pledged"]) == ("3000,00", "20-09-2017", "3000,00")
    assert matched(pledged, content) == ()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"geheim" not in stored.lower()
    with pytest.raises(NoSuchPayment):
        confirm_payments(pledged, LOCAL, [("bank.xml", content)], [(1, key("voorbeeldbedrijf1"))], at=AT)


def test_overlapping_statements_ask_about_the_new_payments_only(pledged: Store) -> None:
    first = payment("3000.00", "Voorbeeldbedrijf 1", "2017-0101", reference="a")
    second = payment("3000.00", "Voorbeeldbedrijf 2", "2017-0102", reference="b")
    confirm_payments(pledged, LOCAL, [("a.xml", statement(first))], [(1, key("voorbeeldbedrijf1"))], at=AT)
    assert [who for who, _ in proposals(pledged, statement(second, first))] == ["Voorbeeldbedrijf 2"]


def test_a_second_instalment_becomes_a_row_that_follows_the_pledge(pledged: Store, programme: Programme) -> None:
    parts = [payment(amount, "Voorbeeldschool", "P-778", reference=amount) for amount in ("400.00", "600.00", "5.00")]
    chosen = key("voorbeeldschool", "p-778")
    confirm_payments(pledged, LOCAL, [("a.xml", statement(*parts))], [(each, chosen) for each in (1, 2)], at=AT)
    assert contribution(pledged, programme, chosen)["received"] == "400,00"
    follow = contribution(pledged, programme, key("voorbeeldschool", "p-778.2"))
    assert (follow["received"], follow["pledged"], follow["evidence"]) == ("600,00", "", "bankafschrift 20-09-2017")
    assert proposals(pledged, statement(parts[2])) == [(None, ())]


def test_the_sheet_of_pledges_does_not_take_a_payment_away(
    pledged: Store, programme: Programme, proposed: Propose
) -> None:
    content = statement(payment("3000.00", "Voorbeeldbedrijf 1", "2017-0101", reference="a"))
    confirm_payments(pledged, LOCAL, [("bank.xml", content)], [(1, key("voorbeeldbedrijf1"))], at=AT)
    more = [*ROWS, ["Voorbeeldbedrijf 3", "2017-2018", "1", 10, DAY, ""]]
    outcome = proposed(("later.xlsx", xlsx({"Bijdragen": [PLEDGES, *more]})))
    assert ("A2", "correction_kept") in codes(outcome)
    assert [sheet.changed for sheet in outcome.report.files[0].sheets] == [0]


def test_undoing_the_confirmation_makes_the_payment_open_again(pledged: Store, programme: Programme) -> None:
    content = statement(payment("3000.00", "Voorbeeldbedrijf 1", "2017-0101", reference="a"))
    done = confirm_payments(pledged, LOCAL, [("bank.xml", content)], [(1, key("voorbeeldbedrijf1"))], at=AT)
    pledged.undo(done.number, by="Tester", at=AT)
    assert contribution(pledged, programme, key("voorbeeldbedrijf1"))["received"] == ""
    assert [who for who, _ in proposals(pledged, content)] == ["Voorbeeldbedrijf 1"]


def test_a_payment_of_who_pledged_as_much_is_not_taken_for_one_that_was_confirmed(pledged: Store) -> None:
    """Both pay 3.000,00 on one day; the first was confirmed from another bank's file, and comes once more."""
    first = statement(payment("3000.00", "Voorbeeldbedrijf 1", "bijdrage", reference="a"))
    confirm_payments(pledged, LOCAL, [("bank.xml", first)], [(1, key("voorbeeldbedrijf1"))], at=AT)
    others = [payment("3000.00", f"VOORBEELDBEDRIJF {each}", "ander woord", reference="") for each in (2, 1)]
    found = matched(pledged, statement(*others))
    assert [(each.pledge and each.pledge.organisation, each.told_before) for each in found] == [
        ("Voorbeeldbedrijf 2", False),
        (None, True),
    ]
    confirm_payments(pledged, LOCAL, [("csv", statement(*others))], [(2, key("voorbeeldbedrijf1"))], at=AT)
    again = matched(pledged, statement(payment("3000.00", "Holding Iemand", "zomaar", reference="")))
    assert [each.told_before for each in again] == [True]


def test_payments_of_several_statements_are_kept_with_their_own(pledged: Store) -> None:
    files = [
        ("a.xml", statement(payment("3000.00", "Voorbeeldbedrijf 1", "2017-0101", reference="a"))),
        ("b.xml", statement(payment("17.00", "Onbekend", "", reference="b"))),
        ("c.xml", statement(payment("3000.00", "Voorbeeldbedrijf 2", "2017-0102", reference="c"))),
    ]
    chosen = [(1, key("voorbeeldbedrijf1")), (3, key("voorbeeldbedrijf2"))]
    made = confirm_payments(pledged, LOCAL, files, chosen, at=AT)
    assert b"Voorbeeldbedrijf 1" in pledged.original(made.number, "a.xml")
    kept = pledged.original(made.number, "c.xml")
    assert (b'number="3"' in kept, b"Voorbeeldbedrijf 2" in kept, b"Voorbeeldbedrijf 1" in kept) == (True, True, False)
    with pytest.raises(Exception, match=r"b\.xml"):
        pledged.original(made.number, "b.xml")


def test_a_payment_for_a_pledge_that_is_not_there_is_refused(pledged: Store) -> None:
    content = statement(payment("3000.00", "Voorbeeldbedrijf 1", "2017-0101", reference="a"))
    with pytest.raises(NoSuchPledge):
        confirm_payments(pledged, LOCAL, [("bank.xml", content)], [(1, key("niemand"))], at=AT)
    assert pledged.latest() == 1


def of(content: bytes) -> tuple[Payment, ...]:
    return read_statement(content).payments


def test_what_is_no_booked_credit_in_euro_is_left_out_and_counted() -> None:
    found = read_statement(
        statement(
            payment("1.00", "a", "", reference="a", side="DBIT"),
            payment("2.00", "a", "", reference="b", status="PDNG"),
            payment("3.00", "a", "", reference="c").replace('Ccy="EUR"', 'Ccy="USD"'),
            payment("4.00", "a", "", reference="d").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>"),
            payment("5.00", "a", "", reference="e"),
        )
    )
    assert [each.cents for each in found.payments] == [500]
    reasons = ["debit", "not_booked", "other_currency", "reversal"]
    assert [(each.number, each.reason) for each in found.left_out] == list(enumerate(reasons, 1))


def test_version_8_says_party_and_status_in_other_elements() -> None:
    entry = payment("5.00", "Voorbeeld", "x", reference="a")
    entry = entry.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
    entry = entry.replace("<Dbtr><Nm>Voorbeeld</Nm>", "<Dbtr><Pty><Nm>Voorbeeld</Nm></Pty>")
    (found,) = of(statement(entry, version="08"))
    assert (found.name, found.cents, found.day) == ("Voorbeeld", 500, DAY)


def test_a_batch_becomes_its_parts_when_they_add_up() -> None:
    part = "<TxDtls><Amt Ccy='EUR'>{}</Amt><RltdPties><Dbtr><Nm>{}</Nm></Dbtr></RltdPties></TxDtls>"
    start, end = payment("5.00", "", "", reference="a").split("<TxDtls>")[0], "</NtryDtls></Ntry>"
    whole = start + part.format("2.00", "a") + part.format("3.00", "b") + end
    assert [(each.name, each.cents) for each in of(statement(whole))] == [("a", 200), ("b", 300)]
    partly = start + part.format("2.00", "a") + part.format("2.00", "b") + end
    assert [(each.name, each.cents) for each in of(statement(partly))] == [("", 500)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<?xml version='1.0'?><auditfile/>", "not_a_statement"),
        (b"<?xml version='1.0'?><Document><CstmrCdtTrfInitn/></Document>", "not_a_statement"),
        (statement(payment("1.00", "a", "", reference="a"))[:-40], "faulty_xml"),
        (b"<!DOCTYPE Document [<!ENTITY a 'b'>]><Document>&a;</Document>", "unsafe_xml"),
    ],
)
def test_what_is_no_statement_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_statement(content)
    assert refused.value.fault.code == code
