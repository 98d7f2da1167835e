"""Small files as offices really send them, each with what must become of it."""

import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl.styles import Font

from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.facts.proposal import storage_columns
from kpi.intake.formats.delimited import decoded
from kpi.intake.import_report import ImportProposal
from kpi.intake.recognise.column_questions import set_key
from kpi.intake.unreadable import FileRefused
from kpi.language import words_of
from tests.intake.conftest import Propose, codes, xlsx

CASES = Path(__file__).parent / "cases"
SEPTEMBER = datetime.date(2017, 9, 12)


def case(name: str) -> tuple[str, bytes]:
    return name, (CASES / name).read_bytes()


def stored(outcome: ImportProposal, field: str) -> list[object]:
    """The values of a field in the rows that would be stored, in order of the file."""
    changes = outcome.proposal.changes if outcome.proposal else ()
    with_field = [change for change in changes if field in storage_columns(change.register_name)]
    rows = [(row, storage_columns(change.register_name)) for change in with_field for row in change.rows]
    return [row.values[names.index(field)] for row, names in sorted(rows, key=lambda each: each[0].row)]


@pytest.mark.parametrize(
    ("name", "finding"),
    [
        ("crash_slash_1.csv", ("E2", "date_order")),
        ("crash_slash_2.csv", ("E2", "date_out_of_range")),
        ("crash_slash_3.csv", ("E2", "no_such_date")),
        ("crash_huge_number.xlsx", ("D2", "too_big")),
    ],
)
def test_a_cell_that_is_impossible_is_an_error_at_its_place(
    proposed: Propose, name: str, finding: tuple[str, str]
) -> None:
    outcome = proposed(case(name), partial=True)
    assert finding in codes(outcome)
    assert len(outcome.report.errors) == 1
    assert stored(outcome, "amount") == []


def test_the_rest_of_an_upload_is_reported_beside_an_impossible_date(proposed: Propose) -> None:
    outcome = proposed(case("crash_slash_3.csv"), case("crash_huge_number.xlsx"), case("a33_yyyymmdd.csv"))
    assert {("E2", "no_such_date"), ("D2", "too_big")} <= set(codes(outcome))


@pytest.mark.parametrize("name", ["crash_slash_0.csv", "crash_slash.xlsx"])
def test_a_time_behind_a_day_is_left_out_and_told(proposed: Propose, name: str) -> None:
    outcome = proposed(case(name))
    assert stored(outcome, "invoiced_on") == [SEPTEMBER]
    assert codes(outcome).count(("E2", "time_left_out")) == 1


def test_times_are_told_once_a_column(proposed: Propose) -> None:
    name, content = case("crash_slash_0.csv")
    outcome = proposed((name, content + b"F2;channels;b;100,00;13/09/2017 09:15\nF3;channels;c;1;14/09/2017 9:15\n"))
    assert [code for _, code in codes(outcome)].count("time_left_out") == 1
    assert stored(outcome, "invoiced_on") == [datetime.date(2017, 9, day) for day in (12, 13, 14)]


@pytest.mark.parametrize("name", ["a33_yyyymmdd.csv", "a33b_yyyymmdd.xlsx"])
def test_eight_digits_are_a_day(proposed: Propose, name: str) -> None:
    assert stored(proposed(case(name)), "invoiced_on") == [SEPTEMBER]


def test_only_the_dates_with_slashes_are_doubted_where_one_names_am_or_pm(proposed: Propose) -> None:
    head = b"boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\n"
    rows = b"F1;channels;a;1;12/09/2017 2:15 PM\nF2;channels;b;1;12-09-2017\nF3;channels;c;1;09/12/2017\n"
    outcome = proposed(("uitgaven.csv", head + rows), partial=True)
    assert [place for place, code in codes(outcome) if code == "date_order"] == ["E2", "E4"]
    assert stored(outcome, "invoiced_on") == [SEPTEMBER]


def test_a_moment_is_the_day_in_the_time_zone_of_the_programme(proposed: Propose) -> None:
    outcome = proposed(case("a3_timestamps.csv"), partial=True)
    assert codes(outcome) == [("F2", "time_left_out"), ("F6", "date_order"), ("C2", "unknown_organisation")]
    assert stored(outcome, "published_on") == [SEPTEMBER] * 4
    assert stored(outcome, "closes_on") == [datetime.date(2017, 10, 12)] * 4


