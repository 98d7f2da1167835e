"""The pace of an indicator: a stock, a yearly count across the turn of the year, and where there is none."""

from datetime import date
from fractions import Fraction

import pytest

from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.settings import settings
from kpi.views.results.pace import MonthlyPace, brought, pace, pace_sentence

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
    assert found == MonthlyPace(due, F(2), F(2))
    assert words_of("nl").say(pace_sentence(members, found)) == (
        "Om er op 30 juni 2019 te zijn, is per maand 2 bedrijven nodig; "
        "de afgelopen zes maanden was het 2 bedrijven per maand."
    )


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
