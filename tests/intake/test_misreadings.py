"""What other tools read wrong without a word: here it is refused, or told."""
# ruff: noqa: E501 - tables of cases, a case a line

import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kpi.intake.import_report import ImportProposal
from tests.intake.conftest import Propose, Rows, codes, xlsx

D = datetime.date
COST = ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "factuurdatum"]
FIRST = ["A1", "Regio8", "een", 100, D(2017, 9, 1)]
PLEDGE = ["organisatie", "planjaar", "toegezegd", "toegezegd_op"]
LINES = ";".join(COST)


def added(outcome: ImportProposal) -> list[str]:
    """The keys of the rows that would be written."""
    return [row.key for change in (outcome.proposal.changes if outcome.proposal else ()) for row in change.rows]


def formatted(cell: str, code: str, *, value: object = None, mac: bool = False) -> bytes:
    """A workbook of one cost of which one cell is shown in that way."""
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.title = "Uitgaven"
    sheet.append(COST)
    sheet.append(FIRST)
    if value is not None:
        sheet[cell] = value  # type: ignore[assignment]
    sheet[cell].number_format = code
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("code", ['"$"#,##0.00', "[$£-809]#,##0.00", "[$USD] #,##0.00", "_-[$CHF] * #,##0.00_-"])
def test_an_amount_shown_in_another_currency_is_refused(proposed: Propose, code: str) -> None:
    assert codes(proposed(("x.xlsx", formatted("D2", code)))) == [("D2", "not_an_amount")]


@pytest.mark.parametrize("code", ['"€" #,##0.00', "[$€-2] #,##0.00", "[$-413]#,##0.00", "#,##0.00;[Red]-#,##0.00"])
def test_an_amount_shown_in_euros_is_read(proposed: Propose, code: str) -> None:
    assert codes(proposed(("x.xlsx", formatted("D2", code)))) == []


@pytest.mark.parametrize("mac", [False, True])
@pytest.mark.parametrize("code", ["mmm-yy", "[$-413]mmmm yyyy;@"])
def test_a_month_that_a_program_made_a_day_of_is_refused(proposed: Propose, code: str, mac: bool) -> None:
    found = proposed(("x.xlsx", formatted("E2", code, mac=mac)))
    assert [(one.cell, one.code, one.value) for one in found.report.problems] == [("E2", "date_without_day", "2017-09")]


def test_a_day_that_only_shows_its_month_is_that_day(proposed: Propose) -> None:
    assert codes(proposed(("x.xlsx", formatted("E2", "mmm-yy", value=D(2017, 9, 15))))) == []


@pytest.mark.parametrize(
    ("sheet", "rows"),
    [
        ("Uitgaven", [[*COST[:3], "bedrag ($)", COST[4]], FIRST]),
        ("Uitgaven", [[*COST[:3], "bedrag x 1000", COST[4]], FIRST]),
        ("Uitgaven", [[*COST[:3], "bedrag (k€)", COST[4]], FIRST]),
        ("Uitgaven", [["Bedragen x € 1.000"], COST, FIRST]),
        ("Uitgaven", [["Kosten 2017", "in duizenden euro's"], [], COST, FIRST]),
        ("Uitgaven x 1000", [COST, FIRST]),
        ("Bijdragen", [["organisatie", "planjaar", "Toegezegd (x 1.000)", "toegezegd_op", "ontvangen", "ontvangen_op"], ["Voorbeeldbedrijf 1", "2017-2018", 5, D(2017, 9, 1), 5000, D(2017, 9, 1)]]),
    ],
)  # fmt: skip
def test_amounts_in_thousands_or_dollars_are_refused_wherever_it_says_so(
    proposed: Propose, sheet: str, rows: Rows
) -> None:
    outcome = proposed(("x.xlsx", xlsx({sheet: rows})), partial=True)
    assert outcome.proposal is None
    assert "not_in_euros" in [problem.code for problem in outcome.report.errors]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Alle bedragen inclusief btw"], COST, FIRST], "includes_vat"),
        ([COST, [None, None, None, "x € 1.000", None], FIRST], "not_in_euros"),
        ([COST, FIRST, [], ["* bedragen x € 1.000"]], "not_in_euros"),
        ([COST, FIRST, [], ["Bedragen zijn incl. 21% btw"]], "includes_vat"),
    ],
    ids=["a note above", "a row of units", "a note below", "a note below about VAT"],
)
def test_what_stands_around_the_amounts_is_believed(proposed: Propose, rows: Rows, code: str) -> None:
    outcome = proposed(("x.xlsx", xlsx({"Uitgaven": rows})), partial=True)
    assert outcome.proposal is None
    assert code in [problem.code for problem in outcome.report.errors]


def test_a_note_about_vat_says_nothing_where_the_name_of_the_column_does(proposed: Propose) -> None:
    head = [*COST[:3], "bedrag excl. btw", COST[4]]
    rows = [["Prijzen in de bijlage zijn incl. btw"], head, FIRST, [], ["Bijlage: incl. btw"]]
    assert [code for _, code in codes(proposed(("x.xlsx", xlsx({"Uitgaven": rows}))))] == ["note_row"]


