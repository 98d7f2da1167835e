"""Chapter 4: what was promised beside what was delivered, and every indicator with its rule, its status and why."""

from decimal import Decimal
from fractions import Fraction

from kpi.documents.grid import Grid, GridCell, day, figured, headed, in_unit, number, share, text
from kpi.documents.markdown import read
from kpi.language import Words
from kpi.report.account import Outline, must_explain
from kpi.report.sheet_page import WorkbookWriter
from kpi.score.scores import IndicatorScore

WIDTHS = (24, 36, 14, 10, 11, 11, 11, 11, 11, 13, 36, 24)


def write(book: WorkbookWriter) -> None:
    """The sheet with outputs and indicators."""
    words, report = book.words, book.report
    page = book.page(words("4 Performance"), words("4 Performance account"), WIDTHS)
    page.heading(words("Outputs of the plan year"))
    planned = outputs(report, words)
    if planned.rows:
        page.table(planned)
    else:
        page.sentence(words("No outputs are planned for this plan year."))
    page.heading(words("Indicators"))
    page.table(indicators(report, words))
    page.sentence(
        words(
            "“*” = on an assumed path: a straight line between two dates of the plan, that nobody has set as a target."
        ),
        "note",
    )


def outputs(report: Outline, words: Words) -> Grid:
    """What was promised for the plan year beside what was delivered; without rows when nothing was planned."""
    titles = {line.picture.id: f"{line.number}. {words.say(line.picture.title)}" for line in report.lines}
    declared = {one.id: one for one in report.programme.outputs}
    columns = [
        *headed(words("Output"), words("Budget line"), words("Unit")),
        *figured(words("Planned"), words("Delivered"), words("Difference"), words("Delivered in %")),
    ]
    rows = [
        [
            text(declared[one.id].title.in_(words.language)),
            text(titles.get(one.line)),
            text(declared[one.id].unit.in_(words.language)),
            number(one.planned),
            number(one.delivered),
            number(None if one.delivered is None else one.delivered - one.planned, "E{r}-D{r}"),
            share(_part(one.delivered, one.planned), "E{r}/D{r}"),
        ]
        for one in report.picture.money.outputs
    ]
    return Grid(columns, rows)


def _part(delivered: Decimal | None, planned: Decimal) -> Fraction | None:
    return Fraction(delivered) / Fraction(planned) if delivered is not None and planned else None


def indicators(report: Outline, words: Words) -> Grid:
    """Every indicator with its rule, its figures, its status and why."""
    figures = figured(
        words("Baseline"),
        words("Target value"),
        words("Due"),
        words("Reference date"),
        words("Value reached"),
        words("Expected"),
    )
    columns = [
        *headed(words("Name of the indicator"), words("Counting rule"), words("Source")),
        *figures,
        *headed(words("Status"), words("Why"), words("Explanation")),
    ]
    return Grid(columns, [_indicator(report, score, words) for score in report.picture.indicators])


def _indicator(report: Outline, score: IndicatorScore, words: Words) -> list[GridCell]:
    declared, language = report.programme.indicator(score.id), words.language
    title = declared.title.in_(language) + (" *" if score.assumed else "")
    return [
        text(words("Goal {goal}: {title}", goal=score.goal, title=title)),
        text(declared.definition.sentence.in_(language)),
        text(declared.definition.source),
        in_unit(score.baseline, score.unit),
        in_unit(score.target.value, score.unit),
        day(score.target.due),
        GridCell(report.as_of, "date", "Peildatum"),
        in_unit(score.value, score.unit),
        in_unit(score.expected, score.unit),
        text(_status(report, score, words)),
        text(words.say(score.explanation)),
        _explanation(report, score, words),
    ]


def _status(report: Outline, score: IndicatorScore, words: Words) -> str:
    label = report.programme.statuses[score.status.value].in_(words.language)
    if score.status == score.computed_status:
        return label
    computed = report.programme.statuses[score.computed_status.value].in_(words.language)
    return words("{status} (computed: {computed})", status=label, computed=computed)


def _explanation(report: Outline, score: IndicatorScore, words: Words) -> GridCell:
    written = report.texts.get(f"indicator/{score.id}")
    if must_explain(score) and not written:
        return GridCell(words("to be written"), "asked")
    return text(read(written).plain if written else None)
