"""Ledger cards and audit files become expenses: what is read, what is asked, and what never enters."""

import datetime
from pathlib import Path

import pytest

from kpi.facts.decisions.decision_kinds import LedgerAccountLine
from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.intake.books.bookings import Account
from kpi.intake.import_report import ImportProposal
from kpi.language import words_of
from kpi.programme.plan import Programme
from tests.intake.books import CENTRE, HEAD, audit_file, line, vat
from tests.intake.conftest import AT, Propose, codes, xlsx

DAY = datetime.date(2017, 9, 14)
LATER = datetime.date(2017, 10, 12)


def card(*rows: list[object], criteria: bool = True) -> bytes:
    """A ledger card with a preamble, as a bookkeeping program exports it."""
    preamble: list[list[object]] = [
        ["Grootboekkaarten"],
        ["Criteria"],
        ["Administratie", "", "1 - Voorbeeld"],
        ["Periode", "", "2017 7 - 12"],
        [],
    ]
    return xlsx({"Grootboekkaart": [*(preamble if criteria else []), HEAD, *rows]})


def booking(
    number: int, entry: str, day: object, debit: object, credit: object = None, centre: str = ""
) -> list[object]:
    return [number, 9, day, entry, 70, f"Aflevering {number}", "Voorbeeldleverancier 5", centre, debit, credit]


def answered(store: Store, *answers: tuple[Account, str | None]) -> None:
    lines = [LedgerAccountLine(account.key, account.code, account.centre, line) for account, line in answers]
    decisions = [line.decision("zo afgesproken") for line in lines]
    store.commit(Proposal(store.latest(), "Tester", AT, decisions=decisions))


def kept(store: Store, outcome: ImportProposal) -> None:
    assert outcome.proposal is not None, outcome.report.problems
    store.commit(outcome.proposal)


def expenses(store: Store, programme: Programme) -> list[dict[str, object]]:
    with store.read() as reader:
        found = of_register(reader, "expenses")
    return [
        {**dict(zip(found.fields, row.values, strict=True)), "row": row.row, "sheet": row.sheet} for row in found.rows
    ]


CARD = (
    ["4510 - Regio8"],
    booking(1, "17700001", DAY, 1100),
    booking(2, "17700002", LATER, "1.250,50"),
    booking(3, "17700003", LATER, None, 50.5),
    ["Totaal", "", "", "", "", "", "", "", 2350.5, 50.5],
    ["Eindsaldo", "", "", "", "", "", "", "", 2300, ""],
)


