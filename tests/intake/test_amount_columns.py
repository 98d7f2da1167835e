"""Columns beside an amount that are part of it: read, asked about once, or shown to be skipped; never silently."""

import pytest

from kpi.intake.recognise.amount_words import part_of_amount
from tests.intake.conftest import Propose, codes
from tests.intake.test_cases import case, stored

HEAD = "boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op;"
PAID = "organisatie;planjaar;ontvangen;ontvangen_op;"


def costs(column: str, *rows: tuple[str, str]) -> tuple[str, bytes]:
    """A list of costs in which each row has an amount and a word in one more column."""
    lines = [f"F{n};channels;x;{amount};2017-09-12;{word}" for n, (amount, word) in enumerate(rows)]
    return "uitgaven.csv", "\n".join([HEAD + column, *lines]).encode()


@pytest.mark.parametrize("name", ["a5c_afbij.csv", "a5d_dc.csv"])
def test_what_comes_back_is_taken_off(proposed: Propose, name: str) -> None:
    """1.000,00 out and 400,00 back: the cost is 600,00, also in the control total."""
    outcome = proposed(case(name))
    assert codes(outcome) == [("E1", "read_as_direction")]
    assert stored(outcome, "amount") == [100000, -40000]
    assert [total.added for total in outcome.report.totals] == [60000]


@pytest.mark.parametrize(
    ("column", "plus", "minus"),
    [
        ("Af/Bij", "Af", "Bij"),
        ("debet/credit", "Debet", "Credit"),
        ("DC", "D", "C"),
        ("soort", "Factuur", "Creditnota"),
        ("factuurtype", "factuur", "creditfactuur"),
        ("Credit-debit", "DBIT", "CRDT"),
    ],
)
def test_directions_in_other_words(proposed: Propose, column: str, plus: str, minus: str) -> None:
    assert stored(proposed(costs(column, ("10", plus), ("4", minus))), "amount") == [1000, -400]


def test_a_credit_that_has_its_minus_keeps_it(proposed: Propose) -> None:
    outcome = proposed(costs("soort", ("10", "Factuur"), ("-4", "Creditnota"), ("-1", "Factuur")))
    assert stored(outcome, "amount") == [1000, -400, -100]


def test_credits_with_and_without_a_minus_are_refused(proposed: Propose) -> None:
    outcome = proposed(costs("soort", ("10", "Factuur"), ("-4", "Creditnota"), ("3", "Creditnota")), partial=True)
    assert ("F3", "sign_twice") in codes(outcome)
    assert stored(outcome, "amount") == [1000, -300]


@pytest.mark.parametrize("word", ["", "X"])
def test_an_amount_without_direction_is_refused_at_its_cell(proposed: Propose, word: str) -> None:
    outcome = proposed(costs("Af Bij", ("10", "Af"), ("4", word)), partial=True)
    assert ("F3", "direction_unknown") in codes(outcome)
    assert stored(outcome, "amount") == [1000]


def test_for_money_received_out_is_what_is_taken_off(proposed: Propose) -> None:
    """2.500,00 in and 500,00 back; debit and credit tell nothing of a contribution, and are refused."""
    rows = ["A;2017-2018;2500;2017-10-01;Bij", "B;2017-2018;500;2017-10-02;Af", "C;2017-2018;1;2017-10-02;Credit"]
    outcome = proposed(("bijdragen.csv", "\n".join([PAID + "Af Bij", *rows]).encode()), partial=True)
    assert stored(outcome, "received") == [250000, -50000]
    assert ("E4", "direction_unknown") in codes(outcome)


def test_an_amount_in_another_currency_is_refused(proposed: Propose) -> None:
    outcome = proposed(case("a53_valuta.csv"), partial=True)
    assert codes(outcome) == [("D1", "read_as_currency"), ("D3", "other_currency")]
    assert stored(outcome, "amount") == [100000]


@pytest.mark.parametrize(
    ("column", "good", "bad", "code"),
    [
        ("incl/excl", "excl", "incl", "row_includes_vat"),
        ("incl/excl", "excl", "hoog", "vat_unknown"),
        ("status", "definitief", "concept", "row_does_not_count"),
        ("status", "betaald", "storno", "row_does_not_count"),
        ("status", "geboekt", "onderweg", "status_unknown"),
        ("munt", "€", "pond", "other_currency"),
    ],
)
def test_a_row_that_says_it_is_no_amount_is_refused_at_its_cell(
    proposed: Propose, column: str, good: str, bad: str, code: str
) -> None:
    outcome = proposed(costs(column, ("10", good), ("4", bad)), partial=True)
    assert ("F3", code) in codes(outcome)
    assert stored(outcome, "amount") == [1000]


@pytest.mark.parametrize("column", ["btw-code", "klasse"])
def test_a_column_that_may_be_part_of_the_amounts_is_asked_about_once(proposed: Propose, column: str) -> None:
    outcome = proposed(costs(column, ("10", "hoog"), ("4", "laag")), partial=True)
    assert codes(outcome) == [("F1", "amount_column"), ("", "no_rows")]
    assert outcome.proposal is None
    (question,) = outcome.report.questions
    assert question.needed
    assert [(asked.name, asked.examples) for asked in question.columns] == [(column, ("hoog", "laag"))]


def test_a_column_that_is_skipped_is_shown_with_examples(proposed: Propose) -> None:
    outcome = proposed(costs("opmerking", ("10", "nog met de drukker overleggen"), ("4", "mail aan a@example.org")))
    assert codes(outcome)[0] == ("F1", "personal_data")
    outcome = proposed(costs("opmerking", ("10", "nog met de drukker overleggen"), ("4", "volgt in het najaar")))
    (problem,) = outcome.report.problems
    assert problem.values["examples"] == ("nog met de drukker overleggen", "volgt in het najaar")


