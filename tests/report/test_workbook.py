"""The workbook for the province: its figures are the app's, each formula gives them again, text stays text."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter.worksheet import Worksheet

from kpi.documents.formats import write_files
from kpi.facts.store import Store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport, subsidy_report
from kpi.report.account_formats import account_files
from kpi.report.classified import Standing
from kpi.report.reading_account import read_report
from tests.report.written_files import account_file

SHEETS = [
    "0 Verzoek",
    "1 Subsidie",
    "2 Samenvatting",
    "3 Activiteiten",
    "4 Prestaties",
    "5 Financieel",
    "6 Inkomsten",
    "7 Afwijkingen",
    "8-10 Ondertekening",
    "A Bijdragen",
    "B Boekingen",
    "C Definities",
    "D Herkomst",
    "E Bewijsstukken",
]


def named(book: openpyxl.Workbook, name: str) -> Any:
    """The cached value of a named cell."""
    [(sheet, place)] = book.defined_names[name].destinations
    return book[sheet][place.replace("$", "")].value


def texts(book: openpyxl.Workbook) -> list[str]:
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_the_chapters_stand_in_the_order_of_the_province(workbook: Path) -> None:
    assert openpyxl.load_workbook(workbook).sheetnames == SHEETS


def test_no_formula_names_a_function_that_needs_a_prefix(workbook: Path) -> None:
    cells = [cell.value for sheet in openpyxl.load_workbook(workbook) for row in sheet.iter_rows() for cell in row]
    formulas = [value for value in cells if isinstance(value, str) and value.startswith("=")]
    assert formulas
    assert [one for one in formulas if Worksheet()._prepare_formula(one, expand_future_functions=True) != one[1:]] == []


def test_named_totals_hold_the_figures_of_the_app(workbook: Path, report: SubsidyReport) -> None:
    book, money = openpyxl.load_workbook(workbook, data_only=True), report.picture.money
    found = {
        name: Decimal(str(named(book, name)))
        for name in (
            "Begroting_totaal",
            "Realisatie_totaal",
            "Subsidiabel_totaal",
            "Subsidie_bedrag",
            "Bijdragen_ontvangen",
            "Bijdragen_toegezegd",
        )
    }
    assert found == {
        "Begroting_totaal": Decimal(300564),
        "Realisatie_totaal": money.totals.actual,
        "Subsidiabel_totaal": money.totals.eligible,
        "Subsidie_bedrag": money.subsidy.amount,
        "Bijdragen_ontvangen": money.financing.received,
        "Bijdragen_toegezegd": money.financing.pledged,
    }


@pytest.mark.parametrize("day", [date(2017, 9, 30), date(2017, 12, 31), date(2018, 6, 30), date(2019, 3, 31)])
@pytest.mark.parametrize("year", ["2017-2018"])
def test_bookings_add_up_to_every_line_and_to_what_is_unallocated(
    example_store: Store, programme: Programme, day: date, year: str
) -> None:
    with example_store.read() as reader:
        seen = picture(reader, day, year)

        found = read_report(reader, seen)
    for line in seen.money.lines:
        rows = [one for one in found.bookings if one.expense.line == line.id]
        sums = tuple(
            sum((getattr(one, name) for one in rows), Decimal(0))
            for name in ("actual", "committed", "paid", "eligible")
        )
        assert (line.id, *sums) == (line.id, line.actual, line.committed, line.paid, line.eligible)
    apart = [one for one in found.bookings if one.standing is Standing.UNALLOCATED]
    assert (len(apart), sum((one.cost for one in apart), Decimal(0))) == (
        seen.money.unallocated_rows,
        seen.money.unallocated,
    )


def test_a_text_that_looks_like_a_formula_stays_text(report: SubsidyReport, tmp_path: Path) -> None:
    first, *others = report.evidence.expenses
    nasty = replace(first, description="=cmd|' /C calc'!A0", counterparty='+SUM(1;2)"', evidence="@x")
    evil = subsidy_report(
        report.programme, report.picture, replace(report.evidence, expenses=(nasty, *others)), {"lessons": "=1+1"}
    )
    (tmp_path / "x.xlsx").write_bytes(account_file(evil, "xlsx", words_of("nl")))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    found = {
        cell.value: cell.data_type
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value in {nasty.description, nasty.counterparty, nasty.evidence, "=1+1"}
    }
    assert set(found) == {nasty.description, nasty.counterparty, nasty.evidence, "=1+1"}
    shared = openpyxl.load_workbook(tmp_path / "x.xlsx", data_only=True)
    assert {nasty.description, "=1+1"} <= set(texts(shared))


def test_an_unknown_amount_is_a_word_and_never_zero(example_store: Store, programme: Programme, tmp_path: Path) -> None:
    with example_store.read(0) as reader:
        seen = picture(reader, date(2018, 6, 30), "2017-2018")
        [path] = write_files(account_files(read_report(reader, seen), words_of("nl"), ["xlsx"]), tmp_path)
    finance = openpyxl.load_workbook(path, data_only=True)["5 Financieel"]
    first = next(row for row in finance.iter_rows(values_only=True) if row[0] == 1)
    assert first[2:12] == (33120, 33120, *["niet bekend"] * 8)


def test_sample_data_is_named_on_every_sheet(report: SubsidyReport, tmp_path: Path) -> None:
    sample = replace(report, picture=replace(report.picture, sample=True))
    (tmp_path / "x.xlsx").write_bytes(account_file(sample, "xlsx", words_of("nl")))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert {sheet["A1"].value for sheet in book} == {"CONCEPT – voorbeeldgegevens"}


def test_the_same_report_gives_the_same_bytes(report: SubsidyReport, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(account_file(report, "xlsx", words_of("nl")))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_sheet_prints_on_landscape_a4_with_revision_and_page(workbook: Path) -> None:
    for sheet in openpyxl.load_workbook(workbook):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
            "landscape",
            9,
            0,
        )
        assert "revisie 1" in str(sheet.oddFooter.left.text)  # type: ignore[union-attr]
        assert "pagina " in str(sheet.oddFooter.right.text)  # type: ignore[union-attr]
        assert sheet.freeze_panes is not None


def test_english_is_complete(report: SubsidyReport, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(account_file(report, "xlsx", words_of("en")))
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames[5] == "5 Finance"
    assert "Communication strategist" in texts(book)


def test_written_explanations_are_no_longer_missing(report: SubsidyReport) -> None:
    before = {words_of("nl").say(one.sentence) for one in report.missing}
    again = subsidy_report(report.programme, report.picture, report.evidence, {"lessons": "Eerder beginnen."})
    assert before - {words_of("nl").say(one.sentence) for one in again.missing} == {"Leerpunten: nog te schrijven"}
