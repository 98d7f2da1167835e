"""The amount of the subsidy as it follows from the costs, under the four rules that a grant decision may give."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kpi.notation import rounded
from kpi.programme.finance import SubsidyBasis

CENTS = 2


@dataclass(frozen=True, slots=True)
class _Costs:
    rate: Fraction
    cap: Fraction
    eligible: Fraction
    budgeted: Fraction | None
    other_income: Fraction


def subsidy_amount(
    basis: SubsidyBasis,
    rate: Decimal,
    cap: Decimal,
    eligible: Decimal,
    eligible_budgeted: Decimal | None,
    other_income: Decimal,
) -> Decimal:
    """The subsidy in euro, rounded half up to the cent once, at the end; never under zero.

    ``cap``: the amount granted. ``eligible``: eligible actual costs. ``eligible_budgeted``: those of the budget that
    the grant was given for, needed by ``pro_rata`` only, which raises ValueError without it. ``other_income``:
    contributions received.

    >>> half, cap, budget = Decimal("0.5"), Decimal(150000), Decimal(300564)
    >>> subsidy_amount("pro_rata", half, cap, Decimal(280000), budget, Decimal(150000))
    Decimal('139737.29')
    >>> subsidy_amount("percentage_capped", half, cap, Decimal("133849.90"), budget, Decimal(0))
    Decimal('66924.95')
    """
    budgeted = None if eligible_budgeted is None else Fraction(eligible_budgeted)
    costs = _Costs(Fraction(rate), Fraction(cap), Fraction(eligible), budgeted, Fraction(other_income))
    return rounded(max(Fraction(0), min(costs.cap, _RULES[basis](costs))), CENTS)


def _pro_rata(costs: _Costs) -> Fraction:
    if not costs.budgeted:
        raise ValueError("a subsidy pro rata of the budget needs the budgeted costs")
    return costs.cap * costs.eligible / costs.budgeted


_RULES: dict[SubsidyBasis, Callable[[_Costs], Fraction]] = {
    "fixed": lambda costs: costs.cap,
    "percentage_capped": lambda costs: costs.rate * costs.eligible,
    "pro_rata": _pro_rata,
    "deficit_capped": lambda costs: costs.eligible - costs.other_income,
}
