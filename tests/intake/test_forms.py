"""Every form of a value that stands in the list of what Dutch offices send, in a whole file: read right, or refused."""
# ruff: noqa: E501 - tables of cases, a case a line

import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kpi.facts.proposal import storage_columns
from tests.intake.conftest import Propose, xlsx

D = datetime.date
DAY = D(2017, 7, 1)
COST = ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "gefactureerd_op"]
PLEDGE = ["organisatie", "planjaar", "toegezegd", "toegezegd_op", "ontvangen", "ontvangen_op"]
SCORE = ["indicator", "datum", "waarde"]
POST = ["vacature_id", "functie", "organisatie", "soort", "niveau", "geplaatst_op", "smart_industry"]
GOOD: dict[str, list[object]] = {
    "bedrag": ["F1", "channels", "Iets", 1, DAY],
    "gefactureerd_op": ["F1", "channels", "Iets", 1, DAY],
    "boekstuk": ["F1", "channels", "Iets", 1, DAY],
    "ontvangen": ["Voorbeeldbedrijf 1", "2017-2018", 100, DAY, 1, None],
    "waarde": ["portal_in_use", DAY, 1],
    "smart_industry": ["V1", "Functie", "Voorbeeldbedrijf 1", "stage", "hbo", DAY, "ja"],
}
SHEET = {"bedrag": ("Uitgaven", COST, "amount"), "gefactureerd_op": ("Uitgaven", COST, "invoiced_on"), "boekstuk": ("Uitgaven", COST, "entry"), "ontvangen": ("Bijdragen", PLEDGE, "received"),
         "waarde": ("Metingen", SCORE, "value"), "smart_industry": ("Vacatures", POST, "smart_industry")}  # fmt: skip


@pytest.mark.parametrize(
    ("column", "typed", "meant"),
    [
        ("bedrag", "€ 5.000,-", 500000), ("bedrag", "€5.000,–", 500000), ("bedrag", "5.000,=", 500000), ("bedrag", "(1.250,00)", -125000),
        ("bedrag", "1.250,00-", -125000), ("bedrag", "-/- 500", -50000), ("bedrag", "5k", "not_an_amount"), ("bedrag", "1.234", 123400),
        ("bedrag", 1.234, "fraction_of_cent"), ("bedrag", 1234, 123400), ("bedrag", "€\u00a01.250,50", 125050), ("bedrag", "EUR 12", 1200),
        ("bedrag", "1,234", "ambiguous_number"), ("bedrag", "90%", "not_an_amount"), ("bedrag", 0, 0),
        ("bedrag", None, "required"), ("bedrag", "-", "required"), ("bedrag", "pm", "required"), ("bedrag", "n.v.t.", "required"),
        ("bedrag", "#N/B", "error_cell"), ("bedrag", "#VERW!", "error_cell"), ("bedrag", "#WAARDE!", "error_cell"),
        ("ontvangen", "-", None), ("ontvangen", "n.v.t.", None), ("ontvangen", "pm", None), ("ontvangen", None, None),
        ("gefactureerd_op", "1-7-2017", DAY), ("gefactureerd_op", "01/07/17", DAY), ("gefactureerd_op", "1 juli 2017", DAY),
        ("gefactureerd_op", "jul-17", "date_without_day"), ("gefactureerd_op", "2017-07-01", DAY), ("gefactureerd_op", 42917, "number_as_date"),
        ("gefactureerd_op", 41455, "number_as_date"), ("gefactureerd_op", "31-02-2017", "no_such_date"), ("gefactureerd_op", DAY, DAY),
        ("waarde", "90%", 90_000_000), ("waarde", "0,9", "ambiguous_percentage"), ("waarde", 90, 90_000_000), ("waarde", 0, 0),
        ("smart_industry", "ja", True), ("smart_industry", "nee", False), ("smart_industry", "x", True), ("smart_industry", "✓", True),
        ("smart_industry", "WAAR", True), ("smart_industry", "ONWAAR", False), ("smart_industry", 1, True), ("smart_industry", 0, False),
        ("smart_industry", True, True), ("smart_industry", "soms", "not_yes_no"),
        ("boekstuk", "0012", "0012"), ("boekstuk", 12, "12"), ("boekstuk", "?", "required"), ("boekstuk", "onbekend", "required"),
        ("gefactureerd_op", "di 12-09-2017", D(2017, 9, 12)), ("gefactureerd_op", "dinsdag 12 sep. '17", D(2017, 9, 12)),
        ("gefactureerd_op", "ma 12-09-2017", "weekday_differs"), ("gefactureerd_op", "voor 12 sep 2017", "not_a_date"),
        ("gefactureerd_op", "per 12 september 2017", "not_a_date"), ("gefactureerd_op", "12-09-99", "century_open"),
        ("gefactureerd_op", "12-09-49", D(2049, 9, 12)), ("gefactureerd_op", "kw1 2018", "date_without_day"), ("gefactureerd_op", "Q1 2018", "date_without_day"),
        ("gefactureerd_op", "2018-W03", "date_without_day"), ("gefactureerd_op", "week 3 2018", "date_without_day"), ("gefactureerd_op", "1e kwartaal 2018", "date_without_day"),
    ],
)  # fmt: skip
def test_a_form_in_a_cell_is_read_right_or_refused_with_a_reason(
    proposed: Propose, column: str, typed: object, meant: object
) -> None:
    sheet, head, field = SHEET[column]
    row = list(GOOD[column])
    row[head.index(column)] = typed
    if column == "waarde":
        head, row = [*head, "soort"], [*row, "meting"]
    outcome = proposed(("x.xlsx", xlsx({sheet: [head, row]})))
    if outcome.proposal is None:
        assert meant in [problem.code for problem in outcome.report.errors]
        return
    (change,) = outcome.proposal.changes
    value = change.rows[0].values[storage_columns(change.register_name).index(field)]
    assert (value, type(value)) == (meant, type(meant))