def test_a_cell_seconds_before_midnight_is_the_next_day(proposed: Propose) -> None:
    outcome = proposed(case("a3b_drift.xlsx"))
    assert ("F2", "almost_midnight") in codes(outcome)
    assert stored(outcome, "published_on") == [SEPTEMBER] * 2


def test_a_number_that_was_shortened_is_lost_and_nothing_of_it_is_added_up(proposed: Propose) -> None:
    outcome = proposed(case("a10_sci.csv"), partial=True)
    assert codes(outcome)[:3] == [("A2", "number_lost"), ("A3", "number_lost"), ("A4", "number_lost")]
    assert stored(outcome, "amount") == []
    assert [(total.added, total.stated) for total in outcome.report.totals] == []


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("g_guard_org.csv", ["Voorbeeld 1"]),
        ("a24_wrapped.csv", ["Voorbeeld 1", 'Voorbeeld "Twee"']),
        ("t_mixed_delim.csv", ["Voorbeeld 1"]),
        ("a25c_cp850.csv", ["Café Müller Coöperatie"]),
    ],
)
def test_text_is_read_whatever_its_quotes_delimiters_and_code_page(
    proposed: Propose, name: str, names: list[str]
) -> None:
    outcome = proposed(case(name))
    assert outcome.report.errors == ()
    field = "name" if name == "g_guard_org.csv" else "organisation"
    assert stored(outcome, field) == names


def test_letters_that_were_lost_are_never_stored(proposed: Propose) -> None:
    outcome = proposed(case("a25f_replacement.csv"), partial=True)
    assert ("A2", "letters_lost") in codes(outcome)
    assert outcome.proposal is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Foto’s “Piet” – Café Straße".encode("cp1252"), "Foto’s “Piet” – Café Straße"),
        ("Jansen† & zonen, ‘s-Heerenberg".encode("cp1252"), "Jansen† & zonen, ‘s-Heerenberg"),
        ("Geërfd, België, hôtel, às, naïef".encode("cp850"), "Geërfd, België, hôtel, às, naïef"),
    ],
)
def test_the_code_page_is_told_by_the_letters_within_words(written: bytes, name: str) -> None:
    assert decoded(written) == name


@pytest.mark.parametrize("written", ["Café Müller".encode("mac-roman"), b"Caf\x82 M\xfcller"])
def test_letters_in_two_codes_or_another_are_refused(written: bytes) -> None:
    with pytest.raises(FileRefused) as refusal:
        decoded(written)
    assert refusal.value.fault.code == "unknown_letters"


@pytest.mark.parametrize("name", ["a15_unlabelled_total.xlsx", "a15e_words.xlsx"])
def test_a_total_in_other_words_or_without_one_is_compared_and_told(proposed: Propose, name: str) -> None:
    """Two pledges of 2.500,00; whatever the total of 5.000,00 is called, it is no row."""
    outcome = proposed(case(name))
    assert stored(outcome, "pledged") == [250000, 250000]
    assert {(total.added, total.stated) for total in outcome.report.totals} == {(500000, 500000)}
    assert ("4", "total_row") in codes(outcome)
    assert "total_differs" not in [code for _, code in codes(outcome)]


def test_a_bare_figure_that_is_no_sum_is_a_row_that_lacks_its_names(proposed: Propose) -> None:
    rows = "organisatie;planjaar;toegezegd;toegezegd_op\nA;2017-2018;2;2017-09-12\nB;2017-2018;3;2017-09-12\n;;6;\n"
    outcome = proposed(("bijdragen.csv", rows.encode()), partial=True)
    assert ("A4", "required") in codes(outcome)
    assert stored(outcome, "pledged") == [200, 300]


