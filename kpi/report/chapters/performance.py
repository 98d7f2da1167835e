"""Chapter 4: outputs planned and delivered, and every indicator with its rule, its status and the reason."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kpi.documents.grid import (
    Formula,
    Grid,
    GridCell,
    GridColumn,
    Row,
    day,
    formula,
    in_unit,
    named_figures,
    number,
    share,
    text,
    widths_of,
)
from kpi.documents.paper import (
    AnyBlock,
    BookSheet,
    PaperHeading,
    PaperSection,
    PaperSentence,
    PaperTable,
    in_paper,
    in_workbook,
)
from kpi.language import Said
from kpi.notation import rounded
from kpi.programme.counting_rule import rule
from kpi.programme.plan import Output
from kpi.report.account import Outline, SubsidyReport, must_explain
from kpi.report.chapters.by_hand import explanation, explanations, introduction
from kpi.report.report_lines import ReportLine
from kpi.report.reported_figures import hours_formula, in_hours, target_cell
from kpi.score.scores import IndicatorScore, Status
from kpi.sentences import listed, say

ASSUMED = say(
    "“*” = on an assumed path: a straight line between two dates of the plan, that nobody has set as a target."
)
RULES_APART = PaperSentence(say("Counting rules and sources stand in annex C."), "note")
OUTPUTS = (
    GridColumn("output", say("Output"), share=5),
    GridColumn("line", say("Budget line"), share=5),
    GridColumn("unit", say("Unit"), share=3),
    GridColumn("planned", say("Planned"), figures=True, share=2),
    GridColumn("delivered", say("Delivered"), figures=True, share=2),
    GridColumn("difference", say("Difference"), figures=True, share=2),
    GridColumn("part", say("Delivered in %"), figures=True, share=2),
)
INDICATORS = (
    GridColumn("indicator", say("Name of the indicator"), width=24, share=6),
    GridColumn("rule", say("Counting rule"), width=36),
    GridColumn("source", say("Source"), width=14),
    GridColumn("baseline", say("Baseline"), figures=True, width=10, share=2),
    GridColumn("target", say("Target value"), figures=True, width=11, share=2),
    GridColumn("due", say("Due"), figures=True, width=11, share=2),
    GridColumn("as_of", say("Reference date"), figures=True, width=11),
    GridColumn("value", say("Value reached"), figures=True, width=11, share=2),
    GridColumn("expected", say("Expected"), figures=True, width=11, share=2),
    GridColumn("status", say("Status"), width=13, share=3),
    GridColumn("why", say("Why"), width=36, share=7),
    GridColumn("explanation", say("Explanation"), width=24),
)


def chapter(report: SubsidyReport) -> PaperSection:
    """Outputs and indicators; a paper has the explanations in full, and rules and sources in an annex."""
    planned = PaperTable(say("Planned and delivered outputs"), outputs(report))
    none = PaperSentence(say("No outputs are planned for this plan year."))
    return PaperSection(
        say("4 Performance account"),
        [
            introduction(report.written("performance")),
            PaperHeading(say("Outputs of the plan year")),
            planned if planned.grid.rows else none,
            PaperHeading(say("Indicators")),
            PaperTable(say("Indicators against their targets"), indicators(report)),
            in_workbook(PaperSentence(ASSUMED, "note")),
            in_paper(RULES_APART, *_explanations(report)),
        ],
        wide=True,
        follows=True,
        sheet=BookSheet(say("4 Performance"), widths_of(INDICATORS)),
    )


def _explanations(report: SubsidyReport) -> Iterator[AnyBlock]:
    late = [score for score in report.picture.indicators if score.status is Status.ACHIEVED_LATE]
    if late:
        yield PaperHeading(say("Achieved after the due date"))
    for score in late:
        title = report.programme.indicator(score.id).title
        yield PaperSentence(listed((title, score.explanation), ": "), figures=(f"indicator/{score.id}/why",))
    heading = say("Explanation of indicators that are not achieved or on track")
    scores = (score.id for score in report.picture.indicators if must_explain(score))
    titled = ((report.programme.indicator(id_).title, report.written(f"indicator/{id_}")) for id_ in scores)
    yield from explanations(heading, titled)


def outputs(report: Outline) -> Grid:
    """Outputs planned for the plan year beside those delivered; without rows when nothing was planned."""
    lines = {line.picture.id: line for line in report.lines}
    declared = {output.id: output for output in report.programme.outputs}
    rows = [
        named_figures(
            f"output/{output.id}",
            {
                "output": text(declared[output.id].title),
                "line": text(lines[output.line].numbered if output.line in lines else ""),
                "unit": text(declared[output.id].unit),
                "planned": number(output.planned),
                "delivered": number(output.delivered, _hours(declared[output.id], lines.get(output.line))).of(
                    f"output/{output.id}"
                ),
                "difference": number(
                    None if output.delivered is None else output.delivered - output.planned,
                    formula("{delivered}-{planned}"),
                ),
                "part": share(_part(output.delivered, output.planned), formula("{delivered}/{planned}")),
            },
        )
        for output in report.picture.money.outputs
    ]
    return Grid(OUTPUTS, rows)


def _whole(expected: Fraction | None, unit: str) -> Fraction | Decimal | None:
    """What is expected; of things that are counted in whole ones."""
    return rounded(expected, 0) if expected is not None and unit == "count" else expected


def _hours(output: Output, line: ReportLine | None) -> Formula | None:
    """The hours of its bookings, where that is what is delivered."""
    return hours_formula(line.number) if line and in_hours(output) else None


def _part(delivered: Decimal | None, planned: Decimal) -> Fraction | None:
    return Fraction(delivered) / Fraction(planned) if delivered is not None and planned else None


def indicators(report: Outline) -> Grid:
    """Every indicator with its rule, its figures, its status and why."""
    return Grid(INDICATORS, [indicator_row(report, score) for score in report.picture.indicators])


def indicator_row(report: Outline, score: IndicatorScore) -> Row:
    """An indicator with its rule, its figures, its status and why."""
    declared = report.programme.indicator(score.id)
    title = listed((declared.title, "*"), " ") if score.assumed else declared.title
    row = {
        "indicator": text(say("Goal {goal}: {title}", goal=score.goal, title=title)),
        "rule": text(rule(report.programme, declared)),
        "source": text(declared.definition.source),
        "baseline": in_unit(declared.declared_baseline, score.unit),
        "target": target_cell(declared, score).of(f"indicator/{score.id}/target"),
        "due": day(score.target.due if score.target else None),
        "as_of": GridCell(report.as_of, "date", formula("Peildatum")),
        "value": in_unit(score.value, score.unit).of(f"indicator/{score.id}"),
        "expected": in_unit(_whole(score.expected, score.unit), score.unit),
        "status": text(_status(report, score)),
        "why": text(score.explanation).of(f"indicator/{score.id}/why"),
        "explanation": explanation(report.written(f"indicator/{score.id}"), needed=must_explain(score)),
    }
    return named_figures(f"indicator/{score.id}", row)


def _status(report: Outline, score: IndicatorScore) -> Said:
    label = report.programme.statuses[score.status.value]
    if score.status == score.computed_status:
        return label
    computed = report.programme.statuses[score.computed_status.value]
    return say("{status} (computed: {computed})", status=label, computed=computed)
