"""What holds for every indicator, value and day."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpi.programme.plan import Indicator
from kpi.score.case import meets, progress, ratio
from kpi.score.scores import Status
from tests.score.factories import indicator, levels, scored

KINDS = st.sampled_from(
    [
        indicator("stock", (100, "2020-12-31"), baseline=15),
        indicator("stock", (60, "2020-12-31"), baseline=90, lower_is_better=True),
        indicator("stock", (50, "2017-12-31"), (100, "2020-12-31"), baseline=16),
        indicator("yearly", (100, "2017-12-31")),
        indicator("yearly", (100, "2020-12-31"), recurring=True, levels=levels((2017, 25), (2018, 50), (2019, 75))),
        indicator("yearly", (40, "2018-12-31"), lower_is_better=True, levels=levels((2017, 60))),
        indicator("rate", (80, "2018-12-31")),
        indicator("rate", (80, "2018-12-31"), lower_is_better=True),
    ]
)
DAYS = st.dates(date(2016, 12, 1), date(2022, 6, 30))
VALUES = st.fractions(0, 200, max_denominator=8)
BETTER_AND_BETTER = (Status.BEHIND, Status.ATTENTION, Status.ON_TRACK, Status.ACHIEVED)


@given(KINDS, VALUES, VALUES)
def test_progress_never_falls_when_the_value_gets_better(one: Indicator, first: Fraction, second: Fraction) -> None:
    worse, better = (progress(one, value) for value in sorted((first, second), reverse=one.lower_is_better))
    assert worse is not None
    assert better is not None
    assert worse <= better


@given(KINDS, DAYS, VALUES, VALUES)
def test_a_status_never_gets_worse_when_the_value_gets_better(
    one: Indicator, on: date, first: Fraction, second: Fraction
) -> None:
    worse, better = (
        scored(one, on.isoformat(), str(value)).status for value in sorted((first, second), reverse=one.lower_is_better)
    )
    if worse in BETTER_AND_BETTER and better in BETTER_AND_BETTER:
        assert BETTER_AND_BETTER.index(worse) <= BETTER_AND_BETTER.index(better)
    else:
        assert (worse, better) in {
            (worse, worse), (Status.MISSED, Status.ACHIEVED), (Status.TOO_EARLY, Status.ACHIEVED),
        }  # fmt: skip


@given(KINDS, DAYS, VALUES)
def test_nothing_is_achieved_before_its_target_is_met(one: Indicator, on: date, value: Fraction) -> None:
    found = scored(one, on.isoformat(), str(value))
    if found.status in {Status.ACHIEVED, Status.ACHIEVED_LATE}:
        assert meets(one, value, found.target.value)


@given(VALUES, VALUES)
def test_the_ratio_of_a_stock_is_taken_from_its_baseline(value: Fraction, expected: Fraction) -> None:
    found = ratio(indicator("stock", (200, "2020-12-31"), baseline=15), value, expected)
    assert found == (None if expected <= 15 else (value - 15) / (expected - 15))
