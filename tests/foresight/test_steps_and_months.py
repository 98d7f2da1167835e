"""Steps in a count, and months counted back from a day."""

from datetime import date

import numpy as np
import pytest

from kpi.foresight.calendar_months import by_month, month_ends
from kpi.foresight.steps import StepSign, step_in

STEADY = [20, 22, 18, 21, 19, 20, 23, 17, 20, 21, 19, 20]


@pytest.mark.parametrize(
    ("after", "sign"),
    [
        ([40, 41, 39], StepSign.STEP),
        ([8, 9, 10], StepSign.STEP),
        ([22, 19, 20], StepSign.NONE),
        ([20, 45, 20], StepSign.NONE),
    ],
    ids=["doubled", "halved", "as before", "one month out"],
)
def test_a_step_is_a_level_that_stays(after: list[int], sign: StepSign) -> None:
    assert step_in(np.array(STEADY + after)) is sign


def test_a_step_keeps_a_forecast_away_for_four_months_and_no_longer() -> None:
    """It shows in the second month. From then on only what came after it counts, which is too short at first."""
    signs = [step_in(np.array(STEADY + [40] * months)).value for months in range(1, 12)]
    assert signs == ["none", *["step"] * 4, *["unseen"] * 2, *["none"] * 4]


@pytest.mark.parametrize(
    "months", [[2, 1, 3, 2, 2, 1, 2, 3, 1, 4, 4, 4], [1, 60, 3, 90, 2, 70, 5, 80, 1, 99, 98, 97], STEADY[:8]]
)
def test_no_step_can_be_seen_in_what_is_small_uneven_or_short(months: list[int]) -> None:
    assert step_in(np.array(months)) is StepSign.UNSEEN


def test_months_of_a_day_within_a_month_end_on_that_day_of_each() -> None:
    """The 30th comes back in every month but February, which ends on the 28th."""
    ends = [date.fromordinal(int(day)) for day in month_ends(date(2018, 4, 29), date(2018, 1, 20))]
    assert ends == [date(2018, 1, 29), date(2018, 2, 28), date(2018, 3, 29), date(2018, 4, 29)]


def test_no_month_is_seen_where_it_began_less_than_one_ago() -> None:
    assert len(month_ends(date(2018, 4, 15), date(2018, 3, 17))) == 1
    assert len(month_ends(date(2018, 4, 15), date(2018, 3, 16))) == 2


def test_an_amount_counts_in_the_month_of_its_day_and_outside_of_all_nowhere() -> None:
    ends = month_ends(date(2018, 3, 31), date(2018, 1, 1))
    days = np.array([date(2017, 12, 31), date(2018, 1, 1), date(2018, 1, 31), date(2018, 2, 1), date(2018, 4, 1)])
    ordinals = np.array([day.toordinal() for day in days])
    assert by_month(ends, ordinals, np.array([1.0, 2, 4, 8, 16])).tolist() == [6, 8, 0]
