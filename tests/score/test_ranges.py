"""A target as a range, of which both bounds count, and an indicator without a target: by hand and by brute force."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.charts.path import Zone
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import scorecard
from kpi.programme.framework import Target
from kpi.programme.measure import Measure
from kpi.programme.plan import Indicator
from kpi.score.case import progress, ratio, within
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json
from kpi.score.scores import Status
from kpi.views.results.definition import card
from kpi.views.results.indicator import Facts, path_of
from kpi.views.table import texts
from tests.facts.world import record
from tests.score.factories import day, indicator, levels, programme, scored


def ranged(kind: str, *bounds: str, due: str = "2017-12-31", **changes: object) -> Indicator:
    """An indicator whose value is to reach the first bound and not to pass the second."""
    value, limit = bounds
    return indicator(kind, **changes).model_copy(
        update={"targets": (Target(value=Decimal(value), limit=Decimal(limit), due=day(due)),)}
    )


STOCK = ranged("stock", "40", "60", baseline=20)
DOWN = ranged("stock", "60", "40", baseline=100, lower_is_better=True)
RATE = ranged("rate", "0.05", "0.10", unit="share")
MEAN = ranged("rate", "40", "60")
YEARLY = ranged("yearly", "40", "60", recurring=True)


@pytest.mark.parametrize(
    ("one", "on", "value", "part", "status", "gone"),
    [
        (STOCK, "2017-07-02", 20, 0, Status.BEHIND, 0),
        (STOCK, "2017-07-02", 30, 1, Status.ON_TRACK, "1/2"),
        (STOCK, "2017-12-31", 38, "9/10", Status.ON_TRACK, "9/10"),
        (STOCK, "2017-07-02", 40, 2, Status.ACHIEVED, 1),
        (STOCK, "2017-07-02", 60, 4, Status.ACHIEVED, 1),
        (STOCK, "2017-07-02", 70, "4/5", Status.ATTENTION, "4/5"),
        (STOCK, "2017-07-02", 120, "2/5", Status.BEHIND, "2/5"),
        (STOCK, "2018-01-01", 60, 2, Status.ACHIEVED, 1),
        (STOCK, "2018-01-01", 61, "40/41", Status.MISSED, "40/41"),
        (DOWN, "2017-12-31", 70, "3/4", Status.ATTENTION, "3/4"),
        (DOWN, "2017-12-31", 50, "5/4", Status.ACHIEVED, 1),
        (DOWN, "2017-12-31", 20, "3/4", Status.ATTENTION, "3/4"),
        (RATE, "2017-06-30", "0.04", "4/5", Status.ATTENTION, "4/5"),
        (RATE, "2017-06-30", "0.05", 1, Status.ON_TRACK, 1),
        (RATE, "2017-06-30", "0.1", 2, Status.ON_TRACK, 1),
        (RATE, "2017-06-30", "0.2", "1/2", Status.ATTENTION, "1/2"),
        (RATE, "2017-06-30", "0.21", "10/21", Status.BEHIND, "10/21"),
        (RATE, "2018-01-01", "0.11", "10/11", Status.MISSED, "10/11"),
        (MEAN, "2017-06-30", 66, "10/11", Status.ATTENTION, "10/11"),
        (MEAN, "2017-06-30", 67, "60/67", Status.BEHIND, "60/67"),
        (YEARLY, "2017-12-30", 50, "1825/1456", Status.ON_TRACK, 1),
        (YEARLY, "2017-12-31", 50, "5/4", Status.ACHIEVED, 1),
        (YEARLY, "2017-12-31", 80, "3/4", Status.ATTENTION, "3/4"),
        (YEARLY, "2018-12-31", 61, "60/61", Status.ON_TRACK, "60/61"),
    ],
)
def test_both_bounds_of_a_range_are_judged_by_the_same_measure(
    one: Indicator, on: str, value: float | str, part: float | str, status: Status, gone: float | str
) -> None:
    """40 to 60, on the way from 20: 2 July 2017 is half the year, and asks for 30.

    Short of it the value over what is expected, from the baseline: (38 − 20) ÷ (40 − 20) = 9/10. Beyond it the limit
    over the value: (60 − 20) ÷ (70 − 20) = 4/5, and at 120 it is 40 ÷ 100. Down from 100 to 60, not under 40: at 20
    it is (100 − 40) ÷ (100 − 20) = 3/4. A share of 5 % to 10 % is attention up to 10 points beyond either bound.
    A count of a year is only safe once the year is full: 50 on 30 December may still pass 60.
    """
    found = scored(one, on, value)
    assert (found.ratio, found.status) == (Fraction(part), status)
    assert found.goal_value is not None
    assert found.goal_value.progress == Fraction(gone)


def test_a_year_before_the_target_s_has_a_level_and_no_range() -> None:
    early = YEARLY.model_copy(
        update={
            "targets": (YEARLY.targets[0].model_copy(update={"due": day("2018-12-31")}),),
            "levels": levels((2017, 20)),
        }
    )
    assert scored(early, "2017-12-31", 80).status is Status.ON_TRACK
    assert scored(early, "2018-12-31", 80).status is Status.ATTENTION


NUMBERS = st.integers(1, 200)


@given(st.sampled_from(["stock", "rate"]), st.tuples(NUMBERS, NUMBERS), NUMBERS)
def test_a_range_counts_as_the_worse_of_its_two_bounds(kind: str, ends: tuple[int, int], value: int) -> None:
    """Against two targets of their own: at least the lower bound, and at most the upper, each as far as it is met."""
    low, high = min(ends), max(ends) + 1
    one = ranged(kind, str(low), str(high))
    target = one.targets[0]
    inside = low <= value <= high
    assert within(one, Fraction(value), target) is inside
    at_least, at_most = min(Fraction(value, low), Fraction(1)), min(Fraction(high, value), Fraction(1))
    assert progress(one, Fraction(value)) == min(at_least, at_most)
    part = ratio(one, Fraction(value), Fraction(low), Fraction(high))
    assert part is not None
    assert min(part, Fraction(1)) == min(at_least, at_most)


@given(
    st.sampled_from(["stock", "yearly", "rate"]), st.dates(date(2016, 1, 1), date(2022, 12, 31)), st.none() | NUMBERS
)
def test_without_a_target_nothing_is_judged_and_no_goal_counts_it(kind: str, on: date, value: int | None) -> None:
    one = indicator(kind)
    found = scored(one, on.isoformat(), value)
    known = Status.NO_DATA if value is None else Status.NOT_JUDGED
    assert found.status is (Status.NOT_STARTED if on < one.start else known)
    assert (found.value, found.target, found.targets) == (value, None, ())
    assert (found.expected, found.ratio, found.progress, found.goal_value) == (None, None, None, None)
    [goal, _] = goal_scores(programme(one), [found])
    assert (goal.score, goal.indicators, goal.balance.phases["evidence"]) == (None, 0, None)


@pytest.fixture
def store(database_url: str) -> Store:
    """Five events by 30 June 2017, one of them without visitors counted; one more on 1 July."""
    counting = Measure.model_validate(
        {"kind": "count", "numerator": [{"register_name": "events", "add": "rows", "dates": ["held_on"],
         "window": {"kind": "until"}}]}
    )  # fmt: skip
    held = ranged("stock", "4", "5").model_copy(update={"id": "held", "measure": counting})
    shown = indicator("stock", id="shown", measure=counting)
    opened = open_store(database_url, programme(held, shown))
    days: Sequence[date] = [date(2017, month, 1) for month in range(1, 6)] + [date(2017, 7, 1)]
    record(opened, {"events": [{"name": f"E{n}", "held_on": on} for n, on in enumerate(days)]})
    return opened


@pytest.mark.parametrize(
    ("one", "zone"),
    [
        (RATE, Zone(day("2017-01-01"), day("2017-12-31"), Fraction(1, 20), Fraction(1, 10))),
        (STOCK, Zone(day("2017-12-31"), day("2017-12-31"), Fraction(40), Fraction(60))),
        (DOWN, Zone(day("2017-12-31"), day("2017-12-31"), Fraction(40), Fraction(60))),
    ],
)
def test_the_zone_of_a_range_lies_where_it_holds(one: Indicator, zone: Zone) -> None:
    """A share has to be within its bounds throughout; a count only on the due date, whichever bound is the better."""
    on = "2017-06-30"
    path = path_of(one, scored(one, on, 45), Facts(steps=(), splits=(), beside=()), day(on))
    assert path.zones == (zone,)


def test_an_indicator_without_a_target_is_defined_without_what_judges_it() -> None:
    plan = programme(indicator("stock", (10, "2017-12-31")))
    free = plan.indicators[0].model_copy(update={"targets": ()})
    judged, shown = (dict(texts(card(each, plan), words_of("nl")).rows) for each in (plan.indicators[0], free))
    assert judged.keys() - shown.keys() == {"Beoordeeld als", "Drempels"}
    assert shown["Streefwaarden"] == "geen: het wordt getoond en niet beoordeeld"


def test_a_range_and_no_target_are_scored_from_facts(store: Store) -> None:
    """5 of 4 to 5 on 30 June; a sixth on 1 July passes the range: 5 ÷ 6. Without a target it is 5, then 6."""
    with store.read() as reader:
        for on, value, status, part in (
            (date(2017, 6, 30), 5, "achieved", 1),
            (date(2017, 7, 1), 6, "attention", Fraction(5, 6)),
        ):
            scores = scorecard(reader, on)
            goals = goal_scores(reader.programme, scores)
            said = json.loads(json.dumps(score_json(reader.programme, on, 1, scores, goals, "nl")))
            held, shown = said["indicators"]
            assert (held["value"], held["status"], held["goal_value"]["progress"]) == (value, status, float(part))
            assert held["target"] == {"value": 4, "limit": 5, "due": "2017-12-31"}
            assert held["targets"] == [{"value": 4, "limit": 5, "due": "2017-12-31", "met": None}]
            assert (shown["value"], shown["status"], shown["computed_status"]) == (value, "not_judged", "not_judged")
            assert [shown[name] for name in ("target", "targets", "expected", "ratio", "goal_value")] == [
                None, [], None, None, None,
            ]  # fmt: skip
            assert said["goals"][0]["indicators"] == 1
