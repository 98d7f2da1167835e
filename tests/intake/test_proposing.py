"""From files to a proposal: what is recognised, reported, compared and kept."""
# ruff: noqa: E501 - tables of cases, a case a line

import datetime
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from kpi.facts.store import Store
from kpi.intake.formats.opening import read_book
from kpi.intake.import_report import SheetReport
from kpi.language import words_of
from tests.intake.conftest import Propose, codes, xlsx

EXAMPLE = Path(__file__).parents[1] / "example" / "example.xlsx"
D = datetime.date
ORG = ["organisatie", "soort", "lid_sinds"]
PAID = ["organisatie", "planjaar", "toegezegd", "toegezegd_op", "ontvangen", "ontvangen_op"]
COST = [
    "boekstuk",
    "regel",
    "begrotingspost",
    "omschrijving",
    "bedrag",
    "gefactureerd_op",
    "verplicht_op",
    "verplichting",
]


def org(*rows: list[object]) -> tuple[str, bytes]:
    return "leden.xlsx", xlsx({"Organisaties": [ORG, *rows]})


def test_the_example_is_read_without_errors_and_is_then_known(store: Store, proposed: Propose) -> None:
    first = proposed(("example.xlsx", EXAMPLE.read_bytes()))
    assert first.report.errors == ()
    assert sum(sheet.new for sheet in first.report.files[0].sheets) == 1491
    assert first.proposal is not None
    store.commit(first.proposal)
    again = proposed(("example.xlsx", EXAMPLE.read_bytes()))
    assert (again.proposal, again.report.refused, codes(again)) == (None, True, [("", "already_imported")])


def test_every_format_gives_the_same_rows(proposed: Propose) -> None:
    rows = [ORG, ["Mécanique 017 B.V.", "bedrijf", D(2017, 7, 1)], ["Voorbeeldschool 3", "onderwijs", ""]]
    text = "organisatie;soort;lid_sinds\r\nMécanique 017 B.V.;bedrijf;1-7-2017\r\n\r\nVoorbeeldschool 3;onderwijs;\r\n"
    files = [("a.xlsx", xlsx({"Organisaties": rows}))]
    files += [(f"{code}.csv", text.encode(code)) for code in ("utf-8", "utf-8-sig", "cp1252", "utf-16")]
    files += [("komma.csv", text.replace(";", ",").encode()), ("tab.csv", text.replace(";", "\t").encode())]
    found = []
    for file in files:
        proposal = proposed(file).proposal
        assert proposal is not None, file[0]
        found.append([(row.key, row.digest) for row in proposal.changes[0].rows])
    assert found == [found[0]] * len(files)


def test_title_rows_blank_columns_and_shuffled_columns_do_not_matter(proposed: Propose) -> None:
    plain = proposed(org(["Voorbeeldbedrijf 1", "bedrijf", D(2017, 7, 1)]))
    rows = [
        ["Ledenlijst"],
        [],
        [None, "Lid_Sinds", None, "SOORT", "Organisatie *"],
        [],
        [None, D(2017, 7, 1), None, "Bedrijf", "Voorbeeldbedrijf 1"],
    ]
    odd = proposed(("odd.xlsx", xlsx({"organi saties": rows})))
    assert plain.proposal is not None
    assert odd.proposal is not None
    assert [r.digest for r in odd.proposal.changes[0].rows] == [r.digest for r in plain.proposal.changes[0].rows]
    assert codes(odd) == []
    assert odd.proposal.changes[0].rows[0].row == 5


def test_all_problems_are_named_at_their_cell(proposed: Propose) -> None:
    rows = [PAID, ["A 1", "2017-2018", "5k", D(2017, 9, 1), None, None], ["A 2", "2031", 5, D(2017, 9, 1), None, None],
            ["A 3", "2017-2018", 500, None, None, None], ["A 4", "2017-2018", None, None, None, None]]  # fmt: skip
    outcome = proposed(("b.xlsx", xlsx({"Bijdragen": rows})))
    expected = [
        ("B3", "unknown_plan_year"),
        ("C2", "not_an_amount"),
        ("C4", "amount_without_date"),
        ("C5", "no_amount"),
    ]
    assert codes(outcome) == expected
    assert (outcome.proposal, outcome.report.refused) == (None, True)
    first = outcome.report.to_json(words_of("nl"))["problems"][1]
    assert first == {
        "file": "b.xlsx", "sheet": "Bijdragen", "cell": "C2", "column": "toegezegd", "value": "5k", "severity": "error",
        "code": "not_an_amount", "message": "5k is geen bedrag, zoals 1250,00 of € 1.250,00.",
    }  # fmt: skip