def test_a_ledger_card_becomes_expenses_on_the_line_of_its_account(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    outcome = proposed(("kaart.xlsx", card(*CARD)))
    assert codes(outcome) == []
    kept(store, outcome)
    found = expenses(store, programme)
    assert [(e["entry"], e["entry_line"], e["budget_line"], str(e["amount"]), e["row"]) for e in found] == [
        ("70-17700001", "4510", "regio8_item", "1100", 8),
        ("70-17700002", "4510", "regio8_item", "1250.5", 9),
        ("70-17700003", "4510", "regio8_item", "-50.5", 10),
    ]
    assert found[0]["invoiced_on"] == DAY
    assert found[0]["plan_year"] == "2017-2018"
    assert found[0]["counterparty"] == "Voorbeeldleverancier 5"


def test_an_account_that_nobody_placed_is_asked_once_with_what_stands_on_it(store: Store, proposed: Propose) -> None:
    outcome = proposed(("kaart.xlsx", card(*CARD)))
    assert codes(outcome) == [("D8", "account_unmapped")]
    assert outcome.proposal is None
    assert "€\u00a02.300" in words_of("nl").say(outcome.report.problems[0].message)
    (asked,) = outcome.unmapped
    assert (asked.account.code, asked.title, asked.bookings, asked.amount) == ("4510", "Regio8", 3, 230_000)


def test_a_later_export_with_an_overlapping_period_adds_only_what_is_new(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    kept(store, proposed(("juli.xlsx", card(*CARD))))
    more = card(
        ["4510 - Regio8"],
        booking(3, "17700003", LATER, None, 50.5),
        booking(2, "17700002", LATER, 1250.5),
        booking(9, "17700009", LATER, 300),
    )
    outcome = proposed(("augustus.xlsx", more))
    (sheet,) = outcome.report.files[0].sheets
    assert (sheet.new, sheet.changed, sheet.unchanged) == (1, 0, 2)


def test_totals_that_the_bookings_do_not_add_up_to_are_told(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    wrong = card(
        *CARD[:4], ["Totaal", "", "", "", "", "", "", "", 2999, 50.5], ["Eindsaldo", "", "", "", "", "", "", "", 1, ""]
    )
    outcome = proposed(("kaart.xlsx", wrong))
    assert codes(outcome) == [("I11", "total_differs"), ("I12", "total_differs")]
    assert words_of("nl").say(outcome.report.problems[0].message).count("2350,50") == 1


def test_an_opening_balance_is_no_cost_but_counts_for_the_closing_one(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    rows = (
        ["4510 - Regio8"],
        ["Beginsaldo", "", "", "", "", "", "", "", 500, ""],
        booking(1, "17700001", DAY, 1100),
        ["Eindsaldo", "", "", "", "", "", "", "", 1600, ""],
    )
    outcome = proposed(("kaart.xlsx", card(*rows)))
    assert codes(outcome) == []
    kept(store, outcome)
    assert [str(e["amount"]) for e in expenses(store, programme)] == ["1100"]


def test_the_account_may_stand_in_a_column_or_among_the_criteria(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(store, (Account("4510"), "regio8_item"), (Account("4600"), "channels"))
    column = xlsx({"Mutaties": [[*HEAD, "Grootboekrekening"], [*booking(1, "1", DAY, 10), "4600 - Kantoor"]]})
    criterion = xlsx(
        {"Blad1": [["Criteria"], ["Grootboekrekening:", "4510 - Regio8"], [], HEAD, booking(2, "2", DAY, 20)]}
    )
    kept(store, proposed(("a.xlsx", column), ("b.xlsx", criterion)))
    found = {e["entry"]: e["budget_line"] for e in expenses(store, programme)}
    assert found == {"70-1": "channels", "70-2": "regio8_item"}


def test_a_cost_centre_goes_before_its_account_and_may_be_no_part_of_the_programme(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    answered(
        store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "channels"), (Account("", "Anders"), None)
    )
    rows = (
        ["4510 - Regio8"],
        booking(1, "1", DAY, 10, centre="SHA"),
        booking(2, "2", DAY, 20, centre="Anders"),
        booking(3, "3", DAY, 30),
    )
    outcome = proposed(("kaart.xlsx", card(*rows)))
    assert codes(outcome) == [("", "accounts_outside")]
    kept(store, outcome)
    found = {e["entry"]: e["budget_line"] for e in expenses(store, programme)}
    assert found == {"70-1": "channels", "70-3": "regio8_item"}


def test_a_wrong_amount_or_date_in_a_ledger_is_told_at_its_cell(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    rows = (["4510 - Regio8"], booking(1, "1", DAY, "5k"), booking(2, "2", "31-02-2017", 20), booking(3, "", LATER, 30))
    outcome = proposed(("kaart.xlsx", card(*rows)))
    assert set(codes(outcome)) == {("I8", "not_an_amount"), ("C9", "no_such_date"), ("D10", "required")}
    assert outcome.proposal is None


def test_what_is_kept_of_a_ledger_lacks_the_columns_that_nobody_asked_for(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    rows = [[*HEAD, "Telefoon"], ["4510 - Regio8"], [*booking(1, "1", DAY, 10), "0314-000000"]]
    outcome = proposed(("kaart.csv", "\r\n".join(";".join(_csv(each) for each in row) for row in rows).encode()))
    assert outcome.proposal is not None, outcome.report.problems
    (upload,) = outcome.proposal.uploads
    assert b"Aflevering 1" in upload.content
    assert b"0314-000000" not in upload.content
    assert upload.sha256 != upload.stored_sha256


def _csv(value: object) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, datetime.date) else "" if value is None else str(value)


def entries(version: str) -> list[tuple[str, str, list[str]]]:
    relation = f"<custSupID>C1</custSupID><{CENTRE[version]}>SHA</{CENTRE[version]}>"
    return [
        (
            "70",
            "17700001",
            [
                line(1, "4510", "1100.00", "D", relation + vat("231.00")),
                line(2, "1500", "231.00", "D"),
                line(3, "1600", "1331.00", "C"),
            ],
        ),
        ("70", "17700002", [line(1, "4510", "40.10", "C", vat("8.42", "C")), line(2, "1600", "40.10", "D")]),
    ]


TOTALS = "<linesCount>5</linesCount><totalDebit>1371.10</totalDebit><totalCredit>1371.10</totalCredit>"


@pytest.mark.parametrize("version", ["3.2", "4.0"])
def test_an_audit_file_becomes_expenses_without_its_balance_and_its_contacts(
    version: str, store: Store, programme: Programme, proposed: Propose, tmp_path: Path
) -> None:
    answered(store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "channels"))
    outcome = proposed(("2017.xaf", audit_file(entries(version), version, totals=TOTALS)))
    assert codes(outcome) == []
    kept(store, outcome)
    found = expenses(store, programme)
    assert [(e["entry"], e["entry_line"], e["budget_line"], str(e["amount"]), str(e["vat"])) for e in found] == [
        ("70-17700001", "4510.SHA", "channels", "1100", "231"),
        ("70-17700002", "4510", "regio8_item", "-40.1", "-8.42"),
    ]
    assert (found[0]["sheet"], found[0]["row"], found[1]["row"]) == ("Auditfile", 1, 4)
    assert found[0]["counterparty"] == "Voorbeeldleverancier 5"
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (b"Geheim", b"0314000000", b"7000AA"):
        assert secret.lower() not in stored.lower()


def test_the_same_booking_out_of_a_ledger_card_and_an_audit_file_is_one(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    kept(store, proposed(("kaart.xlsx", card(["4510 - Regio8"], booking(1, "17700001", DAY, 1100)))))
    one = ("70", "17700001", [line(1, "4510", "1100.00", "D"), line(2, "1600", "1100.00", "C")])
    (sheet,) = proposed(("2017.xaf", audit_file([one]))).report.files[0].sheets
    assert (sheet.new, sheet.changed) == (0, 1)


def test_a_negative_amount_stands_on_the_other_side(store: Store, programme: Programme, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    one = ("70", "1", [line(1, "4510", "-25.00", "D"), line(2, "4510", "-5.00", "C")])
    kept(store, proposed(("2017.xml", audit_file([one], "4.0"))))
    assert sorted(str(e["amount"]) for e in expenses(store, programme)) == ["-25", "5"]


def test_an_audit_file_that_lost_lines_says_so(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "regio8_item"))
    outcome = proposed(("2017.xaf", audit_file(entries("3.2")[:1], totals=TOTALS)))
    assert [problem.column for problem in outcome.report.problems] == ["linesCount", "totalDebit", "totalCredit"]
    assert {code for _, code in codes(outcome)} == {"total_differs"}


def test_a_line_that_left_its_entry_is_told(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"), (Account("4510", "SHA"), "channels"))
    kept(store, proposed(("a.xlsx", card(["4510"], booking(1, "1", DAY, 10)))))
    outcome = proposed(("b.xlsx", card(["4510"], booking(1, "1", DAY, 10, centre="SHA"))))
    assert codes(outcome) == [("D8", "entry_line_gone")]


def test_a_number_that_another_list_has_too_is_told(store: Store, proposed: Propose) -> None:
    answered(store, (Account("4510"), "regio8_item"))
    rows = [
        ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "factuurdatum"],
        ["17700001", "Communicatiestrateeg", "x", 1, DAY],
    ]
    kept(store, proposed(("uitgaven.xlsx", xlsx({"Uitgaven": rows}))))
    outcome = proposed(("kaart.xlsx", card(["4510"], booking(1, "17700001", DAY, 1100))))
    assert codes(outcome) == [("D8", "entry_elsewhere")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<?xml version='1.0'?><feed><entry/></feed>", "unknown_xml"),
        (audit_file([]), "audit_without_bookings"),
        (audit_file(entries("3.2"), currency="USD"), "audit_currency"),
        (audit_file(entries("3.2"))[:-60], "faulty_xml"),
        (b"<?xml version='1.0'?><Document><BkToCstmrStmt/></Document>", "bank_statement"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><auditfile>&b;</auditfile>", "unsafe_xml"),
    ],
)  # fmt: skip
def test_an_xml_file_that_cannot_be_taken_says_why(content: bytes, code: str, proposed: Propose) -> None:
    outcome = proposed(("bestand.xml", content))
    assert codes(outcome) == [("", code)]
    assert outcome.proposal is None
