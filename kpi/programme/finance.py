"""The costs of a programme and their financing: budget lines, contributions, grants. Amounts are in euro."""

from datetime import date
from decimal import Decimal
from typing import Literal

from kpi.programme.vocabulary import Declared, Text


class Part(Declared):
    """A part of a budget line. ``calculation`` lists factors whose product is the amount, when the plan gives them."""

    title: Text
    amount: Decimal
    calculation: tuple[Decimal, ...] = ()


Spent = Literal["even", "once", "per_output", "as_ordered"]
"""How a line is spent: evenly over the plan year, at one time, by what is delivered, or as it is ordered."""


class BudgetLine(Declared):
    """One line of the budget, in the order of the plan."""

    id: str
    number: int
    title: Text
    synonyms: tuple[str, ...] = ()
    amount: Decimal
    spent: Spent = "as_ordered"
    """By it is said what the line should have cost by now, and whether more is still to come."""
    parts: tuple[Part, ...] = ()
    explanation: Text | None = None
    source: str


class Budget(Declared):
    """The budget of one plan year, or a later version of it: the same lines in the same order, new ones after them."""

    plan_year: str
    total: Decimal
    lines: tuple[BudgetLine, ...]
    source: str
    approved_on: date | None = None
    """From which day it counts; None for the original that the plan came with."""

    @property
    def from_day(self) -> date:
        """The day of its approval; the original holds from the beginning."""
        return self.approved_on or date.min


class Financing(Declared):
    """The money that is to pay for a plan year, as the plan says it."""

    plan_year: str
    subsidy_asked: Decimal | None = None
    cofinancing_planned: Decimal | None = None
    source: str


SubsidyBasis = Literal["fixed", "percentage_capped", "pro_rata", "deficit_capped"]
Accountability = Literal["none", "performance", "costs"]
"""The extent of the account: none unless sampled, the performance, or performance and costs with a report."""


class Advance(Declared):
    """A part of the subsidy that the decision pays out before the account, and when."""

    on: date
    amount: Decimal


class Obligation(Declared):
    """Something that the decision obliges the applicant to, and by when, if it says so."""

    text: str
    due: date | None = None


class Grant(Declared):
    """Settings of the grant for a plan year; what the decision must still say is None and asked for."""

    plan_year: str
    basis: SubsidyBasis
    rate: Decimal
    cap: Decimal
    vat_recoverable: bool = True
    grantor: Text
    decision_number: str | None = None
    applicant: str | None = None
    contact: str | None = None
    period_from: date | None = None
    """First day of the period that the decision gives the subsidy for; None: that of the plan year."""
    period_until: date | None = None
    budget_approved_on: date | None = None
    """The approval of the budget that a changed decision names; None: the grant was given for the original one."""
    accountability: Accountability | None = None
    """None: what follows from the amount that was granted."""
    auditor_statement: bool | None = None
    """True where the decision asks for an auditor's statement; None: it isn't known."""
    deadline: date | None = None
    advances: tuple[Advance, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    explain_share: Decimal = Decimal("0.10")
    explain_amount: Decimal = Decimal(2500)
    notify_share: Decimal = Decimal("0.20")
    source: str


class EarlyAdopter(Declared):
    """An organisation that pledged before the plan began."""

    name: str
    kind: str
    pledged: Decimal
    plan_year: str
    source: str
