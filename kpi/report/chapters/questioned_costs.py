"""Costs that an officer asks about: their sums with the subsidy with and without them, and a list of each kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kpi.documents.grid import Grid, GridCell, GridColumn, Row, day, formula, money, named_figures, text
from kpi.documents.paper import AnyBlock, Only, PaperHeading, PaperSentence, PaperTable, in_paper, in_workbook
from kpi.language import Said
from kpi.money.budget import granted
from kpi.picture import Picture
from kpi.programme.finance import Grant
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport
from kpi.report.account_texts import OUTSIDE as EXPLAINED
from kpi.report.chapters.by_hand import written_or_asked
from kpi.report.classified import ClassifiedBooking, Standing, booking_number, invoiced_day, outside
from kpi.report.evidence_rows import EVERY_ROW
from kpi.report.report_lines import grant_period
from kpi.report.reported_figures import BY_BASIS
from kpi.sentences import Sentence, say, yes_no

OUTSIDE, UNALLOCATED, UNPROVEN, INELIGIBLE = "outside", "unallocated", "unproven", "ineligible"
TITLES: Mapping[str, Sentence] = {
    OUTSIDE: say("Costs outside the period of the grant"),
    UNALLOCATED: say("Paid costs without a place in the budget"),
    UNPROVEN: say("Costs without evidence"),
    INELIGIBLE: say("Costs that are not eligible"),
}


@dataclass(frozen=True, slots=True)
class CostCheck:
    """The bookings of a kind, and the subsidy that the grant's rule gives with and without them (None: unknown).

    ``counted``: whether their eligible part is part of the amount asked. A booking may be of several kinds.
    """

    kind: str
    bookings: tuple[ClassifiedBooking, ...]
    counted: bool
    with_them: Decimal | None
    without_them: Decimal | None

    def cost(self, booking: ClassifiedBooking) -> Decimal:
        """The cost of one of them: what was paid where it has no place in the budget, else the actual cost."""
        return booking.paid if self.kind == UNALLOCATED else booking.actual

    def subsidised(self, booking: ClassifiedBooking) -> Decimal:
        """The part that is eligible, or would be if it were counted."""
        return self.cost(booking) if self.kind == INELIGIBLE else booking.eligible

    @property
    def costs(self) -> Decimal:
        """The sum of their costs."""
        return sum(map(self.cost, self.bookings), Decimal(0))

    @property
    def eligible(self) -> Decimal:
        """The sum of what is eligible of them, or would be."""
        return sum(map(self.subsidised, self.bookings), Decimal(0))


def cost_checks(programme: Programme, picture: Picture, booked: Iterable[ClassifiedBooking]) -> tuple[CostCheck, ...]:
    """Every kind; one without bookings has none. Only a grant has a period, and costs that aren't eligible for it."""
    grant = programme.grant(picture.plan_year)
    period = grant_period(grant, programme.plan_year(picture.plan_year))
    own: dict[str, Callable[[ClassifiedBooking], bool]] = {
        OUTSIDE: lambda one: outside(one, period),
        UNALLOCATED: lambda one: one.standing is Standing.UNALLOCATED and bool(one.paid),
        UNPROVEN: lambda one: _of_line(one) and not one.expense.evidence,
        INELIGIBLE: lambda one: _of_line(one) and not one.expense.eligible,
    }
    every = tuple(booked)
    return tuple(
        _check(programme, picture, kind, tuple(filter(belongs, every)))
        for kind, belongs in own.items()
        if grant or kind in {UNALLOCATED, UNPROVEN}
    )


def _of_line(one: ClassifiedBooking) -> bool:
    return one.standing is Standing.LINE and bool(one.actual)


def _check(programme: Programme, picture: Picture, kind: str, found: tuple[ClassifiedBooking, ...]) -> CostCheck:
    counted = kind in {OUTSIDE, UNPROVEN}
    known, alone = picture.money, CostCheck(kind, found, counted, None, None)
    grant = programme.grant(picture.plan_year)
    if grant is None or known.totals.eligible is None:
        return alone
    other = known.totals.eligible + (-alone.eligible if counted else alone.eligible)
    amount = granted(grant, other, known.financing.received, programme.granted_amount(grant.plan_year))
    pair = (known.subsidy.amount, amount) if counted else (amount, known.subsidy.amount)
    return CostCheck(kind, found, counted, *pair)


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
    """The sums of every kind, and why costs outside the period are asked for; a workbook has the bookings of each."""
    checks = cost_checks(report.programme, report.picture, report.bookings)
    parts: list[AnyBlock | Only] = [
        PaperHeading(say("Costs that ask for a closer look")),
        PaperTable(say("Costs by what is asked about them"), summed(report, checks).without(*_of_grant(report))),
    ]
    if any(check.bookings for check in checks):
        parts.append(in_paper(PaperSentence(say("The bookings stand in annex B."), "note")))
    if report.open_costs.outside_rows or report.written(EXPLAINED[0]):
        parts.append(in_paper(PaperHeading(EXPLAINED[1], level=3), written_or_asked(report.written(EXPLAINED[0]))))
    return [*parts, in_workbook(*listed(report))]


