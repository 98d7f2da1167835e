"""Data of persons: seen by name and by content, left out, named, and gone from what is kept."""

import datetime
from pathlib import Path

import pytest

from kpi.facts.proposal import Upload
from kpi.intake import raw_files
from kpi.intake.formats.opening import read_book
from tests.intake.conftest import Propose, codes, xlsx

D = datetime.date
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
