"""Chapter 5: the budget that the grant was given for, line by line in its order, beside the actual costs."""

from collections.abc import Iterator
from decimal import Decimal

from kpi.documents.grid import Formula, Grid, GridCell, GridColumn, Particular, Row, formula, money, text
from kpi.documents.house_style import LIGHT, PRIMARY
from kpi.documents.paper import (
    Block,
    PaperChart,
    PaperHeading,
    PaperSection,
    PaperSentence,
    PaperTable,
    Series,
    figures_above,
)
from kpi.documents.workbook.book import (
    BookSheet,
    SheetBlock,
    SheetGap,
    SheetHeading,
    SheetParticulars,
    SheetSentence,
    SheetTable,
)
from kpi.documents.workbook.book_charts import ColumnsChart
from kpi.language import Said
from kpi.money.sums import LinePicture
from kpi.report.account import Outline, ReportLine, SubsidyReport
from kpi.report.account_texts import POSSIBLY
from kpi.report.chapters.by_hand import explanation, narrative, written_or_asked
from kpi.report.reported_figures import SPENT
from kpi.sentences import say, yes_no

TITLE, NOT_PLANNED = say("5 Financial report"), say("The lines of this plan year's budget aren't planned yet.")
DIFFERENCE = say("Difference = actual − latest approved budget; below zero is less spent than budgeted.")
NOT_ALLOCATED = say("Bookings that are not allocated (not in the totals above)")
LINES = (
    GridColumn("number", say("No."), width=5),
    GridColumn("line", say("Budget line"), width=26),
    GridColumn("original", say("Original budget"), figures=True, width=13),
    GridColumn("budget", SPENT["budget"], figures=True, width=13, total_name="Begroting_totaal"),
    GridColumn("actual", SPENT["actual"], figures=True, width=13, total_name="Realisatie_totaal"),
    GridColumn("committed", SPENT["committed"], figures=True, width=13),
    GridColumn("paid", SPENT["paid"], figures=True, width=13),
    GridColumn("remaining", say("Remaining"), figures=True, width=13),
    GridColumn("forecast", say("Forecast"), figures=True, width=10),
    GridColumn("difference", say("Difference in €"), figures=True, width=13),
    GridColumn("share", say("Difference in %"), figures=True, width=10),
    GridColumn("eligible", SPENT["eligible"], figures=True, width=13, total_name="Subsidiabel_totaal"),
    GridColumn("to_explain", say("Explanation required"), width=11),
    GridColumn("duty", say("Duty to notify"), width=11),
    GridColumn("explanation", say("Explanation"), width=28),
)
UNALLOCATED = (
    GridColumn("number", ""),
    GridColumn("what", say("What")),
    GridColumn("bookings", say("Bookings"), figures=True),
    GridColumn("amount", say("Amount"), figures=True),
)


def sheet(report: SubsidyReport) -> BookSheet:
    """The financial report: every amount is the sum of its bookings (annex B), by formula."""
    blocks = _with_lines(report) if report.lines else _without_lines(report)
    return BookSheet(say("5 Finance"), TITLE, LINES, blocks)


def _with_lines(report: SubsidyReport) -> list[SheetBlock]:
    totals = report.picture.money.totals
    blocks: list[SheetBlock] = [
        SheetSentence(finding(totals)),
        SheetGap(),
        SheetTable(by_line(report), "lines", stays="line"),
        SheetSentence(DIFFERENCE, "note"),
        SheetHeading(NOT_ALLOCATED),
        SheetTable(unallocated(report)),
    ]
    if totals.actual is not None:
        title = _spent(totals)
        series = (("budget", SPENT["budget"], LIGHT), ("actual", SPENT["actual"], PRIMARY))
        blocks.append(ColumnsChart(title, figures_above(title), "lines", "line", series))
    return blocks


def _without_lines(report: SubsidyReport) -> list[SheetBlock]:
    """The plan year as a whole, while its lines aren't planned; bookings are unallocated then."""
    totals = report.picture.money.totals
    sums = (
        Particular("budget", say("Budget that the plan gives"), money(totals.budget), "Begroting_totaal"),
        Particular("actual", SPENT["actual"], money(totals.actual), "Realisatie_totaal"),
        Particular("eligible", SPENT["eligible"], money(totals.eligible), "Subsidiabel_totaal"),
    )
    return [
        SheetSentence(NOT_PLANNED),
        SheetParticulars(sums, column=2),
        SheetHeading(NOT_ALLOCATED),
        SheetTable(unallocated(report)),
    ]


def section(report: SubsidyReport) -> PaperSection:
    """The chapter of a paper, with the explanations in full."""
    blocks: list[Block] = [
        PaperSentence(finding(report.picture.money.totals) if report.lines else NOT_PLANNED),
        *narrative(report.written("finance")),
    ]
    if report.lines:
        shares = (3, 13, 10, 9, 9, 9, 9, 9, 8, 9, 6, 9, 8, 8)
        widths = {column.id: share for column, share in zip(LINES, shares, strict=False)}
        blocks += [
            PaperTable(say("Budget and actual costs by line"), by_line(report), widths),
            PaperSentence(DIFFERENCE, "note"),
            *_chart(report),
        ]
    shown = {"what": 4, "bookings": 1, "amount": 1}
    blocks += [
        PaperHeading(NOT_ALLOCATED),
        PaperTable(say("Bookings without a place in the budget"), unallocated(report), shown),
        *_explanations(report),
    ]
    return PaperSection(TITLE, blocks, wide=True)


