"""On which days facts must be known, and the path that a chart draws."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Indicator
from kpi.score.expectation import days_needed, expected, is_assumed, path, target_on, year_of_judgement
from kpi.score.scores import PathPoint
from tests.score.factories import day, indicator, levels

STOCK = indicator("stock", (50, "2017-12-31"), (100, "2020-12-31"), baseline=16)
ONCE = indicator("yearly", (5, "2017-12-31"))
AGAIN = indicator("yearly", (300, "2020-12-31"), recurring=True, levels=levels((2017, 150), (2018, 150), (2019, 150)))
RATE = indicator("rate", (1, "2020-12-31"), unit="share", start=day("2020-07-01"))
AGREED = STOCK.model_copy(update={"targets": (STOCK.targets[0].model_copy(update={"agreed": True}), STOCK.targets[1])})
PACE = AGAIN.model_copy(
    update={"levels": tuple(one.model_copy(update={"agreed": one.year == 2018}) for one in AGAIN.levels)}
)
PLAN = load_programme(default_programme_path())


@pytest.mark.parametrize(
    ("given_one", "on", "days"),
    [
        (STOCK, "2017-12-31", ["2017-12-31"]),
        (STOCK, "2018-01-01", ["2017-12-31", "2018-01-01"]),
        (STOCK, "2021-06-30", ["2017-12-31", "2020-12-31", "2021-06-30"]),
        (ONCE, "2019-03-31", ["2017-12-31", "2019-03-31"]),
        (AGAIN, "2019-03-31", ["2019-03-31"]),
        (AGAIN, "2022-12-31", ["2020-12-31", "2021-12-31", "2022-12-31"]),
        (RATE, "2017-05-31", ["2017-05-31"]),
    ],
)
def test_the_days_needed_are_the_past_due_dates_and_the_day_itself(
    given_one: Indicator, on: str, days: list[str]
) -> None:
    assert [found.isoformat() for found in days_needed(given_one, day(on))] == days


@given(st.sampled_from([STOCK, ONCE, AGAIN, RATE, *PLAN.indicators]), st.dates(date(2016, 1, 1), date(2030, 12, 31)))
def test_no_day_after_the_reference_date_is_ever_needed(one: Indicator, on: date) -> None:
    days = days_needed(one, on)
    assert days[-1] == on
    assert list(days) == sorted(set(days))


def test_the_target_on_a_day_is_the_first_that_is_not_yet_due() -> None:
    assert [int(target_on(STOCK, day(on)).value) for on in ("2017-12-31", "2018-01-01", "2021-01-01")] == [50, 100, 100]
    assert target_on(AGAIN, day("2023-01-01")).due == day("2023-12-31")


def test_a_count_that_does_not_recur_is_judged_by_its_own_year() -> None:
    assert [year_of_judgement(one, day("2019-03-31")) for one in (ONCE, AGAIN)] == [2017, 2019]


def test_the_path_of_a_stock_has_its_targets_as_corners_and_assumed_stretches() -> None:
    assert path(STOCK) == (
        PathPoint(day("2017-01-01"), Fraction(16), assumed=False),
        PathPoint(day("2017-12-31"), Fraction(50), assumed=True),
        PathPoint(day("2020-12-31"), Fraction(100), assumed=True),
    )


def test_a_stretch_that_was_agreed_is_no_assumed_one() -> None:
    assert [point.assumed for point in path(AGREED)] == [False, False, True]
    assert [point.assumed for point in path(PACE) if point.day.month == 12] == [True, False, True, True]


def test_the_path_of_a_yearly_indicator_begins_anew_each_january() -> None:
    assert [(p.day.isoformat(), p.value, p.assumed) for p in path(AGAIN, day("2021-06-30"))][-4:] == [
        ("2020-01-01", Fraction(300, 366), False),
        ("2020-12-31", Fraction(300), True),
        ("2021-01-01", Fraction(300, 365), False),
        ("2021-12-31", Fraction(300), True),
    ]


def test_a_yearly_path_that_does_not_recur_ends_with_its_year() -> None:
    assert [p.day.isoformat() for p in path(ONCE, day("2021-06-30"))] == ["2017-01-01", "2017-12-31"]


def test_the_path_of_a_rate_is_level_and_set() -> None:
    assert path(RATE) == (
        PathPoint(day("2020-07-01"), Fraction(1), assumed=False),
        PathPoint(day("2020-12-31"), Fraction(1), assumed=False),
    )


@pytest.mark.parametrize(
    ("one", "on", "assumed"),
    [
        (STOCK, "2017-06-30", True),
        (STOCK, "2017-12-31", False),
        (STOCK, "2021-06-30", False),
        (AGREED, "2017-06-30", False),
        (AGREED, "2018-06-30", True),
        (PACE, "2018-06-30", False),
        (PACE, "2019-06-30", True),
        (AGAIN, "2018-06-30", True),
        (AGAIN, "2018-12-31", False),
        (RATE, "2020-08-01", False),
        (STOCK, "2016-12-31", False),
    ],
)
def test_only_what_lies_between_the_dates_of_the_plan_is_assumed(one: Indicator, on: str, assumed: bool) -> None:
    assert is_assumed(one, day(on)) is assumed


@given(st.sampled_from([STOCK, ONCE, AGAIN, RATE, *PLAN.indicators]))
def test_the_corners_of_a_path_are_what_is_expected_on_them(one: Indicator) -> None:
    assert [expected(one, point.day) for point in path(one)] == [point.value for point in path(one)]


@pytest.mark.parametrize(
    ("name", "expectation"),
    [
        ("practice_case_companies", Fraction(20)),
        ("member_companies", 15 + Fraction(85 * 545, 1460)),
        ("study_awareness", Fraction(545, 1460)),
        ("vacancies_published", Fraction(250 * 181, 365)),
        ("regional_funding", Fraction(150_000 * 181, 365)),
        ("cofinancing_received", Fraction(150_000)),
        ("branded_event_series", Fraction(5)),
        ("vacancy_fill_rate", Fraction("0.9")),
        ("average_contribution", Fraction(3000)),
        ("self_financing_share", None),
    ],
)
def test_what_the_plan_expects_on_30_june_2018(name: str, expectation: Fraction | None) -> None:
    assert expected(PLAN.indicator(name), day("2018-06-30")) == expectation