def test_a_partial_import_stores_the_good_rows(proposed: Propose) -> None:
    outcome = proposed(org(["Voorbeeldbedrijf 1", "bedrijf", None], ["Voorbeeldbedrijf 2", "raar", None]), partial=True)
    assert outcome.report.files[0].sheets == (SheetReport("Organisaties", "organisations", 2, 1, 0, 0, 1, 0),)
    assert outcome.proposal is not None


def test_a_total_is_not_imported_but_compared(proposed: Propose) -> None:
    head = ["planjaar", "datum", "soort", "bedrag"]
    day = D(2017, 9, 1)
    rows = [
        head,
        ["2017-2018", day, "voorschot", 100.5],
        ["2018-2019", day, "voorschot", 20],
        ["Totaal", None, None, 121],
    ]
    outcome = proposed(("s.xlsx", xlsx({"Subsidie": rows})))
    assert codes(outcome) == [("D4", "total_differs")]
    assert "samen € 120,50;" in words_of("nl").say(outcome.report.problems[0].message).replace("\u00a0", " ")
    assert [(one.cell, one.added, one.stated, one.difference) for one in outcome.report.totals] == [
        ("D4", 12050, 12100, -50)
    ]
    assert outcome.report.files[0].sheets[0].rows == 2


def test_new_changed_unchanged_retired_and_a_date_moved_later(store: Store, proposed: Propose) -> None:
    start = [[f"Voorbeeldbedrijf {n}", "bedrijf", D(2017, 1, 1)] for n in (1, 2, 3)]
    first = proposed(org(*start)).proposal
    assert first is not None
    store.commit(first)
    second = proposed(
        org(start[0], ["voorbeeldbedrijf 2", "bedrijf", D(2017, 6, 1)]), replace=frozenset({"organisaties"})
    )
    assert second.report.files[0].sheets == (SheetReport("Organisaties", "organisations", 2, 0, 1, 1, 0, 1),)
    assert codes(second) == [("", "retired_row"), ("C3", "date_moved_later")]
    assert [(d.field, d.old, d.new) for d in second.report.differences] == [
        ("name", "Voorbeeldbedrijf 2", "voorbeeldbedrijf 2"), ("member_since", D(2017, 1, 1), D(2017, 6, 1)),
    ]  # fmt: skip


def test_the_same_facts_in_another_file_make_no_revision(store: Store, proposed: Propose) -> None:
    first = proposed(org(["Voorbeeldbedrijf 1", "bedrijf", None])).proposal
    assert first is not None
    store.commit(first)
    again = proposed(("x.csv", b"organisatie;soort\nVoorbeeldbedrijf 1;bedrijf\n"))
    assert (again.proposal, again.report.refused, codes(again)) == (None, False, [("", "nothing_changes")])


def test_two_different_rows_of_one_key_are_both_refused(proposed: Propose) -> None:
    rows = org(["Kaas & Zn", "bedrijf", None], ["kaas zn", "overig", None], ["Kaas", "bedrijf", None])
    outcome = proposed(rows, partial=True)
    assert codes(outcome) == [("A3", "key_twice"), ("A2", "key_twice")]
    assert outcome.proposal is not None
    assert [row.key for row in outcome.proposal.changes[0].rows] == ["kaas"]


def test_an_order_of_several_rows_must_be_named_with_its_row(proposed: Propose) -> None:
    day = D(2017, 9, 1)
    rows = [COST, ["ORD-1", 1, "channels", "Bestelling", 10, None, day, None], ["ORD-1", 2, "channels", "Bestelling", 10, None, day, None],
            ["F1", 1, "channels", "Factuur", 5, day, None, "ord-1"], ["F2", 1, "channels", "Factuur", 5, day, None, "ORD-1/2"],
            ["F3", 1, "Onbekende post", "Factuur", 5, day, None, None]]  # fmt: skip
    outcome = proposed(("u.xlsx", xlsx({"Uitgaven": rows})))
    assert codes(outcome) == [("C6", "unknown_budget_line"), ("H4", "order_of_several_rows")]
    assert outcome.report.problems[1].values == {"known": ["ord-1/1", "ord-1/2"]}