def test_a_total_is_compared_with_what_would_be_stored(proposed: Propose) -> None:
    """The total of 600 holds a row of 300 whose date is wrong: 300 would be stored, and that is told."""
    rows = "F1;channels;a;100;2017-09-12\nF2;channels;b;200;2017-09-13\nF3;channels;c;300;2017-02-31\n;;Totaal;600;\n"
    head = "boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\n"
    outcome = proposed(("uitgaven.csv", (head + rows).encode()), partial=True)
    assert [(total.added, total.stated) for total in outcome.report.totals] == [(30000, 60000)]
    assert ("D5", "total_differs") in codes(outcome)


def test_real_dates_that_another_machine_swapped_are_refused_at_each(proposed: Propose) -> None:
    """Every real date has a day up to 12, every text a later one: 9 January may be 1 September."""
    outcome = proposed(case("a1_half_swapped_dates.xlsx"))
    assert codes(outcome) == [("E2", "date_swapped"), ("E3", "date_swapped"), ("E6", "date_swapped")]
    assert outcome.proposal is None


@pytest.mark.parametrize("days", [["13-09-2017", SEPTEMBER, "05-10-2017"], ["25-10-2017", SEPTEMBER, "13-09-2017"]])
def test_real_dates_beside_texts_are_read_where_nothing_tells_of_a_swap(proposed: Propose, days: list[object]) -> None:
    """A text with a day up to 12 is no sign of a swap; nor is one real date alone."""
    head = ["boekstuk", "begrotingspost", "omschrijving", "bedrag", "gefactureerd_op"]
    rows = [[f"F{number}", "channels", "x", 1, day] for number, day in enumerate(days)]
    assert codes(proposed(("x.xlsx", xlsx({"Uitgaven": [head, *rows]})))) == []


def test_hours_that_may_be_thousands_are_refused(proposed: Propose) -> None:
    outcome = proposed(case("t_hours.csv"), partial=True)
    assert [found for found in codes(outcome) if found[1] == "ambiguous_number"] == [
        ("F2", "ambiguous_number"),
        ("F3", "ambiguous_number"),
    ]


def test_an_amount_in_a_column_with_decimal_points_is_no_thousand(proposed: Propose) -> None:
    """99.95 and 12.5 show what a point is, so 1.250 may be one and a quarter."""
    outcome = proposed(case("t_dotdec.csv"), partial=True)
    assert ("D3", "ambiguous_number") in codes(outcome)
    assert stored(outcome, "amount") == [9995, 1250]


@pytest.mark.parametrize("others", ["1.250,50", "1250", "1.250.000"])
def test_an_amount_with_a_point_is_a_thousand_where_nothing_says_otherwise(proposed: Propose, others: str) -> None:
    rows = f"F1;channels;a;1.250;2017-09-12\nF2;channels;b;{others};2017-09-12\n"
    outcome = proposed(("u.csv", f"boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\n{rows}".encode()))
    assert stored(outcome, "amount")[0] == 125000


@pytest.mark.parametrize("written", ["1250.000", "€ 1250.000", "12345.678", "-1250.000"])
def test_a_number_that_is_grouped_by_half_is_refused(proposed: Propose, written: str) -> None:
    """A million with a point too few, or a thousand with three decimals."""
    rows = f"F1;channels;a;{written};2017-09-12\nF2;channels;b;1.250.000,00;2017-09-12\n"
    outcome = proposed(
        ("u.csv", f"boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\n{rows}".encode()), partial=True
    )
    assert ("D2", "ambiguous_number") in codes(outcome)
    assert stored(outcome, "amount") == [125000000]


def test_a_reference_that_a_format_makes_of_a_number_is_kept_as_it_is_shown(proposed: Propose) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Uitgaven"
    sheet.append(["boekstuk", "begrotingspost", "omschrijving", "bedrag", "gefactureerd_op"])
    for number, code in enumerate(('"F-"0000', "\\G\\-0000", "0000", '0000"/17"', "0"), 2):
        sheet.append([12, "channels", "x", number, SEPTEMBER])
        sheet.cell(number, 1).number_format = code
    out = BytesIO()
    book.save(out)
    assert stored(proposed(("u.xlsx", out.getvalue())), "entry") == ["F-0012", "G-0012", "0012", "0012/17", "12"]
    text = "boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\n0012;channels;x;1;12-09-2017\n"
    assert stored(proposed(("v.csv", f"{text}12;channels;x;2;12-09-2017\n".encode())), "entry") == ["0012", "12"]


