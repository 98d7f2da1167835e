"""A forecast out of draws: its band, its chance, and its rounding."""

from datetime import date
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.foresight.forecast import Aim, Basis, Method, certain, forecast_of

DUE = date(2020, 12, 31)
BASIS = Basis(Method.COUNT, 12, date(2019, 1, 1))


def aim(value: float | str, limit: float | None = None, *, lower: bool = False) -> Aim:
    return Aim(DUE, Fraction(value), None if limit is None else Fraction(limit), lower)


def test_the_band_of_ten_draws_worked_by_hand() -> None:
    """Of 1 to 10 the first tenth ends at 1, the half at 5 and nine tenths at 9; three of ten are 8 or more."""
    found = forecast_of(np.arange(1.0, 11), aim(8), BASIS, 1)
    assert (found.low, found.median, found.high, found.probability) == (1, 5, 9, 0.3)
    assert found.why_not is None


@pytest.mark.parametrize(
    ("asked", "probability"),
    [(aim(8, lower=True), 0.8), (aim(4, 6), 0.3), (aim(6, 4, lower=True), 0.3), (aim(11), 0.0), (aim(1), 1.0)],
    ids=["at most 8", "4 to 6", "6 down to 4", "beyond all", "below all"],
)
def test_the_chance_goes_by_the_direction_and_the_range_of_the_target(asked: Aim, probability: float) -> None:
    assert forecast_of(np.arange(1.0, 11), asked, BASIS, 1).probability == probability


def test_a_target_that_is_met_exactly_is_met_whatever_a_float_makes_of_it() -> None:
    assert forecast_of(np.array([0.1 + 0.2]), aim("0.3", lower=True), BASIS, 10_000).probability == 1


def test_euro_are_rounded_to_the_cent_and_shares_to_four_decimals() -> None:
    euro, share = (forecast_of(np.array([1 / 3]), aim(1), BASIS, places).median for places in (100, 10_000))
    assert (euro, share) == (Fraction("0.33"), Fraction("0.3333"))


def test_on_the_day_itself_the_value_is_the_band() -> None:
    found = certain(Fraction(7), aim(8), BASIS)
    assert (found.low, found.median, found.high, found.probability) == (7, 7, 7, 0.0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.floats(-1e6, 1e6), st.floats(0, 1e5))
def test_the_band_holds_its_median_and_more_asked_is_never_likelier(
    values: list[float], target: float, more: float
) -> None:
    draws = np.array(values)
    less, harder = (forecast_of(draws, aim(asked), BASIS, 100) for asked in (target, target + more))
    assert less.low is not None and less.median is not None and less.high is not None  # noqa: PT018 - one band
    assert less.low <= less.median <= less.high
    assert less.probability is not None and harder.probability is not None  # noqa: PT018 - two chances
    assert 0 <= harder.probability <= less.probability <= 1