@pytest.mark.parametrize("above", ["Subsidie € 1.000 per jaar", "Begroting 2017: € 1.000.000", "Maximaal 1000 regels"])
def test_a_note_with_an_amount_says_nothing_about_the_rows(proposed: Propose, above: str) -> None:
    assert codes(proposed(("x.xlsx", xlsx({"Uitgaven": [[above], COST, FIRST]})))) == []


@pytest.mark.parametrize(
    "word", ["Totaal", "TOTAAL", "Totaal 2017-2018", "Subtotaal:", "Eindtotaal 2017", "Saldo", "Eindsaldo"]
)
def test_a_total_with_every_cell_filled_in_is_still_no_row(proposed: Propose, word: str) -> None:
    rows = [PLEDGE, *([f"Voorbeeldbedrijf {n}", "2017-2018", 2500, D(2017, 9, 1)] for n in (1, 2))]
    outcome = proposed(("x.xlsx", xlsx({"Bijdragen": [*rows, [word, "2017-2018", 5000, D(2017, 9, 1)]]})))
    assert len(added(outcome)) == 2
    assert [(one.added, one.stated) for one in outcome.report.totals] == [(500000, 500000)]


def test_an_organisation_whose_name_begins_with_total_is_a_row(proposed: Propose) -> None:
    rows = [PLEDGE, ["Totaal Voorbeeldtechniek", "2017-2018", 2500, D(2017, 9, 1)]]
    assert len(added(proposed(("x.xlsx", xlsx({"Bijdragen": rows}))))) == 1


def test_a_note_right_below_a_total_is_told_and_is_no_row(proposed: Propose) -> None:
    rows = [COST, FIRST, [None, None, "Totaal", 100, None], ["Let op: exclusief btw", None, None, None, None]]
    outcome = proposed(("x.xlsx", xlsx({"Uitgaven": rows})))
    assert (len(added(outcome)), codes(outcome)) == (1, [("A4", "note_row")])


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        (["10/01/2017", "10/13/2017", "11/11/2017", "2017-10-05"], ["E2", "E3"]),
        (["10/01/2017", "10/13/2017", "25/12/2017", "2017-10-05"], ["E3"]),
        (["10/01/2017", "11/02/2017", "11/11/2017", "05/10/2017"], []),
    ],
)
def test_dates_with_the_month_first_make_the_doubtful_ones_of_their_column_refused(
    proposed: Propose, days: list[str], refused: list[str]
) -> None:
    rows = [f"A{number};Regio8;x;100,00;{day}" for number, day in enumerate(days)]
    outcome = proposed(("x.csv", "\n".join([LINES, *rows]).encode()), partial=True)
    assert sorted(problem.cell for problem in outcome.report.errors) == refused
    assert len(added(outcome)) == len(days) - len(refused)


def test_a_row_with_more_cells_than_names_is_refused(proposed: Propose) -> None:
    rows = ["A1,Regio8,x,1250,50,01-10-2017", "A2,Regio8,x,1250,01-10-2017", "A3,Regio8,x,1250,01-10-2017,,"]
    outcome = proposed(("x.csv", "\n".join([",".join(COST), *rows]).encode()), partial=True)
    assert ("A2", "row_too_long") in codes(outcome)
    assert [key.partition("\x1f")[0] for key in added(outcome)] == ["a2", "a3"]


@pytest.mark.parametrize(
    "rows",
    [
        ["Voorbeeldbedrijf 1;bedrijf;Doetinchem", 'Voorbeeldbedrijf 2;bedrijf;"Aalten', "Voorbeeldbedrijf 3;bedrijf;Zutphen"],
        ['Voorbeeldbedrijf 1;bedrijf;"Aalten', "Voorbeeldbedrijf 2;bedrijf;Zutphen", 'Voorbeeldbedrijf 3;bedrijf;"', "Voorbeeldbedrijf 4;bedrijf;Zutphen"],
    ],
    ids=["up to the end", "up to the next one"],
)  # fmt: skip
def test_a_quotation_mark_that_swallows_rows_is_refused(proposed: Propose, rows: list[str]) -> None:
    outcome = proposed(("x.csv", "\n".join(["organisatie;soort;gemeente", *rows]).encode()), partial=True)
    assert (outcome.proposal, [code for _, code in codes(outcome)]) == (None, ["open_quote"])


def test_a_text_of_several_lines_and_an_inch_are_read(proposed: Propose) -> None:
    text = f'{LINES}\nA1;Regio8;"een;\nander";100,00;01-10-2017\nA2;Regio8;5" buis;100,00;01-10-2017\n'
    outcome = proposed(("x.csv", text.encode()))
    assert (len(added(outcome)), codes(outcome)) == (2, [])
