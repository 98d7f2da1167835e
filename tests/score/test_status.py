"""The rules of the plan on invented indicators: its test vectors, and the days around each boundary."""

from datetime import date
from fractions import Fraction

import pytest

from kpi.score.scores import Acceptance, Gap, Observation, Status, TargetOutcome
from kpi.score.status_rules import RULES
from tests.score.factories import day, indicator, levels, scored, share

TWO_STEPS = indicator("stock", (50, "2017-12-31"), (100, "2020-12-31"), baseline=16)
PITCHES = indicator("stock", (2, "2017-12-31"))
SERIES = indicator("yearly", (5, "2017-12-31"))
VACANCIES = indicator(
    "yearly", (500, "2020-12-31"), recurring=True, levels=levels((2017, 125), (2018, 250), (2019, 375), assumed=True)
)
FILL_RATE = indicator("rate", ("0.90", "2020-12-31"), unit="share", minimum_denominator=10)
AVERAGE = indicator("rate", (3000, "2017-05-31"), unit="euro")
TIME_TO_FILL = indicator("stock", (60, "2020-12-31"), baseline=90, lower_is_better=True)


def test_the_rules_stand_in_the_order_of_the_plan() -> None:
    """*Not judged* is what the plan has no rule for: an indicator without a target."""
    assert [status.value for status, _ in RULES] == [
        "not_started", "no_data", "no_baseline", "too_few", "not_judged", "achieved", "achieved_late",
        "missed", "too_early", "on_track", "attention", "behind",
    ]  # fmt: skip


def test_a_path_with_a_corner_expects_58_halfway_and_58_is_on_track() -> None:
    found = scored(TWO_STEPS, "2018-06-30", 58, {"2017-12-31": 49})
    assert found.status is Status.ON_TRACK
    assert found.expected == 50 + Fraction(50 * 181, 1096)
    assert found.target == TargetOutcome(Fraction(100), day("2020-12-31"), None)
    assert found.targets[0] == TargetOutcome(Fraction(50), day("2017-12-31"), met=False)


def test_49_shortly_after_the_corner_is_still_on_track() -> None:
    found = scored(TWO_STEPS, "2018-01-10", 49)
    assert found.status is Status.ON_TRACK
    assert found.ratio == 33 / (34 + Fraction(50 * 10, 1096))


@pytest.mark.parametrize(("on", "status"), [("2017-10-01", Status.BEHIND), ("2018-06-30", Status.MISSED)])
def test_a_reported_zero_is_never_no_data(on: str, status: Status) -> None:
    found = scored(PITCHES, on, 0)
    assert (found.status, found.value) == (status, Fraction(0))


def test_26_of_20_is_achieved() -> None:
    assert scored(indicator("stock", (20, "2017-12-31")), "2018-06-30", 26).status is Status.ACHIEVED


def test_nothing_out_of_nothing_is_no_data() -> None:
    found = scored(FILL_RATE, "2018-06-30", share(0, 0))
    assert (found.status, found.value, found.ratio, found.denominator) == (Status.NO_DATA, None, None, Fraction(0))


@pytest.mark.parametrize(("value", "progress"), [(70, Fraction(2, 3)), (90, Fraction(0)), (60, Fraction(1))])
def test_where_lower_is_better_the_way_is_measured_downwards(value: int, progress: Fraction) -> None:
    assert scored(TIME_TO_FILL, "2018-06-30", value).progress == progress


@pytest.mark.parametrize(
    ("baseline", "value", "progress"),
    [
        (0, 25, Fraction(4, 5)),
        (0, "25.01", Fraction(2000, 2501)),
        (0, 20, 1),
        (0, 0, 1),
        (30, 25, Fraction(1, 2)),
        (30, 31, 0),
    ],
)
def test_a_rate_that_must_be_low_goes_from_its_baseline_or_else_is_the_target_over_it(
    baseline: int, value: float | str, progress: Fraction
) -> None:
    """At most 20: without a baseline 25 is 20 ÷ 25 of the way; from 30 it is 5 of the 10."""
    late = indicator("rate", (20, "2020-12-31"), baseline=baseline, lower_is_better=True)
    assert scored(late, "2018-06-30", value).progress == progress


@pytest.mark.parametrize(
    ("target", "lower", "value", "progress"), [(0, True, 3, 0), (-5, True, 0, 0), (0, True, 0, 1), (-5, False, -6, 0)]
)
def test_progress_to_a_target_of_nothing_is_all_or_none(target: int, lower: bool, value: int, progress: int) -> None:
    nothing = indicator("rate", (target, "2020-12-31"), lower_is_better=lower)
    assert scored(nothing, "2018-06-30", value).progress == progress


