"""The pace of an indicator: a stock, a yearly count across the turn of the year, and where there is none."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kpi.facts.measuring.moments import months_before
from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.programme.plan import Indicator, Programme
from kpi.settings import settings
from kpi.views.results.pace import MonthlyPace, brought, pace, pace_sentence
from tests.score.factories import MONTHS

F = Fraction
JUNE, DECEMBER = date(2018, 6, 30), date(2017, 12, 31)
HALF_YEAR_BEFORE = date(2017, 12, 30)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(settings({}).programme)


def test_a_stock_needs_what_lacks_spread_over_the_months_left(programme: Programme) -> None:
    """365 days are twelve months: 24 short is 2 a month; 46 less 34 over six months is 2 a month as well."""
    members = programme.indicator("member_companies")
    due = date(2019, 6, 30)
    found = pace(members, JUNE, (F(70), due), {JUNE: F(46), HALF_YEAR_BEFORE: F(34), DECEMBER: F(34)})
    assert found == MonthlyPace(F(70), due, F(2), F(2), HALF_YEAR_BEFORE)
    assert words_of("nl").say(pace_sentence(members, found)) == (
        "Om op 30 juni 2019 op 70 te staan: 2 bedrijven per maand nodig; "
        "sinds 30 december 2017 was het 2 bedrijven per maand."
    )


def test_shares_go_forward_in_percentage_points(programme: Programme) -> None:
    """10 % more in 24 months is 0,4 points a month; 3 points less over six months is half a point back."""
    growth = programme.indicator("si_company_growth")
    found = MonthlyPace(F(1, 5), date(2020, 6, 30), F(1, 10) / 24, F(-3, 100) / 6, HALF_YEAR_BEFORE)
    assert words_of("nl").say(pace_sentence(growth, found)) == (
        "Om op 30 juni 2020 op 20% te staan: 0,4 procentpunt per maand nodig; "
        "sinds 30 december 2017 was het −0,5 procentpunt per maand."
    )


def test_there_is_no_pace_over_months_before_the_start(programme: Programme) -> None:
    """Co-financing starts on 1 July 2017. By 10 September, 72 days (2,37 months) later, 71.000 came in: 29.994 a month.

    Over six months, nearly four of them before its start, it would have been 11.833.
    """
    received = programme.indicator("cofinancing_received")
    autumn, eve = date(2017, 9, 10), date(2017, 6, 30)
    found = pace(
        received, autumn, (F(150000), date(2018, 6, 30)), {autumn: F(71000), eve: F(0), date(2016, 12, 31): F(0)}
    )
    assert found is not None
    assert (found.since, found.got) == (eve, F(71000) * 365 / (71 * 12 + 12))


DAYS = st.dates(date(2017, 1, 1), date(2020, 12, 30))


@pytest.mark.parametrize("name", ["member_companies", "vacancies_published", "cofinancing_received"])
@given(
    on=DAYS, added=st.lists(st.tuples(st.dates(date(2015, 1, 1), date(2020, 12, 31)), st.integers(1, 50)), max_size=8)
)
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_pace_so_far_is_what_came_in_within_the_time_that_counts(
    programme: Programme, name: str, on: date, added: list[tuple[date, int]]
) -> None:
    assume(on >= programme.indicator(name).start)
    pace_is_what_came_in(programme.indicator(name), on, added)


@pytest.mark.parametrize("name", ["member_companies", "vacancies_published", "cofinancing_received"])
@pytest.mark.parametrize("on", MONTHS)
def test_the_pace_of_every_month_is_what_came_in(programme: Programme, name: str, on: date) -> None:
    """One fact on each of three days of every month from 2016 to 2018, larger by one each time."""
    days = [date(year, month, each) for year in (2016, 2017, 2018) for month in range(1, 13) for each in (1, 15, 28)]
    pace_is_what_came_in(programme.indicator(name), on, [(day, n) for n, day in enumerate(days, start=1)])


def pace_is_what_came_in(indicator: Indicator, on: date, added: list[tuple[date, int]]) -> None:
    """By brute force, fact by fact: what is dated in the last six months and not before the start, by the month."""

    def value(day: date) -> Fraction:
        within = [n for at, n in added if at <= day and (indicator.kind == "stock" or at.year == day.year)]
        return F(sum(within))

    half_year = months_before(on, 6)
    first = max(half_year, indicator.start - timedelta(days=1))
    seen = {day: value(day) for day in (on, first, date(on.year - 1, 12, 31))}
    months = F(6) if first == half_year else F((on - first).days * 12, 365)
    assert brought(indicator, on, seen) == sum(n for at, n in added if first < at <= on) / months


def test_a_yearly_count_is_put_together_across_the_turn_of_the_year(programme: Programme) -> None:
    """By 31 March 2018 there were 30; last year ended at 100, of which 70 by 30 September: 60 in six months."""
    yearly = programme.indicator("vacancies_published")
    march, september = date(2018, 3, 31), date(2017, 9, 30)
    assert brought(yearly, march, {march: F(30), september: F(70), DECEMBER: F(100)}) == 10
    assert brought(yearly, march, {march: F(30), september: None, DECEMBER: F(100)}) is None


@pytest.mark.parametrize("now", [None, F(70), F(71)])
def test_there_is_no_pace_to_what_is_met_or_unknown(programme: Programme, now: Fraction | None) -> None:
    members = programme.indicator("member_companies")
    values = {JUNE: now, HALF_YEAR_BEFORE: F(1), DECEMBER: F(1)}
    assert pace(members, JUNE, (F(70), date(2019, 6, 30)), values) is None
    assert words_of("nl").say(pace_sentence(members, None)) == ""