def listed(report: SubsidyReport, most: int = EVERY_ROW) -> list[AnyBlock]:
    """The bookings of each kind under its name, with their sum; of more than ``most`` only the largest."""
    found: list[AnyBlock] = []
    for check in cost_checks(report.programme, report.picture, report.bookings):
        if check.bookings:
            grid = _listed(check, most).without(*_of_grant(report))
            found += [PaperHeading(TITLES[check.kind]), PaperTable(TITLES[check.kind], grid)]
    return found


def _of_grant(report: SubsidyReport) -> Sequence[str]:
    """The columns that a year without a grant doesn't have."""
    return () if report.grant else ("eligible", "counted", "with", "without", "reason")


def summed(report: SubsidyReport, checks: tuple[CostCheck, ...]) -> Grid:
    """A row a kind, with its sum and the subsidy with and without these costs."""
    totals = report.picture.money.totals
    known = {check.kind: (totals.paid if check.kind == UNALLOCATED else totals.actual) is not None for check in checks}
    return Grid(CHECKS, [_sum(report.grant, check, known=known[check.kind]) for check in checks])


def _sum(grant: Grant | None, check: CostCheck, *, known: bool) -> Row:
    """A kind; its figures aren't known where no sheet can record what was paid, or invoiced."""
    rule = BY_BASIS[grant.basis] if grant else ""
    sign, asked = ("-", "with") if check.counted else ("+", "without")
    other = formula(rule.replace("Subsidiabel_totaal", f"(Subsidiabel_totaal{sign}{{eligible}})"))
    names = {
        name: money(getattr(check, name) if known else None, formula(_name(check, name)) if check.bookings else None)
        for name in ("costs", "eligible")
    }
    amounts = {"with": check.with_them, "without": check.without_them}
    row = {
        "kind": text(TITLES[check.kind]),
        "bookings": GridCell(len(check.bookings) if known else None, "whole"),
        **names,
        "counted": text(yes_no(value=check.counted)),
        **{
            name: money(amount, formula("Subsidie_bedrag") if name == asked else other)
            for name, amount in amounts.items()
        },
    }
    return named_figures(f"check/{check.kind}", row)


def _name(check: CostCheck, column: str) -> str:
    return f"Nagaan_{check.kind}_{column}"


def _listed(check: CostCheck, most: int) -> Grid:
    columns = (
        GridColumn("number", say("No.")),
        GridColumn("description", say("Description"), share=6),
        GridColumn("entry", say("Entry"), share=3),
        GridColumn("on", say("Counts as invoiced on"), figures=True, share=2),
        GridColumn("costs", _heading(check), figures=True, share=2, total_name=_name(check, "costs")),
        GridColumn("eligible", BEARS, figures=True, share=2, total_name=_name(check, "eligible")),
        GridColumn("reason", say("Reason if not"), share=4),
    )
    shown = check.bookings
    if len(shown) > most:
        shown = tuple(sorted(shown, key=lambda one: -abs(check.cost(one))))
    rows = [_booking(check, one) for one in shown[:most]]
    if rest := shown[most:]:
        more = say.plural("{n} other booking, in the workbook", "{n} other bookings, in the workbook", len(rest))
        rows.append(_summed(more, replace(check, bookings=rest), f"check/{check.kind}/rest"))
    total = _summed(say("Total"), check, f"check/{check.kind}")
    return Grid(columns, rows, {name: cell.strong for name, cell in total.items()})


def _summed(what: Said, check: CostCheck, owner: str) -> Row:
    """A row with the sum of bookings."""
    row = {
        "description": text(what),
        "costs": money(check.costs, formula("SUM({costs:all})")),
        "eligible": money(check.eligible, formula("SUM({eligible:all})")),
    }
    return named_figures(owner, row)


def _heading(check: CostCheck) -> Said:
    return say("Paid") if check.kind == UNALLOCATED else say("Actual")


def _booking(check: CostCheck, one: ClassifiedBooking) -> Row:
    costs = "Boek_betaald" if check.kind == UNALLOCATED else "Boek_realisatie"
    eligible = "{costs}" if check.kind == INELIGIBLE else "INDEX(Boek_subsidiabel,{number})"
    paid, own = "paid" if check.kind == UNALLOCATED else "actual", f"booking/{one.number}"
    return {
        "number": GridCell(one.number, "whole"),
        "description": text(one.expense.description),
        "entry": text(booking_number(one.expense)),
        "on": day(invoiced_day(one.expense)),
        "costs": money(check.cost(one), formula(f"INDEX({costs},{{number}})")).of(f"{own}/{paid}"),
        "eligible": money(check.subsidised(one), formula(eligible)).of(
            f"{own}/{paid if check.kind == INELIGIBLE else 'eligible_cost'}"
        ),
        "reason": text(one.expense.ineligible_reason),
    }
