"""Shares over what closes, money that comes in, members, and what is measured."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.foresight.agreed_money import Agreements, Waits, money_draws, payments_of, standing_draws, sums_of
from kpi.foresight.arrivals import level_of
from kpi.foresight.joins_and_leaves import Membership, members_draws
from kpi.foresight.measured import measured_draws
from kpi.foresight.shares import Cohorts, filled_level
from tests.foresight.chance import chance

NONE = np.array([])


def test_of_what_closes_about_as_many_are_filled_as_before() -> None:
    """Seven of ten each month for a year: of 100 about 70."""
    level = filled_level(Cohorts(np.full(12, 10.0), np.full(12, 7.0)))
    draws = level.draws(chance(), np.full(4000, 100), (0, 10))
    assert np.median(draws) == pytest.approx(70, abs=3)
    assert draws.max() <= 100


@given(st.lists(st.tuples(st.integers(0, 30), st.floats(0, 1)), min_size=6, max_size=30), st.integers(0, 300))
def test_never_more_are_filled_than_close(months: list[tuple[int, float]], closing: int) -> None:
    closed = np.array([float(number) for number, _ in months])
    filled = np.array([float(int(number * part)) for number, part in months])
    draws = filled_level(Cohorts(closed, filled)).draws(chance(), np.full(50, closing), (0, 6))
    assert ((draws >= 0) & (draws <= closing)).all()


def test_the_part_unpaid_worked_by_hand() -> None:
    """Four agreements: two paid within a month, one in the second, one open after two months: ½, then ¼ are unpaid.

    A little of an even hazard is mixed in, so that it is close to that and not quite it.
    """
    paid = payments_of(Waits(np.array([0.5, 0.7, 1.5, 2.0]), np.array([True, True, True, False])))
    assert paid.known == 3
    assert paid.left(np.array([0.0, 1.0, 2.0])) == pytest.approx([1, 0.5, 0.25], abs=0.02)
    assert (np.diff(paid.unpaid) <= 0).all()
    assert paid.unpaid[-1] > 0


def test_an_agreement_that_waits_has_its_own_chance_by_its_age() -> None:
    """Of those unpaid after a month half are paid in the next: ½ to ¼."""
    paid = payments_of(Waits(np.array([0.5, 0.7, 1.5, 2.0]), np.array([True, True, True, False])))
    assert paid.chance_within(np.array([1.0]), (0.0, 1.0)) == pytest.approx([0.5], abs=0.03)


def test_what_stands_brings_in_at_most_its_sum_and_on_average_its_chances() -> None:
    """1.000 at 90% and 3.000 at 50% are 2.400."""
    draws = standing_draws(chance(), np.array([1000.0, 3000.0]), np.array([0.9, 0.5]), 30, 20_000)
    assert draws.mean() == pytest.approx(2400, rel=0.02)
    assert 0 <= draws.min() <= draws.max() <= 4000
    assert not standing_draws(chance(), NONE, NONE, 3, 5).any()


def test_new_amounts_are_as_many_times_their_mean_and_none_are_nothing() -> None:
    sums = sums_of(chance(), np.full(20_000, 10.0), np.array([1000.0, 2000, 3000] * 10))
    assert sums.mean() == pytest.approx(20_000, rel=0.02)
    assert not sums_of(chance(), np.zeros(5), np.array([1000.0])).any()


def test_money_that_stands_counts_once_and_new_money_comes_on_top() -> None:
    """One pledge of 5.000 stands and pledges are paid at once: what is pledged next adds to it."""
    waits = Waits(np.zeros(24), np.ones(24, dtype=bool))
    known = Agreements(waits, np.full(24, 1000.0), np.array([5000.0]), np.array([0.0]))
    with_new = money_draws(chance(), known, level_of(np.full(12, 2.0)), (0.0, 6.0), 4000)
    assert np.median(with_new) == pytest.approx(5000 + 12 * 1000, rel=0.1)


def test_members_with_a_known_end_ahead_stay_and_no_others_are_certain() -> None:
    """Twenty of whom eight have told that they stay: never fewer than these eight."""
    members = Membership(staying=20, with_end=8, left=24, months=240)
    draws = members_draws(chance(), members, level_of(np.zeros(12)), 24.0, 4000)
    assert draws.min() >= 8
    assert np.median(draws) < 20


def test_who_never_left_mostly_stays_and_joins_add() -> None:
    """Nobody left in 300 months; two join a month: after half a year about twelve more."""
    members = Membership(staying=30, with_end=0, left=0, months=300)
    assert np.median(members_draws(chance(), members, level_of(np.full(24, 2.0)), 6.0, 4000)) == pytest.approx(
        42, abs=2
    )


def test_a_measured_value_goes_on_with_its_drift() -> None:
    """10 in each 30 days, by the day: 60 days on 20 more."""
    days = np.arange(0.0, 300, 30)
    draws = measured_draws(chance(), days, 100 + days / 3 + np.array([0, 1] * 5), 60.0, 4000)
    assert np.median(draws) == pytest.approx(100 + 270 / 3 + 1 + 20, abs=1)


def test_a_value_measured_without_any_change_stays_for_certain() -> None:
    draws = measured_draws(chance(), np.arange(0.0, 180, 30), np.full(6, 7.0), 90.0, 100)
    assert (draws == 7).all()