DEFAULTS = {
    "Uitgaven": ([*COST, "subsidiabel", "btw", "planjaar"], ["F1", "channels", "Iets", 1, DAY, None, None, None]),
    "Vacatures": (
        [*POST, "plaatsen", "status", "vervuld"],
        ["V1", "Functie", "Voorbeeldbedrijf 1", "stage", "hbo", DAY, None, None, None, None],
    ),
}


@pytest.mark.parametrize("word", ["?", "pm", "nnb", "n.v.t.", "geen", "-"])
@pytest.mark.parametrize(
    ("sheet", "column", "taken"),
    [
        ("Uitgaven", "subsidiabel", "-"), ("Uitgaven", "btw", "? pm nnb n.v.t. geen -"), ("Uitgaven", "planjaar", "-"),
        ("Vacatures", "smart_industry", "-"), ("Vacatures", "plaatsen", ""), ("Vacatures", "status", "-"), ("Vacatures", "vervuld", ""),
    ],
)  # fmt: skip
def test_a_word_for_unknown_never_takes_what_an_empty_cell_means(
    proposed: Propose, sheet: str, column: str, taken: str, word: str
) -> None:
    """A question mark under *subsidiabel* is no yes; of a word for none only what can't be misread is a blank."""
    head, row = DEFAULTS[sheet]
    row = [word if name == column else value for name, value in zip(head, row, strict=True)]
    outcome = proposed(("x.xlsx", xlsx({sheet: [head, row]})))
    assert ("not_the_usual" in [each.code for each in outcome.report.errors]) is (word not in taken.split())
    assert (outcome.proposal is not None) is (word in taken.split())


def test_a_code_shown_with_leading_zeros_keeps_them(proposed: Propose) -> None:
    book = openpyxl.load_workbook(BytesIO(xlsx({"Uitgaven": [COST, [12, *GOOD["bedrag"][1:]]]})))
    book["Uitgaven"]["A2"].number_format = "0000"
    out = BytesIO()
    book.save(out)
    outcome = proposed(("x.xlsx", out.getvalue()))
    assert outcome.proposal is not None
    assert outcome.proposal.changes[0].rows[0].values[0] == "0012"


def test_dates_of_a_workbook_that_counts_from_1904_are_the_same_days(proposed: Propose) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.title = "Uitgaven"
    sheet.append(COST)
    sheet.append(GOOD["bedrag"])
    out = BytesIO()
    book.save(out)
    outcome = proposed(("x.xlsx", out.getvalue()))
    assert outcome.proposal is not None
    assert DAY in outcome.proposal.changes[0].rows[0].values


def test_where_ticks_are_all_there_is_a_blank_is_no(proposed: Propose) -> None:
    rows = [[*GOOD["smart_industry"]] for _ in range(3)]
    for number, (row, tick) in enumerate(zip(rows, ["x", None, "x"], strict=True)):
        row[0], row[6] = f"V{number}", tick
    outcome = proposed(("v.xlsx", xlsx({"Vacatures": [POST, *rows]})))
    assert "ticks_only" in [problem.code for problem in outcome.report.problems]
    assert outcome.proposal is not None
    assert [row.values[9] for row in outcome.proposal.changes[0].rows] == [True, False, True]
