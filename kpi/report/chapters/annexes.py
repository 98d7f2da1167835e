"""Annexes A and B: contributions row by row, and bookings one by one.

Each booking has its amounts on the reference date; the columns with names are those that formulas of other chapters
add up.
"""

from collections.abc import Sequence
from decimal import Decimal

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
    named_figures,
    number_or_blank,
    text,
    widths_of,
)
from kpi.documents.house_style import QUIET
from kpi.documents.paper import (
    AnyBlock,
    BookSheet,
    Only,
    PaperSection,
    PaperSentence,
    PaperTable,
    in_paper,
    in_workbook,
)
from kpi.language import Said
from kpi.money.sums import LinePicture
from kpi.report.account import SubsidyReport, vat_recoverable
from kpi.report.account_texts import ANNEXES, STAGES, form_label, kind_label
from kpi.report.chapters import questioned_costs
from kpi.report.chapters.income import counted_contributions, stage_sum
from kpi.report.classified import ClassifiedBooking, Standing, booking_number, invoiced_day
from kpi.report.evidence_rows import Contribution
from kpi.report.origin_cells import ORIGIN, origin_cells
from kpi.report.reported_figures import SPENT
from kpi.sentences import say, yes_no

FILE, SHEET, ROW = ORIGIN
BOOKINGS = (
    GridColumn("number", say("No."), width=5, name="Boek_nr"),
    GridColumn("entry", say("Entry"), width=15),
    GridColumn("plan_year", say("Plan year"), width=10),
    GridColumn("line", say("Line no."), width=13, name="Boek_post"),
    GridColumn("written_line", say("Budget line as written"), width=26),
    GridColumn("description", say("Description"), width=30),
    GridColumn("counterparty", say("Counterparty"), width=20),
    GridColumn("amount", say("Amount"), figures=True, width=13),
    GridColumn("vat", say("VAT"), figures=True, width=11),
    GridColumn("cost", say("Costs"), figures=True, width=13, name="Boek_kosten"),
    GridColumn("ordered_on", say("Ordered on"), figures=True, width=10),
    GridColumn("invoiced_on", say("Invoiced on"), figures=True, width=10),
    GridColumn("paid_on", say("Paid on"), figures=True, width=10),
    GridColumn("counts_on", say("Counts as invoiced on"), figures=True, width=10, name="Boek_dag"),
    GridColumn("order_named", say("Order named"), width=14),
    GridColumn("order", say("is no."), width=6, name="Boek_order"),
    GridColumn("eligible", say("Eligible"), width=7),
    GridColumn("reason", say("Reason if not"), width=20),
    GridColumn("actual", say("Actual"), figures=True, width=13, name="Boek_realisatie"),
    GridColumn("paid", say("Paid"), figures=True, width=13, name="Boek_betaald"),
    GridColumn("committed", say("Open order"), figures=True, width=13, name="Boek_verplichting"),
    GridColumn("eligible_cost", say("Eligible costs"), figures=True, width=13, name="Boek_subsidiabel"),
    GridColumn("hours", say("Hours"), figures=True, width=7, name="Boek_uren"),
    GridColumn("units", say("Units"), figures=True, width=8),
    GridColumn("evidence", say("Evidence"), width=22),
    GridColumn("file", FILE.heading, width=20),
    GridColumn("sheet", SHEET.heading, width=12),
    GridColumn("row", ROW.heading, width=6),
)
AMOUNTS_OF_LINE = ("actual", "committed", "paid", "eligible")
BY_LINE = (
    GridColumn("line", say("Budget line"), share=8),
    GridColumn("bookings", say("Bookings"), figures=True, share=2),
    GridColumn("proven", say("With evidence"), figures=True, share=2),
    *(GridColumn(name, SPENT[name], figures=True, share=3) for name in AMOUNTS_OF_LINE),
)
MOST_LISTED = 25
"""Bookings that ask for a closer look, of a kind, that a paper lists; a workbook has all of them."""
CONTRIBUTIONS = (
    GridColumn("organisation", say("Organisation"), width=34, share=8),
    GridColumn("kind", say("Kind"), width=17, share=4, name="Bijdrage_soort"),
    GridColumn("reference", say("Reference"), width=11, share=4),
    GridColumn("form", say("Form"), width=10, share=3, name="Bijdrage_vorm"),
    *(
        column
        for stage, name, heading in STAGES
        for column in (
            GridColumn(stage, heading, figures=True, width=14, share=4, name=f"Bijdrage_{name}"),
            GridColumn(f"{stage}_on", say("on"), figures=True, width=11, share=3, name=f"Bijdrage_{name}_op"),
        )
    ),
    GridColumn("withdrawn_on", say("Withdrawn on"), figures=True, width=11),
    *ORIGIN,
)


def contributions_chapter(report: SubsidyReport) -> PaperSection:
    """The annex of contributions; its columns get names that the formulas of other chapters add up."""
    table = PaperTable(say("Contributions by organisation"), contributions(report), whole_sheet=True)
    none = in_paper(PaperSentence(say("No contribution has been recorded yet.")))
    return PaperSection(
        ANNEXES["contributions"],
        [table] if table.grid.rows else [none, in_workbook(table)],
        wide=True,
        sheet=BookSheet(say("A Contributions"), widths_of(CONTRIBUTIONS), QUIET),
    )


