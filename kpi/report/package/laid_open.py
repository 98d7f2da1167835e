"""The account laid open: every printed figure under its name in the index, and the figures that follow from others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from kpi.documents.paper import Paper
from kpi.report.account import SubsidyReport
from kpi.report.chapters.income import counted_contributions
from kpi.report.package.evidence_package import FigureBehind, PrintedFigure, RowKey
from kpi.report.package.figure_rules import counts, figure_rule
from kpi.report.package.printed_figures import Shown, named, shown_figures
from kpi.report.package.printed_rows import contribution_key, cost_fields
from kpi.sentences import listed, say

ROWS = {"booking", "contribution"}
"""The first part of names whose figures stand in a row of their own, which leads to its cells by itself."""
OWN_CELL = {"amount", "vat", "hours", "units"}
"""Columns of bookings that repeat one cell; the others are its costs on the reference date."""
UNITS = {"money": "euro", "share": "share"}


def laid_open(
    report: SubsidyReport, paper: Paper, behind: Iterable[FigureBehind], bookings: Mapping[int, RowKey]
) -> tuple[tuple[FigureBehind, ...], tuple[PrintedFigure, ...]]:
    """The figures of the index, those with rows first, and every figure that the account prints."""
    shown = tuple(shown_figures(paper))
    figures = {figure.id: figure for figure in behind}
    for figure in (*_counted(report), *_derived(report, shown)):
        figures.setdefault(figure.id, figure)
    values = {name: figure.value for name, figure in figures.items()}
    rows = _rows(report, bookings)
    printed = tuple(_printed(report, one, named(one, _near(one, values)), rows) for one in shown)
    return tuple(figures.values()), printed


def _near(one: Shown, values: Mapping[str, Fraction | None]) -> Mapping[str, Fraction | None]:
    return {name: values.get(name) for name in one.names}


def _counted(report: SubsidyReport) -> Iterator[FigureBehind]:
    """What only words of the account tell."""
    group, totals, day = say("Counted in this account"), report.picture.money.totals, report.as_of
    if totals.actual is not None and totals.budget:
        used, label = Fraction(totals.actual) / Fraction(totals.budget), say("Part of the budget that was spent")
        rule = figure_rule(report, "total/used")
        yield FigureBehind("total/used", say("Total"), label, "share", used, day, rule=rule)
    for name, count in counts(report).items():
        rule = figure_rule(report, name)
        yield FigureBehind(name, group, name.partition("/")[2], "count", Fraction(count), day, rule=rule)


def _derived(report: SubsidyReport, shown: Iterable[Shown]) -> Iterator[FigureBehind]:
    """The figures of cells that no rows give, each by what it follows from."""
    for one in shown:
        [name, *others] = one.names
        if others or not one.style or name.partition("/")[0] in ROWS:
            continue
        title = listed((one.place.label, one.place.column), ": ")
        unit = UNITS.get(one.style, "count")
        yield FigureBehind(
            name, one.place.chapter, title, unit, one.value, report.as_of, rule=figure_rule(report, name)
        )


def _rows(report: SubsidyReport, bookings: Mapping[int, RowKey]) -> Mapping[str, RowKey]:
    """The rows that are printed as such, by the beginning of the names of their figures."""
    given = enumerate(counted_contributions(report), start=1)
    return {
        **{f"booking/{number}": key for number, key in bookings.items()},
        **{f"contribution/{number}": contribution_key(report, row) for number, row in given},
    }


def _printed(report: SubsidyReport, one: Shown, name: str, rows: Mapping[str, RowKey]) -> PrintedFigure:
    owner, _, column = name.rpartition("/")
    if owner not in rows:
        return replace(one.place, figure=name)
    fields = (column,) if owner.startswith("contribution/") or column in OWN_CELL else cost_fields(report)
    return replace(one.place, figure=name, row=rows[owner], fields=fields)
