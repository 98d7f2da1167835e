"""Chapter 3: activities by segment of the assessment framework and by budget line; an empty segment is shown too."""

from kpi.documents.grid import Grid, GridColumn, Row, asked, day, money, text
from kpi.documents.paper import Block, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.documents.workbook.book import BookSheet, SheetBlock, SheetHeading, SheetSentence, SheetTable
from kpi.language import Said
from kpi.report.account import SubsidyReport
from kpi.report.chapters.by_hand import narrative
from kpi.report.evidence_rows import ActivityRow
from kpi.sentences import listed, say

TITLE = say("3 Activity report")
BY_SEGMENT, BY_LINE = say("By segment of the assessment framework"), say("By budget line")
WHITE_SPOT = say("A white spot is a segment without a running activity.")
COLUMNS = (
    GridColumn("segment", say("Segment"), width=30),
    GridColumn("activity", say("Activity"), width=44),
    GridColumn("line", say("Budget line"), width=30),
    GridColumn("type", say("Type"), width=14),
    GridColumn("criteria", say("Criteria met"), width=16),
    GridColumn("start", say("Start"), width=11),
    GridColumn("end", say("End"), width=11),
    GridColumn("status", say("Status"), width=14),
)


def sheet(report: SubsidyReport) -> BookSheet:
    """Activities by segment, and the activities of each line beside its planned outputs."""
    blocks: list[SheetBlock] = [
        SheetHeading(BY_SEGMENT),
        SheetTable(by_segment(report)),
        SheetSentence(WHITE_SPOT, "note"),
    ]
    if report.lines:
        blocks += [SheetHeading(BY_LINE), SheetTable(by_line(report))]
    return BookSheet(say("3 Activities"), TITLE, COLUMNS, blocks)


def section(report: SubsidyReport) -> PaperSection:
    """The chapter of a paper."""
    widths = {"segment": 4, "activity": 5, "line": 4, "type": 3, "criteria": 2, "start": 2, "end": 2, "status": 2}
    blocks: list[Block] = [
        *narrative(report.written("activities")),
        PaperHeading(BY_SEGMENT),
        PaperTable(say("Activities by segment"), by_segment(report), widths),
        PaperSentence(WHITE_SPOT, "note"),
    ]
    if report.lines:
        widths = {"line": 4, "activities": 7, "outputs": 5, "budget": 2}
        blocks += [PaperHeading(BY_LINE), PaperTable(say("Activities by line"), by_line(report), widths)]
    return PaperSection(TITLE, blocks, wide=True)


def by_segment(report: SubsidyReport) -> Grid:
    """Every activity under each segment that it serves; a segment without a running one says so."""
    return Grid(COLUMNS, [row for segment in report.programme.segments for row in _segment(report, segment.id)])


def _segment(report: SubsidyReport, segment: str) -> list[Row]:
    label = segment_label(report, segment)
    activities = [activity for activity in report.evidence.activities if segment in activity.segments]
    rows = [_activity(report, label, activity) for activity in activities]
    if any(activity.status == "running" for activity in activities):
        return rows
    return [*rows, {"segment": text(label), "activity": asked(say("○ white spot: no running activity"))}]


def segment_label(report: SubsidyReport, segment: str) -> Said:
    """The segment's own name, with the phase and the goal that it stands for."""
    declared = next(known for known in report.programme.segments if known.id == segment)
    name = report.programme.choice("segment", segment).label
    phase = next(known for known in report.programme.phases if known.id == declared.phase).label
    return say("{name}: {phase}, goal {goal}", name=name, phase=phase, goal=declared.goal)


def _activity(report: SubsidyReport, label: Said, activity: ActivityRow) -> Row:
    lines = {line.picture.id: line.picture.title for line in report.lines}
    met = say("{n} of {total}", n=len(activity.criteria), total=len(report.programme.lists["criterion"]))
    return {
        "segment": text(label),
        "activity": text(activity.name),
        "line": text(lines.get(activity.line or "")),
        "type": text(_choice(report, "activity_type", activity.type)),
        "criteria": text(met if activity.criteria else ""),
        "start": day(activity.starts_on),
        "end": day(activity.ends_on),
        "status": text(_choice(report, "activity_status", activity.status)),
    }


def _choice(report: SubsidyReport, list_id: str, choice: str | None) -> Said:
    return report.programme.choice(list_id, choice).label if choice else ""


def by_line(report: SubsidyReport) -> Grid:
    """The activities of each budget line beside its planned outputs."""
    columns = (
        GridColumn("line", say("Budget line")),
        GridColumn("activities", say("Activities")),
        GridColumn("outputs", say("Planned outputs")),
        GridColumn("budget", say("Budget"), figures=True),
    )
    activities = report.evidence.activities
    rows = [
        {
            "line": text(line.numbered),
            "activities": text("; ".join(activity.name for activity in activities if activity.line == line.picture.id)),
            "outputs": text(listed(_outputs(report, line.picture.id), "; ")),
            "budget": money(line.picture.budget),
        }
        for line in report.lines
    ]
    return Grid(columns, rows)


def _outputs(report: SubsidyReport, line: str) -> list[Said]:
    return [
        listed((say.number(output.planned), output.unit), " ")
        for output in report.programme.outputs
        if output.line == line and output.plan_year == report.year.id
    ]