def _chart(report: SubsidyReport) -> Iterator[PaperChart]:
    """Budget and actual costs of each line; nothing while no costs were recorded."""
    totals = report.picture.money.totals
    if totals.actual is not None:
        title = _spent(totals)
        yield PaperChart(
            title=title,
            alternative=figures_above(title),
            categories=[line.numbered for line in report.lines],
            series=[
                Series(SPENT["budget"], LIGHT, [line.picture.budget for line in report.lines]),
                Series(SPENT["actual"], PRIMARY, [line.picture.actual for line in report.lines]),
            ],
            lying=True,
        )


def _spent(totals: LinePicture) -> Said:
    part = say.share((totals.actual or Decimal(0)) / totals.budget) if totals.budget else ""
    return say("{share} of the budget has been spent", share=part)


def _explanations(report: SubsidyReport) -> Iterator[Block]:
    lines = [line for line in report.lines if line.to_explain or line.explanation]
    if lines:
        yield PaperHeading(say("Explanation of differences by line"))
    for line in lines:
        yield PaperHeading(line.numbered, level=3)
        difference = say(
            "Budget {budget}, actual {actual}, difference {difference} ({share}).",
            budget=say.money(line.picture.budget),
            actual=say.money(line.picture.actual),
            difference=say.money(line.difference),
            share=say.share(line.share),
        )
        yield PaperSentence(difference, "note")
        yield written_or_asked(report.written(f"line/{line.picture.id}"))


def by_line(report: Outline) -> Grid:
    """The budget line by line, in the order that the grant was given for, with its totals."""
    return Grid(LINES, [_row(line) for line in report.lines], _total(report))


def finding(totals: LinePicture) -> Said:
    """The part of the budget that was spent, in a sentence."""
    if totals.actual is None or not totals.budget:
        return say("No expenses have been recorded yet.")
    return say(
        "{actual} of the budget of {budget} has been spent ({share}); orders for {committed} are still open.",
        actual=say.money(totals.actual),
        budget=say.money(totals.budget),
        share=say.share(totals.actual / totals.budget),
        committed=say.money(totals.committed),
    )


def _row(line: ReportLine) -> Row:
    picture = line.picture
    return {
        "number": GridCell(line.number, "whole"),
        "line": text(picture.title),
        "original": money(line.original),
        "budget": money(picture.budget),
        "actual": money(picture.actual, _booked("realisatie")),
        "committed": money(picture.committed, _booked("verplichting")),
        "paid": money(picture.paid, _booked("betaald")),
        "remaining": money(picture.remaining, formula("ROUND({budget}-{actual}-{committed},2)")),
        "forecast": money(picture.forecast),
        "difference": money(line.difference, formula("ROUND({actual}-{budget},2)")),
        "share": _share(line.share, line.difference),
        "eligible": money(picture.eligible, _booked("subsidiabel")),
        "to_explain": _explain(line),
        "duty": _notify(line),
        "explanation": explanation(line.explanation, needed=line.to_explain),
    }


def _booked(kind: str) -> Formula:
    """The sum of the bookings of a row's line."""
    return formula(f"SUMIFS(Boek_{kind},Boek_post,{{number}})")


def _share(part: Decimal | None, difference: Decimal | None) -> GridCell:
    none = say("n/a")
    value: Decimal | Said | None = part if part is not None or difference is None else none
    return GridCell(value, "share", formula("IF({budget}=0,{none},{difference}/{budget})", none=none))


def _explain(line: ReportLine) -> GridCell:
    """The duty to explain a difference that reaches one of the two thresholds; unknown without actual costs."""
    yes, no = yes_no(value=True), yes_no(value=False)
    reached = (
        "OR(AND({budget}<>0,ROUND(ABS({difference})-Toelichting_percentage*{budget},6)>=0),"
        "ABS({difference})>=Toelichting_bedrag)"
    )
    return _judged(line, yes if line.to_explain else no, formula(f"IF({reached},{{yes}},{{no}})", yes=yes, no=no))


def _notify(line: ReportLine) -> GridCell:
    reached = "AND({budget}<>0,ROUND(ABS({difference})-Melding_percentage*{budget},6)>=0)"
    behind = formula(f"IF({reached},{{possibly}},{{no}})", possibly=POSSIBLY, no=yes_no(value=False))
    return _judged(line, line.duty, behind)


def _judged(line: ReportLine, verdict: Said, behind: Formula) -> GridCell:
    return GridCell(None if line.difference is None else verdict, "text", behind)


def _total(report: Outline) -> Row:
    totals = report.picture.money.totals
    difference = None if totals.actual is None or totals.budget is None else totals.actual - totals.budget
    part = None if difference is None or not totals.budget else difference / totals.budget
    summed = {
        "original": sum((line.original for line in report.lines), Decimal(0)),
        "budget": totals.budget,
        "actual": totals.actual,
        "committed": totals.committed,
        "paid": totals.paid,
        "remaining": totals.remaining,
        "eligible": totals.eligible,
    }
    cells = {
        **{column.id: text("") for column in LINES},
        "line": text(say("Total")),
        **{name: money(amount, formula(f"SUM({{{name}:all}})")) for name, amount in summed.items()},
        "forecast": money(totals.forecast),
        "difference": money(difference, formula("ROUND({actual}-{budget},2)")),
        "share": _share(part, difference),
    }
    return {name: cell.strong for name, cell in cells.items()}


def unallocated(report: Outline) -> Grid:
    """The bookings without a plan year or without a line of its budget: apart, never dropped."""
    sums, word = report.picture.money, say("not allocated")
    row = {
        "what": text(say("Not allocated")),
        "bookings": GridCell(
            None if sums.unallocated is None else sums.unallocated_rows,
            "whole",
            formula("COUNTIF(Boek_post,{word})", word=word),
        ),
        "amount": money(sums.unallocated, formula("SUMIFS(Boek_kosten,Boek_post,{word})", word=word)),
    }
    return Grid(UNALLOCATED, [row])
