"""Every kind of workbook, and every way in which a cell shows something else than the number in it."""
# ruff: noqa: E501 - a table of cases

import datetime
import struct
import zipfile
from io import BytesIO

import pytest
import xlsxwriter
import xlwt

from kpi.intake.formats.opening import read_book
from tests.intake.binary_workbook import record, xlsb
from tests.intake.conftest import Propose, codes, xlsx
from tests.intake.test_cases import ods, stored

DAY = datetime.date(2017, 9, 12)
SERIAL = 42990
TRUTH: object = True
HEAD = ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "gefactureerd_op"]
NOTHING = {"no_rows", "nothing_changes"}


def cost(number: int, amount: object, day: object = SERIAL) -> list[object]:
    return [f"F{number}", "channels", "x", amount, day]


def with_macros(content: bytes, part: str) -> bytes:
    out = BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(part, b"x")
    return out.getvalue()


def test_a_binary_workbook_is_read_with_its_errors_and_what_its_cells_show(proposed: Propose) -> None:
    rows = [HEAD, cost(1, 10.5), cost(2, "#N/A"), cost(3, 5), cost(4, 0.9), cost(5, 7), cost(6, TRUTH)]
    formats = {(place, 4): 1 for place in range(1, 7)} | {(3, 3): 2, (4, 3): 3, (5, 3): 4}
    content = xlsb("Uitgaven", rows, ["dd-mm-yyyy", '"$"0', "0%", '0"k"'], formats)
    outcome = proposed(("uitgaven.xlsb", content), partial=True)
    assert (stored(outcome, "amount"), stored(outcome, "invoiced_on")) == ([1050], [DAY])
    assert codes(outcome) == [
        ("D3", "error_cell"), ("D4", "not_an_amount"), ("D5", "percentage"), ("D6", "not_an_amount"),
        ("D7", "not_an_amount"),
    ]  # fmt: skip


def test_a_binary_workbook_shows_what_is_struck_through_merged_and_hidden(proposed: Propose) -> None:
    head = ["organisatie", "planjaar", "toegezegd", "toegezegd_op"]
    rows = [head, *[["Een", "2017-2018", 5, SERIAL]] * 2, *[["Drie", "2017-2018", 7, SERIAL]] * 2]
    rows[2] = ["Twee", "", 6, SERIAL]
    columns = record(390) + record(60, struct.pack("<IIIIH", 3, 3, 2560, 0, 1)) + record(391)
    merged = record(177) + record(176, struct.pack("<IIII", 1, 2, 1, 1)) + record(178)
    formats = {(place, 3): 1 for place in range(1, 4)} | {(4, place): 2 for place in range(4)}
    content = xlsb("Bijdragen", rows, ["dd-mm-yyyy"], formats, hidden=[2], first=columns + merged)
    outcome = proposed(("bijdragen.xlsb", content))
    assert stored(outcome, "organisation") == ["Een", "Twee", "Drie"]
    assert stored(outcome, "plan_year") == ["2017-2018"] * 3
    assert {("5", "struck_row"), ("1", "hidden_columns"), ("", "hidden_rows")} <= set(codes(outcome))


def test_days_of_a_binary_workbook_that_counts_from_1904_are_the_same(proposed: Propose) -> None:
    content = xlsb("Uitgaven", [HEAD, cost(1, 1, SERIAL - 1462)], ["dd-mm-yyyy"], {(1, 4): 1}, since_1904=True)
    assert stored(proposed(("uitgaven.xlsb", content)), "invoiced_on") == [DAY]


def old_with_macros() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Uitgaven")
    for row, values in enumerate([HEAD, cost(1, 1, "12-09-2017")]):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue() + "_VBA_PROJECT".encode("utf-16-le")


PLEDGE = [["organisatie", "planjaar", "toegezegd", "toegezegd_op"], ["Een", "2017-2018", "1", "12-09-2017"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("u.xlsm", with_macros(xlsx({"Uitgaven": [HEAD, cost(1, 1, DAY)]}), "xl/vbaProject.bin")),
        ("u.xlsx", with_macros(xlsx({"Uitgaven": [HEAD, cost(1, 1, DAY)]}), "xl/vbaProject.bin")),
        ("u.xlsm", with_macros(xlsx({"Uitgaven": [HEAD, cost(1, 1, DAY)]}), "xl/macrosheets/sheet9.xml")),
        ("u.xlsb", with_macros(xlsb("Uitgaven", [HEAD, cost(1, 1, "12-09-2017")]), "xl/vbaProject.bin")),
        ("u.xls", old_with_macros()),
        ("b.ods", with_macros(ods(PLEDGE, [[""] * 4]), "Basic/script-lc.xml")),
    ],
)
def test_the_cells_of_a_workbook_with_macros_are_read_and_its_macros_are_told_and_not_kept(
    proposed: Propose, name: str, content: bytes
) -> None:
    outcome = proposed((name, content))
    assert ("", "macros_not_run") in codes(outcome)
    assert outcome.proposal is not None
    (upload,) = outcome.proposal.uploads
    assert not read_book("kept.xlsx", upload.content).macros


@pytest.mark.parametrize("name", ["u.xls", "u.xlsm", "u.xlsb", "u.ods"])
def test_a_workbook_is_told_by_its_contents_whatever_workbook_its_name_says(proposed: Propose, name: str) -> None:
    outcome = proposed((name, xlsx({"Uitgaven": [HEAD, cost(1, 1, DAY)]})))
    assert stored(outcome, "amount") == [100]
    assert "macros_not_run" not in [code for _, code in codes(outcome)]