def test_strict_open_xml_is_read_like_any_other(proposed: Propose) -> None:
    outcome = proposed(case("a7_strict.xlsx"))
    assert (stored(outcome, "pledged"), stored(outcome, "pledged_on")) == ([250000], [SEPTEMBER])


@pytest.mark.parametrize(("name", "code", "words"), [("xaf_ctrl.xml", "faulty_xml", "op regel 2, teken 1047")])
def test_a_refusal_says_what_the_file_is_and_what_to_do(proposed: Propose, name: str, code: str, words: str) -> None:
    (problem,) = proposed(case(name)).report.errors
    assert problem.code == code
    assert words in words_of("nl").say(problem.message)


@pytest.mark.parametrize("name", ["bijdragen.xls", "bijdragen.html", "bijdragen.xlsx"])
def test_a_web_table_is_read_whatever_it_is_called(proposed: Propose, name: str) -> None:
    outcome = proposed((name, case("a8_html.xls")[1]))
    assert codes(outcome) == [("A2", "unknown_organisation")]
    assert (stored(outcome, "pledged"), stored(outcome, "pledged_on")) == ([250000], [SEPTEMBER])


def test_hidden_columns_are_read_and_told_and_others_are_not(proposed: Propose) -> None:
    outcome = proposed(case("a28_hidden_col.xlsx"))
    assert stored(outcome, "received") == [250000]
    (told,) = [each for each in outcome.report.problems if each.code == "hidden_columns"]
    assert told.values["known"] == ("ontvangen", "ontvangen_op")


def test_a_row_that_is_struck_through_is_left_out_and_told(proposed: Propose) -> None:
    outcome = proposed(case("a29_strike.xlsx"))
    assert stored(outcome, "organisation") == ["Voorbeeld 1"]
    assert ("3", "struck_row") in codes(outcome)


def test_one_cell_that_is_struck_through_is_an_error_there(proposed: Propose) -> None:
    book = openpyxl.load_workbook(CASES / "a29_strike.xlsx")
    book.active["A3"].font = book.active["B3"].font = book.active["D3"].font = Font()  # type: ignore[index]
    out = BytesIO()
    book.save(out)
    outcome = proposed(("bijdragen.xlsx", out.getvalue()), partial=True)
    assert ("C3", "struck_cell") in codes(outcome)
    assert stored(outcome, "organisation") == ["Voorbeeld 1"]


def test_an_old_workbook_shows_what_is_struck_through_and_hidden_too(proposed: Propose) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Bijdragen")
    for column, name in enumerate(["organisatie", "planjaar", "toegezegd", "toegezegd_op"]):
        sheet.write(0, column, name)
        for row, value in enumerate([["Een", "Twee"], ["2017-2018"] * 2, [1, 2], ["12-09-2017"] * 2][column], 1):
            sheet.write(row, column, value, xlwt.easyxf("font: struck_out on" if row > 1 else ""))
    sheet.col(2).hidden = True
    out = BytesIO()
    book.save(out)
    outcome = proposed(("bijdragen.xls", out.getvalue()))
    assert stored(outcome, "organisation") == ["Een"]
    assert {("3", "struck_row"), ("1", "hidden_columns")} <= set(codes(outcome))


def test_an_open_document_shows_what_is_struck_through_and_hidden_too(proposed: Propose) -> None:
    content = ods(
        [["organisatie", "planjaar", "toegezegd", "toegezegd_op"]],
        [["Een", "2017-2018", "1", "12-09-2017"], ["Twee", "2017-2018", "2", "12-09-2017"]],
    )
    outcome = proposed(("bijdragen.ods", content))
    assert stored(outcome, "organisation") == ["Een"]
    assert {("3", "struck_row"), ("1", "hidden_columns")} <= set(codes(outcome))