def test_an_unknown_plan_year_of_an_expense_is_not_filled_in(proposed: Propose) -> None:
    rows = [
        [*COST[:6], "planjaar"],
        ["F1", 1, "channels", "Factuur", 5, D(2017, 9, 1), "2031"],
        ["F2", 1, "channels", "Factuur", 5, D(2017, 9, 1), None],
    ]
    outcome = proposed(("u.xlsx", xlsx({"Uitgaven": rows})))
    assert outcome.proposal is not None
    assert [row.values[2] for row in outcome.proposal.changes[0].rows] == [None, "2017-2018"]
    assert codes(outcome) == [("G2", "unallocated_plan_year")]


def test_unknown_names_are_named_with_the_closest_known_ones(proposed: Propose) -> None:
    rows = [["organisatie", "soort", "lid_sinds_wel"], ["Voorbeeldbedrijf 1", "bedrijf", D(2017, 1, 1)]]
    outcome = proposed(("x.xlsx", xlsx({"Organisaties": rows, "Kalender": [["maand"], ["mei"]]})))
    assert [(p.code, p.column or p.sheet) for p in outcome.report.problems] == [
        ("unknown_column", "lid_sinds_wel"),
        ("unknown_sheet", "Kalender"),
    ]
    assert "lid_sinds" in words_of("nl").say(outcome.report.problems[0].message)


def test_a_missing_required_column_stops_that_sheet(proposed: Propose) -> None:
    outcome = proposed(
        ("x.xlsx", xlsx({"Organisaties": [["organisatie", "gemeente"], ["Voorbeeldbedrijf 1", "Aalten"]]}))
    )
    assert codes(outcome) == [("1", "missing_column")]


def test_personal_data_is_dropped_and_not_kept(proposed: Propose) -> None:
    rows = [
        [*ORG, "E-mailadres", "naam student"],
        ["Voorbeeldbedrijf 1", "bedrijf", D(2017, 1, 1), "geheim@example.org", "Niemand"],
    ]
    given = xlsx({"Organisaties": rows, "Blad2": [["telefoon"], ["geheim"]]})
    outcome = proposed(("x.xlsx", given))
    assert [p.code for p in outcome.report.problems] == ["personal_data", "personal_data", "unknown_sheet"]
    assert outcome.proposal is not None
    upload = outcome.proposal.uploads[0]
    assert upload.sha256 != upload.stored_sha256
    kept = read_book("x.xlsx", upload.content)
    assert [list(sheet.rows()) for sheet in kept.sheets] == [[ORG, ["Voorbeeldbedrijf 1", "bedrijf", D(2017, 1, 1)]]]


def _zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return out.getvalue()


BOMB = _zip(xl__workbook_DOT_xml=b"<a/>", xl__big_DOT_xml=b" " * 30_000_000)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _edited(part: str, old: bytes, new: bytes) -> bytes:
    out = BytesIO()
    source = zipfile.ZipFile(BytesIO(xlsx({"Organisaties": [ORG, ["Voorbeeldbedrijf 1", "bedrijf", None]]})))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(old, new) if name == part else source.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.xlsx", b"", "empty_file"), ("x.pdf", b"%PDF", "unknown_type"), ("x.xlsm", b"PK", "wrong_type"), ("x.csv", b"%PDF-1", "wrong_type"),
        ("x.xlsx", b"organisatie;soort", "wrong_type"), ("x.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("x.xls", OLE + b"niets", "unreadable"), ("x.xlsx", b"PK\x03\x04 afgebroken", "unreadable"), ("x.xlsx", BOMB, "zip_bomb"),
        ("x.xlsb", _zip(xl__workbook_DOT_bin=b"x"), "unreadable"),
        ("x.xlsx", _edited(SHEET, b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet"), "unsafe_xml"),
        ("x.xlsx", _edited(SHEET, b'r="A1"', b'r="XFD1048576"'), "too_many_cells"),
        ("x.csv", bytes(range(1, 32)) * 40, "unreadable"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence(
    proposed: Propose, name: str, content: bytes, code: str
) -> None:
    outcome = proposed((name, content))
    assert ([p.code for p in outcome.report.problems], outcome.proposal, outcome.report.refused) == ([code], None, True)


def test_an_error_cell_and_an_uncomputed_formula_are_found(proposed: Propose) -> None:
    out = _edited(
        SHEET,
        b"</sheetData>",
        b'<row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B3"><f>A1</f></c></row></sheetData>',
    )
    assert codes(proposed(("x.xlsx", out))) == [("A3", "error_cell"), ("B3", "no_value")]
