"""Counts by month: the negative binomial, the level that months tell, and what comes of it."""

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.foresight.arrivals import level_of
from kpi.foresight.negative_binomial import drawn, log_chance
from tests.foresight.chance import chance

MONTHS = st.lists(st.integers(0, 200), min_size=6, max_size=40).map(lambda counts: np.array(counts, dtype=float))


def test_chances_of_a_negative_binomial_worked_by_hand() -> None:
    """Mean 2, size 2: p = 1/2, so that 0 has (1/2)² = 1/4, 1 has 2 × 1/8 = 1/4, and 2 has 3 × 1/16."""
    found = np.exp(log_chance(np.array([0.0, 1.0, 2.0]), np.array(2.0), np.array(2.0)))
    assert found == pytest.approx([1 / 4, 1 / 4, 3 / 16])


def test_a_large_size_makes_it_poisson() -> None:
    assert log_chance(np.array(3.0), np.array(2.0), np.array(1e8)) == pytest.approx(log(2**3 * exp(-2) / 6), abs=1e-6)


@pytest.mark.parametrize("spread", [1.0, 1.5, 4.0])
def test_draws_have_the_mean_and_the_spread_that_are_asked_for(spread: float) -> None:
    draws = drawn(chance(), np.full(100_000, 20.0), spread)
    assert draws.mean() == pytest.approx(20, rel=0.02)
    assert draws.var() / draws.mean() == pytest.approx(spread, rel=0.05)


def test_a_steady_count_goes_on_at_its_pace() -> None:
    """Ten each month for two years: 60 in six months, and most of the chance close to it."""
    draws = level_of(np.full(24, 10.0)).draws(chance(), (0, 6), 4000)
    assert np.median(draws) == pytest.approx(60, abs=2)
    assert np.quantile(draws, 0.1) > 45
    assert np.quantile(draws, 0.9) < 78


def test_nothing_in_a_year_leaves_a_small_chance_of_some() -> None:
    draws = level_of(np.zeros(12)).draws(chance(), (0, 3), 4000)
    assert np.median(draws) == 0
    assert 0.02 < (draws > 0).mean() < 0.3


def test_a_rising_count_is_expected_above_its_mean_and_a_falling_one_below() -> None:
    rising = np.arange(2.0, 26.0)
    up, down = (np.median(level_of(months).draws(chance(), (0, 6), 4000)) for months in (rising, rising[::-1]))
    assert up > 6 * rising[-6:].mean()
    assert down < 6 * rising[:6].mean()


def test_an_uneven_count_has_a_wider_band_than_a_steady_one_of_the_same_mean() -> None:
    steady, uneven = (level_of(np.array(months * 12, dtype=float)) for months in ([20, 20], [2, 38]))
    widths = [np.diff(np.quantile(level.draws(chance(), (0, 6), 4000), [0.1, 0.9]))[0] for level in (steady, uneven)]
    assert widths[1] > 2 * widths[0]


def test_what_lies_further_ahead_is_less_certain() -> None:
    level = level_of(np.array([8, 12, 9, 11, 10, 13, 7, 10, 12, 9, 11, 8], dtype=float))
    near, far = (level.draws(chance(), ahead, 4000) for ahead in ((0, 6), (18, 24)))
    assert far.std() > 1.2 * near.std()


@given(MONTHS, st.floats(0.1, 24))
def test_draws_are_whole_numbers_none_below_zero_and_the_same_again(months: np.ndarray, ahead: float) -> None:
    first, again = (level_of(months).draws(chance(), (0, ahead), 200) for _ in range(2))
    assert first.dtype.kind == "i"
    assert first.min() >= 0
    assert (first == again).all()


@given(MONTHS)
def test_weights_are_shares_of_one_and_no_time_ahead_brings_nothing(months: np.ndarray) -> None:
    level = level_of(months)
    assert level.weight.sum() == pytest.approx(1)
    assert level.weight.min() >= 0
    assert not level.draws(chance(), (3, 3), 10).any()
