"""Chapter 5: the budget that the grant was given for, line by line in its order, beside the actual costs."""

from collections.abc import Iterator
from decimal import Decimal

from kpi.documents.grid import (
    Formula,
    Grid,
    GridCell,
    GridColumn,
    Particular,
    Row,
    formula,
    money,
    named_figures,
    text,
    widths_of,
)
from kpi.documents.house_style import LIGHT, PRIMARY
from kpi.documents.paper import (
    AnyBlock,
    BookSheet,
    Only,
    PaperChart,
    PaperHeading,
    PaperParticulars,
    PaperSection,
    PaperSentence,
    PaperTable,
    Series,
    SheetGap,
    in_paper,
    in_workbook,
)
from kpi.language import Said
from kpi.money.sums import LinePicture
from kpi.report.account import Outline, SubsidyReport
from kpi.report.account_texts import POSSIBLY
from kpi.report.chapters import hourly_lines, questioned_costs
from kpi.report.chapters.by_hand import explanation, explanations, introduction
from kpi.report.report_lines import ReportLine
from kpi.report.reported_figures import SPENT, difference_formula
from kpi.sentences import say, yes_no

LINES = (
    GridColumn("number", say("No."), width=5, share=3, name="Post_nr"),
    GridColumn("line", say("Budget line"), width=26, share=13),
    GridColumn("original", say("Original budget"), figures=True, width=13, share=10),
    GridColumn(
        "budget", SPENT["budget"], figures=True, width=13, share=9, name="Post_begroting", total_name="Begroting_totaal"
    ),
    GridColumn(
        "actual", SPENT["actual"], figures=True, width=13, share=9, name="Post_actual", total_name="Realisatie_totaal"
    ),
    GridColumn("committed", SPENT["committed"], figures=True, width=13, share=9),
    GridColumn("paid", SPENT["paid"], figures=True, width=13, share=9, total_name="Betaald_totaal"),
    GridColumn("remaining", say("Remaining"), figures=True, width=13, share=9),
    GridColumn("forecast", say("Forecast"), figures=True, width=10, share=8, name="Post_forecast"),
    GridColumn("difference", say("Difference in €"), figures=True, width=13, share=9),
    GridColumn("share", say("Difference in %"), figures=True, width=10, share=6),
    GridColumn("eligible", SPENT["eligible"], figures=True, width=13, share=9, total_name="Subsidiabel_totaal"),
    GridColumn("to_explain", say("Explanation required"), width=11, share=8),
    GridColumn("duty", say("Duty to notify"), width=11, share=8),
    GridColumn("explanation", say("Explanation"), width=28),
)
SPENT_OF = ("total/actual", "total/budget", "total/used")
"""The figures of what was spent of the budget."""
PRIOR = GridColumn("prior", say("Actual in the year before"), figures=True, width=13, share=9)
"""Stands behind the others where the plan year before had a budget by line."""
UNALLOCATED = (
    GridColumn("number", ""),
    GridColumn("what", say("What"), share=4),
    GridColumn("bookings", say("Bookings"), figures=True, share=1),
    GridColumn("amount", say("Amount"), figures=True, share=1),
)


def chapter(report: SubsidyReport) -> PaperSection:
    """The financial report; in the workbook every amount is the sum of its bookings (annex B), by formula."""
    charts = tuple(_chart(report))
    return PaperSection(
        say("5 Financial report"),
        [
            *(_planned(report, charts) if report.lines else _not_planned(report)),
            PaperHeading(say("Bookings that are not allocated (not in the totals above)")),
            PaperTable(say("Bookings without a place in the budget"), unallocated(report)),
            *hourly_lines.blocks(report),
            *questioned_costs.blocks(report),
            in_workbook(*charts),
            in_paper(*explanations(say("Explanation of differences by line"), _explained(report))),
        ],
        wide=True,
        sheet=BookSheet(say("5 Finance"), widths_of((*LINES, PRIOR))),
    )


def _planned(report: SubsidyReport, charts: tuple[PaperChart, ...]) -> Iterator[AnyBlock | Only]:
    yield PaperSentence(finding(report.picture.money.totals), figures=(*SPENT_OF, "total/committed"))
    yield introduction(report.written("finance"))
    yield SheetGap()
    yield PaperTable(say("Budget and actual costs by line"), by_line(report), "lines", stays="line")
    rule = say("Difference = actual − latest approved budget; below zero is less spent than budgeted.")
    if not report.covers_year:
        rule = say("The plan year still runs: difference = forecast − latest approved budget; below zero is under it.")
    yield PaperSentence(rule, "note")
    yield in_paper(*charts)


