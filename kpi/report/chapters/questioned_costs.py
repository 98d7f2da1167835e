"""Costs that an officer asks about: their sums with the subsidy with and without them, and a list of each kind."""

from kpi.documents.grid import Grid, GridCell, GridColumn, Row, day, formula, money, text
from kpi.documents.paper import AnyBlock, Only, PaperHeading, PaperSentence, PaperTable, in_paper, in_workbook
from kpi.language import Said
from kpi.programme.finance import Grant
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import OUTSIDE as EXPLAINED
from kpi.report.chapters.by_hand import written_or_asked
from kpi.report.classified import ClassifiedBooking, booking_number, invoiced_day
from kpi.report.cost_checks import INELIGIBLE, TITLES, UNALLOCATED, CostCheck, cost_checks
from kpi.report.reported_figures import BY_BASIS
from kpi.sentences import say, yes_no

MOST = 25
"""So many bookings of a kind stand in a paper; all of them in the workbook."""
BEARS = say("Costs that bear on the subsidy")
CHECKS = (
    GridColumn("number", ""),
    GridColumn("kind", say("Costs"), share=5),
    GridColumn("bookings", say("Bookings"), figures=True, share=1),
    GridColumn("costs", say("Amount"), figures=True, share=2),
    GridColumn("eligible", BEARS, figures=True, share=2),
    GridColumn("counted", say("Part of the amount asked"), share=2),
    GridColumn("with", say("Subsidy with them"), figures=True, share=2),
    GridColumn("without", say("Subsidy without them"), figures=True, share=2),
)


def blocks(report: SubsidyReport) -> list[AnyBlock | Only]:
    """The sums of every kind, then the bookings of each, and why costs outside the period are asked for."""
    checks = cost_checks(report.programme, report.picture, report.bookings)
    parts: list[AnyBlock | Only] = [
        PaperHeading(say("Costs that ask for a closer look")),
        PaperTable(say("Costs by what is asked about them"), summed(report, checks)),
    ]
    if report.open_costs.outside_rows or report.written(EXPLAINED[0]):
        parts.append(in_paper(PaperHeading(EXPLAINED[1], level=3), written_or_asked(report.written(EXPLAINED[0]))))
    for check in checks:
        if check.bookings:
            parts += [PaperHeading(TITLES[check.kind], level=3), *_listed(check)]
    return parts


def summed(report: SubsidyReport, checks: tuple[CostCheck, ...]) -> Grid:
    """A row a kind, with its sum and the subsidy with and without these costs."""
    return Grid(CHECKS, [_sum(report.grant, check) for check in checks])


def _sum(grant: Grant | None, check: CostCheck) -> Row:
    rule = BY_BASIS[grant.basis] if grant else ""
    sign, asked = ("-", "with") if check.counted else ("+", "without")
    other = formula(rule.replace("Subsidiabel_totaal", f"(Subsidiabel_totaal{sign}{{eligible}})"))
    names = {
        name: money(getattr(check, name), formula(_name(check, name)) if check.bookings else None)
        for name in ("costs", "eligible")
    }
    amounts = {"with": check.with_them, "without": check.without_them}
    return {
        "kind": text(TITLES[check.kind]),
        "bookings": GridCell(len(check.bookings), "whole"),
        **names,
        "counted": text(yes_no(value=check.counted)),
        **{
            name: money(amount, formula("Subsidie_bedrag") if name == asked else other)
            for name, amount in amounts.items()
        },
    }


def _name(check: CostCheck, column: str) -> str:
    return f"Nagaan_{check.kind}_{column}"


def _listed(check: CostCheck) -> list[AnyBlock | Only]:
    """The bookings of a kind with their sum; a paper has the first of a long list."""
    columns = (
        GridColumn("number", say("No.")),
        GridColumn("description", say("Description"), share=6),
        GridColumn("entry", say("Entry"), share=3),
        GridColumn("on", say("Counts as invoiced on"), figures=True, share=2),
        GridColumn("costs", _heading(check), figures=True, share=2, total_name=_name(check, "costs")),
        GridColumn("eligible", BEARS, figures=True, share=2, total_name=_name(check, "eligible")),
        GridColumn("reason", say("Reason if not"), share=4),
    )
    total = {
        "description": text(say("Total")).strong,
        "costs": money(check.costs, formula("SUM({costs:all})")).strong,
        "eligible": money(check.eligible, formula("SUM({eligible:all})")).strong,
    }
    rows, caption = [_booking(check, one) for one in check.bookings], TITLES[check.kind]
    table = PaperTable(caption, Grid(columns, rows, total))
    if len(rows) <= MOST:
        return [table]
    note = say("The first {most} of {n} bookings; all of them stand in the workbook.", most=MOST, n=len(rows))
    return [in_workbook(table), in_paper(PaperTable(caption, Grid(columns, rows[:MOST], total)), PaperSentence(note))]


def _heading(check: CostCheck) -> Said:
    return say("Paid") if check.kind == UNALLOCATED else say("Actual")


def _booking(check: CostCheck, one: ClassifiedBooking) -> Row:
    costs = "Boek_betaald" if check.kind == UNALLOCATED else "Boek_realisatie"
    eligible = "{costs}" if check.kind == INELIGIBLE else "INDEX(Boek_subsidiabel,{number})"
    return {
        "number": GridCell(one.number, "whole"),
        "description": text(one.expense.description),
        "entry": text(booking_number(one.expense)),
        "on": day(invoiced_day(one.expense)),
        "costs": money(check.cost(one), formula(f"INDEX({costs},{{number}})")),
        "eligible": money(check.subsidised(one), formula(eligible)),
        "reason": text(one.expense.ineligible_reason),
    }
