"""Annex B: the bookings one by one, each with its amounts on the reference date."""

from kpi.documents.grid import (
    BLANK,
    Formula,
    Grid,
    GridCell,
    GridColumn,
    Row,
    amount_or_blank,
    day,
    formula,
    money,
    number_or_blank,
    text,
    widths_of,
)
from kpi.documents.house_style import QUIET
from kpi.documents.paper import BookSheet, Only, PaperSection, PaperSentence, PaperTable, in_paper, in_workbook
from kpi.language import Said
from kpi.report.account import SubsidyReport, vat_recoverable
from kpi.report.chapters.row_origin import ORIGIN, origin
from kpi.report.classified import ClassifiedBooking, Standing, invoiced_day
from kpi.sentences import say, yes_no

TITLE = say("Annex B: bookings by budget line")
FILE, SHEET, ROW = ORIGIN
BOOKINGS = (
    GridColumn("number", say("No."), width=5, share=2, name="Boek_nr"),
    GridColumn("entry", say("Entry"), width=15, share=4),
    GridColumn("plan_year", say("Plan year"), width=10),
    GridColumn("line", say("Line no."), width=13, share=3, name="Boek_post"),
    GridColumn("written_line", say("Budget line as written"), width=26),
    GridColumn("description", say("Description"), width=30, share=8),
    GridColumn("counterparty", say("Counterparty"), width=20, share=6),
    GridColumn("amount", say("Amount"), figures=True, width=13),
    GridColumn("vat", say("VAT"), figures=True, width=11),
    GridColumn("cost", say("Costs"), figures=True, width=13, share=4, name="Boek_kosten"),
    GridColumn("ordered_on", say("Ordered on"), figures=True, width=10),
    GridColumn("invoiced_on", say("Invoiced on"), figures=True, width=10, share=4),
    GridColumn("paid_on", say("Paid on"), figures=True, width=10, share=4),
    GridColumn("counts_on", say("Counts as invoiced on"), figures=True, width=10, name="Boek_dag"),
    GridColumn("order_named", say("Order named"), width=14),
    GridColumn("order", say("is no."), width=6, name="Boek_order"),
    GridColumn("eligible", say("Eligible"), width=7),
    GridColumn("reason", say("Reason if not"), width=20),
    GridColumn("actual", say("Actual"), figures=True, width=13, share=4, name="Boek_realisatie"),
    GridColumn("paid", say("Paid"), figures=True, width=13, share=4, name="Boek_betaald"),
    GridColumn("committed", say("Open order"), figures=True, width=13, share=4, name="Boek_verplichting"),
    GridColumn("eligible_cost", say("Eligible costs"), figures=True, width=13, share=4, name="Boek_subsidiabel"),
    GridColumn("hours", say("Hours"), figures=True, width=7),
    GridColumn("units", say("Units"), figures=True, width=8),
    GridColumn("evidence", say("Evidence"), width=22),
    GridColumn("file", FILE.heading, width=20),
    GridColumn("sheet", SHEET.heading, width=12),
    GridColumn("row", ROW.heading, width=6),
)
"""The columns with names are those that formulas of other chapters add up."""


def chapter(report: SubsidyReport) -> PaperSection:
    """The bookings, in a paper in less detail."""
    grid = booked(report)
    table = PaperTable(say("Bookings by budget line"), grid, whole_sheet=True)
    note = say("Amounts, dates and reasons in full stand in the workbook of this report.")
    parts: list[Only | PaperTable] = [in_paper(PaperSentence(note, "note")), table]
    if not grid.rows:
        parts = [in_paper(PaperSentence(say("No expense has been recorded yet."))), in_workbook(table)]
    return PaperSection(TITLE, parts, wide=True, sheet=BookSheet(say("B Bookings"), widths_of(BOOKINGS), QUIET))


def booked(report: SubsidyReport) -> Grid:
    """Every booking with its amounts on the reference date."""
    numbers = {line.picture.id: line.number for line in report.lines}
    return Grid(BOOKINGS, [_booking(report, booking, numbers) for booking in report.bookings])


def _booking(report: SubsidyReport, booking: ClassifiedBooking, numbers: dict[str, int]) -> Row:
    row = booking.expense
    return {
        "number": GridCell(booking.number, "whole"),
        "entry": text(f"{row.entry}/{row.entry_line}" if row.entry_line not in {"", "1"} else row.entry),
        "plan_year": text(row.plan_year),
        "line": GridCell(numbers[row.line], "whole") if row.line else text(_apart(booking)),
        "written_line": text(row.written_line),
        "description": text(row.description),
        "counterparty": text(row.counterparty),
        "amount": money(row.amount),
        "vat": amount_or_blank(row.vat),
        "cost": money(booking.cost, WITHOUT_VAT if vat_recoverable(report.grant) else WITH_VAT),
        "ordered_on": day(row.ordered_on),
        "invoiced_on": day(row.invoiced_on),
        "paid_on": day(row.paid_on),
        "counts_on": GridCell(invoiced_day(row) or "", "date", COUNTS_ON),
        "order_named": text(row.order_reference),
        "order": BLANK if booking.order is None else GridCell(booking.order, "whole"),
        "eligible": BLANK if row.eligible is None else text(yes_no(value=row.eligible)),
        "reason": text(row.ineligible_reason),
        "actual": money(booking.actual, ACTUAL),
        "paid": money(booking.paid, PAID),
        "committed": money(booking.committed, COMMITTED),
        "eligible_cost": money(booking.eligible, ELIGIBLE),
        "hours": number_or_blank(row.hours),
        "units": number_or_blank(row.units),
        "evidence": text(row.evidence),
        **origin(row.origin),
    }


def _apart(booking: ClassifiedBooking) -> Said:
    """The reason why a booking isn't part of the totals of the lines."""
    return say("other plan year") if booking.standing is Standing.ELSEWHERE else say("not allocated")


def _until(column_id: str, then: str, otherwise: str = "0") -> str:
    """A formula: ``then`` where the column's date has come, else ``otherwise``."""
    return f"IF(ISNUMBER({{{column_id}}}),IF({{{column_id}}}<=Peildatum,{then},{otherwise}),{otherwise})"


def _committed() -> Formula:
    invoiced = 'SUMIFS(Boek_kosten,Boek_order,{number},Boek_dag,"<="&Peildatum)'
    still_open = f"MAX(0,ROUND({{cost}}-{invoiced},2))"
    return formula(_until("ordered_on", _until("counts_on", "0", still_open)))


WITHOUT_VAT, WITH_VAT = formula("{amount}"), formula("{amount}+N({vat})")
COUNTS_ON = formula('IF(ISNUMBER({invoiced_on}),{invoiced_on},IF(ISNUMBER({paid_on}),{paid_on},""))')
ACTUAL, PAID = formula(_until("counts_on", "{cost}")), formula(_until("paid_on", "{cost}"))
COMMITTED = _committed()
ELIGIBLE = formula("IF({eligible}={yes},{actual},0)", yes=yes_no(value=True))
"""The rule of each amount on the reference date."""
