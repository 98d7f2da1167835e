"""Data of persons: seen by name and by content, left out, named, and gone from what is kept."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.facts.proposal import Upload
from kpi.intake import raw_files
from kpi.intake.books.audit_file import AuditFile, kept_copy
from kpi.intake.formats.opening import read_book
from kpi.intake.problems import Findings
from kpi.intake.recognise.personal_data import without_persons
from kpi.language import words_of
from kpi.personal_forms import look_closer, taken_out
from tests.intake.conftest import Propose, codes, xlsx

D = datetime.date
FRAGMENTS = (
    "a.b@example.org", "NL44RABO0123456789", "NL44 RABO 0123 4567 89", "123456782", "1234.56.782", "111 222 333",
    "bsn ", "geb. ", "12-03-1998", "1/2/70", "Anna ", "0314-361234", "+31 6 48217730", "(06) 1234 5678", "1234567801",
    "7001 AB", "7001AB 12", "12, 7001 AB", "Dorpsstraat ", "1", "12", "4510", " ", ".", ",", "-", "é", "V000017",
)  # fmt: skip
"""Parts of what tells of a person, and of what looks like it."""
HEAD = ["organisatie", "soort", "lid_sinds"]


def leaked(content: bytes, *secrets: str) -> list[str]:
    """Which of the secrets stand anywhere in the kept copy."""
    cells = [str(cell) for sheet in read_book("x.xlsx", content).sheets for row in sheet.rows() for cell in row]
    return [secret for secret in secrets if any(secret in cell for cell in cells)]


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Naam student", ["Xxxx", "Yyyy"]),
        ("Extra", ["iemand@example.org", ""]),
        ("Extra", ["06-12345678", "0314-123456"]),
        ("Extra", [123456782.0, 111222333.0]),
        ("Extra", ["1234.56.782", "111222333"]),
        ("Extra", ["Dorpsstraat 1, 7001 AB Doetinchem", "Kerkweg 12a"]),
        ("Extra", [D(1990, 5, 1), D(1985, 12, 24)]),
        ("Extra", ["01-05-1990", "24-12-1985"]),
        ("Extra", ["Jan de Vries", "Anna Voorbeeld"]),
        ("Extra", ["J.A. van der Berg", "mevr. Voorbeeld"]),
    ],
)
def test_a_column_of_personal_data_is_left_out_named_and_not_kept(
    proposed: Propose, header: str, values: list[object]
) -> None:
    rows = [
        [*HEAD, header],
        *([f"Voorbeeldbedrijf {n}", "bedrijf", D(2017, 1, 1), each] for n, each in enumerate(values)),
    ]
    outcome = proposed(("leden.xlsx", xlsx({"Organisaties": rows})))
    assert codes(outcome) == [("D1", "personal_data")]
    assert outcome.proposal is not None
    (upload,) = outcome.proposal.uploads
    assert upload.sha256 != upload.stored_sha256
    kept = [row for sheet in read_book("x.xlsx", upload.content).sheets for row in sheet.rows()]
    assert all(len(row) == 3 or row[3] == "" for row in kept)
    assert len(kept) == 3


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("Opmerking", ["bellen", "Kaak Group"]),
        ("Dossier", ["2017-0042", "4510"]),
        ("Gesproken op", [D(2017, 5, 1), D(2018, 12, 24)]),
        ("Bedragje", [123456789.0, 100000001.0]),
        ("Kenmerk", ["High Tech", "Rabobank Noord- en Oost-Achterhoek"]),
    ],
)
def test_other_columns_are_not_taken_for_personal_data(proposed: Propose, header: str, values: list[object]) -> None:
    rows = [
        [*HEAD, header],
        *([f"Voorbeeldbedrijf {n}", "bedrijf", D(2017, 1, 1), each] for n, each in enumerate(values)),
    ]
    outcome = proposed(("leden.xlsx", xlsx({"Organisaties": rows})))
    assert [code for _, code in codes(outcome)] in (["unknown_column"], ["near_column"])


def test_an_address_in_a_text_that_is_read_is_taken_out_of_it_and_of_the_copy(proposed: Propose) -> None:
    head = ["naam", "datum", "soort", "plaats"]
    rows = [head, ["Open dag, vragen: iemand@example.org", D(2017, 9, 1), "event", "Doetinchem"]]
    outcome = proposed(("e.xlsx", xlsx({"Evenementen": rows})))
    assert codes(outcome) == [("A2", "personal_value")]
    assert outcome.report.problems[0].value == "[…]"
    assert outcome.proposal is not None
    assert outcome.proposal.changes[0].rows[0].values[0] == "Open dag, vragen: […]"
    assert leaked(outcome.proposal.uploads[0].content, "example.org") == []


def test_what_was_taken_out_is_named_at_its_cell_and_not_shown(proposed: Propose) -> None:
    head = ["naam", "datum", "soort", "plaats"]
    text = "Anna Voorbeeld, 12-03-1998, bel 06-48217730, NL91ABNA0417164300"
    outcome = proposed(("e.xlsx", xlsx({"Evenementen": [head, [text, D(2017, 9, 1), "event", "7001 AB 12"]]})))
    told = [(each.cell, each.value, words_of("nl").say(each.message)) for each in outcome.report.problems]
    assert told == [
        (
            "A2",
            "[…]",
            "De tekst in naam bevat een rekeningnummer, een geboortedatum, een telefoonnummer; dat is weggelaten, "
            "ook uit de bewaarde kopie van het bestand.",
        ),
        (
            "D2",
            "[…]",
            "De tekst in plaats bevat een adres; dat is weggelaten, ook uit de bewaarde kopie van het bestand.",
        ),
    ]


def test_an_address_far_down_above_the_table_or_in_another_sheet_isnt_kept_either(proposed: Propose) -> None:
    many = [[f"Voorbeeldbedrijf {n}", "bedrijf", D(2017, 1, 1), "bellen"] for n in range(300)]
    many[250][3] = "laat@example.org"
    rows = [["Vragen aan boven@example.org"], [*HEAD, "Opmerking"], *many]
    sheets = {"Organisaties": rows, "Adressen": [["wie", "hoe"], ["iemand", "elders@example.org"]]}
    outcome = proposed(("leden.xlsx", xlsx(sheets)))
    assert outcome.proposal is not None
    secrets = ("laat@example.org", "boven@example.org", "elders@example.org")
    assert leaked(outcome.proposal.uploads[0].content, *secrets) == []


def test_the_raw_file_is_kept_for_the_days_asked_for_and_no_longer(tmp_path: Path) -> None:
    upload = Upload("Leden.XLSX", "ab" * 32, "cd" * 32, b"kopie", b"zoals gegeven")
    assert raw_files.keep(tmp_path, [upload], 0, D(2018, 7, 1)) == ()
    (path,) = raw_files.keep(tmp_path, [upload], 14, D(2018, 7, 1))
    assert (path.name, path.read_bytes()) == (f"2018-07-15_{'ab' * 32}.xlsx", b"zoals gegeven")
    assert path.stat().st_mode & 0o077 == 0
    assert raw_files.past(tmp_path, D(2018, 7, 15)) == ()
    assert raw_files.past(tmp_path, D(2018, 7, 16)) == (path,)


FORMS = (
    "06-48217730", "06 48217730", "06 48 21 77 30", "0648217730", "+31 6 48217730", "+31(0)6-48217730", "0031648217730",
    "0314-361234", "(0314) 361234", "0314 36 12 34", "iemand@example.org", "w.van-de+x@voorbeeld.example.nl",
    "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "BE68 5390 0754 7034", "BSN 123456782", "bsn:123456782",
    "bsn: 1234.56.782", "burgerservicenummer 111222333", "7001 AB 12", "7001AB 12a", "Dorpsstraat 12, 7001 AB",
    "geb. 12-03-1998", "geboren op 12/3/1998",
)  # fmt: skip
AROUND = ("{}", "bel {} vandaag", "{}, graag", "Vraag: {}.", "zie ({}); daarna terug", "eerst {} en dan {}")
ORDINARY = (
    "factuur 2017-0042", "20170612", "boekstuk 4510/2", "VAC-2017-0642", "€ 1.250,00", "dossier 0612345678901",
    "Planning 2017", "48 weken x € 1.100", "https://example.org/0314361234", "01-03-2017", "6 x 1000 EU",
    "Bestelling 123456782", "A18 afslag 3", "0,5 dag", "planjaar 2017-2018", "2017 AB", "ISO 9001 BV",
)  # fmt: skip


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("form", FORMS)
def test_what_has_such_a_form_goes_anywhere_in_a_text(form: str, around: str) -> None:
    """The digits (or the letters of an address) that tell somebody are gone, and the words around them are there."""
    kept = without_persons(around.format(form, form))
    telling = [part for part in re.findall(r"[\w@.+-]+", form) if len(re.findall(r"\d", part)) > 2 or "@" in part]
    assert [part for part in (form, *telling) if part in kept] == []
    assert [word for word in re.findall(r"[a-z]{4,}", around) if word not in kept] == []


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_numbers_stay_as_they_are(text: str, around: str) -> None:
    assert without_persons(around.format(text, text)) == around.format(text, text)


def test_an_audit_file_keeps_nothing_by_which_its_people_are_reached() -> None:
    """Neither the copy that is kept nor a booking, which database and account show: names in words stay."""
    content = (Path(__file__).parent / "cases" / "xaf-personal.xaf").read_bytes()
    bookings = list(AuditFile("boeken.xaf", content, Findings()).bookings())
    assert [booking.cents for booking in bookings] == [10000, 5000]
    secrets = ("06-48217730", "w.kraaijenbrink", "NL91ABNA0417164300", "123456782", "12-03-1998", "0314-361234", "bas@")
    secrets += ("NL20INGB", "7001", "Lotte")
    kept = repr(bookings) + kept_copy(bookings).decode()
    assert [secret for secret in secrets if secret in kept] == []


def test_columns_that_are_not_read_never_enter_the_copy(proposed: Propose) -> None:
    """Names that nobody knows for names, under headers that say nothing: the copy has what was read, no more."""
    rows = [
        ["organisatie", "soort", "lid_sinds", "Gevuld door", "Opm.", "e-mail"],
        ["Voorbeeldbedrijf 1", "bedrijf", D(2017, 1, 1), "Fenna Oonk", "zoon van Teun", "f@example.org"],
    ]
    outcome = proposed(("leden.xlsx", xlsx({"Organisaties": rows})))
    assert outcome.proposal is not None
    (upload,) = outcome.proposal.uploads
    assert leaked(upload.content, "Fenna", "Teun", "f@example.org") == []
    assert leaked(upload.content, "Voorbeeldbedrijf 1") == ["Voorbeeldbedrijf 1"]


@settings(max_examples=500)
@given(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=7).map("".join)
    | st.text(alphabet="0123 .-()+AZaz@/", max_size=24)
)
def test_a_text_that_is_passed_over_at_first_sight_holds_none_of_the_forms(text: str) -> None:
    assert taken_out(text) == look_closer(text)
