"""Chapter 7: every deviation, and the duty to notify the province of some."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kpi.documents.grid import Grid, GridCell, GridColumn, Row, day, formula, in_unit, money, share, text
from kpi.documents.paper import Block, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.documents.workbook.book import BookSheet, SheetBlock, SheetGap, SheetHeading, SheetSentence, SheetTable
from kpi.language import Said
from kpi.report.account import ReportLine, SubsidyReport, must_explain
from kpi.report.chapters.by_hand import explanation, narrative
from kpi.report.classified import ClassifiedBooking
from kpi.report.reported_figures import label, unit
from kpi.report.submitted import Restatement
from kpi.sentences import say

TITLE = say("7 Deviations and notifications")
LINES = (
    GridColumn("line", say("Budget line")),
    GridColumn("budget", say("Budget"), figures=True),
    GridColumn("actual", say("Actual"), figures=True),
    GridColumn("difference", say("Difference in €"), figures=True),
    GridColumn("duty", say("Duty to notify")),
    GridColumn("explanation", say("Explanation")),
)
INDICATORS = (
    GridColumn("indicator", say("Name of the indicator"), width=44),
    GridColumn("target", say("Target value"), figures=True, width=18),
    GridColumn("value", say("Value reached"), figures=True, width=18),
    GridColumn("progress", say("Progress"), figures=True, width=18),
    GridColumn("status", say("Status"), width=24),
    GridColumn("why", say("Why"), width=50),
)
ACCEPTED = (
    GridColumn("indicator", say("Name of the indicator")),
    GridColumn("from", say("From")),
    GridColumn("until", say("Until")),
    GridColumn("reason", say("Reason")),
)
INELIGIBLE = (
    GridColumn("description", say("Description")),
    GridColumn("entry", say("Entry")),
    GridColumn("actual", say("Actual"), figures=True),
    GridColumn("reason", say("Reason")),
)
RESTATED = (
    GridColumn("figure", say("Figure")),
    GridColumn("plan_year", say("Plan year")),
    GridColumn("reported_on", say("Reported on")),
    GridColumn("reported", say("As reported"), figures=True),
    GridColumn("now", say("As it is now"), figures=True),
    GridColumn("since", say("By revision")),
)


@dataclass(frozen=True, slots=True)
class DeviationTable:
    """A kind of deviation: its heading, its rows, and the widths of its columns in a paper."""

    heading: Said
    grid: Grid
    widths: dict[str, int]


def sheet(report: SubsidyReport) -> BookSheet:
    """Deviating lines, indicators, accepted deviations, costs that aren't eligible, and corrections."""
    blocks: list[SheetBlock] = []
    for table in tables(report):
        shown = SheetTable(table.grid) if table.grid.rows else SheetSentence(say("None."))
        blocks += [SheetHeading(table.heading), shown]
    if report.picture.money.subsidy.plan_gap:
        blocks += [SheetGap(), SheetSentence(_plan_gap(report))]
    return BookSheet(say("7 Deviations"), TITLE, INDICATORS, blocks)


def section(report: SubsidyReport) -> PaperSection:
    """The chapter of a paper."""
    blocks: list[Block] = [*narrative(report.written("deviations"))]
    for table in tables(report):
        shown = PaperTable(table.heading, table.grid, table.widths)
        blocks += [PaperHeading(table.heading), shown if table.grid.rows else PaperSentence(say("None."))]
    if report.picture.money.subsidy.plan_gap:
        blocks.append(PaperSentence(_plan_gap(report)))
    return PaperSection(TITLE, blocks, wide=True)


def _plan_gap(report: SubsidyReport) -> Said:
    gap = say.money(report.picture.money.subsidy.plan_gap)
    return say("The plan itself doesn't close: {gap} has no cover in it.", gap=gap)


def tables(report: SubsidyReport) -> tuple[DeviationTable, ...]:
    """Every kind of deviation; a table without rows means that there are none.

    Corrections of earlier reports come last.
    """
    return (
        DeviationTable(
            say("Budget lines"),
            Grid(LINES, [_line(line) for line in report.lines if line.to_explain or line.to_notify]),
            {"line": 6, "budget": 2, "actual": 2, "difference": 2, "duty": 2},
        ),
        DeviationTable(
            say("Indicators that are not achieved or on track"),
            _indicators(report),
            {"indicator": 6, "target": 2, "value": 2, "progress": 2, "status": 3, "why": 7},
        ),
        DeviationTable(
            say("Deviations that were accepted"),
            _accepted(report),
            {"indicator": 5, "from": 2, "until": 2, "reason": 6},
        ),
        DeviationTable(
            say("Costs that are not eligible"),
            _ineligible(report.bookings),
            {"description": 6, "entry": 3, "actual": 2, "reason": 6},
        ),
        DeviationTable(
            say("Corrections of what was reported before"),
            Grid(RESTATED, [_restated(report, restatement) for restatement in report.restated]),
            {"figure": 6, "plan_year": 2, "reported_on": 2, "reported": 2, "now": 2, "since": 2},
        ),
    )


def _line(line: ReportLine) -> Row:
    return {
        "line": text(line.numbered),
        "budget": money(line.picture.budget),
        "actual": money(line.picture.actual),
        "difference": money(line.difference, formula("ROUND({actual}-{budget},2)")),
        "duty": text(line.duty),
        "explanation": explanation(line.explanation, needed=True),
    }


def _indicators(report: SubsidyReport) -> Grid:
    rows = [
        {
            "indicator": text(report.programme.indicator(score.id).title),
            "target": in_unit(score.target.value, score.unit),
            "value": in_unit(score.value, score.unit),
            "progress": share(score.progress),
            "status": text(report.programme.statuses[score.status.value]),
            "why": text(score.explanation),
        }
        for score in report.picture.indicators
        if must_explain(score)
    ]
    return Grid(INDICATORS, rows)


def _accepted(report: SubsidyReport) -> Grid:
    rows = [
        {
            "indicator": text(report.programme.indicator(score.id).title),
            "from": day(score.acceptance.on),
            "until": day(score.acceptance.until),
            "reason": text(score.acceptance.reason),
        }
        for score in report.picture.indicators
        if score.acceptance
    ]
    return Grid(ACCEPTED, rows)


def _ineligible(bookings: Iterable[ClassifiedBooking]) -> Grid:
    rows = [
        {
            "description": text(booking.expense.description),
            "entry": text(booking.expense.entry),
            "actual": money(booking.actual),
            "reason": text(booking.expense.ineligible_reason),
        }
        for booking in bookings
        if booking.expense.eligible is False and booking.actual
    ]
    return Grid(INELIGIBLE, rows)


def _restated(report: SubsidyReport, restatement: Restatement) -> Row:
    """A corrected figure with what was reported."""
    return {
        "figure": text(label(report.programme, restatement.name)),
        "plan_year": text(restatement.report.plan_year),
        "reported_on": day(restatement.report.as_of),
        "reported": _value(report, restatement.name, restatement.reported),
        "now": _value(report, restatement.name, restatement.now),
        "since": GridCell(restatement.since, "whole").left,
    }


def _value(report: SubsidyReport, name: str, value: str | None) -> GridCell:
    measured = unit(report.programme, name)
    if measured == "status":
        return text(report.programme.statuses[value] if value else None)
    return in_unit(None if value is None else Fraction(value), measured)