def test_an_account_number_is_known_by_its_check_digits(proposed: Propose) -> None:
    outcome = proposed(case("p_iban.csv"))
    assert [code for _, code in codes(outcome)] == ["personal_data", "personal_data"]
    assert outcome.proposal is not None
    kept = outcome.proposal.uploads[0].content
    assert not any(personal in kept for personal in (b"NL44RABO0123456789", b"Vries", b"Kerkstraat", b"12345678"))


READ, ASKED, SKIPPED = "read", "asked", "skipped"
HEADERS = [
    ("Af Bij", "Af Bij", READ),
    ("AF/BIJ", "af bij", READ),
    ("Bij/Af", "BIJ AF", READ),
    ("D/C", "D C", READ),
    ("DC", "D", READ),
    ("C/D", "C", READ),
    ("Debet/Credit", "Debet Credit", READ),
    ("debet-credit", "D C", READ),
    ("DC-indicator", "DBIT CRDT", READ),
    ("Richting", "heen terug", ASKED),
    ("Richting", "Uitgave Ontvangst", READ),
    ("Factuur/Creditnota", "Factuur Creditnota", READ),
    ("Soort factuur", "Factuur", READ),
    ("Factuurtype", "invoice creditnote", READ),
    ("Soort", "Factuur Creditnota", READ),
    ("Type", "Inkoopfactuur Inkoopcreditnota", READ),
    ("Documentsoort", "RE GU", ASKED),
    ("Transactietype", "bea gea", ASKED),
    ("Teken", "+ -", ASKED),
    ("Boekingstype", "10 20", ASKED),
    ("Valuta", "EUR USD", READ),
    ("Munt", "EUR", READ),
    ("Muntsoort", "€", READ),
    ("Currency", "GBP", READ),
    ("Valutacode", "XXX", READ),
    ("Geld", "EUR USD", READ),
    ("Koers", "1,0000", READ),
    ("BTW-code", "hoog laag", ASKED),
    ("BTW-code", "1 2", ASKED),
    ("BTW-percentage", "21% 9%", ASKED),
    ("Btw-tarief", "21", ASKED),
    ("VAT code", "NL21", ASKED),
    ("Incl/excl", "excl incl", READ),
    ("Prijs", "exclusief", READ),
    ("Inclusief btw", "ja nee", ASKED),
    ("Tarief", "hoog", ASKED),
    ("Eenheid", "1000", ASKED),
    ("Eenheid", "stuks", ASKED),
    ("Schaal", "duizend", ASKED),
    ("Factor", "1 1000", ASKED),
    ("Unit", "EUR", ASKED),
    ("Vermenigvuldiger", "1000", ASKED),
    ("Status", "definitief concept", READ),
    ("Betaalstatus", "betaald open", READ),
    ("Factuurstatus", "verzonden storno", READ),
    ("Stand", "geannuleerd verwerkt", READ),
    ("State", "posted draft", READ),
    ("Status", "A B", ASKED),
    ("Storno", "ja nee", ASKED),
    ("Vervallen", "x", ASKED),
    ("Geannuleerd", "ja", ASKED),
    ("Opmerking", "concept nog-eens-goed-nakijken-graag", ASKED),
    ("Klasse", "A B C", ASKED),
    ("Kostensoort", "wv balans", ASKED),
    ("Status", "", SKIPPED),
    ("Opmerking", "zie-het-verslag-van-september", SKIPPED),
    ("Volgnummer", "1 2 3", SKIPPED),
    ("Saldo", "1.250,00 12,50", SKIPPED),
    ("Boekdatum", "12-09-2017 13-09-2017", SKIPPED),
    ("Ordernummer", "O1 O2 O3 O4 O5 O6 O7", SKIPPED),
    ("Projectnaam", "website-van-het-programma website-van-de-leden", SKIPPED),
]


@pytest.mark.parametrize(("header", "values", "wanted"), HEADERS)
def test_sixty_headers(header: str, values: str, wanted: str) -> None:
    kind, read = part_of_amount(header, values.split())
    assert (READ if read else ASKED if kind else SKIPPED) == wanted


@pytest.mark.parametrize(("wrong", "proposes"), [(20, True), (21, False)])
def test_a_field_is_proposed_by_the_whole_column_and_not_by_its_first_rows(
    proposed: Propose, wrong: int, proposes: bool
) -> None:
    """Of 200 values so many of the last ones are no amount."""
    rows = [f"A{number};2017-2018;1-9-2017;{'veel' if number >= 200 - wrong else '100'}" for number in range(200)]
    file = ("b.csv", "\n".join(["organisatie;planjaar;toegezegd_op;toezegging totaal", *rows]).encode())
    (asked,) = proposed(file, partial=True).report.questions
    assert [each.suggestion for each in asked.columns] == ["pledged" if proposes else ""]


@pytest.mark.parametrize(("wrong", "proposes"), [(1, True), (2, False)])
def test_no_field_is_proposed_that_more_than_a_tenth_of_the_values_do_not_fit(
    proposed: Propose, wrong: int, proposes: bool
) -> None:
    """Of ten values under *ontvang op* one is no date, and the field is proposed; of two it isn't."""
    days = ["2017-10-01"] * (10 - wrong) + ["volgt in het najaar"] * wrong
    rows = [f"Org {number};2017-2018;1;2017-09-12;{day}" for number, day in enumerate(days)]
    head = "organisatie;planjaar;toegezegd;toegezegd_op;datum van ontvangst op"
    outcome = proposed(("b.csv", "\n".join([head, *rows]).encode()), partial=True)
    suggested = [column.suggestion for table in outcome.report.questions for column in table.columns]
    assert suggested == ["received_on" if proposes else ""]
