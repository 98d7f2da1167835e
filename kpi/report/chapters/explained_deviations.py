"""Chapter 7: every deviation, and the duty to notify the grantor of some."""

from fractions import Fraction

from kpi.documents.grid import (
    Grid,
    GridCell,
    GridColumn,
    Row,
    amount_or_blank,
    day,
    formula,
    in_unit,
    money,
    named_figures,
    text,
)
from kpi.documents.paper import (
    AnyBlock,
    BookSheet,
    Only,
    PaperHeading,
    PaperSection,
    PaperSentence,
    PaperTable,
    SheetGap,
)
from kpi.language import Said
from kpi.report.account import ChangedBooking, Restatement, SubsidyReport
from kpi.report.chapters.by_hand import explanation, introduction
from kpi.report.report_lines import JudgedBy, ReportLine
from kpi.report.reported_figures import difference_formula, label, unit
from kpi.sentences import listed, say

LINES = (
    GridColumn("duty", say("Duty to notify"), share=2),
    GridColumn("explanation", say("Explanation")),
    GridColumn("number", say("No.")),
)
OF_LINE = "INDEX(Post_{},MATCH({{number}},Post_nr,0))"
"""The formula of an amount of a line in chapter 5."""
ACCEPTED = (
    GridColumn("indicator", say("Name of the indicator"), share=5),
    GridColumn("from", say("From"), share=2),
    GridColumn("until", say("Until"), share=2),
    GridColumn("reason", say("Reason"), share=6),
)
THEN_AND_NOW = (
    GridColumn("plan_year", say("Plan year"), share=2),
    GridColumn("reported_on", say("Reported on"), share=2),
    GridColumn("reported", say("As reported"), figures=True, share=2),
    GridColumn("now", say("As it is now"), figures=True, share=2),
)
RESTATED = (
    GridColumn("figure", say("Figure"), share=6),
    *THEN_AND_NOW,
    GridColumn("since", say("Changed by revision"), share=2),
)
CHANGED = (GridColumn("entry", say("Entry"), share=3), *THEN_AND_NOW, GridColumn("what", say("What differs"), share=5))


def chapter(report: SubsidyReport) -> PaperSection:
    """Deviating lines, accepted deviations, and corrections; chapter 4 explains the indicators."""
    parts: list[AnyBlock | Only] = [introduction(report.written("deviations"))]
    for table in tables(report):
        none = PaperSentence(say("{what}: none.", what=table.caption))
        parts += [PaperHeading(table.caption), table] if table.grid.rows else [none]
    if report.picture.money.subsidy.plan_gap:
        gap = say.money(report.picture.money.subsidy.plan_gap)
        sentence = say("The plan itself doesn't close: {gap} has no cover in it.", gap=gap)
        parts += [SheetGap(), PaperSentence(sentence, figures=("subsidy/plan_gap",))]
    sheet = BookSheet(say("7 Deviations"), (44, 18, 18, 18, 24, 50))
    return PaperSection(say("7 Deviations and notifications"), parts, follows=True, sheet=sheet)


def tables(report: SubsidyReport) -> tuple[PaperTable, ...]:
    """Every kind of deviation; a table without rows means that there are none.

    Corrections of earlier reports come last.
    """
    lines = [_line(line) for line in report.lines if line.to_explain or line.to_notify]
    restated = [
        named_figures(f"restated/{n}", _restated(report, one)) for n, one in enumerate(report.restated, start=1)
    ]
    changed = [named_figures(f"changed/{n}", _changed(report, one)) for n, one in enumerate(report.changed, start=1)]
    return (
        PaperTable(say("Budget lines"), Grid((*differences(report.judged_by), *LINES), lines)),
        PaperTable(say("Deviations that were accepted"), _accepted(report)),
        PaperTable(say("Corrections of what was reported before"), Grid(RESTATED, restated)),
        PaperTable(say("Bookings that changed since a report"), Grid(CHANGED, changed)),
    )


def differences(judged_by: JudgedBy) -> tuple[GridColumn, ...]:
    """The columns of lines with their difference: that of the actual costs, or of the forecast."""
    judged = say("Actual") if judged_by == "actual" else say("Forecast")
    return (
        GridColumn("line", say("Budget line"), share=6),
        GridColumn("budget", say("Budget"), figures=True, share=2),
        GridColumn(judged_by, judged, figures=True, share=2),
        GridColumn("difference", say("Difference in €"), figures=True, share=2),
    )


def difference(line: ReportLine) -> Row:
    """A line of the budget with its difference."""
    row = {
        "line": text(line.numbered),
        "budget": money(line.picture.budget, formula(OF_LINE.format("begroting"))),
        line.judged_by: money(line.judged, formula(OF_LINE.format(line.judged_by))),
        "difference": money(line.difference, difference_formula(line.judged_by)),
    }
    return named_figures(f"line/{line.picture.id}", row)


def _line(line: ReportLine) -> Row:
    last = {"explanation": explanation(line.explanation, needed=True), "number": GridCell(line.number, "whole")}
    return {**difference(line), "duty": text(line.duty), **last}


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


def _restated(report: SubsidyReport, restatement: Restatement) -> Row:
    """A corrected figure with what was reported."""
    return {
        "figure": text(label(report.programme, restatement.name)),
        "plan_year": text(restatement.account.plan_year),
        "reported_on": day(restatement.account.as_of),
        "reported": _value(report, restatement.name, restatement.reported),
        "now": _value(report, restatement.name, restatement.now),
        "since": text(say("programme file") if restatement.since is None else str(restatement.since)),
    }


def _changed(report: SubsidyReport, changed: ChangedBooking) -> Row:
    """A booking with its amounts, and the columns of its sheet that differ; nothing of it in only one of the two."""
    sheet = report.programme.sheets["expenses"]
    known = {name: sheet.words_of(name) for name in sheet.columns} | {"line": sheet.words_of("budget_line")}
    what: Said = listed(known.get(name, name) for name in changed.fields)
    if changed.before is None or changed.now is None:
        what = say("was not in that report") if changed.before is None else say("is no longer there")
    return {
        "entry": text(changed.number),
        "plan_year": text(changed.account.plan_year),
        "reported_on": day(changed.account.as_of),
        "reported": amount_or_blank(changed.before.amount if changed.before else None),
        "now": amount_or_blank(changed.now.amount if changed.now else None),
        "what": text(what),
    }


def _value(report: SubsidyReport, name: str, value: str | None) -> GridCell:
    measured = unit(report.programme, name)
    if measured == "status":
        return text(report.programme.statuses[value] if value else None)
    return in_unit(None if value is None else Fraction(value), measured)
