"""Chapter 2: the state of the programme on one page, in results and in money, and what the account still lacks."""

from collections import Counter

from kpi.documents.grid import (
    Grid,
    GridCell,
    GridColumn,
    Particular,
    Particulars,
    Row,
    asked,
    formula,
    money,
    number,
    share,
    text,
)
from kpi.documents.paper import Block, PaperHeading, PaperSection, PaperSentence, PaperTable, amounts_table
from kpi.documents.workbook.book import BookSheet, SheetBlock, SheetHeading, SheetParticulars, SheetSentence, SheetTable
from kpi.language import Said
from kpi.money.sums import BudgetPicture
from kpi.report.account import Missing, Outline, SubsidyReport
from kpi.report.chapters.by_hand import narrative
from kpi.report.reported_figures import SPENT, SUBSIDY
from kpi.score.scores import GoalScore, PartScore, Status
from kpi.score.value_notation import unscored
from kpi.sentences import say

SHOWN = 25
"""So many things that are missing are named on the sheet; the others are counted."""
TITLE, STILL_NEEDED = say("2 Summary"), say("Still needed before this report can be final")
COLUMNS = (GridColumn("first", "", width=58), *(GridColumn(str(n), "", width=18) for n in range(1, 6)))


def sheet(report: SubsidyReport) -> BookSheet:
    """Goals, statuses, money and what is missing."""
    blocks: list[SheetBlock] = [
        SheetSentence(finding(report)),
        SheetHeading(say("Goals")),
        SheetTable(goals(report)),
        SheetHeading(say("Indicators by status")),
        SheetTable(statuses(report)),
        SheetHeading(say("Money of the plan year")),
        SheetParticulars(amounts(report.picture.money)),
        SheetHeading(STILL_NEEDED),
        *_missing(report.missing),
    ]
    return BookSheet(TITLE, TITLE, COLUMNS, blocks)


def section(report: SubsidyReport) -> PaperSection:
    """The chapter of a paper, which names all that is missing."""
    by_goal = goals(report)
    blocks: list[Block] = [
        PaperSentence(finding(report)),
        *narrative(report.written("summary")),
        PaperHeading(say("Goals")),
        PaperTable(
            say("Score of each goal"), by_goal, {column.id: 1 + 3 * (column.id == "goal") for column in by_goal.columns}
        ),
        PaperHeading(say("Indicators by status")),
        PaperTable(say("Number of indicators by status"), statuses(report), {"status": 3, "indicators": 1}),
        PaperHeading(say("Money of the plan year")),
        amounts_table(say("Budget, costs and income"), amounts(report.picture.money)),
    ]
    if report.missing:
        columns = (GridColumn("chapter", say("Chapter")), GridColumn("what", say("What")))
        rows = [{"chapter": number(gap.chapter), "what": asked(gap.sentence)} for gap in report.missing]
        blocks += [
            PaperHeading(STILL_NEEDED),
            PaperTable(say("What is still missing"), Grid(columns, rows), {"chapter": 1, "what": 7}),
        ]
    return PaperSection(TITLE, blocks)


def finding(report: Outline) -> Said:
    """Results and money in one sentence."""
    statuses = Counter(score.status.value for score in report.picture.indicators)
    good = statuses["achieved"] + statuses["on_track"]
    totals = report.picture.money.totals
    return say(
        "On {day}, {good} of {all} indicators are achieved or on track; {actual} of the budget of {budget} was spent.",
        day=say.date(report.as_of),
        good=good,
        all=len(report.picture.indicators),
        actual=say.money(totals.actual),
        budget=say.money(totals.budget),
    )


def goals(report: Outline) -> Grid:
    """The score of each goal, whole and by horizon."""
    columns = (
        GridColumn("goal", say("Goal")),
        GridColumn("score", say("Score"), figures=True),
        GridColumn("measured", say("Measured"), figures=True),
        GridColumn("started", say("Started"), figures=True),
        *(GridColumn(f"horizon_{horizon.id}", horizon.label, figures=True) for horizon in report.programme.horizons),
    )
    titles = {goal.id: goal.title for goal in report.programme.goals}
    return Grid(columns, [_goal(titles[goal.id], goal, report) for goal in report.picture.goals])


def _goal(title: Said, goal: GoalScore, report: Outline) -> Row:
    horizons = {f"horizon_{horizon.id}": _part(goal.horizons[horizon.id]) for horizon in report.programme.horizons}
    return {
        "goal": text(title),
        "score": share(goal.score),
        "measured": GridCell(goal.measured, "whole"),
        "started": GridCell(goal.indicators, "whole"),
        **horizons,
    }


def _part(part: PartScore) -> GridCell:
    return text(unscored(part)) if part.score is None else share(part.score)


def statuses(report: Outline) -> Grid:
    """The number of indicators with each status."""
    counts = Counter(score.status for score in report.picture.indicators)
    rows = [
        {"status": text(report.programme.statuses[status.value]), "indicators": GridCell(counts[status], "whole")}
        for status in Status
        if status in counts
    ]
    every = number(len(report.picture.indicators), formula("SUM({indicators:all})"))
    total = {"status": text(say("Total")).strong, "indicators": every.strong}
    columns = (GridColumn("status", say("Status")), GridColumn("indicators", say("Indicators"), figures=True))
    return Grid(columns, rows, total)


def amounts(picture: BudgetPicture) -> Particulars:
    """The money of the plan year, in six amounts."""
    totals, planned = picture.totals, bool(picture.lines)
    budget, actual, eligible = (
        formula(name) if planned else None for name in ("Begroting_totaal", "Realisatie_totaal", "Subsidiabel_totaal")
    )
    return (
        Particular("budget", SPENT["budget"], money(totals.budget, budget)),
        Particular("actual", SPENT["actual"], money(totals.actual, actual)),
        Particular("eligible", SPENT["eligible"], money(totals.eligible, eligible)),
        Particular(
            "contributions",
            say("Contributions received"),
            money(picture.financing.received, formula("Bijdragen_ontvangen")),
        ),
        Particular("amount", SUBSIDY["amount"], money(picture.subsidy.amount, formula("Subsidie_bedrag"))),
        Particular("received", SUBSIDY["received"], money(picture.subsidy.received, formula("Subsidie_ontvangen"))),
    )


def _missing(missing: tuple[Missing, ...]) -> tuple[SheetBlock, ...]:
    if not missing:
        return (SheetSentence(say("Nothing is missing.")),)
    columns = (GridColumn("what", say("What")), GridColumn("chapter", say("Chapter"), figures=True))
    rows = [{"what": text(gap.sentence), "chapter": GridCell(gap.chapter, "whole")} for gap in missing[:SHOWN]]
    rest = len(missing) - SHOWN
    more = (SheetSentence(say("And {n} more.", n=rest), "note"),) if rest > 0 else ()
    return (SheetTable(Grid(columns, rows)), *more)