@pytest.mark.parametrize(
    ("on", "value", "status"),
    [
        ("2016-12-31", 0, Status.NOT_STARTED),
        ("2017-01-01", 0, Status.TOO_EARLY),
        ("2017-02-06", 0, Status.TOO_EARLY),  # 36 of 364 days
        ("2017-02-07", 0, Status.BEHIND),  # 37 of 364 days
        ("2017-12-31", 1, Status.BEHIND),  # the due date itself isn't past
        ("2017-12-31", 2, Status.ACHIEVED),
        ("2018-01-01", 1, Status.MISSED),
    ],
)
def test_a_stock_from_its_start_to_the_day_after_its_due_date(on: str, value: int, status: Status) -> None:
    assert scored(PITCHES, on, value).status is status


def test_after_the_due_date_a_stock_is_judged_by_that_date_first() -> None:
    assert scored(PITCHES, "2018-06-30", 1, {"2017-12-31": 2}).status is Status.ACHIEVED
    assert scored(PITCHES, "2018-06-30", 2, {"2017-12-31": 1}).status is Status.ACHIEVED_LATE
    unknown = scored(PITCHES, "2018-06-30", 2, {"2017-12-31": None})
    assert (unknown.status, unknown.target.met) == (Status.ACHIEVED_LATE, None)


def test_thresholds_hold_exactly_on_their_border() -> None:
    halfway = indicator("stock", (200, "2017-12-31"), start=day("2017-12-11"))  # 20 days; 100 expected after 10
    statuses = {value: scored(halfway, "2017-12-21", value).status for value in (90, "89.99", 70, "69.99")}
    assert list(statuses.values()) == [Status.ON_TRACK, Status.ATTENTION, Status.ATTENTION, Status.BEHIND]


def test_growth_of_168_on_140_meets_twenty_percent_exactly() -> None:
    growth = indicator("stock", ("0.20", "2020-12-31"), unit="share", relative=True)
    assert scored(growth, "2020-12-31", Observation(Fraction(168, 140) - 1)).status is Status.ACHIEVED


def test_without_its_first_measurement_growth_has_no_baseline() -> None:
    growth = indicator("stock", ("0.20", "2020-12-31"), unit="share", relative=True)
    assert scored(growth, "2018-06-30", Observation(None, gap=Gap.NO_BASELINE)).status is Status.NO_BASELINE


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2016-12-31", None),
        ("2017-01-01", Fraction(125, 365)),
        ("2019-12-31", Fraction(375)),
        ("2020-01-01", Fraction(500, 366)),
        ("2020-02-29", Fraction(500 * 60, 366)),
        ("2020-12-31", Fraction(500)),
        ("2021-06-30", Fraction(500 * 181, 365)),
    ],
)
def test_a_yearly_expectation_follows_the_days_of_its_year(on: str, expected: Fraction | None) -> None:
    assert scored(VACANCIES, on, 0).expected == expected


@pytest.mark.parametrize(
    ("on", "status"),
    [("2018-02-05", Status.TOO_EARLY), ("2018-02-06", Status.BEHIND), ("2021-01-01", Status.TOO_EARLY)],
)
def test_each_year_has_its_own_early_days(on: str, status: Status) -> None:
    """The fifth of February is day 36 of 365, less than a tenth; the sixth is day 37, more than that."""
    assert scored(VACANCIES, on, 0).status is status


def test_before_the_target_year_a_yearly_target_cannot_be_achieved() -> None:
    assert scored(VACANCIES, "2019-06-30", 600).status is Status.ON_TRACK
    assert scored(VACANCIES, "2020-06-30", 500).status is Status.ACHIEVED


def test_a_target_that_recurs_is_judged_anew_each_year_with_earlier_outcomes_beside_it() -> None:
    found = scored(VACANCIES, "2022-06-30", 10, {"2020-12-31": 500, "2021-12-31": 499})
    assert (found.status, found.value, found.this_year) == (Status.BEHIND, Fraction(10), None)
    assert found.target == TargetOutcome(Fraction(500), day("2022-12-31"), None)
    assert [(one.due.year, one.met) for one in found.targets] == [(2020, True), (2021, False), (2022, None)]


@pytest.mark.parametrize(("reached", "status"), [(5, Status.ACHIEVED), (4, Status.MISSED)])
def test_after_its_year_a_count_stays_what_it_was_on_31_december(reached: int, status: Status) -> None:
    found = scored(SERIES, "2019-03-31", 7, {"2017-12-31": reached})
    assert (found.status, found.value, found.expected, found.this_year) == (
        status,
        Fraction(reached),
        Fraction(5),
        Fraction(7),
    )
    assert found.ratio == Fraction(reached, 5)


