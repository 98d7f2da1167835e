"""Chapter 3: activities by segment of the assessment framework and by budget line; an empty segment is shown too."""

from kpi.documents.grid import Grid, GridColumn, Row, asked, day, text, widths_of
from kpi.documents.paper import AnyBlock, BookSheet, Only, PaperHeading, PaperSection, PaperSentence, PaperTable
from kpi.language import Said
from kpi.report.account import SubsidyReport
from kpi.report.chapters.by_hand import introduction
from kpi.report.evidence_rows import ActivityRow
from kpi.sentences import say

COLUMNS = (
    GridColumn("segment", say("Segment"), width=30, share=4),
    GridColumn("activity", say("Activity"), width=44, share=5),
    GridColumn("line", say("Budget line"), width=30, share=4),
    GridColumn("type", say("Type"), width=14, share=3),
    GridColumn("criteria", say("Criteria met"), width=16, share=2),
    GridColumn("start", say("Start"), width=11, share=2),
    GridColumn("end", say("End"), width=11, share=2),
    GridColumn("status", say("Status"), width=14, share=2),
)


def chapter(report: SubsidyReport) -> PaperSection:
    """Activities by segment, each with its budget line; chapter 4 has the outputs planned on each line.

    A programme without an assessment framework has them in one table, and none where it records no activities.
    """
    parts: list[AnyBlock | Only] = [introduction(report.written("activities"))]
    if report.programme.segments:
        parts += [
            PaperHeading(say("By segment of the assessment framework")),
            PaperTable(say("Activities by segment"), by_segment(report)),
            PaperSentence(say("A white spot is a segment without a running activity."), "note"),
        ]
    elif report.evidence.activities:
        parts.append(PaperTable(say("Activities"), _every_activity(report)))
    sheet = BookSheet(say("3 Activities"), widths_of(COLUMNS))
    return PaperSection(say("3 Activity report"), parts, wide=True, sheet=sheet)


def by_segment(report: SubsidyReport) -> Grid:
    """Every activity under each segment that it serves; a segment without a running one says so."""
    return Grid(COLUMNS, [row for segment in report.programme.segments for row in _segment(report, segment.id)])


def _every_activity(report: SubsidyReport) -> Grid:
    columns = [column for column in COLUMNS if column.id != "segment"]
    rows = [_activity(report, "", activity) for activity in report.evidence.activities]
    return Grid(columns, [{name: cell for name, cell in row.items() if name != "segment"} for row in rows])


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
    name = report.programme.choice_shown("segment", segment)
    phase = next(known for known in report.programme.phases if known.id == declared.phase).label
    return say("{name}: {phase}, goal {goal}", name=name, phase=phase, goal=declared.goal)


def _activity(report: SubsidyReport, label: Said, activity: ActivityRow) -> Row:
    lines = {line.picture.id: line.picture.title for line in report.lines}
    number = report.evidence.activities.index(activity) + 1
    met = say("{n} of {total}", n=len(activity.criteria), total=len(report.programme.choices("criterion")))
    return {
        "segment": text(label),
        "activity": text(activity.name),
        "line": text(lines.get(activity.line or "")),
        "type": text(_choice(report, "activity_type", activity.type)),
        "criteria": text(met if activity.criteria else "").of(f"activity/{number}/criteria", "count/criteria"),
        "start": day(activity.starts_on),
        "end": day(activity.ends_on),
        "status": text(_choice(report, "activity_status", activity.status)),
    }


def _choice(report: SubsidyReport, list_id: str, choice: str | None) -> Said:
    return report.programme.choice_shown(list_id, choice) if choice else ""
