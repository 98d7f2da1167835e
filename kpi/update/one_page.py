"""The update on one page of A4: the changes since the last meeting, for people who read nothing else."""

from kpi.documents.draft_banner import draft_banner, draft_mark
from kpi.documents.grid import Grid, GridColumn, text
from kpi.documents.pdf.single_page import ColumnPage, PagePart
from kpi.sentences import listed, say
from kpi.update.quarterly_update import UpdateEdition, UpdateReport
from kpi.update.update_figures import share
from kpi.update.update_sentences import warnings
from kpi.views.results.overview import headline

LEFT = ("changes", "members", "vacancies")
RIGHT = ("visibility", "money", "decided", "attention", "coming")


def one_page(report: UpdateEdition) -> ColumnPage:
    """The update as one page in two columns."""
    parts = {name: PagePart(*section) for name, section in report.sections.items()}
    first = parts["where"]
    if "where" not in report.written:
        lines = (headline(report.after), *warnings(report))
        first = PagePart(first.heading, lines, whole=True)
    return ColumnPage(
        title=report.title,
        description=say("What changed since {since}", since=say.date(report.since)),
        author=report.programme.name,
        footer=report.foot,
        banner=draft_banner(sample=report.after.sample),
        mark=draft_mark(sample=report.after.sample),
        lead=report.lead,
        first=first,
        caption=say("How far each goal is on its way"),
        table=_goals(report),
        heading=say("Since {since}", since=say.date(report.since)),
        left=[parts[name] for name in LEFT if name in parts],
        right=[parts[name] for name in RIGHT if name in parts],
    )


def _goals(report: UpdateReport) -> Grid:
    """The goals with their scores on both days, as a table."""
    before = {goal.id: goal.score for goal in report.before.goals}
    names = {goal.id: goal.short for goal in report.programme.goals}
    columns = (
        GridColumn("goal", say("Goal")),
        GridColumn("then", say.short_date(report.since), figures=True),
        GridColumn("now", say.short_date(report.as_of), figures=True),
    )
    rows = [
        {
            "goal": text(listed((str(goal.id), names[goal.id]), " ")),
            "then": text(share(before[goal.id])),
            "now": text(share(goal.score)),
        }
        for goal in report.after.goals
    ]
    return Grid(columns, rows)
