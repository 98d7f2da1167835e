"""Chapter 2: on one page where the programme stands, in results and in money, and what the report still lacks."""

from collections import Counter

from kpi.documents.grid import Grid, GridCell, GridColumn, Pairs, figured, headed, money, number, share, text
from kpi.language import Words
from kpi.money.sums import BudgetPicture
from kpi.report.account import Outline
from kpi.report.sheet_page import Page, WorkbookWriter
from kpi.score.scores import GoalScore, Status

SHOWN = 25
"""So many things that are missing are named; the others are counted."""


def write(book: WorkbookWriter) -> None:
    """The sheet with goals, statuses, money and what is missing."""
    words, report = book.words, book.report
    page = book.page(words("2 Summary"), words("2 Summary"), (58, 18, 18, 18, 18, 18))
    page.sentence(finding(report, words))
    page.heading(words("Goals"))
    page.table(goals(report, words))
    page.heading(words("Indicators by status"))
    page.table(statuses(report, words))
    page.heading(words("Money of the plan year"))
    page.pairs(amounts(report.picture.money, words))
    page.heading(words("Still needed before this report can be final"))
    _missing(page, report, words)


def finding(report: Outline, words: Words) -> str:
    """Results and money in one sentence."""
    statuses = Counter(score.status.value for score in report.picture.indicators)
    good = statuses["achieved"] + statuses["on_track"]
    totals = report.picture.money.totals
    return words(
        "On {day}, {good} of {all} indicators are achieved or on track; {actual} of the budget of {budget} was spent.",
        day=words.date(report.as_of),
        good=good,
        all=len(report.picture.indicators),
        actual=words.money(totals.actual),
        budget=words.money(totals.budget),
    )


def goals(report: Outline, words: Words) -> Grid:
    """The score of each goal, whole and by horizon."""
    titles = {goal.id: goal.title.in_(words.language) for goal in report.programme.goals}
    horizons = figured(*(one.label.in_(words.language) for one in report.programme.horizons))
    columns = [GridColumn(words("Goal")), *figured(words("Score"), words("Measured"), words("Started")), *horizons]
    return Grid(columns, [_goal(titles[goal.id], goal, report) for goal in report.picture.goals])


def _goal(title: str, goal: GoalScore, report: Outline) -> list[GridCell]:
    horizons = [share(goal.horizons.get(one.id)) for one in report.programme.horizons]
    return [
        text(title),
        share(goal.score),
        GridCell(goal.measured, "whole"),
        GridCell(goal.indicators, "whole"),
        *horizons,
    ]


def statuses(report: Outline, words: Words) -> Grid:
    """How many indicators have each status."""
    counts = Counter(score.status for score in report.picture.indicators)
    rows = [
        [text(report.programme.statuses[status.value].in_(words.language)), GridCell(counts[status], "whole")]
        for status in Status
        if status in counts
    ]
    total = [text(words("Total")).strong, number(len(report.picture.indicators), "SUM(B{first}:B{last})").strong]
    return Grid([*headed(words("Status")), *figured(words("Indicators"))], rows, total)


def amounts(known: BudgetPicture, words: Words) -> Pairs:
    """The money of the plan year, in six amounts."""
    planned = bool(known.lines)
    return (
        (words("Latest approved budget"), money(known.totals.budget, "Begroting_totaal" if planned else None)),
        (words("Actual"), money(known.totals.actual, "Realisatie_totaal" if planned else None)),
        (words("Of which eligible"), money(known.totals.eligible, "Subsidiabel_totaal" if planned else None)),
        (words("Contributions received"), money(known.financing.received, "Bijdragen_ontvangen")),
        (words("Subsidy that today's costs give (forecast)"), money(known.subsidy.amount, "Subsidie_bedrag")),
        (words("Subsidy received (advances)"), money(known.subsidy.received, "Subsidie_ontvangen")),
    )


def _missing(page: Page, report: Outline, words: Words) -> None:
    if not report.missing:
        page.sentence(words("Nothing is missing."))
        return
    rows = [[text(one.say(words)), GridCell(one.chapter, "whole")] for one in report.missing[:SHOWN]]
    page.table(Grid([*headed(words("What")), *figured(words("Chapter"))], rows))
    rest = len(report.missing) - SHOWN
    if rest > 0:
        page.sentence(words("And {n} more.", n=rest), "note")
