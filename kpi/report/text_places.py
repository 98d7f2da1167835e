"""Where an account is written by hand: each place with what must be explained there, and the figures to do it with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kpi.documents.grid import Grid, GridCell, Pairs, money, said, share, text
from kpi.language import Words
from kpi.report.account import NARRATIVES, WRITTEN, Outline, ReportLine, SubsidyReport, must_explain
from kpi.report.chapters import costs, deviations, income, performance, summary, work_done
from kpi.score.scores import IndicatorScore

Figures = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A text of the account: its name, chapter and title, whether the account needs it, and what is written so far."""

    name: str
    chapter: int
    title: str
    required: bool
    written: str

    @property
    def missing(self) -> bool:
        """Whether the account lacks it."""
        return self.required and not self.written


def places(report: Outline, words: Words) -> tuple[TextPlace, ...]:
    """Every place of the account, in its order; what needs no explanation is left out unless something stands there."""
    found = [*_chapters(report, words), *_indicators(report, words), *_lines(report, words), *_by_hand(report, words)]
    return tuple(sorted(found, key=lambda place: place.chapter))


def from_outline(name: str) -> bool:
    """Whether the figures that a text explains follow from an outline; those of some chapters need the rows."""
    return name not in FROM_ROWS


def figures_of(report: Outline, name: str, words: Words) -> Figures:
    """What a text explains: labels and values, as the account has them; a whole account where they need its rows."""
    kind, _, id_ = name.partition("/")
    if name in FROM_OUTLINE:
        return FROM_OUTLINE[name](report, words)
    if name in FROM_ROWS and isinstance(report, SubsidyReport):
        return FROM_ROWS[name](report, words)
    if kind == "indicator":
        return _indicator(report, report.picture.indicator(id_), words)
    if kind == "line":
        return _line(next(line for line in report.lines if line.picture.id == id_), words)
    if name in {text for text, _ in WRITTEN}:
        return ()
    raise KeyError(name)


def _chapters(report: Outline, words: Words) -> Iterator[TextPlace]:
    for name, chapter, label in NARRATIVES:
        title = words("Introduction: {chapter}", chapter=words(label))
        yield TextPlace(name, chapter, title, required=False, written=report.written(name))


def _by_hand(report: Outline, words: Words) -> Iterator[TextPlace]:
    for chapter, (name, label) in enumerate(WRITTEN, start=8):
        yield TextPlace(name, chapter, words(label), required=True, written=report.written(name))


def _indicators(report: Outline, words: Words) -> Iterator[TextPlace]:
    for score in report.picture.indicators:
        name = f"indicator/{score.id}"
        if must_explain(score) or report.written(name):
            title = report.programme.indicator(score.id).title.in_(words.language)
            yield TextPlace(name, 4, title, must_explain(score), report.written(name))


def _indicator(report: Outline, score: IndicatorScore, words: Words) -> Figures:
    """What the table of chapter 4 says of an indicator."""
    grid = performance.indicators(report, words)
    at = report.picture.indicators.index(score)
    told = [(column.heading, said(cell, words)) for column, cell in zip(grid.columns, grid.rows[at], strict=True)]
    return tuple(told[index] for index in (1, 3, 4, 5, 7, 8, 9, 10))


def _lines(report: Outline, words: Words) -> Iterator[TextPlace]:
    for line in report.lines:
        name = f"line/{line.picture.id}"
        if line.to_explain or report.written(name):
            title = words("Line {number}", number=line.number) + f": {words.say(line.picture.title)}"
            yield TextPlace(name, 5, title, line.to_explain, report.written(name))


def _line(line: ReportLine, words: Words) -> Figures:
    notify = words("⚠ possibly") if line.to_notify else words("no")
    return _said(
        (
            (words("Original budget"), money(line.original)),
            (words("Latest approved budget"), money(line.picture.budget)),
            (words("Actual"), money(line.picture.actual)),
            (words("Open orders"), money(line.picture.committed)),
            (words("Difference in €"), money(line.difference)),
            (words("Difference in %"), share(line.share)),
            (words("Duty to notify"), text(notify)),
        ),
        words,
    )


def _said(pairs: Pairs, words: Words) -> Figures:
    return tuple((label, said(cell, words)) for label, cell in pairs)


def _columns(grid: Grid, label: int, value: int, words: Words) -> Figures:
    """Two columns of a table as labels and values."""
    return tuple((said(row[label], words), said(row[value], words)) for row in grid.rows)


def _summary(report: Outline, words: Words) -> Figures:
    goals = _columns(summary.goals(report, words), 0, 1, words)
    return (*goals, *_said(summary.amounts(report.picture.money, words), words))


def _activities(report: SubsidyReport, words: Words) -> Figures:
    grid = work_done.by_segment(report, words)
    counted: dict[str, int] = {}
    for row in grid.rows:
        segment = said(row[0], words)
        counted[segment] = counted.get(segment, 0) + (row[1].style != "asked")
    return tuple((segment, words.plural("{n} activity", "{n} activities", n)) for segment, n in counted.items())


def _performance(report: Outline, words: Words) -> Figures:
    return tuple(
        (
            said(row[0], words),
            words("{delivered} of {planned}", delivered=said(row[4], words), planned=said(row[3], words)),
        )
        for row in performance.outputs(report, words).rows
    )


def _finance(report: Outline, words: Words) -> Figures:
    if not report.lines:
        return ()
    grid = costs.by_line(report, words)
    pairs = zip(grid.columns[2:12], grid.total[2:12], strict=True)
    return _said(tuple((column.heading, _plain(cell)) for column, cell in pairs), words)


def _plain(cell: GridCell) -> GridCell:
    return GridCell(cell.value, cell.style.removesuffix("_total"))


def _income(report: SubsidyReport, words: Words) -> Figures:
    return _said((*income.cofinancing(report, words), *income.balance(report, words)), words)


def _deviations(report: SubsidyReport, words: Words) -> Figures:
    return tuple((heading, words.number(len(grid.rows))) for heading, grid in deviations.tables(report, words))


FROM_OUTLINE: dict[str, Callable[[Outline, Words], Figures]] = {
    "summary": _summary,
    "performance": _performance,
    "finance": _finance,
}
FROM_ROWS: dict[str, Callable[[SubsidyReport, Words], Figures]] = {
    "activities": _activities,
    "income": _income,
    "deviations": _deviations,
}
"""What the introduction of each chapter is about."""
