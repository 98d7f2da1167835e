"""Chapter 3: what was done, by segment of the assessment framework and by budget line; a white spot is shown as one."""

from kpi.documents.grid import Grid, GridCell, day, figured, headed, money, text
from kpi.language import Words
from kpi.report.account import SubsidyReport
from kpi.report.evidence_rows import ActivityRow
from kpi.report.sheet_page import WorkbookWriter


def write(book: WorkbookWriter) -> None:
    """The sheet with activities by segment, and the activities of each line beside its planned outputs."""
    words, report = book.words, book.report
    page = book.page(words("3 Activities"), words("3 Activity report"), (30, 44, 30, 14, 16, 11, 11, 14))
    page.heading(words("By segment of the assessment framework"))
    page.table(by_segment(report, words))
    page.sentence(words("A white spot is a segment without a running activity."), "note")
    if report.lines:
        page.heading(words("By budget line"))
        page.table(by_line(report, words))


def by_segment(report: SubsidyReport, words: Words) -> Grid:
    """Every activity under each segment that it serves; a segment without a running one says so."""
    rows = [row for segment in report.programme.segments for row in _segment(report, segment.id, words)]
    columns = headed(
        words("Segment"),
        words("Activity"),
        words("Budget line"),
        words("Type"),
        words("Criteria met"),
        words("Start"),
        words("End"),
        words("Status"),
    )
    return Grid(columns, rows)


def _segment(report: SubsidyReport, segment: str, words: Words) -> list[list[GridCell]]:
    label = _segment_label(report, segment, words)
    found = [one for one in report.evidence.activities if segment in one.segments]
    rows = [_activity(report, label, one, words) for one in found]
    if any(one.status == "running" for one in found):
        return rows
    return [
        *rows,
        [text(label), GridCell(words("○ white spot: no running activity"), "asked"), *(text("") for _ in range(6))],
    ]


def _segment_label(report: SubsidyReport, segment: str, words: Words) -> str:
    """The segment's own name, with the phase and the goal that it stands for."""
    declared = next(one for one in report.programme.segments if one.id == segment)
    name = report.programme.choice("segment", segment).label.in_(words.language)
    phase = next(one for one in report.programme.phases if one.id == declared.phase).label.in_(words.language)
    return words("{name}: {phase}, goal {goal}", name=name, phase=phase, goal=declared.goal)


def _activity(report: SubsidyReport, label: str, one: ActivityRow, words: Words) -> list[GridCell]:
    lines = {line.picture.id: words.say(line.picture.title) for line in report.lines}
    met = words("{n} of {total}", n=len(one.criteria), total=len(report.programme.lists["criterion"]))
    return [
        text(label),
        text(one.name),
        text(lines.get(one.line or "")),
        text(_choice(report, "activity_type", one.type, words)),
        text(met if one.criteria else ""),
        day(one.starts_on),
        day(one.ends_on),
        text(_choice(report, "activity_status", one.status, words)),
    ]


def _choice(report: SubsidyReport, list_id: str, choice: str | None, words: Words) -> str:
    return report.programme.choice(list_id, choice).label.in_(words.language) if choice else ""


def by_line(report: SubsidyReport, words: Words) -> Grid:
    """The activities of each budget line beside what was promised for it."""
    columns = [*headed(words("Budget line"), words("Activities"), words("Planned outputs")), *figured(words("Budget"))]
    rows = [
        [
            text(f"{line.number}. {words.say(line.picture.title)}"),
            text("; ".join(one.name for one in report.evidence.activities if one.line == line.picture.id)),
            text("; ".join(_outputs(report, line.picture.id, words))),
            money(line.picture.budget),
        ]
        for line in report.lines
    ]
    return Grid(columns, rows)


def _outputs(report: SubsidyReport, line: str, words: Words) -> list[str]:
    return [
        f"{words.number(one.planned)} {one.unit.in_(words.language)}"
        for one in report.programme.outputs
        if one.line == line and one.plan_year == report.year.id
    ]
