"""Forecasts out of facts: the model of each measure, its reasons, and what is known of the future."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kpi.facts.foreseeing.indicator_forecast import forecast, forecasts
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.foresight.forecast import Forecast
from kpi.monitor import scorecard
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json
from tests.facts.world import AT, record

PLAN = load_programme(default_programme_path())
ON = date(2018, 6, 30)
PROGRAMMES = sorted((Path(__file__).parents[2] / "programmes").glob("*.toml"))
FIELDS = ["due", "probability", "low", "median", "high", "basis", "why_not"]
Rows = list[dict[str, Any]]


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PLAN)


def ahead(store: Store, indicator: str, on: date = ON) -> Forecast:
    with store.read() as reader:
        found = forecast(reader, reader.programme.indicator(indicator), on)
    assert found is not None
    return found


def figures(found: Forecast) -> tuple[Any, ...]:
    return found.probability, found.low, found.median, found.high


def months(number: int, until: date = ON) -> list[date]:
    """A day in each of so many months up to one."""
    return [until - timedelta(days=30 * back + 10) for back in reversed(range(number))]


def companies(*days: tuple[date, date | None]) -> dict[str, Rows]:
    """Companies that are members from one day to another."""
    rows: Rows = [
        {"name": f"Bedrijf {n}", "kind": "company", "member_since": first, "member_until": last}
        for n, (first, last) in enumerate(days)
    ]
    return {"organisations": rows}


def vacancies(days: list[date], each: int = 1, **fields: object) -> dict[str, Rows]:
    """So many vacancies that count, published on each day."""
    given = {"title": "Monteur", "organisation": "A", "type": "internship", "level": "hbo"}
    given |= {"smart_industry": True, "on_site": True, "positions": 1}
    rows: Rows = [
        {**given, "vacancy_id": f"V{n}-{k}", "published_on": day, "closes_on": day + timedelta(days=20), **fields}
        for n, day in enumerate(days)
        for k in range(each)
    ]
    return {"vacancies": rows}


@pytest.mark.parametrize(
    ("indicator", "on", "why"),
    [
        ("academy_branding", ON, "milestone"),
        ("member_companies", date(2016, 12, 31), "not_started"),
        ("self_financing_share", ON, "not_started"),
        ("practice_case_companies", ON, "past"),
        ("member_companies", ON, "no_data"),
        ("registered_talents", ON, "no_data"),
        ("regional_funding", ON, "no_data"),
    ],
)
def test_nothing_is_said_of_nothing_and_the_reason_is_named(store: Store, indicator: str, on: date, why: str) -> None:
    found = ahead(store, indicator, on)
    assert (figures(found), found.why_not) == ((None,) * 4, why)


def test_five_months_are_too_few_and_six_give_a_figure(store: Store) -> None:
    """Vacancies in each month since the first row: five whole months back, then six."""
    record(store, vacancies(months(6), each=2))
    early, late = ahead(store, "vacancies_published", ON - timedelta(days=31)), ahead(store, "vacancies_published")
    assert early.why_not == "too_few"
    assert early.basis is not None
    assert early.basis.months < 6
    assert late.why_not is None or late.basis is not None
    assert ahead(store, "vacancies_published", ON + timedelta(days=31)).median is not None


def test_a_month_of_rows_is_too_few_for_every_model(store: Store) -> None:
    days = [ON - timedelta(days=back) for back in range(20)]
    record(store, {**companies(*((day, None) for day in days)), **vacancies(days), **measured(days[:1])})
    for indicator in ("member_companies", "vacancies_published", "vacancy_fill_rate", "registered_talents"):
        assert ahead(store, indicator).why_not == "too_few", indicator


def test_a_level_that_doubled_gives_no_figure_until_four_months_after(store: Store) -> None:
    days = months(17, ON)
    rows = vacancies(days[:14], each=20)["vacancies"] + vacancies(days[14:], each=60)["vacancies"]
    for number, row in enumerate(rows):
        row["vacancy_id"] = f"V{number}"
    record(store, {"vacancies": rows})
    found = ahead(store, "vacancies_published")
    assert (figures(found), found.why_not) == ((None,) * 4, "step")


def test_a_steady_pace_fills_the_year_that_is_asked_for(store: Store) -> None:
    """Ten positions a month for a year and a half: about 120 in 2020, and never 500."""
    record(store, vacancies(months(18), each=10))
    found = ahead(store, "vacancies_published")
    assert found.due == date(2020, 12, 31)
    assert found.probability is not None
    assert found.probability < 0.005
    assert found.median is not None
    assert 95 < found.median < 145
    assert found.basis is not None
    assert (found.basis.method, found.basis.months) == ("negative_binomial", 17)


def test_what_counts_already_is_the_least_on_the_due_date(store: Store) -> None:
    """A hundred and twenty positions by September 2020: the year ends with more."""
    record(store, vacancies(months(18, date(2020, 9, 30)), each=12))
    found = ahead(store, "vacancies_published", date(2020, 9, 30))
    assert found.low is not None
    assert found.low >= 9 * 12 - 12


def test_rows_dated_after_the_day_change_nothing(store: Store) -> None:
    """Half a year later more is known; asked for June it is what it was."""
    record(store, {**vacancies(months(12), each=3), **companies(*((day, None) for day in months(12)))})
    before = [ahead(store, name) for name in ("vacancies_published", "vacancy_fill_rate", "member_companies")]
    later = vacancies(months(5, ON + timedelta(days=160)), each=9)
    for row in later["vacancies"]:
        row["vacancy_id"] = "L" + row["vacancy_id"]
    joined = [{"name": f"Later {n}", "kind": "company", "member_since": ON + timedelta(days=n + 1)} for n in range(9)]
    record(store, {**later, "organisations": joined})
    after = [ahead(store, name) for name in ("vacancies_published", "vacancy_fill_rate", "member_companies")]
    assert after == before


def test_a_last_day_that_is_known_takes_a_member_away_once(store: Store) -> None:
    """Thirty companies, none of which ever left. Ten of them end in 2019: they are gone, the others hardly."""
    days = months(15) * 2
    record(store, companies(*((day, None) for day in days)))
    staying = ahead(store, "member_companies")
    record(store, companies(*((day, date(2019, 6, 30) if n < 10 else None) for n, day in enumerate(days))))
    leaving = ahead(store, "member_companies")
    assert staying.median is not None
    assert leaving.median is not None
    assert 5 <= staying.median - leaving.median <= 15


def test_a_last_day_on_the_due_date_still_counts(store: Store) -> None:
    days = months(15)
    ends = [
        ahead(filled(store, days, last), "member_companies").low for last in (date(2020, 12, 30), date(2020, 12, 31))
    ]
    assert ends[0] is not None
    assert ends[1] is not None
    assert ends[1] - ends[0] == pytest.approx(15, abs=3)


def filled(store: Store, days: list[date], last: date) -> Store:
    record(store, companies(*((day, last) for day in days)))
    return store


def measured(days: list[date]) -> dict[str, Rows]:
    return {
        "measurements": [
            {"indicator": "registered_talents", "kind": "measurement", "measured_on": day, "value": 100 + n * 50}
            for n, day in enumerate(days)
        ]
    }


def test_six_measurements_give_a_figure_and_five_none(store: Store) -> None:
    days = months(12)[::2]
    record(store, measured(days[:5]))
    assert ahead(store, "registered_talents").why_not == "too_few"
    record(store, measured(days))
    found = ahead(store, "registered_talents")
    assert found.median == pytest.approx(350 + 50 * (date(2020, 12, 31) - days[-1]).days / 60, rel=0.1)


def test_open_positions_that_close_in_time_close_and_are_filled_as_before(store: Store) -> None:
    """Four of ten that close each month were filled. Of 1.000 that still close 40% will be, less surely."""
    on = date(2020, 12, 1)
    rows = vacancies(months(14, on), each=10)["vacancies"]
    for number, row in enumerate(rows):
        row.update(closed_on=row["published_on"], filled=int(number % 10 < 4), status="filled")
        row.update(status="filled" if row["filled"] else "expired")
    record(store, {"vacancies": rows})
    few = ahead(store, "vacancy_fill_rate", on)
    opened = vacancies([date(2020, 11, 20)], each=1000, closes_on=date(2020, 12, 20), status="open", filled=0)[
        "vacancies"
    ]
    record(store, {"vacancies": [{**row, "vacancy_id": "O" + row["vacancy_id"]} for row in opened]})
    many = ahead(store, "vacancy_fill_rate", on)
    assert few.median == pytest.approx(0.4, abs=0.03)
    assert many.median == pytest.approx(0.4, abs=0.06)
    assert few.high is not None and few.low is not None and many.high is not None and many.low is not None  # noqa: PT018
    assert many.high - many.low > few.high - few.low, "what is still open weighs more than what closed"


def pledges(days: list[date], wait: int, until: date = ON) -> dict[str, Rows]:
    """A pledge of 1.000 on each day, received after so many days where that has come."""
    return {
        "contributions": [
            {
                "organisation": f"Gever {n}",
                "plan_year": "2017-2018",
                "form": "cash",
                "pledged": 1000,
                "pledged_on": day,
                **({"received": 1000, "received_on": paid} if (paid := day + timedelta(days=wait)) <= until else {}),
            }
            for n, day in enumerate(days)
        ]
    }


def test_pledges_that_stand_are_paid_by_their_own_delays_and_once(store: Store) -> None:
    """Two pledges a month, paid after three months: of 2020 that is 24 of 1.000, whatever stands in June 2018."""
    record(store, pledges(sorted(months(17) * 2), 90))
    found = ahead(store, "regional_funding")
    assert found.basis is not None
    assert found.basis.method == "agreements_and_new"
    assert found.median is not None
    assert 17_000 < found.median < 31_000
    assert found.probability == 0


def test_an_instalment_in_a_row_of_its_own_is_no_second_pledge(store: Store) -> None:
    """10.000 pledged and received in two rows is paid: nothing stands, as in one row."""
    base = pledges(months(12, date(2018, 3, 31)), 10)["contributions"]
    pledge = {
        "organisation": "Groot",
        "plan_year": "2017-2018",
        "form": "cash",
        "pledged": 10_000,
        "pledged_on": date(2018, 1, 10),
    }
    paid = {"received": 10_000, "received_on": date(2018, 2, 10)}
    record(store, {"contributions": [*base, {**pledge, **paid}]})
    one = ahead(store, "cofinancing_received", date(2018, 3, 31))
    record(
        store,
        {
            "contributions": [
                pledge,
                {"organisation": "Groot", "plan_year": "2017-2018", "form": "cash", "reference": "2", **paid},
            ]
        },
    )
    two = ahead(store, "cofinancing_received", date(2018, 3, 31))
    assert one.median is not None
    assert figures(two) == figures(one)


def test_an_edition_that_is_planned_counts_only_where_it_was_recorded_by_the_day(store: Store) -> None:
    """Five series in 2017; recorded in July 2018 a plan for December 2017 was none in November 2017."""
    held = [
        {"name": f"Dag {n}", "held_on": day, "series": f"Reeks {n}", "branded": True}
        for n, day in enumerate(months(8, date(2017, 10, 31)))
    ]
    planned = [
        {"name": f"Plan {n}", "held_on": date(2017, 12, 5), "series": f"Nieuw {n}", "branded": True} for n in range(9)
    ]
    on = date(2017, 10, 31)
    record(store, {"events": held})
    before = ahead(store, "branded_event_series", on)
    record(store, {"events": planned})
    assert ahead(store, "branded_event_series", on) == before


def test_an_edition_that_is_planned_is_the_least_that_comes(database_url: str) -> None:
    held = [
        {"name": f"Dag {n}", "held_on": day, "series": f"Reeks {n}", "branded": True}
        for n, day in enumerate(months(8, date(2017, 10, 31)))
    ]
    planned = [
        {"name": f"Plan {n}", "held_on": date(2017, 12, 5), "series": f"Nieuw {n}", "branded": True} for n in range(9)
    ]
    store = open_store(database_url, PLAN)
    record(store, {"events": held + planned}, at=datetime(2017, 10, 30, tzinfo=UTC))
    found = ahead(store, "branded_event_series", date(2017, 10, 31))
    assert found.low is not None
    assert found.low >= 8 + 9


def test_on_the_due_date_the_value_is_the_forecast(store: Store) -> None:
    record(store, pledges(months(6), 10))
    found = ahead(store, "cofinancing_received", date(2018, 6, 30))
    assert found.low == found.median == found.high == 6000
    assert found.probability == 0


def document(reader: Reader, programme: Programme, on: date) -> dict[str, Any]:
    scores = scorecard(reader, on, forecasts(reader, on))
    return score_json(programme, on, reader.revision, scores, goal_scores(programme, scores), "nl")


@pytest.mark.parametrize("path", [default_programme_path(), *PROGRAMMES], ids=lambda path: path.stem)
def test_an_empty_programme_of_any_kind_says_why_and_the_same_twice(path: Path, tmp_path: Path) -> None:
    programme = load_programme(path)
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}", programme)
    days = [programme.starts, programme.starts + timedelta(days=300), programme.ends]
    for on in days:
        with store.read() as one, store.read() as other:
            found = document(one, programme, on)
            assert json.dumps(found, allow_nan=False) == json.dumps(document(other, programme, on), allow_nan=False)
        for indicator in found["indicators"]:
            if indicator["target"] is None:
                assert indicator["forecast"] is None
                continue
            assert list(indicator["forecast"]) == FIELDS
            assert indicator["forecast"]["median"] is None
            assert indicator["forecast"]["why_not"] in {"too_few", "not_started", "past", "milestone", "no_data"}


def test_the_scores_are_those_without_forecasts(store: Store) -> None:
    """The amounts by date that a forecast looked up give the same values as the rows."""
    record(
        store,
        {**vacancies(months(18), each=3), **companies(*((day, None) for day in months(18))), **pledges(months(15), 30)},
    )
    for on in (date(2017, 11, 30), ON):
        with store.read() as reader:
            plain = scorecard(reader, on)
        with store.read() as reader:
            foreseen = scorecard(reader, on, forecasts(reader, on))
        assert tuple(replace(score, forecast=None) for score in foreseen) == plain


def test_a_forecast_of_a_filled_programme_is_as_the_interface_has_it(store: Store) -> None:
    record(store, {**vacancies(months(18), each=3), **pledges(months(15), 30)}, at=AT)
    with store.read() as reader:
        found = {each["id"]: each["forecast"] for each in document(reader, PLAN, ON)["indicators"]}
    count, money = found["vacancies_published"], found["regional_funding"]
    assert list(count) == FIELDS
    assert list(count["basis"]) == ["method", "months", "since"]
    assert count["basis"]["since"] == "2017-02-01"
    assert all(isinstance(count[name], int) for name in ("low", "median", "high"))
    assert all(isinstance(money[name], str) and money[name][-3] == "." for name in ("low", "median", "high"))
    assert count["low"] <= count["median"] <= count["high"]
    assert 0 <= count["probability"] <= 1
