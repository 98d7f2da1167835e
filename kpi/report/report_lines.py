"""The budget lines of an account, each beside the budget it was granted with, and how far it lies from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kpi.language import Said
from kpi.money.sums import LinePicture
from kpi.picture import Picture
from kpi.programme.finance import Grant
from kpi.programme.framework import PlanYear
from kpi.programme.plan import Programme
from kpi.report.account_texts import POSSIBLY
from kpi.sentences import listed, yes_no

JudgedBy = Literal["actual", "forecast"]
NOT_BUDGETED = Decimal(0)
"""The original budget of a line that came with a later version."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A budget line beside the budget it was granted with, and how far it lies from it.

    ``difference``: actual − approved budget; while the plan year runs forecast − approved budget, since a part of the
    year is never held against the whole budget. ``share`` of the approved budget, None where that is zero.
    """

    number: int
    picture: LinePicture
    original: Decimal
    judged_by: JudgedBy
    grant: Grant | None
    explanation: str | None

    @property
    def judged(self) -> Decimal | None:
        """The amount that is held against the approved budget."""
        return self.picture.actual if self.judged_by == "actual" else self.picture.outcome

    @property
    def difference(self) -> Decimal | None:
        """The judged amount less the approved budget; None where one of them isn't known."""
        budget = self.picture.budget
        return None if self.judged is None or budget is None else self.judged - budget

    @property
    def share(self) -> Decimal | None:
        """The difference as a part of the approved budget; None where that is zero or not known."""
        return self.difference / self.picture.budget if self.difference is not None and self.picture.budget else None

    @property
    def to_explain(self) -> bool:
        """True where the grant asks to explain the difference."""
        budget, grant = self.picture.budget, self.grant
        return grant is not None and deviates(self.difference, budget, grant.explain_share, grant.explain_amount)

    @property
    def to_notify(self) -> bool:
        """True where the difference may have to be notified to the grantor."""
        budget, grant = self.picture.budget, self.grant
        return grant is not None and deviates(self.difference, budget, grant.notify_share, None)

    @property
    def numbered(self) -> Said:
        """The name of the line after its number in the budget."""
        return listed((f"{self.number}.", self.picture.title), " ")

    @property
    def duty(self) -> Said:
        """The duty to notify the grantor of the difference, in words."""
        return POSSIBLY if self.to_notify else yes_no(value=False)


def grant_period(grant: Grant | None, year: PlanYear) -> tuple[date, date]:
    """The first and last day that the subsidy is given for: those of the plan year unless the decision has others."""
    if grant is None:
        return year.starts, year.ends
    return grant.period_from or year.starts, grant.period_until or year.ends


def judged_by(year: PlanYear, as_of: date) -> JudgedBy:
    """The figure that is held against the budget: the forecast until the last day of the plan year."""
    return "actual" if as_of >= year.ends else "forecast"


def report_lines(
    programme: Programme, picture: Picture, held: JudgedBy, texts: Mapping[str, str]
) -> tuple[ReportLine, ...]:
    """The lines of the picture's budget in their order, with the explanations written so far."""
    grant = programme.grant(picture.plan_year)
    number = {line.id: line.number for line in programme.budget_lines()}
    budget = programme.original_budget(picture.plan_year)
    original = {line.id: line.amount for line in budget.lines} if budget else {}
    return tuple(
        ReportLine(
            number=number[line.id],
            picture=line,
            original=original.get(line.id, NOT_BUDGETED),
            judged_by=held,
            grant=grant,
            explanation=texts.get(f"line/{line.id}"),
        )
        for line in picture.money.lines
    )


def deviates(difference: Decimal | None, budget: Decimal | None, share: Decimal, amount: Decimal | None) -> bool:
    """Return true when a difference reaches the share of the budget, or the amount; an unknown one doesn't.

    >>> deviates(Decimal(-250), Decimal(2500), Decimal("0.10"), None)
    True
    >>> deviates(Decimal("249.99"), Decimal(2500), Decimal("0.10"), Decimal(2500))
    False
    """
    if difference is None or budget is None:
        return False
    by_share = budget != 0 and abs(difference) >= share * budget
    return by_share or (amount is not None and abs(difference) >= amount)
