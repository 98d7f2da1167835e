"""Annex B: the bookings one by one, with what each counts for on the reference date."""

from datetime import date

from kpi.documents.grid import (
    BLANK,
    Grid,
    GridCell,
    GridColumn,
    amount_or_blank,
    day,
    figured,
    headed,
    money,
    number_or_blank,
    quoted,
    text,
)
from kpi.language import Words
from kpi.report.account import SubsidyReport
from kpi.report.chapters.row_origin import GREY, name_columns, origin
from kpi.report.classified import ClassifiedBooking, Standing, invoiced_day
from kpi.report.sheet_page import WorkbookWriter

BOOKING_WIDTHS = (
    5,
    15,
    10,
    13,
    26,
    30,
    20,
    13,
    11,
    13,
    10,
    10,
    10,
    10,
    14,
    6,
    7,
    20,
    13,
    13,
    13,
    13,
    7,
    8,
    22,
    20,
    12,
    6,
)
BOOKING_NAMES = {
    "nr": "A",
    "post": "D",
    "kosten": "J",
    "dag": "N",
    "order": "P",
    "realisatie": "S",
    "betaald": "T",
    "verplichting": "U",
    "subsidiabel": "V",
}
"""Columns of the bookings that formulas of other chapters add up."""


def write(book: WorkbookWriter) -> None:
    """The sheet with bookings; its columns get names that the formulas of other chapters add up."""
    words = book.words
    page = book.page(words("B Bookings"), words("Annex B: bookings by budget line"), BOOKING_WIDTHS, GREY)
    span = page.table(booked(book.report, words), whole_sheet=True)
    name_columns(book, "Boek", BOOKING_NAMES, span)


def booked(report: SubsidyReport, words: Words) -> Grid:
    """Every booking with what it counts for on the reference date."""
    numbers = {line.picture.id: line.number for line in report.lines}
    return Grid(_booking_columns(words), [_booking(report, one, numbers, words) for one in report.bookings])


def _booking_columns(words: Words) -> list[GridColumn]:
    first = headed(
        words("No."),
        words("Entry"),
        words("Plan year"),
        words("Line no."),
        words("Budget line as written"),
        words("Description"),
        words("Counterparty"),
    )
    figures = figured(
        words("Amount"),
        words("VAT"),
        words("Costs"),
        words("Ordered on"),
        words("Invoiced on"),
        words("Paid on"),
        words("Counts as invoiced on"),
    )
    after = headed(words("Order named"), words("is no."), words("Eligible"), words("Reason if not"))
    sums = figured(
        words("Actual"),
        words("Paid"),
        words("Open order"),
        words("Eligible costs"),
        words("Hours"),
        words("Units"),
    )
    return [
        *first,
        *figures,
        *after,
        *sums,
        *headed(words("Evidence"), words("File"), words("Sheet"), words("Row")),
    ]


def _booking(report: SubsidyReport, one: ClassifiedBooking, numbers: dict[str, int], words: Words) -> list[GridCell]:
    row = one.expense
    return [
        GridCell(one.number, "whole"),
        text(f"{row.entry}/{row.entry_line}" if row.entry_line not in {"", "1"} else row.entry),
        text(row.plan_year),
        GridCell(numbers[row.line], "whole") if row.line else text(_standing(one, words)),
        text(row.written_line),
        text(row.description),
        text(row.counterparty),
        money(row.amount),
        amount_or_blank(row.vat),
        money(one.cost, "H{r}" if _without_vat(report) else "H{r}+N(I{r})"),
        day(row.ordered_on),
        day(row.invoiced_on),
        day(row.paid_on),
        _invoiced(invoiced_day(row)),
        text(row.order_reference),
        BLANK if one.order is None else GridCell(one.order, "whole"),
        text(_yes_no(row.eligible, words)),
        text(row.ineligible_reason),
        *_counted(one, words),
        number_or_blank(row.hours),
        number_or_blank(row.units),
        text(row.evidence),
        *origin(row.origin),
    ]


def _standing(one: ClassifiedBooking, words: Words) -> str:
    """Why a booking isn't part of the totals of the lines."""
    return words("other plan year") if one.standing is Standing.ELSEWHERE else words("not allocated")


def _invoiced(on: date | None) -> GridCell:
    formula = 'IF(ISNUMBER(L{r}),L{r},IF(ISNUMBER(M{r}),M{r},""))'
    return GridCell("" if on is None else on, "date", formula)


def _counted(one: ClassifiedBooking, words: Words) -> list[GridCell]:
    """Actual, paid, open order and eligible on the reference date, each by its rule."""
    named = 'SUMIFS(Boek_kosten,Boek_order,A{r},Boek_dag,"<="&Peildatum)'
    still_open = f"MAX(0,ROUND(J{{r}}-{named},2))"
    return [
        money(one.actual, _until("N", "J{r}")),
        money(one.paid, _until("M", "J{r}")),
        money(one.committed, _until("K", _until("N", "0", still_open))),
        money(one.eligible, f"IF(Q{{r}}={quoted(words('yes'))},S{{r}},0)"),
    ]


def _until(column: str, then: str, otherwise: str = "0") -> str:
    """The one if there is a date in the column that has come, else the other."""
    return f"IF(ISNUMBER({column}{{r}}),IF({column}{{r}}<=Peildatum,{then},{otherwise}),{otherwise})"


def _without_vat(report: SubsidyReport) -> bool:
    return report.grant is None or report.grant.vat_recoverable


def _yes_no(value: bool | None, words: Words) -> str:
    if value is None:
        return ""
    return words("yes") if value else words("no")
