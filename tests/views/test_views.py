"""What screens show, worked out: attention, vacancies, activities, sizes and tables, on figures in sight."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.facts.measuring.fact_rows import Group
from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.score.scores import GoalValue, IndicatorScore, Status, TargetOutcome
from kpi.sentences import say
from kpi.settings import settings
from kpi.views.grouping import months, sums, total
from kpi.views.promised.minutes_words import quarter_before
from kpi.views.results.activities import status_on
from kpi.views.results.attention import distance, nearness
from kpi.views.results.definition import card
from kpi.views.results.indicator import Split, month_ends, split_table
from kpi.views.results.members import size_class
from kpi.views.results.overview import bullet_of
from kpi.views.results.vacancies import VacancyOutcome, outcome, quantile
from kpi.views.table import csv_bytes, table, texts
from kpi.views.value_words import figure

F = Fraction


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(settings({}).programme)


NL, EN = words_of("nl"), words_of("en")
DUE = date(2020, 12, 31)
SCORE = IndicatorScore(
    id="member_companies",
    goal=1,
    phase="evidence",
    value=F(38),
    numerator=None,
    denominator=None,
    this_year=None,
    unit="count",
    baseline=F(15),
    status=Status.ATTENTION,
    computed_status=Status.ATTENTION,
    explanation=say("Nothing has been recorded for this yet, which isn't the same as zero"),
    target=TargetOutcome(F(100), DUE, None),
    expected=F(47),
    ratio=F(23, 32),
    targets=(TargetOutcome(F(100), DUE, None),),
    progress=F(23, 85),
    goal_value=GoalValue(F(38), None, None, F(23, 85)),
    assumed=True,
    acceptance=None,
    last_updated=None,
)


def test_distance_is_what_lacks_as_a_part_of_the_whole_way() -> None:
    assert distance(SCORE) == F(9, 85)
    assert distance(replace(SCORE, value=F(120))) == 0
    assert distance(replace(SCORE, value=None)) == 0


@given(st.dates(), st.dates())
def test_nothing_is_nearer_than_its_deadline(due: date, day: date) -> None:
    assert 0 < nearness(due, day) <= nearness(due, due) == 1


def test_a_bullet_is_hatched_from_the_last_target_that_has_passed() -> None:
    passed = TargetOutcome(F(50), date(2017, 12, 31), met=True)
    assert bullet_of(SCORE, date(2018, 6, 30)).certain == 15
    assert bullet_of(replace(SCORE, targets=(passed, *SCORE.targets)), date(2018, 6, 30)).certain == 50
    assert bullet_of(replace(SCORE, assumed=False), date(2018, 6, 30)).certain is None


def test_beyond_a_dozen_the_small_groups_are_taken_together(programme: Programme) -> None:
    groups = tuple(Group((f"Voorbeeldbedrijf {n:02}",), F(n)) for n in range(1, 16))
    shown = texts(split_table(programme, programme.indicator("vacancies_published"), Split("organisation", groups)), NL)
    assert (shown.headings, shown.rows[0], shown.rows[-1]) == (
        ("Organisatie", "Waarde"),
        ("Voorbeeldbedrijf 15", "15"),
        ("3 andere", "6"),
    )


def test_the_definition_says_what_is_assumed_and_where_every_target_stands(programme: Programme) -> None:
    said = dict(texts(card(programme.indicator("vacancies_published"), programme), NL).rows)
    assert said["Streefwaarden"].startswith("≥ 500 plaatsen op 31 december 2020, en elk jaar daarna (§11")
    assert said["Tussenstanden"].startswith("2017: 125; 2018: 250; 2019: 375 (")
    assert said["Tussenstanden"].endswith(", verondersteld)")


def test_a_quarter_before_the_last_of_a_month_is_the_last_of_a_month() -> None:
    ends = {
        date(2018, 6, 30): date(2018, 3, 31),
        date(2018, 9, 30): date(2018, 6, 30),
        date(2016, 5, 31): date(2016, 2, 29),
    }
    assert {day: quarter_before(day) for day in ends} == ends
    assert quarter_before(date(2018, 6, 29)) == date(2018, 3, 29)


def test_a_quarter_before_the_last_of_may_is_the_last_of_february() -> None:
    assert quarter_before(date(2018, 5, 31)) == date(2018, 2, 28)


POSITIONS = (
    Group(("internship", "hbo", "filled"), F(4)),
    Group(("internship", "hbo", "open"), F(3)),
    Group(("internship", "wo", "expired"), F(2)),
    Group(("internship", "wo", "withdrawn"), F(1)),
)
FILLED = (
    Group(("internship", "hbo", "filled"), F(3)),
    Group(("internship", "hbo", "open"), F(1)),
    Group(("internship", "wo", "expired"), F(0)),
)


def test_what_became_of_positions_adds_up_and_open_ones_are_not_filled() -> None:
    assert outcome(POSITIONS, FILLED) == VacancyOutcome(
        offered=F(10), filled=F(3), open=F(3), not_filled=F(1), expired=F(2), withdrawn=F(1)
    )


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 9)), min_size=1, unique_by=lambda count: count[0]))
def test_half_of_the_positions_are_filled_within_the_median(counts: list[tuple[int, int]]) -> None:
    ordered = sorted(counts)
    days = quantile(ordered, F(1, 2))
    within = sum(number for day, number in ordered if day <= days)
    before = sum(number for day, number in ordered if day < days)
    whole = sum(number for _, number in ordered)
    assert 2 * within >= whole > 2 * before


def test_months_have_no_gap_and_end_with_the_reference_date() -> None:
    groups = (Group(("2017-11",), F(2)), Group(("2018-01",), F(1)))
    assert months(groups, 0, date(2018, 2, 10)) == (
        (date(2017, 11, 1), F(2)),
        (date(2017, 12, 1), F(0)),
        (date(2018, 1, 1), F(1)),
        (date(2018, 2, 1), F(0)),
    )
    assert months((), 0, date(2018, 2, 10)) == ()


def test_a_group_without_a_number_adds_nothing_and_is_not_zero() -> None:
    groups = (Group(("talent",), None), Group(("regio8",), F(0)))
    assert sums(groups) == {"regio8": F(0)}
    assert total(groups) == 0


@pytest.mark.parametrize(
    ("recorded", "starts", "ends", "status"),
    [
        ("running", date(2018, 7, 1), None, "idea"),
        ("running", date(2018, 6, 30), date(2018, 6, 30), "running"),
        ("running", None, date(2018, 6, 29), "done"),
        ("stopped", date(2018, 7, 1), None, "stopped"),
    ],
)
def test_an_activity_runs_from_its_first_day_to_its_last(
    recorded: str, starts: date | None, ends: date | None, status: str
) -> None:
    assert status_on(recorded, starts, ends, date(2018, 6, 30)) == status


@pytest.mark.parametrize(
    ("employees", "name"),
    [
        ("0", "up to 9 employees"),
        ("10", "10 to 49 employees"),
        ("49", "10 to 49 employees"),
        ("50", "50 to 249 employees"),
        ("250", "250 employees or more"),
        (None, None),
    ],
)
def test_a_size_class_holds_both_its_ends(employees: str | None, name: str | None) -> None:
    assert size_class(employees) == name


@pytest.mark.parametrize(
    ("value", "unit", "noun", "written"),
    [
        (None, "count", "bedrijven", "geen gegevens"),
        (F(0), "count", "bedrijven", "0 bedrijven"),
        (F(5692, 2), "euro", "", "€\N{NO-BREAK SPACE}2.846"),
        (F(1, 3), "share", "", "33,3%"),
        (F(60), "points", "", "60 van 100 punten"),
    ],
)
def test_no_figure_goes_without_its_unit_and_missing_is_never_zero(
    value: Fraction | None, unit: str, noun: str, written: str
) -> None:
    assert NL.say(figure(value, unit, noun)) == written


def test_month_ends_hold_both_ends_and_every_last_day_between() -> None:
    assert month_ends(date(2017, 12, 15), date(2018, 2, 28)) == (
        date(2017, 12, 15),
        date(2017, 12, 31),
        date(2018, 1, 31),
        date(2018, 2, 28),
    )


def test_a_text_never_becomes_a_formula_and_a_negative_amount_stays_one() -> None:
    shown = table(
        {"name": "Naam", "amount": "Bedrag"}, [["=HYPERLINK(1)", "-1.250,50"], ["@som", "+31"], [" =1+1", "＝1"]]
    )
    assert (
        csv_bytes(texts(shown, NL)).decode("utf-8-sig")
        == "Naam;Bedrag\r\n'=HYPERLINK(1);-1.250,50\r\n'@som;'+31\r\n' =1+1;'＝1\r\n"
    )
