"""The costs of a programme and their financing: budget lines, contributions, grants. Amounts are in euro."""

from datetime import date
from decimal import Decimal
from typing import Literal

from kpi.programme.vocabulary import Amount, Day, Declared, Number, Share, Text, Whole


class Part(Declared):
    """A part of a budget line. ``calculation`` lists factors whose product is the amount, when the plan gives them."""

    title: Text
    amount: Number
    calculation: tuple[Number, ...] = ()


Spent = Literal["even", "once", "per_output", "as_ordered"]
"""How a line is spent: evenly over the plan year, at one time, by what is delivered, or as it is ordered."""


class BudgetLine(Declared):
    """One line of the budget, in the order of the plan."""

    id: str
    number: Whole
    title: Text
    synonyms: tuple[str, ...] = ()
    amount: Amount
    spent: Spent = "as_ordered"
    """By it is said what the line should have cost by now, and whether more is still to come."""
    parts: tuple[Part, ...] = ()
    explanation: Text | None = None
    source: str


class Budget(Declared):
    """The budget of one plan year, or a later version of it: the same lines in the same order, new ones after them."""

    plan_year: str
    total: Amount
    lines: tuple[BudgetLine, ...]
    source: str
    approved_on: Day | None = None
    """From which day it counts; None for the original that the plan came with."""

    @property
    def from_day(self) -> date:
        """The day of its approval; the original holds from the beginning."""
        return self.approved_on or date.min


class Financing(Declared):
    """The money that is to pay for a plan year, as the plan says it."""

    plan_year: str
    subsidy_asked: Amount | None = None
    cofinancing_planned: Amount | None = None
    source: str


SubsidyBasis = Literal["fixed", "percentage_capped", "pro_rata", "deficit_capped"]
Accountability = Literal["none", "performance", "costs"]
"""The extent of the account: none unless sampled, the performance, or performance and costs with a report."""


class Advance(Declared):
    """A part of the subsidy that the decision pays out before the account, and when."""

    on: Day
    amount: Amount


class Obligation(Declared):
    """Something that the decision obliges the applicant to, and by when, if it says so."""

    text: str
    due: Day | None = None
    proof: str = ""
    """What shows that it was met: a link, a picture, a letter."""
    done: Day | None = None
    """The day on which it was met; None: not yet."""


class DatedNote(Declared):
    """Something of a day, in words or as a link."""

    on: Day
    text: str


class Grant(Declared):
    """Settings of the grant for a plan year; what the decision must still say is None and asked for."""

    plan_year: str
    basis: SubsidyBasis
    rate: Share
    cap: Amount
    vat_recoverable: bool = True
    grantor: Text
    decision_number: str | None = None
    applicant: str | None = None
    chamber_number: str | None = None
    """The applicant's number at the Chamber of Commerce."""
    account_number: str | None = None
    """The account that the grantor pays to."""
    contact: str | None = None
    period_from: Day | None = None
    """First day of the period that the decision gives the subsidy for; None: that of the plan year."""
    period_until: Day | None = None
    budget_approved_on: Day | None = None
    """The approval of the budget that a changed decision names; None: the grant was given for the original one."""
    accountability: Accountability | None = None
    """None: what follows from the amount that was granted."""
    auditor_statement: bool | None = None
    """True where the decision asks for an auditor's statement; None: it isn't known."""
    deadline: Day | None = None
    advances: tuple[Advance, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    changes: tuple[DatedNote, ...] = ()
    """Later decisions that change the first one."""
    publicity: tuple[DatedNote, ...] = ()
    """Links and pictures in which the grantor is named."""
    explain_share: Share = Decimal("0.10")
    explain_amount: Amount = Decimal(2500)
    notify_share: Share = Decimal("0.20")
    source: str


class EarlyAdopter(Declared):
    """An organisation that pledged before the plan began."""

    name: str
    kind: str
    pledged: Amount
    plan_year: str
    source: str
