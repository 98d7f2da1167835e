"""Sheets as offices lay them out: whatever stands above, between and beside the rows, the same facts come in."""
# ruff: noqa: E501 - tables of cases, a case a line

import datetime
from io import BytesIO

import openpyxl
import pytest

from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.intake.import_report import ImportProposal
from tests.intake.conftest import AT, Propose, codes, xlsx

D = datetime.date
HEAD = ["organisatie", "planjaar", "toegezegd", "toegezegd_op", "ontvangen", "ontvangen_op"]
ONE = ["Voorbeeldbedrijf 1", "2017-2018", 3000, D(2017, 9, 1), 1000, D(2017, 10, 2)]
TWO = ["Voorbeeldbedrijf 2", "2017-2018", 2500, D(2017, 9, 4), 2500, D(2017, 11, 3)]
ORG = ["organisatie", "soort", "lid_sinds"]
MEMBER = ["Voorbeeldbedrijf 1", "bedrijf", D(2017, 7, 1)]
N = None

LAYOUTS: dict[str, tuple[list[list[object]], list[tuple[str, str]]]] = {
    "plain": ([HEAD, ONE, TWO], []),
    "a title, a note and blank rows above": ([["Bijdragen 2017-2018"], ["Stand van zaken", "concept"], [], HEAD, ONE, TWO], []),
    "blank rows and columns between": ([[N, *HEAD[:3], N, *HEAD[3:]], [], [N, *ONE[:3], N, *ONE[3:]], [], [], [N, *TWO[:3], N, *TWO[3:]]], []),
    "two rows of names": (
        [["Organisatie", "Planjaar", "Toegezegd", N, "Ontvangen", N], [N, N, "bedrag", "datum", "bedrag", "datum"], ONE, TWO], []),
    "two rows of names below a title": (
        [["Overzicht", N, N], ["Organisatie", "Planjaar", "Toegezegd", N, "Ontvangen", N], [N, N, "bedrag", "datum", "bedrag", "datum"], ONE, TWO], []),
    "a row of units below the names": ([HEAD, [N, N, "€", "dd-mm-jjjj", "€", "dd-mm-jjjj"], ONE, TWO], []),
    "units in brackets, stars and colons": (
        [["Organisatie *", "Planjaar:", "Toegezegd (in euro's)", "Toegezegd op [dd-mm-jjjj]", "Ontvangen (€)", "Datum\nontvangen"], ONE, TWO], []),
    "names with the words in another order": ([["Organisatie", "Planjaar", "Bedrag toegezegd", "datum toezegging", "bedrag ontvangen", "ontvangst datum"], ONE, TWO], []),
    "a slip of the pen in a name": ([["organistaie", "planjaar", "toegezegd", "toegezegd_op", "ontvangen", "ontvangen_op"], ONE, TWO], [("A1", "near_column")]),
    "names repeated on every page": ([HEAD, ONE, HEAD, TWO], []),
    "a total below": ([HEAD, ONE, TWO, ["Totaal", N, 5500, N, 3500, N]], []),
    "subtotals and a total": (
        [HEAD, ONE, ["Subtotaal", N, 3000, N, 1000, N], TWO, ["Subtotaal", N, 2500, N, 2500, N], ["Eindtotaal", N, 5500, N, 3500, N]], []),
    "notes below": ([HEAD, ONE, TWO, [], ["* voorlopige cijfers"], ["Bron: penningmeester"]], [("A5", "note_row"), ("A6", "note_row")]),
    "a column that nobody asked for": ([[*HEAD[:2], "Opmerkingen", *HEAD[2:]], [*ONE[:2], "nog bellen over het vervolg", *ONE[2:]], [*TWO[:2], N, *TWO[2:]]], [("C1", "unknown_column")]),
}  # fmt: skip


def digests(outcome: ImportProposal) -> set[tuple[str, str, str]]:
    assert outcome.proposal is not None, codes(outcome)
    return {(change.register_name, row.key, row.digest) for change in outcome.proposal.changes for row in change.rows}