def test_a_yearly_count_that_must_stay_low_is_only_achieved_on_the_last_day() -> None:
    complaints = indicator("yearly", (12, "2017-12-31"), lower_is_better=True)
    assert scored(complaints, "2017-07-02", 3).status is Status.ON_TRACK
    assert scored(complaints, "2017-12-31", 12).status is Status.ACHIEVED
    assert scored(complaints, "2018-01-01", 0, {"2017-12-31": 13}).status is Status.MISSED


def test_a_year_of_which_nothing_is_asked_is_too_early() -> None:
    found = scored(indicator("yearly", (5, "2018-12-31")), "2017-06-30", 3)
    assert (found.status, found.expected, found.ratio) == (Status.TOO_EARLY, None, None)


@pytest.mark.parametrize(
    ("above", "below", "status"),
    [
        (9, 10, Status.ON_TRACK),
        (8, 10, Status.ATTENTION),  # ten points under the target
        (79, 100, Status.BEHIND),
        (9, 9, Status.TOO_FEW),
        (0, 0, Status.NO_DATA),
    ],
)
def test_a_share_asks_for_attention_within_ten_points_of_its_target(above: int, below: int, status: Status) -> None:
    assert scored(FILL_RATE, "2018-06-30", share(above, below)).status is status


def test_a_rate_is_only_achieved_once_its_due_date_is_past() -> None:
    assert scored(FILL_RATE, "2020-12-31", share(18, 20)).status is Status.ON_TRACK
    assert scored(FILL_RATE, "2021-01-01", share(18, 20)).status is Status.ACHIEVED
    assert scored(FILL_RATE, "2021-12-31", share(18, 20), {"2020-12-31": share(17, 20)}).status is Status.ACHIEVED_LATE
    assert scored(FILL_RATE, "2021-12-31", share(17, 20), {"2020-12-31": share(17, 20)}).status is Status.MISSED


def test_too_few_holds_after_the_due_date_too() -> None:
    assert scored(FILL_RATE, "2021-06-30", share(3, 6), {"2020-12-31": share(18, 20)}).status is Status.TOO_FEW


@pytest.mark.parametrize(
    ("value", "status"), [("3000", Status.ON_TRACK), ("2700", Status.ATTENTION), ("2699.99", Status.BEHIND)]
)
def test_an_average_asks_for_attention_from_nine_tenths_of_its_target(value: str, status: Status) -> None:
    assert scored(AVERAGE, "2017-05-31", value).status is status


def accepted(on: str = "2018-01-01", until: str = "2018-12-31", of: str = "voorbeeld") -> Acceptance:
    return Acceptance(of, "De opnames schuiven een half jaar op.", "de regiegroep", day(on), day(until))


@pytest.mark.parametrize("on", ["2018-01-01", "2018-12-31"])
def test_an_accepted_deviation_holds_on_its_first_and_its_last_day(on: str) -> None:
    found = scored(PITCHES, on, 1, acceptance=accepted())
    assert (found.status, found.computed_status) == (Status.ACCEPTED, Status.MISSED)
    assert found.acceptance == accepted()


@pytest.mark.parametrize(
    ("on", "value", "acceptance", "status"),
    [
        ("2019-01-01", 1, accepted(), Status.MISSED),
        ("2018-06-30", 1, accepted(on="2018-07-01"), Status.MISSED),
        ("2018-06-30", 1, accepted(of="een_andere"), Status.MISSED),
        ("2018-06-30", None, accepted(), Status.NO_DATA),
        ("2018-06-30", 2, accepted(), Status.ACHIEVED),
    ],
)
def test_an_acceptance_hides_nothing_else(on: str, value: int | None, acceptance: Acceptance, status: Status) -> None:
    found = scored(PITCHES, on, value, acceptance=acceptance)
    assert (found.status, found.computed_status, found.acceptance) == (status, status, None)


def test_an_indicator_that_has_not_started_shows_what_came_in_and_expects_nothing() -> None:
    later = indicator("stock", (150000, "2018-06-30"), unit="euro", start=date(2017, 7, 1))
    found = scored(later, "2017-05-31", "20000.50")
    assert (found.status, found.value, found.expected, found.ratio, found.progress) == (
        Status.NOT_STARTED, Fraction("20000.50"), None, None, None,
    )  # fmt: skip


def test_a_value_that_is_not_known_is_no_data_whatever_the_reason() -> None:
    assert scored(PITCHES, "2017-06-30", Observation(None)).status is Status.NO_DATA
    assert scored(PITCHES, "2018-06-30", None).status is Status.NO_DATA