def test_text_that_is_called_an_old_workbook_is_read(proposed: Propose) -> None:
    """Bookkeeping programs and banks write text with tabs and call it .xls."""
    text = "\n".join("\t".join(map(str, row)) for row in [HEAD, cost(1, "1.250,00", "12-09-2017")])
    assert stored(proposed(("u.xls", text.encode("cp1252"))), "amount") == [125000]


def shown(column: str, value: object, code: str) -> bytes:
    """A workbook of one cost with that value, shown by that number format."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, given, plain = (
        book.add_worksheet("Uitgaven"), book.add_format({"num_format": code}), book.add_format({"num_format": "d-m-yyyy"}),
    )  # fmt: skip
    for place, (name, usual) in enumerate(zip([*HEAD, "uren"], [*cost(1, 1), 2], strict=True)):
        sheet.write(0, place, name)
        chosen = value if name == column else usual
        style = given if name == column else plain if name == "gefactureerd_op" else None
        if isinstance(chosen, bool):
            sheet.write_boolean(1, place, chosen)
        else:
            sheet.write(1, place, chosen, style)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("column", "value", "code", "meant"),
    [
        ("bedrag", 1234.5, "#,##0.00", 123450), ("bedrag", 1234.5, '[$€-413] #,##0.00;[Red]-[$€-413] #,##0.00', 123450),
        ("bedrag", 1234.5, '_ "€"\\ * #,##0.00_ ;_ "€"\\ * -#,##0.00_ ;_ "€"\\ * "-"??_ ;_ @_ ', 123450),
        ("bedrag", 1234.5, "#,##0.00_-", 123450), ("bedrag", 1234500, '#,##0,"k"', 123450000), ("bedrag", 42, "0000", 4200),
        ("bedrag", 1250, "-#,##0", -125000), ("bedrag", 1250, "(#,##0)", -125000), ("bedrag", 1250, '#,##0"-"', -125000),
        ("bedrag", -1250, "#,##0;(#,##0)", -125000), ("bedrag", 0.1 + 0.2, "0.00", 30),
        ("bedrag", 1250, '#,##0" CR"', "not_an_amount"), ("bedrag", 5, '0"k"', "not_an_amount"),
        ("bedrag", 5, '0" K€"', "not_in_euros"), ("bedrag", 1.5, '0.0" mln"', "not_in_euros"),
        ("bedrag", 5, '0 "x 1.000"', "not_in_euros"), ("bedrag", 5, '0" duizend"', "not_an_amount"),
        ("bedrag", 1, "[$$-409]0.00", "not_an_amount"), ("bedrag", 1, "[$CHF] 0", "not_an_amount"), ("bedrag", 0.9, "0%", "percentage"),
        ("bedrag", SERIAL, "dd-mm-yyyy", "not_an_amount"), ("bedrag", 0.5, "h:mm", "not_an_amount"),
        ("bedrag", True, "0", "not_an_amount"), ("bedrag", 1234.567, "0.00", "fraction_of_cent"), ("bedrag", 1e16, "0", "too_big"),
        ("gefactureerd_op", SERIAL, "[$-413]d mmmm yyyy", DAY), ("gefactureerd_op", SERIAL, 'yyyy-mm-dd"T"hh:mm:ss', DAY),
        ("gefactureerd_op", SERIAL, "ddd", DAY), ("gefactureerd_op", SERIAL + 0.4, "dd-mm-yyyy hh:mm", DAY),
        ("gefactureerd_op", SERIAL, "mmm-yy", DAY), ("gefactureerd_op", 42979, "mmm-yy", "date_without_day"),
        ("gefactureerd_op", 42736, "yyyy", "date_without_day"), ("gefactureerd_op", 2017, "yyyy", "date_out_of_range"),
        ("gefactureerd_op", SERIAL, "General", "number_as_date"), ("gefactureerd_op", 0, "dd-mm-yyyy", "not_a_date"),
        ("gefactureerd_op", 20170912, "0", DAY), ("gefactureerd_op", SERIAL, "0%", "not_a_date"), ("gefactureerd_op", 0.5, "h:mm", "not_a_date"),
        ("uren", 7.5, "0", 7_500_000), ("uren", 7.5, '0.0" uur"', 7_500_000), ("uren", 0.3125, "[h]:mm", "not_a_number"),
        ("uren", 0.9, "0%", "percentage"), ("uren", 1 / 3, "0.00", "too_precise"),
        ("boekstuk", 12, "0000", "0012"), ("boekstuk", 201700012345678901, "0", "number_lost"), ("boekstuk", SERIAL, "d-m-yyyy", "not_a_text"),
    ],
)  # fmt: skip
def test_a_number_is_what_its_cell_shows_or_it_is_refused(
    proposed: Propose, column: str, value: object, code: str, meant: object
) -> None:
    fields = {"bedrag": "amount", "gefactureerd_op": "invoiced_on", "uren": "hours", "boekstuk": "entry"}
    outcome = proposed(("u.xlsx", shown(column, value, code)), partial=True)
    found = stored(outcome, fields[column])
    assert found == [meant] if found else meant in {each for _, each in codes(outcome)} - NOTHING
