"""Costs that an officer asks about, each kind with its sum and the subsidy with and without them. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kpi.money.budget import granted
from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.report.classified import ClassifiedBooking, Standing, outside
from kpi.report.report_lines import grant_period
from kpi.sentences import Sentence, say

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
    """Every kind; one without bookings has none. Without a grant there is no period that costs may lie outside."""
    grant = programme.grant(picture.plan_year)
    period = grant_period(grant, programme.plan_year(picture.plan_year))
    own: dict[str, Callable[[ClassifiedBooking], bool]] = {
        OUTSIDE: lambda one: grant is not None and outside(one, period),
        UNALLOCATED: lambda one: one.standing is Standing.UNALLOCATED and bool(one.paid),
        UNPROVEN: lambda one: _of_line(one) and not one.expense.evidence,
        INELIGIBLE: lambda one: _of_line(one) and not one.expense.eligible,
    }
    every = tuple(booked)
    return tuple(_check(programme, picture, kind, tuple(filter(belongs, every))) for kind, belongs in own.items())


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