def contributions(report: SubsidyReport) -> Grid:
    """Every contribution of the plan year that counts on the reference date, by organisation, with the cash total."""
    counted = counted_contributions(report)
    cash = form_label(report.programme, "cash")
    summed = {
        stage: money(
            stage_sum(counted, stage, "cash", report),
            formula(f"SUMIFS({{{stage}:all}},{{form:all}},{{cash}})", cash=cash),
        ).strong.of(f"financing/{stage}")
        for stage, _, _ in STAGES
    }
    total = {"organisation": text(say("Total in cash")).strong, **summed}
    rows = [named_figures(f"contribution/{n}", _contribution(report, row)) for n, row in enumerate(counted, start=1)]
    return Grid(CONTRIBUTIONS, rows, total if counted else None)


def _contribution(report: SubsidyReport, row: Contribution) -> Row:
    stages = [stage for stage, _, _ in STAGES if row.counted(stage, report.as_of) is not None]
    return {
        "organisation": text(row.organisation),
        "kind": text(kind_label(report.programme, row.kind)),
        "reference": text(row.reference),
        "form": text(form_label(report.programme, row.form)),
        **{stage: money(getattr(row, stage)) for stage in stages},
        **{f"{stage}_on": day(getattr(row, f"{stage}_on")) for stage in stages},
        "withdrawn_on": day(row.withdrawn_on),
        **origin_cells(row.origin),
    }


def bookings_chapter(report: SubsidyReport) -> PaperSection:
    """The bookings: one by one in the workbook, by line in a paper, with those that ask for a closer look."""
    grid = booked(report)
    parts: list[AnyBlock | Only] = [in_workbook(PaperTable(say("Bookings one by one"), grid, whole_sheet=True))]
    if grid.rows:
        note = say("Each booking stands in the workbook of this report (sheet B) and in the evidence package.")
        by_line = PaperTable(say("Bookings by budget line"), counted_by_line(report))
        parts += [in_paper(PaperSentence(note, "note"), by_line, *questioned_costs.listed(report, most=MOST_LISTED))]
    else:
        parts.append(in_paper(PaperSentence(say("No expense has been recorded yet."))))
    sheet = BookSheet(say("B Bookings"), widths_of(BOOKINGS), QUIET)
    return PaperSection(ANNEXES["bookings"], parts, wide=True, follows=True, sheet=sheet)


def counted_by_line(report: SubsidyReport) -> Grid:
    """The number of bookings of each line, how many name their evidence, and their amounts, with totals."""
    own = [booking for booking in report.bookings if booking.standing is Standing.LINE]
    rows = [
        {
            "line": text(line.numbered),
            **named_figures(
                f"line/{line.picture.id}",
                _summed(line.picture, [one for one in own if one.expense.line == line.picture.id]),
            ),
        }
        for line in report.lines
    ]
    total = {name: cell.strong for name, cell in _summed(report.picture.money.totals, own).items()}
    grid = Grid(BY_LINE, rows, {"line": text(say("Total")).strong, **named_figures("total", total)})
    return grid if report.grant else grid.without("eligible")


def _summed(sums: LinePicture, own: Sequence[ClassifiedBooking]) -> dict[str, GridCell]:
    """How many bookings there are, and their amounts; unknown where no sheet tells what is ordered or invoiced."""
    told = sums.actual is not None and sums.committed is not None
    counts = {"bookings": len(own), "proven": sum(bool(one.expense.evidence) for one in own)}
    return {
        **{name: GridCell(count if told else None, "whole") for name, count in counts.items()},
        **{name: money(getattr(sums, name)) for name in AMOUNTS_OF_LINE},
    }


def booked(report: SubsidyReport) -> Grid:
    """Every booking with its amounts on the reference date."""
    numbers = {line.picture.id: line.number for line in report.lines}
    rows = [
        named_figures(f"booking/{booking.number}", _booking(report, booking, numbers)) for booking in report.bookings
    ]
    own = [booking for booking in report.bookings if booking.standing is Standing.LINE]
    amounts = {
        "cost": "cost",
        "actual": "actual",
        "paid": "paid",
        "committed": "committed",
        "eligible_cost": "eligible",
    }
    unknown = _unknown(report)
    summed = {
        column: money(
            None if column in unknown else sum((getattr(booking, name) for booking in own), Decimal(0)),
            formula(f'SUMIFS({{{column}:all}},{{line:all}},">0")'),
        ).strong.of(f"total/{name}")
        for column, name in amounts.items()
    }
    grid = Grid(BOOKINGS, rows, {"description": text(say("Total on the lines of the budget")).strong, **summed})
    return grid if report.grant else grid.without("eligible", "reason", "eligible_cost")


def _unknown(report: SubsidyReport) -> Row:
    """The amounts of a booking that the programme's sheets can't record, as cells that say so."""
    stages = {"actual": "actual", "paid": "paid", "committed": "committed", "eligible_cost": "eligible"}
    totals = report.picture.money.totals
    return {column: money(None) for column, name in stages.items() if getattr(totals, name) is None}


def _booking(report: SubsidyReport, booking: ClassifiedBooking, numbers: dict[str, int]) -> Row:
    row = booking.expense
    return {
        "number": GridCell(booking.number, "whole"),
        "entry": text(booking_number(row)),
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
        **origin_cells(row.origin),
        **_unknown(report),
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
