"""Chapter 7: every deviation together, and which of them the province may have to be notified of."""

from collections.abc import Iterable

from kpi.language import Words
from kpi.report.bookings import Booking
from kpi.report.cells import Cell, day, in_unit, money, share, text
from kpi.report.model import ReportLine, SubsidyReport, must_explain
from kpi.report.page import Book, Column, Page


def write(book: Book) -> None:
    """The sheet with deviating lines, indicators, accepted deviations and costs that aren't eligible."""
    words, report = book.words, book.report
    page = book.page(words("7 Deviations"), words("7 Deviations and notifications"), (44, 18, 18, 18, 24, 50))
    page.heading(words("Budget lines"))
    _lines(page, report.lines, words)
    page.heading(words("Indicators that are not achieved or on track"))
    _indicators(page, report, words)
    page.heading(words("Deviations that were accepted"))
    _accepted(page, report, words)
    page.heading(words("Costs that are not eligible"))
    _ineligible(page, report.bookings, words)
    gap = report.picture.money.subsidy.plan_gap
    if gap:
        page.row += 1
        page.sentence(words("The plan itself doesn't close: {gap} has no cover in it.", gap=words.money(gap)))


def _lines(page: Page, lines: Iterable[ReportLine], words: Words) -> None:
    found = [line for line in lines if line.to_explain or line.to_notify]
    if not found:
        page.sentence(words("None."))
        return
    figures = (words("Budget"), words("Actual"), words("Difference in €"))
    heads = (words("Duty to notify"), words("Explanation"))
    columns = [
        Column(words("Budget line")),
        *(Column(head, figures=True) for head in figures),
        *(Column(head) for head in heads),
    ]
    page.table(columns, (_line(line, words) for line in found))


def _line(line: ReportLine, words: Words) -> list[Cell]:
    written = text(line.explanation) if line.explanation else Cell(words("to be written"), "asked")
    return [
        text(f"{line.number}. {line.picture.title[words.language]}"),
        money(line.picture.budget),
        money(line.picture.actual),
        money(line.difference, "ROUND(C{r}-B{r},2)"),
        text(words("⚠ possibly") if line.to_notify else words("no")),
        written,
    ]


def _indicators(page: Page, report: SubsidyReport, words: Words) -> None:
    found = [score for score in report.picture.indicators if must_explain(score)]
    if not found:
        page.sentence(words("None."))
        return
    figures = (words("Target value"), words("Value reached"), words("Progress"))
    heads = (words("Status"), words("Why"))
    columns = [
        Column(words("Name of the indicator")),
        *(Column(head, figures=True) for head in figures),
        *(Column(head) for head in heads),
    ]
    rows = [
        [
            text(report.programme.indicator(score.id).title.in_(words.language)),
            in_unit(score.target.value, score.unit),
            in_unit(score.value, score.unit),
            share(score.progress),
            text(report.programme.statuses[score.status.value].in_(words.language)),
            text(score.explanation[words.language]),
        ]
        for score in found
    ]
    page.table(columns, rows)


def _accepted(page: Page, report: SubsidyReport, words: Words) -> None:
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
    if not rows:
        page.sentence(words("None."))
        return
    heads = (words("Name of the indicator"), words("From"), words("Until"), words("Reason"))
    page.table([Column(head) for head in heads], rows)


def _ineligible(page: Page, bookings: Iterable[Booking], words: Words) -> None:
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
    if not rows:
        page.sentence(words("None."))
        return
    columns = [
        Column(words("Description")),
        Column(words("Entry")),
        Column(words("Actual"), figures=True),
        Column(words("Reason")),
    ]
    page.table(columns, rows)