def ods(head: list[list[str]], rows: list[list[str]]) -> bytes:
    """Contributions with the third column hidden, and the last row struck through."""
    book = OpenDocumentSpreadsheet()
    struck = Style(name="struck", family="table-cell")
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    book.automaticstyles.addElement(struck)
    table = Table(name="Bijdragen")
    for hidden in (False, False, True, False):
        table.addElement(TableColumn(visibility="collapse") if hidden else TableColumn())
    for cells in (all_rows := [*head, *rows]):
        line = TableRow()
        for text in cells:
            looks = {"stylename": struck} if cells is all_rows[-1] else {}
            cell = TableCell(valuetype="string", **looks)
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = BytesIO()
    book.write(out)
    return out.getvalue()


def test_an_empty_label_is_asked_about_and_filled_when_that_was_said(proposed: Propose) -> None:
    """Voorbeeld 1 has a second plan year in a row of its own, without its name."""
    asked = proposed(case("a16b_blank_labels.xlsx"))
    assert [(each.cell, each.code, each.values["known"]) for each in asked.report.errors] == [
        ("A3", "label_blank", "Voorbeeld 1")
    ]
    filled = proposed(case("a16b_blank_labels.xlsx"), fill_down=True)
    assert stored(filled, "organisation") == ["Voorbeeld 1", "Voorbeeld 1", "Voorbeeld 2"]
    assert stored(filled, "plan_year") == ["2017-2018", "2018-2019", "2017-2018"]
    assert ("A1", "labels_filled") in codes(filled)


def test_a_label_below_one_that_cannot_be_read_is_not_filled(proposed: Propose) -> None:
    head = b"boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op\n"
    rows = b"F1;channels;a;1;12-09-2017\n2,01709E+13;channels;b;1;12-09-2017\n;channels;c;1;12-09-2017\n"
    outcome = proposed(("uitgaven.csv", head + rows), fill_down=True, partial=True)
    assert codes(outcome) == [("A3", "number_lost"), ("A4", "required")]


def test_months_without_a_year_are_asked_about_and_each_becomes_a_row(proposed: Propose) -> None:
    """100, 120 and 140 talents in January, February and March, each a measurement on the last day of its month."""
    asked = proposed(case("a56b_months.xlsx"))
    assert codes(asked) == [("1", "months_without_year")]
    outcome = proposed(case("a56b_months.xlsx"), year=2018)
    days = [datetime.date(2018, 1, 31), datetime.date(2018, 2, 28), datetime.date(2018, 3, 31)]
    assert stored(outcome, "measured_on") == days
    assert stored(outcome, "value") == [100_000000, 120_000000, 140_000000]
    assert codes(outcome) == [("1", "periods_turned")]


@pytest.mark.parametrize("names", ["jan-18;mrt-18", "januari 2018;maart 2018", "2018-01;2018-03", "Jan. '18;MAR 2018"])
def test_months_that_tell_their_year_are_read_and_a_fault_has_its_own_cell(proposed: Propose, names: str) -> None:
    lines = ["Metingen maand", f"indicator;{names}", "registered_talents;100;veel", ";;", "registered_talents;;140"]
    outcome = proposed(("metingen.csv", "\n".join(lines).encode()), partial=True)
    assert [(each.cell, each.code) for each in outcome.report.errors] == [("C3", "not_a_number")]
    assert stored(outcome, "measured_on") == [datetime.date(2018, 1, 31), datetime.date(2018, 3, 31)]
    assert [row.row for change in outcome.proposal.changes for row in change.rows] == [3, 5]  # type: ignore[union-attr]


def test_plan_years_as_columns_become_rows_once_it_is_said_what_their_figure_is(proposed: Propose) -> None:
    """Pledged 3.000 in the first plan year and 2.000 in the second, all on one day."""
    file = ("b.csv", b"organisatie;2017-2018;2018-2019\nEen;3000;2000\nTwee;;500\n")
    headers = ("organisatie", "planjaar", "waarde")
    keys = set_key(headers)
    meanings = ColumnMeanings(keys, "contributions", {"waarde": "pledged"}, headers, {"pledged_on": "1-9-2017"})
    outcome = proposed(file, said={keys: meanings})
    assert stored(outcome, "organisation") == ["Een", "Een", "Twee"]
    assert stored(outcome, "plan_year") == ["2017-2018", "2018-2019", "2018-2019"]
    assert stored(outcome, "pledged") == [300000, 200000, 50000]
