"""The budget lines that are hours at a rate, in chapter 5."""

from decimal import Decimal
from math import prod

from kpi.documents.grid import Grid, GridCell, GridColumn, formula, money, named_figures, number, text
from kpi.documents.paper import AnyBlock, PaperHeading, PaperTable
from kpi.programme.finance import BudgetLine
from kpi.report.account import SubsidyReport
from kpi.report.reported_figures import hours_formula, in_hours
from kpi.sentences import say

HOURS = (
    GridColumn("number", say("No."), share=1),
    GridColumn("line", say("Budget line"), share=5),
    GridColumn("planned", say("Hours planned"), figures=True, share=2),
    GridColumn("rate", say("Budgeted rate"), figures=True, share=2),
    GridColumn("budget", say("Hours planned × rate"), figures=True, share=2),
    GridColumn("hours", say("Hours made"), figures=True, share=2),
    GridColumn("worth", say("Hours made × rate"), figures=True, share=2),
    GridColumn("actual", say("Actual costs of these hours"), figures=True, share=2),
)


def blocks(report: SubsidyReport) -> list[AnyBlock]:
    """The table under its heading; nothing where no line is hours."""
    table = PaperTable(say("Hours made and their rate"), hours(report))
    return [PaperHeading(say("Lines that are hours")), table] if table.grid.rows else []


def hours(report: SubsidyReport) -> Grid:
    """The lines that are budgeted as hours at a rate: what was planned beside the hours made and what they cost."""
    delivered = {output.id: output.delivered for output in report.picture.money.outputs}
    budget = report.programme.budget(report.year.id, report.as_of)
    lines = {line.id: line for line in budget.lines} if budget else {}
    rows = []
    for output in report.programme.outputs:
        line = lines.get(output.line)
        rate = hourly_rate(line, output.planned) if line and output.id in delivered and in_hours(output) else None
        made = delivered.get(output.id)
        booked = (one.actual for one in report.bookings if one.expense.line == output.line and one.expense.hours)
        costs_of = "+".join(f'SUMIFS(Boek_realisatie,Boek_post,{{number}},Boek_uren,"{sign}0")' for sign in "><")
        if line and rate is not None:
            rows.append(
                named_figures(
                    f"hours/{output.id}",
                    {
                        "number": GridCell(line.number, "whole"),
                        "line": text(line.title),
                        "planned": number(output.planned).of(f"output/{output.id}/planned"),
                        "rate": money(rate),
                        "budget": money(output.planned * rate, formula("{planned}*{rate}")),
                        "hours": number(made, hours_formula(line.number)).of(f"output/{output.id}"),
                        "worth": money(None if made is None else made * rate, formula("ROUND({hours}*{rate},2)")),
                        "actual": money(None if made is None else sum(booked, Decimal(0)), formula(costs_of)),
                    },
                )
            )
    return Grid(HOURS, rows)


def hourly_rate(line: BudgetLine, planned: Decimal) -> Decimal | None:
    """The last factor of the part of a line whose other factors make its planned hours (8 × 46 at € 90); else None."""
    parts = (part.calculation for part in line.parts if part.calculation)
    return next((rate for *factors, rate in parts if prod(factors) == planned), None)
