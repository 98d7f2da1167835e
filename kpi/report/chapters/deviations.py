"""Chapter 7: every deviation together, and which of them the province may have to be notified of."""

from collections.abc import Iterable

from kpi.documents.grid import Grid, GridCell, day, figured, headed, in_unit, money, share, text
from kpi.documents.markdown import read
from kpi.language import Words
from kpi.report.account import ReportLine, SubsidyReport, must_explain
from kpi.report.chapters.restated import restated
from kpi.report.classified import ClassifiedBooking
from kpi.report.sheet_page import WorkbookWriter


def write(book: WorkbookWriter) -> None:
    """The sheet with deviating lines, indicators, accepted deviations and costs that aren't eligible."""
    words, report = book.words, book.report
    page = book.page(words("7 Deviations"), words("7 Deviations and notifications"), (44, 18, 18, 18, 24, 50))
    for heading, grid in tables(report, words):
        page.heading(heading)
        if grid.rows:
            page.table(grid)
        else:
            page.sentence(words("None."))
    gap = report.picture.money.subsidy.plan_gap
    if gap:
        page.row += 1
        page.sentence(words("The plan itself doesn't close: {gap} has no cover in it.", gap=words.money(gap)))


def tables(report: SubsidyReport, words: Words) -> tuple[tuple[str, Grid], ...]:
    """Every kind of deviation with its heading; a table without rows means that there are none.

    Corrections of earlier reports come last.
    """
    return (
        (words("Budget lines"), _lines(report.lines, words)),
        (words("Indicators that are not achieved or on track"), _indicators(report, words)),
        (words("Deviations that were accepted"), _accepted(report, words)),
        (words("Costs that are not eligible"), _ineligible(report.bookings, words)),
        (words("Corrections of what was reported before"), restated(report, words)),
    )


def _lines(lines: Iterable[ReportLine], words: Words) -> Grid:
    figures = figured(words("Budget"), words("Actual"), words("Difference in €"))
    columns = [*headed(words("Budget line")), *figures, *headed(words("Duty to notify"), words("Explanation"))]
    return Grid(columns, [_line(line, words) for line in lines if line.to_explain or line.to_notify])


def _line(line: ReportLine, words: Words) -> list[GridCell]:
    written = text(read(line.explanation).plain) if line.explanation else GridCell(words("to be written"), "asked")
    return [
        text(f"{line.number}. {words.say(line.picture.title)}"),
        money(line.picture.budget),
        money(line.picture.actual),
        money(line.difference, "ROUND(C{r}-B{r},2)"),
        text(words("⚠ possibly") if line.to_notify else words("no")),
        written,
    ]


def _indicators(report: SubsidyReport, words: Words) -> Grid:
    figures = figured(words("Target value"), words("Value reached"), words("Progress"))
    columns = [*headed(words("Name of the indicator")), *figures, *headed(words("Status"), words("Why"))]
    rows = [
        [
            text(report.programme.indicator(score.id).title.in_(words.language)),
            in_unit(score.target.value, score.unit),
            in_unit(score.value, score.unit),
            share(score.progress),
            text(report.programme.statuses[score.status.value].in_(words.language)),
            text(words.say(score.explanation)),
        ]
        for score in report.picture.indicators
        if must_explain(score)
    ]
    return Grid(columns, rows)


def _accepted(report: SubsidyReport, words: Words) -> Grid:
    rows = [
        [
            text(report.programme.indicator(score.id).title.in_(words.language)),
            day(score.acceptance.on),
            day(score.acceptance.until),
            text(score.acceptance.reason),
        ]
        for score in report.picture.indicators
        if score.acceptance
    ]
    return Grid(headed(words("Name of the indicator"), words("From"), words("Until"), words("Reason")), rows)


def _ineligible(bookings: Iterable[ClassifiedBooking], words: Words) -> Grid:
    rows = [
        [
            text(one.expense.description),
            text(one.expense.entry),
            money(one.actual),
            text(one.expense.ineligible_reason),
        ]
        for one in bookings
        if one.expense.eligible is False and one.actual
    ]
    columns = [*headed(words("Description"), words("Entry")), *figured(words("Actual")), *headed(words("Reason"))]
    return Grid(columns, rows)
