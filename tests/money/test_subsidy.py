"""The amount of the subsidy under the four rules, worked by hand: cap 150.000, rate 50 %, budget 300.564."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.money.subsidy import subsidy_amount
from kpi.programme.finance import SubsidyBasis

BASES: tuple[SubsidyBasis, ...] = ("fixed", "percentage_capped", "pro_rata", "deficit_capped")
HALF, CAP, BUDGET = Decimal("0.5"), Decimal(150000), Decimal(300564)
AMOUNTS = st.decimals(0, 1_000_000, places=2)


@pytest.mark.parametrize(
    ("eligible", "other_income", "amounts"),
    [
        (300564, 150000, ["150000.00", "150000.00", "150000.00", "150000.00"]),
        (280000, 150000, ["150000.00", "140000.00", "139737.29", "130000.00"]),
        (270000, 120000, ["150000.00", "135000.00", "134746.68", "150000.00"]),
        (310000, 160000, ["150000.00", "150000.00", "150000.00", "150000.00"]),
        (100000, 120000, ["150000.00", "50000.00", "49906.18", "0.00"]),
    ],
)
def test_each_rule_gives_its_amount(eligible: int, other_income: int, amounts: list[str]) -> None:
    found = [subsidy_amount(b, HALF, CAP, Decimal(eligible), BUDGET, Decimal(other_income)) for b in BASES]
    assert [str(amount) for amount in found] == amounts


def test_half_a_cent_is_rounded_up_once_at_the_end() -> None:
    found = subsidy_amount("percentage_capped", HALF, CAP, Decimal("0.01"), None, Decimal(0))
    assert str(found) == "0.01"


def test_pro_rata_without_a_budget_has_nothing_to_divide_by() -> None:
    with pytest.raises(ValueError, match="needs the budgeted costs"):
        subsidy_amount("pro_rata", HALF, CAP, Decimal(1), None, Decimal(0))


@given(st.sampled_from(BASES), AMOUNTS, AMOUNTS)
def test_an_amount_lies_between_nothing_and_the_cap(basis: SubsidyBasis, eligible: Decimal, income: Decimal) -> None:
    assert 0 <= subsidy_amount(basis, HALF, CAP, eligible, BUDGET, income) <= CAP