def told_of(outcome: ImportProposal) -> list[tuple[str, str]]:
    """What is told about the layout; that nobody heard of these organisations yet isn't."""
    return [each for each in codes(outcome) if each[1] != "unknown_organisation"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_rows(proposed: Propose, layout: str) -> None:
    rows, told = LAYOUTS[layout]
    plain = digests(proposed(("a.xlsx", xlsx({"Bijdragen": [HEAD, ONE, TWO]}))))
    outcome = proposed(("b.xlsx", xlsx({"Bijdragen": rows})))
    assert digests(outcome) == plain
    assert told_of(outcome) == told


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ONE, TWO, [], ["Leden"], [], ORG, MEMBER],
        [HEAD, ONE, TWO, ORG, MEMBER],
        [ORG, MEMBER, [], HEAD, ONE, TWO],
        [HEAD, ONE, [], ORG, MEMBER, [], HEAD, TWO],
        [[*HEAD, N, *ORG], [*ONE, N, *MEMBER], TWO],
        [[*HEAD, N, *ORG], [*ONE, N, *MEMBER], [*TWO, N, N, N, N]],
    ],
    ids=["a title between", "right below", "the other one first", "taking turns", "beside each other", "one longer"],
)
def test_several_tables_on_a_sheet_are_all_read(proposed: Propose, rows: list[list[object]]) -> None:
    apart = digests(proposed(("a.xlsx", xlsx({"Bijdragen": [HEAD, ONE, TWO], "Organisaties": [ORG, MEMBER]}))))
    outcome = proposed(("b.xlsx", xlsx({"Bijdragen": rows})))
    assert digests(outcome) == apart
    assert {code for _, code in told_of(outcome)} <= {"note_row"}


def edited(change: object) -> bytes:
    book = openpyxl.load_workbook(BytesIO(xlsx({"Bijdragen": [HEAD, ONE, TWO]})))
    change(book)  # type: ignore[operator]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_name_merged_over_rows_counts_for_each_of_them_but_an_amount_is_refused(proposed: Propose) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book["Bijdragen"]["A3"] = None
        book["Bijdragen"].merge_cells("A2:A3")
        book["Bijdragen"]["C3"] = None
        book["Bijdragen"].merge_cells("C2:C3")

    outcome = proposed(("m.xlsx", edited(merge)))
    assert told_of(outcome)[0] == ("C3", "merged_figure")
    good = proposed(("m.xlsx", edited(merge)), partial=True)
    assert {key for _, key, _ in digests(good)} == {"voorbeeldbedrijf1\x1f2017-2018\x1f1"}


def test_hidden_rows_are_read_and_told_and_hidden_sheets_are_skipped_and_told(proposed: Propose) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Bijdragen"].row_dimensions[3].hidden = True
        old = book.create_sheet("Bijdragen oud")
        old.append(HEAD)
        old.append(["Voorbeeldbedrijf 9", "2017-2018", 1, D(2017, 9, 1), None, None])
        old.sheet_state = "hidden"

    outcome = proposed(("h.xlsx", edited(hide)))
    assert [code for _, code in told_of(outcome)] == ["hidden_rows", "hidden_sheet"]
    assert len(digests(outcome)) == 2


def test_what_is_not_certain_is_asked_with_examples_and_the_answer_is_remembered(
    store: Store, proposed: Propose
) -> None:
    rows = [
        ["Wie doet mee", "planjaar", "Toezegging 2017 ev", "toegezegd_op", "Kleur"],
        *([*ONE[:4], "rood"], [*TWO[:4], "blauw"]),
    ]
    file = ("b.xlsx", xlsx({"Toezeggingen": rows}))
    first = proposed(file)
    assert first.proposal is None
    (asked,) = first.report.questions
    assert (asked.register, asked.missing, asked.pressing) == ("contributions", ("organisation",), True)
    assert [(one.letter, one.name, one.examples) for one in asked.columns] == [
        ("A", "Wie doet mee", ("Voorbeeldbedrijf 1", "Voorbeeldbedrijf 2")),
        ("C", "Toezegging 2017 ev", ("3000", "2500")),
        ("E", "Kleur", ("rood", "blauw")),
    ]
    answer = {"wiedoetmee": "organisation", "toezegging2017ev": "pledged", "kleur": ""}
    decision = ColumnMeanings(asked.key, "contributions", answer, asked.headers).decision("Gekoppeld")
    store.commit(Proposal(0, "Tester", AT, decisions=(decision,)))
    shuffled = [[row[index] for index in (4, 2, 0, 1, 3)] for row in rows]
    for again in (rows, shuffled):
        outcome = proposed(("c.xlsx", xlsx({"Blad1": again})))
        assert outcome.report.questions == ()
        assert told_of(outcome) == []
        assert len(digests(outcome)) == 2


def test_one_file_may_mix_incl_and_excl_vat_and_nothing_is_guessed(proposed: Propose) -> None:
    head = ["boekstuk", "begrotingspost", "omschrijving", "bedrag incl btw", "factuurdatum"]
    outcome = proposed(("u.xlsx", xlsx({"Uitgaven": [head, ["F1", "channels", "Iets", 121, D(2017, 9, 1)]]})))
    assert ("1", "missing_column") in codes(outcome)
    assert all(one.suggestion != "amount" for asked in outcome.report.questions for one in asked.columns)