def _not_planned(report: SubsidyReport) -> Iterator[AnyBlock | Only]:
    """The plan year as a whole, while its lines aren't planned; bookings are unallocated then."""
    totals = report.picture.money.totals
    sums = (
        Particular(
            "budget", say("Budget that the plan gives"), money(totals.budget).of("total/budget"), "Begroting_totaal"
        ),
        Particular("actual", SPENT["actual"], money(totals.actual).of("total/actual"), "Realisatie_totaal"),
        Particular("eligible", SPENT["eligible"], money(totals.eligible).of("total/eligible"), "Subsidiabel_totaal"),
    )
    yield PaperSentence(say("The lines of this plan year's budget aren't planned yet."))
    yield introduction(report.written("finance"))
    yield in_workbook(PaperParticulars("", sums, column=2))


def _chart(report: SubsidyReport) -> Iterator[PaperChart]:
    """Budget and actual costs of each line; nothing while no costs were recorded."""
    totals = report.picture.money.totals
    if report.lines and totals.actual is not None:
        part = say.share(totals.actual / totals.budget) if totals.budget else ""
        budgets, costs = zip(*((line.picture.budget, line.picture.actual) for line in report.lines), strict=True)
        yield PaperChart(
            title=say("{share} of the budget has been spent", share=part),
            categories=[line.numbered for line in report.lines],
            series=[
                Series(SPENT["budget"], LIGHT, budgets, ["budget"]),
                Series(SPENT["actual"], PRIMARY, costs, ["actual"]),
            ],
            lying=True,
            table="lines",
            names="line",
            figures=("total/used",),
        )


def _explained(report: SubsidyReport) -> Iterator[tuple[Said, str]]:
    lines = (line for line in report.lines if line.to_explain or line.explanation)
    return ((line.numbered, line.explanation or "") for line in lines)


def by_line(report: Outline) -> Grid:
    """The budget line by line, in the order that the grant was given for, with its totals."""
    rows, total = [line_row(line) for line in report.lines], _total(report)
    if report.grant is None:
        return Grid(LINES, rows, total).without("eligible", "to_explain", "duty", "explanation")
    if report.prior is None:
        return Grid(LINES, rows, total)
    before = {line.id: money(line.actual).of(f"line/{line.id}/prior") for line in report.prior.lines}
    beside = [
        {**row, "prior": before.get(line.picture.id, text(say("n/a")))}
        for row, line in zip(rows, report.lines, strict=True)
    ]
    return Grid((*LINES, PRIOR), beside, {**total, "prior": money(report.prior.totals.actual).of("total/prior").strong})


def finding(totals: LinePicture) -> Said:
    """The part of the budget that was spent, in a sentence."""
    if totals.actual is None or not totals.budget:
        return say("No expenses have been recorded yet.")
    values = {
        "actual": say.money(totals.actual),
        "budget": say.money(totals.budget),
        "share": say.share(totals.actual / totals.budget),
    }
    if totals.committed is None:
        return say("{actual} of the budget of {budget} has been spent ({share}); orders are not recorded.", **values)
    return say(
        "{actual} of the budget of {budget} has been spent ({share}); orders for {committed} are still open.",
        committed=say.money(totals.committed),
        **values,
    )


def line_row(line: ReportLine) -> Row:
    """A budget line with its amounts, and what is asked about its difference."""
    picture = line.picture
    row = {
        "number": GridCell(line.number, "whole"),
        "line": text(picture.title),
        "original": money(line.original),
        "budget": money(picture.budget),
        "actual": money(picture.actual, _booked("realisatie")),
        "committed": money(picture.committed, _booked("verplichting")),
        "paid": money(picture.paid, _booked("betaald")),
        "remaining": money(picture.remaining, formula("ROUND({budget}-{actual}-{committed},2)")),
        "forecast": money(picture.outcome),
        "difference": money(line.difference, difference_formula(line.judged_by)),
        "share": _share(line.share, line.difference),
        "eligible": money(picture.eligible, _booked("subsidiabel")),
        "to_explain": _explain(line),
        "duty": _notify(line),
        "explanation": explanation(line.explanation, needed=line.to_explain),
    }
    return named_figures(f"line/{picture.id}", row)


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
    judged = totals.actual if report.covers_year else totals.outcome
    difference = None if judged is None or totals.budget is None else judged - totals.budget
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
        "forecast": money(totals.outcome),
        "difference": money(difference, difference_formula(report.judged_by)),
        "share": _share(part, difference),
    }
    return {name: cell.strong for name, cell in named_figures("total", cells).items()}


def unallocated(report: Outline) -> Grid:
    """The bookings without a plan year or without a line of its budget: apart, never dropped."""
    sums, word = report.picture.money, say("not allocated")
    row = {
        "what": text(say("Not allocated")),
        "bookings": GridCell(
            None if sums.unallocated is None else sums.unallocated_rows,
            "whole",
            formula("COUNTIF(Boek_post,{word})", word=word),
        ).of("line/unallocated/bookings"),
        "amount": money(sums.unallocated, formula("SUMIFS(Boek_kosten,Boek_post,{word})", word=word)).of(
            "line/unallocated"
        ),
    }
    return Grid(UNALLOCATED, [row])
