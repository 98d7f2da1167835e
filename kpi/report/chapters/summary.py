"""Chapter 2: the state of the programme on one page, in results and in money, and what the account still lacks."""

from collections import Counter

from kpi.documents.grid import Grid, GridCell, GridColumn, Row, asked, named_figures, number, share, text
from kpi.documents.paper import AnyBlock, BookSheet, PaperHeading, PaperSection, PaperSentence, PaperTable, in_workbook
from kpi.language import Said
from kpi.report.account import Missing, Outline, SubsidyReport
from kpi.report.chapters.by_hand import introduction
from kpi.score.scores import GOOD, GoalScore, PartScore, Status
from kpi.score.value_notation import unscored
from kpi.sentences import listed, say

FOUND = ("count/good", "count/judged", "total/actual", "total/budget")
"""The figures of the finding."""


def chapter(report: SubsidyReport) -> PaperSection:
    """Goals, statuses, money and what is missing: a paper names all of it."""
    lacking: list[AnyBlock] = [PaperHeading(say("Still needed before this report can be final"))]
    lacking.append(_missing(report.missing) if report.missing else PaperSentence(say("Nothing is missing.")))
    return PaperSection(
        say("2 Summary"),
        [
            PaperSentence(finding(report), figures=FOUND),
            introduction(report.written("summary")),
            PaperHeading(say("Goals")),
            PaperTable(say("Score of each goal"), goals(report)),
            PaperSentence(statuses(report), figures=tuple(f"count/{status.value}" for status in Status)),
            *(lacking if report.missing else [in_workbook(*lacking)]),
        ],
        follows=True,
        sheet=BookSheet(say("2 Summary"), (58, *[18] * 5)),
    )


PAID_APART = ("check/unallocated/bookings", "check/unallocated/costs")
"""The figures of the paid bookings that have no place in the budget."""


def nothing_yet(report: SubsidyReport) -> PaperSection:
    """The one page of a year for which nothing was recorded: what an account of it needs."""
    sheets, day = report.programme.sheets, say.date(report.as_of)
    wanted = [sheets[name].label for name in ("expenses", "contributions", "subsidy_payments") if name in sheets]
    asked_first = [
        PaperSentence(
            say(
                "No cost, contribution or payment of plan year {year} was recorded up to {day}.",
                year=report.year.id,
                day=day,
            )
        ),
        PaperSentence(say("An account begins with these sheets: {sheets}.", sheets=listed(wanted))),
    ]
    if not report.lines:
        asked_first.append(PaperSentence(say("The lines of this plan year's budget aren't planned yet.")))
    if report.grant is None:
        asked_first.append(PaperSentence(say("There is no grant for this plan year in the programme.")))
    particulars = [gap for gap in report.missing if not gap.text]
    return PaperSection(
        say("What is missing"), [*asked_first, *([_missing(tuple(particulars))] if particulars else [])]
    )


def finding(report: Outline) -> Said:
    """Results and money in one sentence."""
    good = sum(score.status in GOOD for score in report.picture.indicators)
    totals = report.picture.money.totals
    return say.plural(
        "On {day}, {n} of {all} indicators is achieved or on track; {actual} of the budget of {budget} was spent.",
        "On {day}, {n} of {all} indicators are achieved or on track; {actual} of the budget of {budget} was spent.",
        good,
        day=say.date(report.as_of),
        all=len(report.picture.judged),
        actual=say.money(totals.actual),
        budget=say.money(totals.budget),
    )


def goals(report: Outline) -> Grid:
    """The score of each goal, whole and by horizon."""
    columns = (
        GridColumn("goal", say("Goal"), share=4),
        GridColumn("score", say("Score"), figures=True, share=1),
        GridColumn("measured", say("Measured"), figures=True, share=1),
        GridColumn("started", say("Started"), figures=True, share=1),
        *(
            GridColumn(f"horizon_{horizon.id}", horizon.label, figures=True, share=1)
            for horizon in report.programme.horizons
        ),
    )
    titles = {goal.id: goal.title for goal in report.programme.goals}
    return Grid(columns, [_goal(titles[goal.id], goal, report) for goal in report.picture.goals])


def _goal(title: Said, goal: GoalScore, report: Outline) -> Row:
    horizons = {
        f"horizon_{one.id}": _part(goal.horizons[one.id], f"goal/{goal.id}/horizon_{one.id}")
        for one in report.programme.horizons
    }
    row = {
        "goal": text(title),
        "score": share(goal.score),
        "measured": GridCell(goal.measured, "whole"),
        "started": GridCell(goal.indicators, "whole"),
        **horizons,
    }
    return named_figures(f"goal/{goal.id}", row)


def _part(part: PartScore, name: str) -> GridCell:
    if part.score is None:
        return text(unscored(part)).of(f"{name}/measured", f"{name}/started")
    return share(part.score).of(name)


def statuses(report: Outline) -> Said:
    """The number of indicators with each status."""
    counts = Counter(score.status for score in report.picture.indicators)
    words = report.programme.statuses
    found = [say("{status} {n}", status=words[status.value], n=counts[status]) for status in Status if counts[status]]
    return say("Indicators by status: {counts}.", counts=listed(found))


def _missing(missing: tuple[Missing, ...]) -> PaperTable:
    """A row for each chapter that lacks something."""
    columns = (GridColumn("chapter", say("Chapter"), share=1), GridColumn("what", say("What"), share=9))
    chapters = sorted({gap.chapter for gap in missing})
    rows = [
        {
            "chapter": number(chapter).left,
            "what": asked(listed((gap.sentence for gap in missing if gap.chapter == chapter), " · ")).of(*PAID_APART),
        }
        for chapter in chapters
    ]
    return PaperTable(say("What is still missing"), Grid(columns, rows))
