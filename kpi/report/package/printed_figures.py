"""Every figure that the account prints: where, as what, and under which name the index has it.

A cell with a figure names it; words with figures in them name those that they may hold, and each figure in them is the
one of these with its value. Days, and numbers that only name something (a line, a chapter, a revision), are no figures.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi.documents.grid import GridCell
from kpi.documents.paper import Only, Paper, PaperChart, PaperParticulars, PaperSection, PaperSentence, PaperTable
from kpi.language import Said
from kpi.report.package.evidence_package import PrintedFigure
from kpi.sentences import Cased, Figure, Listed, Sentence, say

MEASURES = {"money", "number", "decimals", "share"}
"""The ways of writing a figure; the others write days and moments."""
NAMING = {"goal", "number", "year", "revision", "chapter", "what", "line", "day"}
"""Places of a sentence whose numbers name something."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is shown, with its value and the names that it may have."""

    place: PrintedFigure
    value: Fraction
    names: tuple[str, ...]
    style: str = ""


def shown_figures(paper: Paper) -> Iterator[Shown]:
    """Every figure of the paper and its workbook, once, in their order."""
    for section in paper.chapters:
        for block in _blocks(section):
            match block:
                case PaperTable():
                    yield from _of_table(section.title, block)
                case PaperParticulars():
                    yield from _of_table(section.title, block.table)
                case PaperSentence() if block.figures:
                    yield from _of_words(PrintedFigure(section.title, "", "", "", block.words, ""), block.figures)
                case PaperChart() if block.figures:
                    yield from _of_words(PrintedFigure(section.title, "", "", "", block.title, ""), block.figures)


def _blocks(section: PaperSection) -> Iterator[object]:
    for part in section.parts:
        yield from part.blocks if isinstance(part, Only) else (part,)


def _of_table(chapter: Said, table: PaperTable) -> Iterator[Shown]:
    headings = {column.id: column.heading for column in table.grid.columns}
    for row in (*table.grid.rows, *([table.grid.total] if table.grid.total else [])):
        label = next((row[name].value for name in headings if name in row and _names(row[name])), "")
        for name, cell in row.items():
            if cell.figure:
                place = PrintedFigure(chapter, table.caption, _said(label), headings[name], _said(cell.value), "")
                yield from _of_cell(place, cell)


def _names(cell: GridCell) -> bool:
    """Return whether a cell may name its row: words, not a figure."""
    return bool(cell.value) and not cell.measures and cell.style.startswith("text")


def _of_cell(place: PrintedFigure, cell: GridCell) -> Iterator[Shown]:
    value = cell.value
    if isinstance(value, Decimal | Fraction | int):
        yield Shown(_with(place, _written(cell)), Fraction(value), (cell.figure,), cell.style.split("_")[0])
    elif value:
        yield from _of_words(place, tuple(cell.figure.split(" ")))


def _of_words(place: PrintedFigure, names: tuple[str, ...]) -> Iterator[Shown]:
    for figure, value in figures_in(place.shown):
        yield Shown(_with(place, figure, place.shown if not place.table else place.label), value, names)


def _with(place: PrintedFigure, shown: Said, label: Said | None = None) -> PrintedFigure:
    return PrintedFigure(place.chapter, place.table, place.label if label is None else label, place.column, shown, "")


def _written(cell: GridCell) -> Said:
    """A cell's figure as a paper writes it."""
    value, style = cell.value, cell.style.split("_")[0]
    assert isinstance(value, Decimal | Fraction | int)  # noqa: S101 - only figures are asked for
    if style == "money":
        return say.money(value, cents=True)
    return say.share(value) if style == "share" else say.number(value)


def _said(value: object) -> Said:
    return value if isinstance(value, str | Sentence | Listed | Cased | Figure) else ""


def figures_in(said: object) -> Iterator[tuple[Said, Fraction]]:
    """The figures in words, each as it is written and with its value; numbers that name something are left out."""
    match said:
        case Figure(notation, Decimal() | Fraction() | int() as value) if notation in MEASURES:
            yield said, Fraction(value)
        case Listed():
            for part in said.parts:
                yield from figures_in(part)
        case Cased():
            yield from figures_in(said.part)
        case Sentence():
            counted = [("n", said.n)] if said.many and "{n}" in said.template else []
            for name, filled in (*counted, *said.values):
                if isinstance(filled, int) and name not in NAMING:
                    yield say.number(filled), Fraction(filled)
                else:
                    yield from figures_in(filled)


def named(one: Shown, values: Mapping[str, Fraction | None]) -> str:
    """The figure that is shown: the only one that it may be, else the first with its value, as it is rounded."""
    if len(one.names) == 1:
        return one.names[0]
    alike = (name for name in one.names if _alike(one.value, values.get(name)))
    return next(alike, " ".join(one.names))


def _alike(shown: Fraction, value: Fraction | None) -> bool:
    """Return whether a figure is what a value is rounded to, to whole euros or tenths of a percent at the coarsest.

    >>> _alike(Fraction(12), Fraction("12.4")), _alike(Fraction(12), Fraction("12.6")), _alike(Fraction(1), None)
    (True, False, False)
    """
    if value is None:
        return False
    coarsest = Fraction(1, 2) if shown.denominator == 1 else Fraction(1, 2 * shown.denominator)
    return shown == value or abs(shown - value) <= min(coarsest, Fraction(1, 2))
