"""Sums that go in, and the budget picture that comes out. All amounts are ``Decimal`` euro, exact to the cent."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from kpi.language import Said


class LineStatus(StrEnum):
    """The use of a budget line; words stand in the programme file."""

    NO_DATA = "no_data"
    WITHIN = "within"
    ATTENTION = "attention"
    OVER_BUDGET = "over_budget"


def _used(*stages: Decimal | None) -> Decimal | None:
    known = [amount for amount in stages if amount is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, slots=True)
class Spend:
    """Amounts spent on one line up to the reference date: ordered and not yet invoiced, invoiced, paid, eligible.

    None where the programme's sheets can't record the stage.
    """

    committed: Decimal | None = Decimal(0)
    actual: Decimal | None = Decimal(0)
    paid: Decimal | None = Decimal(0)
    eligible: Decimal | None = Decimal(0)

    @property
    def used(self) -> Decimal | None:
        """What is invoiced, and what is ordered where that is recorded; None where neither is."""
        return _used(self.actual, self.committed)


@dataclass(frozen=True, slots=True)
class Spending:
    """Spend by budget line id of one plan year; ``known`` is false when no expense was ever recorded."""

    known: bool
    lines: dict[str, Spend]
    unallocated_rows: int
    unallocated: Decimal
    untold: frozenset[str] = frozenset()
    """The stages, by field of ``Spend``, that the programme's sheets can't record."""

    def on(self, line_id: str) -> Spend | None:
        """What was spent on a line: nothing yet, or not known at all."""
        unknown: dict[str, Any] = dict.fromkeys(self.untold)
        return replace(self.lines.get(line_id, Spend()), **unknown) if self.known else None


@dataclass(frozen=True, slots=True)
class OpenCosts:
    """Costs that an account must clear up first: paid without a place in the budget, or eligible outside a period."""

    unallocated_rows: int = 0
    unallocated: Decimal = Decimal(0)
    outside_rows: int = 0
    outside: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Income:
    """Contributions and subsidy of one plan year, each dated ≤ D. ``organisations`` pledged cash.

    What was never recorded, or can't be in the programme's sheets, is None.
    """

    pledged: Decimal | None = None
    invoiced: Decimal | None = None
    received: Decimal | None = None
    in_kind: Decimal | None = None
    organisations: int | None = None
    subsidy_received: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LineForecast:
    """What a line will have cost at the end of its plan year, in euro; None while no expense was ever recorded."""

    method: str
    """The way the line is spent; ``sum`` in the totals."""
    booked: Decimal | None
    """Invoiced, and ordered where orders are recorded."""
    rest: Decimal | None
    """The part of the budget that is still to come, since nothing speaks against it."""

    @property
    def median(self) -> Decimal | None:
        """Booked and still to come together."""
        return None if self.booked is None or self.rest is None else self.booked + self.rest


@dataclass(frozen=True, slots=True)
class LinePicture:
    """A budget line; without a single recorded expense in the programme its amounts are None.

    So is each that the programme's sheets can't record, and what it is part of; status and forecast rest on the others.
    """

    id: str
    title: Said
    budget: Decimal | None
    """None only in the totals of a plan year for which the plan gives no figure."""
    committed: Decimal | None
    actual: Decimal | None
    paid: Decimal | None
    eligible: Decimal | None
    remaining: Decimal | None
    expected: Fraction | None
    """What its way of spending expects by now, exactly; None where that says nothing, and in the totals."""
    forecast: LineForecast | None
    """None only in the totals of a plan year without lines."""
    status: LineStatus

    @property
    def outcome(self) -> Decimal | None:
        """The cost at the end of the plan year by the forecast; None when not known."""
        return self.forecast.median if self.forecast else None

    @property
    def used(self) -> Decimal | None:
        """What is invoiced, and what is ordered where that is recorded; None where neither is."""
        return _used(self.actual, self.committed)


@dataclass(frozen=True, slots=True)
class OutputPicture:
    """A promised delivery; ``delivered`` None where nothing was measured."""

    id: str
    line: str
    planned: Decimal
    delivered: Decimal | None


@dataclass(frozen=True, slots=True)
class FinancingPicture:
    """Contributions against what the plan asks."""

    target: Decimal | None
    pledged: Decimal | None
    invoiced: Decimal | None
    received: Decimal | None
    in_kind: Decimal | None
    organisations: int | None
    average_pledged: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class SubsidyPicture:
    """The subsidy that today's costs would give under the grant's rule. Without a grant only ``received`` is known."""

    basis: str | None
    rate: Decimal | None
    cap: Decimal | None
    eligible_costs: Decimal | None
    amount: Decimal | None
    received: Decimal | None
    uncovered: Decimal | None
    plan_gap: Decimal | None
    share_of_costs: Decimal | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The subsidy asked beside its advances, and the income that covers the costs; None where a part isn't known."""

    asked: Decimal | None
    advances: Decimal | None
    contributions: Decimal | None
    """Received in cash."""
    costs: Decimal | None
    """Actual costs, eligible or not."""

    @property
    def to_receive(self) -> Decimal | None:
        """What the grantor still has to pay; zero where the advances are as much or more."""
        return _above(self.asked, self.advances)

    @property
    def to_repay(self) -> Decimal | None:
        """What of the advances has to go back; zero where no more was received than is asked."""
        return _above(self.advances, self.asked)

    @property
    def surplus(self) -> Decimal | None:
        """Over-financing: what subsidy and contributions together are more than the costs, at least zero."""
        if self.asked is None or self.contributions is None:
            return None
        return _above(self.asked + self.contributions, self.costs)


def _above(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else max(Decimal(0), one - other)


@dataclass(frozen=True, slots=True)
class BudgetPicture:
    """The money of one plan year on one reference date."""

    plan_year: str
    lines: tuple[LinePicture, ...]
    totals: LinePicture
    unallocated_rows: int | None
    unallocated: Decimal | None
    outputs: tuple[OutputPicture, ...]
    financing: FinancingPicture
    subsidy: SubsidyPicture
    subsidy_planned: Decimal | None = None
    """The subsidy that the plan asks for the year, whether or not its rule is known: 0 where it wants none, None where
    it names no amount."""

    ended: bool = False
    """Whether the plan year was over before the reference date, so that nothing of it is still to come."""

    @property
    def settlement(self) -> Settlement:
        """The request for settlement as today's figures make it."""
        known = self.subsidy
        return Settlement(known.amount, known.received, self.financing.received, self.totals.actual)
