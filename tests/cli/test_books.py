"""The commands about bookkeeping, as a treasurer types them."""

from pathlib import Path

import pytest

from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme
from tests.cli.test_cli import Shell
from tests.intake.books import audit_file, line, payment, statement
from tests.intake.test_statements import zipped


@pytest.fixture
def smarthub(database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    open_store(database_url, load_programme(default_programme_path())).close()
    return Shell(database_url, monkeypatch, capsys)


@pytest.fixture
def books(tmp_path: Path) -> str:
    path = tmp_path / "2017.xaf"
    path.write_bytes(audit_file([("70", "1", [line(1, "4510", "1100.00", "D"), line(2, "1600", "1100.00", "C")])]))
    return str(path)


def test_an_account_is_asked_for_once_and_then_the_audit_file_goes_in(smarthub: Shell, books: str) -> None:
    refused = smarthub("import", books, "--json")
    assert refused.status == 1
    assert [problem["code"] for problem in refused.json["problems"]] == ["account_unmapped"]
    assert "4510" in refused.err
    said = smarthub("account", "4510", "Item 'SmartHub Achterhoek' op Regio8", "--by", "Penningmeester", "--json")
    assert said.json["accounts"] == [{"account": "4510", "centre": "", "line": "regio8_item", "by": "Penningmeester"}]
    imported = smarthub("import", books, "--json")
    assert (imported.status, imported.json["revision"]) == (0, 2)
    lines = {
        each["id"]: each["actual"]
        for each in smarthub("budget", "--plan-year", "2017-2018", "--as-of", "2018-06-30", "--json").json["lines"]
    }
    assert lines["regio8_item"] == "1100.00"


def test_an_answer_can_be_no_part_of_the_programme_and_can_be_forgotten(smarthub: Shell, books: str) -> None:
    assert smarthub("account", "4510", "--outside", "--json").json["accounts"][0]["line"] is None
    outside = smarthub("import", books, "--json")
    assert [problem["code"] for problem in outside.json["problems"]] == ["accounts_outside", "no_rows"]
    assert smarthub("account", "4510", "--forget", "--json").json == {"accounts": []}
    assert smarthub("account", "4510", "--forget").status == 1


def test_a_line_that_is_not_in_the_budget_is_refused_with_the_nearest(smarthub: Shell) -> None:
    refused = smarthub("account", "4510", "Communicatiestrateeeg")
    assert refused.status == 1
    assert "Communicatiestrateeg" in refused.err
    assert smarthub("account", "4510").status == 2


def test_a_payment_is_proposed_and_confirmed_by_its_number(smarthub: Shell, tmp_path: Path) -> None:
    pledges = tmp_path / "bijdragen.csv"
    pledges.write_text("organisatie;planjaar;toegezegd;toegezegd_op\nVoorbeeldbedrijf 1;2017-2018;3000;01-03-2017\n")
    assert smarthub("import", str(pledges)).status == 0
    bank = tmp_path / "bank.xml"
    bank.write_bytes(
        statement(
            payment("3000.00", "Voorbeeldbedrijf 1 BV", "bijdrage", reference="a"),
            payment("5.00", "Drukkerij", "", reference="b", side="DBIT"),
        )
    )
    assert "smarthub payments" in smarthub("import", str(bank)).err
    answer = smarthub("payments", str(bank), "--json").json
    (shown,) = answer["payments"]
    assert answer["left_out"] == [
        {
            "file": "bank.xml",
            "number": 2,
            "date": "2017-09-20",
            "amount": "5.00",
            "currency": "EUR",
            "reason": "debit",
            "also_in": None,
        }
    ]
    assert "5 · Drukkerij: afgeschreven" in smarthub("payments", str(bank)).out
    assert (shown["amount"], shown["proposed"]) == ("3000.00", "Voorbeeldbedrijf 1 · 2017-2018 · 1")
    assert smarthub("payments", str(bank), "--confirm", "1", "--json").json["revision"] == 2
    assert smarthub("payments", str(bank), "--confirm", "1").status == 1
    financing = smarthub("budget", "--plan-year", "2017-2018", "--as-of", "2018-06-30", "--json").json["financing"]
    assert financing["received"] == "3000.00"


PLEDGED = "organisatie;planjaar;toegezegd;toegezegd_op\nVoorbeeldbedrijf 1;2017-2018;3000;01-03-2017\n"
TAB = "NL00SMART0000000001\tEUR\t20170920\t0,00\t3000,00\t20170920\t3000,00\t/NAME/Voorbeeldbedrijf 1/REMI/ja/\n"


def test_the_same_payment_in_two_files_is_told_at_both_and_counts_once(smarthub: Shell, tmp_path: Path) -> None:
    """CAMT and the bank's own text in one zip, beside a sheet that is no statement; then the text again, alone."""
    (tmp_path / "bijdragen.csv").write_text(PLEDGED)
    assert smarthub("import", str(tmp_path / "bijdragen.csv")).status == 0
    camt = statement(payment("3000.00", "Voorbeeldbedrijf 1 BV", "bijdrage", reference="a"))
    (tmp_path / "bank.zip").write_bytes(zipped(**{"een.xml": camt, "twee.tab": TAB.encode(), "x.csv": b"a;b\n1;2\n"}))
    bank = str(tmp_path / "bank.zip")
    answer = smarthub("payments", bank, "--json").json
    assert [(each["file"], each["proposed"], each["also_in"], each["same_as"]) for each in answer["payments"]] == [
        ("een.xml", "Voorbeeldbedrijf 1 · 2017-2018 · 1", ["twee.tab"], None),
        ("twee.tab", None, [], {"file": "een.xml", "number": 1, "confirmed_for": None}),
    ]
    assert answer["files_left_out"] == [{"file": "x.csv", "reason": "not_a_statement"}]
    said = smarthub("payments", bank).out
    assert "ook in twee.tab" in said
    assert "waarschijnlijk betaling 1 uit een.xml" in said
    assert "x.csv" in said
    assert smarthub("payments", bank, "--confirm", "2").status == 1
    assert smarthub("payments", bank, "--confirm", "1", "--json").json["revision"] == 2
    (tmp_path / "later.tab").write_text(TAB)
    (later,) = smarthub("payments", str(tmp_path / "later.tab"), "--json").json["payments"]
    assert (later["proposed"], later["same_as"]["confirmed_for"]) == (None, "Voorbeeldbedrijf 1")
    assert "al bevestigd is voor Voorbeeldbedrijf 1" in smarthub("payments", str(tmp_path / "later.tab")).out
    both = smarthub("payments", bank, "--json").json
    assert [(each["file"], each["reason"]) for each in both["left_out"]] == [("een.xml", "confirmed")]
    financing = smarthub("budget", "--plan-year", "2017-2018", "--as-of", "2018-06-30", "--json").json["financing"]
    assert financing["received"] == "3000.00"
