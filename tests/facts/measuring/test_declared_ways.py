"""What a programme file can declare: for each way a case worked by hand, on both kinds of database."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kpi.facts.measuring.counted_rows import behind
from kpi.facts.measuring.observing import observe
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.framework import PlanYear
from kpi.programme.measure import Measure
from kpi.score.asked_moments import LastMonths
from kpi.score.scores import Gap, Observation
from tests.facts.world import PROGRAMME, record

YEARS = tuple(
    PlanYear(id=f"{y}-{y + 1}", starts=date(y, 7, 1), ends=date(y + 1, 6, 30), subsidised=True, source="verzonnen")
    for y in (2017, 2018)
)
PLANNED = PROGRAMME.model_copy(update={"plan_years": YEARS})
DAY = date(2018, 8, 15)


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PLANNED)


def counted(**term: Any) -> Measure:
    """A count of one term, as the programme file writes it."""
    return Measure.model_validate({"kind": "count", "numerator": [term]})


def value(store: Store, measure: Measure, day: date = DAY) -> Fraction | None:
    """The value on a day, which is the same among many days as alone."""
    days = [date(2017, month, 3) for month in range(1, 8)]
    with store.read() as reader:
        alone = observe(reader, measure, [day])[day]
        assert observe(reader, measure, [day, *days])[day] == alone
    return alone.value


def events(*held: tuple[str, int | None], series: Sequence[str] = ()) -> dict[str, list[dict[str, object]]]:
    """Events by their day, with their visitors."""
    rows: list[dict[str, object]] = [
        {"name": f"E{n}", "held_on": date.fromisoformat(day), "visitors": visitors}
        for n, (day, visitors) in enumerate(held)
    ]
    for row, name in zip(rows, series, strict=False):
        row["series"] = name
    return {"events": rows}


@pytest.mark.parametrize(
    ("add", "expected"), [("mean", Fraction(75, 4)), ("median", Fraction(25, 2)), ("minimum", 10), ("maximum", 40)]
)
def test_the_middle_and_the_ends_of_what_rows_hold(store: Store, add: str, expected: Fraction) -> None:
    """10, 15, 40 and 10 visitors, and one event where nobody counted: the mean is 75 ÷ 4, the median 12,5."""
    record(
        store,
        events(("2018-01-01", 10), ("2018-01-02", 15), ("2018-02-01", 40), ("2018-02-01", 10), ("2018-03-01", None)),
    )
    measure = counted(register_name="events", add=add, of="visitors", dates=["held_on"], window={"kind": "until"})
    assert value(store, measure) == expected
    assert value(store, measure, date(2017, 12, 31)) is None


def test_the_median_of_an_odd_number_is_the_middle_row(store: Store) -> None:
    """9, 1 and 5: the middle one is 5."""
    record(store, events(("2018-01-01", 9), ("2018-01-02", 1), ("2018-02-01", 5)))
    assert value(store, counted(register_name="events", add="median", of="visitors")) == 5


@pytest.mark.parametrize(("add", "expected"), [("mean", Fraction(41, 2)), ("median", Fraction(41, 2)), ("maximum", 31)])
def test_days_between_two_dates_are_whole_days(store: Store, add: str, expected: Fraction) -> None:
    """Published 1 March: filled on 11 March (10 days) and on 1 April (31); the third was never filled."""
    rows = [
        {"vacancy_id": str(n), "published_on": date(2018, 3, 1), "filled_on": filled}
        for n, filled in enumerate((date(2018, 3, 11), date(2018, 4, 1), None))
    ]
    record(store, {"vacancies": rows})
    assert value(store, counted(register_name="vacancies", add=add, of="published_on to filled_on")) == expected
    quick = {"field": "published_on to filled_on", "at_most": 30}
    assert value(store, counted(register_name="vacancies", add="rows", where=[quick])) == 1


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ([{"field": "visitors", "above": 10}], 2),
        ([{"field": "visitors", "at_least": 10}], 3),
        ([{"field": "visitors", "below": 40}], 2),
        ([{"field": "visitors", "at_most": 40}], 3),
        ([{"field": "visitors", "at_least": "10.5"}], 2),
        ([{"field": "visitors", "at_most": "10.5"}], 1),
        ([{"field": "held_on", "at_least": date(2018, 2, 1)}], 2),
        ([{"field": "held_on", "below": date(2018, 2, 1)}], 2),
        ([{"field": "visitors", "at_least": 10}, {"field": "held_on", "at_most": date(2018, 1, 31)}], 2),
        ([{"either": [{"field": "visitors", "at_least": 40}, {"field": "held_on", "below": date(2018, 1, 2)}]}], 2),
        (
            [
                {
                    "either": [
                        {"both": [{"field": "visitors", "below": 20}, {"field": "held_on", "below": date(2018, 2, 1)}]},
                        {"field": "visitors", "filled": False},
                    ]
                }
            ],
            3,
        ),
    ],
)
def test_numbers_and_dates_are_compared_and_conditions_joined(store: Store, where: list[Any], expected: int) -> None:
    """Four events: 1 January 10 visitors, 20 January 15, 1 February 40, 1 March unknown, which meets no comparison."""
    record(store, events(("2018-01-01", 10), ("2018-01-20", 15), ("2018-02-01", 40), ("2018-03-01", None)))
    assert value(store, counted(register_name="events", add="rows", where=where)) == expected


def test_an_amount_is_compared_in_euro(store: Store) -> None:
    """€ 12,50 is above € 12,49 and not above € 12,50; half a cent decides nothing."""
    record(store, {"pitches": [{"name": "P", "edition": date(2018, 1, 1), "funding": Decimal("12.50")}]})
    for bound, expected in (("12.49", 1), ("12.50", 0), ("12.495", 1), ("12.505", 0)):
        assert (
            value(store, counted(register_name="pitches", add="rows", where=[{"field": "funding", "above": bound}]))
            == expected
        )


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"kind": "since", "since": date(2018, 6, 30)}, 4),
        ({"kind": "quarter"}, 3),
        ({"kind": "plan_year"}, 3),
        ({"kind": "year"}, 5),
    ],
)
def test_a_window_begins_on_its_first_day_and_ends_on_the_reference_date(
    store: Store, window: dict[str, Any], expected: int
) -> None:
    """15 August 2018 lies in the quarter and the plan year that began on 1 July."""
    days = ("2018-03-31", "2018-06-30", "2018-07-01", "2018-08-14", "2018-08-15", "2018-08-16")
    record(store, events(*((day, 1) for day in days)))
    assert value(store, counted(register_name="events", add="rows", dates=["held_on"], window=window)) == expected


def test_a_window_of_the_plan_year_moves_with_the_reference_date(store: Store) -> None:
    """On 30 June 2018 the first plan year is full; on 1 July the next begins; before any there is nothing."""
    record(store, events(("2017-06-30", 1), ("2017-07-01", 1), ("2018-06-30", 1), ("2018-07-01", 1)))
    measure = counted(register_name="events", add="rows", dates=["held_on"], window={"kind": "plan_year"})
    days = (date(2017, 6, 30), date(2018, 6, 30), date(2018, 7, 1))
    assert [value(store, measure, day) for day in days] == [0, 2, 1]


def test_the_plan_year_of_the_day_is_asked_of_a_field(store: Store) -> None:
    """€ 100 for the first plan year, € 40 for the next, both received in time."""
    paid = [
        {"organisation": "A", "plan_year": year.id, "received": amount, "received_on": date(2018, 1, 1)}
        for year, amount in zip(YEARS, (100, 40), strict=True)
    ]
    record(store, {"contributions": paid})
    this_year = [{"field": "plan_year", "equals": "$plan_year"}]
    measure = counted(register_name="contributions", add="sum", of="received", where=this_year)
    days = (date(2018, 6, 30), date(2018, 7, 1), date(2020, 1, 1))
    assert [value(store, measure, day) for day in days] == [100, 40, 0]


def test_a_row_counts_once_enough_rows_hold_the_same(store: Store) -> None:
    """Series A was held three times, B twice, C once; one event has no series. By 5 May A has only two.

    At least two editions: A and B are two series of five events.
    """
    days = ("2018-05-01", "2018-05-05", "2018-05-09", "2018-04-01", "2018-04-02", "2018-04-03", "2018-04-04")
    record(store, events(*((day, 1) for day in days), series=("A", "A", "A", "B", "B", "C")))
    term = {"register_name": "events", "dates": ["held_on"], "window": {"kind": "until"}}
    twice, thrice = ({"rows": n, "per": "series"} for n in (2, 3))
    series = {**term, "add": "distinct", "of": "series"}
    assert value(store, counted(**series, at_least=twice)) == 2
    assert value(store, counted(**term, add="rows", at_least=twice)) == 5
    assert value(store, counted(**series, at_least=thrice)) == 1
    assert value(store, counted(**series, at_least=thrice), date(2018, 5, 5)) == 0
    with store.read() as reader:
        [rows] = behind(reader, counted(**term, add="rows", at_least=thrice), DAY)
        assert rows.total == 3


def test_a_difference_takes_the_second_off_the_first(store: Store) -> None:
    """€ 500 pledged and € 120 received leaves € 380; € 0 against € 0 is 0, no unknown value."""
    until = {"window": {"kind": "until"}, "register_name": "contributions", "add": "sum"}
    measure = Measure.model_validate(
        {
            "kind": "difference",
            "numerator": [{**until, "of": "pledged", "dates": ["pledged_on"]}],
            "denominator": [{**until, "of": "received", "dates": ["received_on"]}],
        }
    )
    paid = {"organisation": "A", "plan_year": "2017-2018", "pledged": 500, "pledged_on": date(2018, 1, 1)}
    record(store, {"contributions": [{**paid, "received": 120, "received_on": date(2018, 2, 1)}]})
    assert [value(store, measure, day) for day in (date(2017, 12, 31), date(2018, 1, 31), DAY)] == [0, 500, 380]


def test_a_change_is_measured_from_the_same_day_a_year_before(store: Store) -> None:
    """Four events up to 28 February 2017 and five up to 29 February 2020 … each day is held against a year earlier.

    On 1 March 2018: 3 this year against 2 by 1 March 2017 is + 50%. On 1 March 2017 there is no year before.
    """
    days = ("2017-01-10", "2017-03-01", "2017-03-02", "2018-01-01", "2018-02-01", "2018-03-01", "2018-03-02")
    record(store, events(*((day, 1) for day in days)))
    term = {"register_name": "events", "add": "rows", "dates": ["held_on"], "window": {"kind": "year"}}
    measure = Measure.model_validate({"kind": "change", "numerator": [term]})
    assert value(store, measure, date(2018, 3, 1)) == Fraction(1, 2)
    with store.read() as reader:
        spring, nothing = date(2018, 3, 1), date(2017, 3, 1)
        seen = observe(reader, measure, [spring, nothing, LastMonths(spring, 12)])
        assert seen[spring] == Observation(Fraction(1, 2), Fraction(3), Fraction(2))
        assert seen[nothing] == Observation(None, Fraction(2), Fraction(0), Gap.ZERO_BY_ZERO)
        assert seen[LastMonths(spring, 12)].value == Fraction(4, 2) - 1
        now, then = behind(reader, measure, spring)
        assert (now.total, then.total) == (3, 2)


def test_a_leap_day_is_held_against_the_last_day_of_february(store: Store) -> None:
    """29 February 2020 against 28 February 2019: two events against one."""
    record(store, events(("2019-02-28", 1), ("2020-02-28", 1), ("2020-02-29", 1)))
    term = {"register_name": "events", "add": "rows", "dates": ["held_on"], "window": {"kind": "year"}}
    assert value(store, Measure.model_validate({"kind": "change", "numerator": [term]}), date(2020, 2, 29)) == 1
