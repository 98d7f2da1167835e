"""The places for texts by hand in an account, each with the figures that it explains."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kpi.documents.grid import GridCell, GridColumn, Particulars, Row, money, number, text
from kpi.language import Said
from kpi.money.sums import OutputPicture
from kpi.report.account import Outline, SubsidyReport, must_explain
from kpi.report.account_texts import NARRATIVES, OUTSIDE, WRITTEN
from kpi.report.chapters import costs, explained_deviations, income, performance, request, summary, work_done
from kpi.report.report_lines import ReportLine
from kpi.sentences import say

Figures = tuple[tuple[GridCell, GridCell], ...]
"""Labels with their values."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A text of the account: its name, chapter and title, ``needed`` or not, and its words so far."""

    name: str
    chapter: int
    title: Said
    required: bool
    written: str

    @property
    def missing(self) -> bool:
        """True where the account lacks it."""
        return self.required and not self.written


def places(report: Outline) -> tuple[TextPlace, ...]:
    """Every place of the account in its order, without those that need no explanation and have none."""
    every = [*_chapters(report), *_indicators(report), *_lines(report), *_outside(report), *_by_hand(report)]
    return tuple(sorted(every, key=lambda place: place.chapter))


def from_outline(name: str) -> bool:
    """Return true when the figures that a text explains follow from an outline; some chapters' need the rows."""
    return name not in FROM_ROWS


def figures_of(report: Outline, name: str) -> Figures:
    """The figures that a text explains, as the account has them; a whole account where they need its rows."""
    kind, _, id_ = name.partition("/")
    if name in FROM_OUTLINE:
        return FROM_OUTLINE[name](report)
    if name in FROM_ROWS and isinstance(report, SubsidyReport):
        return FROM_ROWS[name](report)
    if kind == "indicator":
        return _indicator(report, id_)
    if kind == "line":
        return _line(next(line for line in report.lines if line.picture.id == id_))
    if name in {known for known, _ in WRITTEN}:
        return ()
    raise KeyError(name)


def _chapters(report: Outline) -> Iterator[TextPlace]:
    for name, chapter, label in NARRATIVES:
        title = say("Introduction: {chapter}", chapter=label)
        yield TextPlace(name, chapter, title, required=False, written=report.written(name))


def _outside(report: Outline) -> Iterator[TextPlace]:
    """The place to explain costs outside the period of the grant, while there are any or it is written."""
    (name, title), asked = OUTSIDE, bool(report.grant and report.open_costs.outside_rows)
    if asked or report.written(name):
        yield TextPlace(name, 5, title, asked, report.written(name))


def _by_hand(report: Outline) -> Iterator[TextPlace]:
    for name, chapter, label in report.chapters_by_hand:
        yield TextPlace(name, chapter, label, required=not report.shown_by_list(name), written=report.written(name))


def _indicators(report: Outline) -> Iterator[TextPlace]:
    for score in report.picture.indicators:
        name = f"indicator/{score.id}"
        if must_explain(score) or report.written(name):
            title = report.programme.indicator(score.id).title
            yield TextPlace(name, 4, title, must_explain(score), report.written(name))


def _indicator(report: Outline, indicator_id: str) -> Figures:
    """The figures of an indicator in the table of chapter 4."""
    row = performance.indicator_row(report, report.picture.indicator(indicator_id))
    return _of_row(performance.INDICATORS, row, "indicator", "source", "as_of", "explanation")


def _lines(report: Outline) -> Iterator[TextPlace]:
    for line in report.lines:
        name = f"line/{line.picture.id}"
        if line.to_explain or report.written(name):
            title = say("Line {number}: {title}", number=line.number, title=line.picture.title)
            yield TextPlace(name, 5, title, line.to_explain, report.written(name))


def _line(line: ReportLine) -> Figures:
    return _of_row(costs.LINES, costs.line_row(line), "number", "line", "explanation", "to_explain")


def _of_row(columns: Sequence[GridColumn], row: Row, *left_out: str) -> Figures:
    """The cells of a row under the headings of their columns."""
    return tuple((text(column.heading), row[column.id]) for column in columns if column.id not in left_out)


def _labelled(particulars: Particulars) -> Figures:
    return tuple((text(particular.label), particular.cell) for particular in particulars)


def _summary(report: Outline) -> Figures:
    goals = tuple((row["goal"], row["score"]) for row in summary.goals(report).rows)
    return (*goals, *_labelled(request.amounts(report)))


def _activities(report: SubsidyReport) -> Figures:
    """The number of activities in each segment."""
    counts = Counter(segment for activity in report.evidence.activities for segment in set(activity.segments))
    return tuple(
        (
            text(work_done.segment_label(report, segment.id)),
            text(say.plural("{n} activity", "{n} activities", counts[segment.id])),
        )
        for segment in report.programme.segments
    )


def _performance(report: Outline) -> Figures:
    titles = {output.id: output.title for output in report.programme.outputs}
    return tuple((text(titles[output.id]), text(_delivered(output))) for output in report.picture.money.outputs)


def _delivered(output: OutputPicture) -> Said:
    delivered = say("unknown") if output.delivered is None else say.number(output.delivered)
    return say("{delivered} of {planned}", delivered=delivered, planned=say.number(output.planned))


def _finance(report: Outline) -> Figures:
    total = costs.by_line(report).total
    words = [column.id for column in costs.LINES if not column.figures]
    return _of_row(costs.LINES, total, *words) if report.lines and total else ()


def _costs_outside(report: Outline) -> Figures:
    unclear = report.open_costs
    return (text(say("Bookings")), number(unclear.outside_rows)), (text(say("Costs")), money(unclear.outside))


def _income(report: SubsidyReport) -> Figures:
    return _labelled(income.balance(report))


def _deviations(report: SubsidyReport) -> Figures:
    return tuple((text(table.caption), number(len(table.grid.rows))) for table in explained_deviations.tables(report))


FROM_OUTLINE: dict[str, Callable[[Outline], Figures]] = {
    OUTSIDE[0]: _costs_outside,
    "summary": _summary,
    "performance": _performance,
    "finance": _finance,
}
FROM_ROWS: dict[str, Callable[[SubsidyReport], Figures]] = {
    "activities": _activities,
    "income": _income,
    "deviations": _deviations,
}
"""The figures that the introduction of each chapter is about."""
