"""Part of chapter 7: what an earlier report said and what the same figure is now, by which revision."""

from fractions import Fraction

from kpi.documents.grid import Grid, GridCell, day, figured, headed, in_unit, text
from kpi.language import Words
from kpi.report.account import SubsidyReport
from kpi.report.reported_figures import label, unit
from kpi.report.submitted import Restatement


def restated(report: SubsidyReport, words: Words) -> Grid:
    """Each corrected figure with what was reported; without rows when nothing was."""
    columns = [
        *headed(words("Figure"), words("Plan year"), words("Reported on")),
        *figured(words("As reported"), words("As it is now")),
        *headed(words("By revision")),
    ]
    return Grid(columns, [_row(report, one, words) for one in report.restated])


def _row(report: SubsidyReport, one: Restatement, words: Words) -> list[GridCell]:
    return [
        text(label(report.programme, one.name, words)),
        text(one.report.plan_year),
        day(one.report.as_of),
        _value(report, one.name, one.reported, words),
        _value(report, one.name, one.now, words),
        GridCell(one.since, "whole_left"),
    ]


def _value(report: SubsidyReport, name: str, value: str | None, words: Words) -> GridCell:
    measured = unit(report.programme, name)
    if measured == "status":
        return text(report.programme.statuses[value].in_(words.language) if value else None)
    return in_unit(None if value is None else Fraction(value), measured)
