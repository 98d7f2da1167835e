"""Goal scores, horizons and the balance between the story and the evidence."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpi.language import words_of
from kpi.programme.framework import Lead
from kpi.programme.plan import Indicator
from kpi.programme.vocabulary import Choice, Text
from kpi.score.asked_moments import LastMonths, Moment
from kpi.score.expectation import moments_needed
from kpi.score.goals import goal_scores, horizon_of
from kpi.score.scores import Balance, GoalScore, GoalValue, IndicatorScore, Observation, PartScore, Status
from kpi.score.scoring import score
from kpi.score.value_notation import unscored
from tests.score.factories import Known, day, indicator, levels, programme, seen, share


def one(name: str, phase: str = "evidence", due: str = "2020-12-31", start: str = "2017-01-01") -> Indicator:
    """An indicator that is to reach 10."""
    return indicator("stock", (10, due), id=name, phase=phase, start=day(start))


def goals(on: str, *known: tuple[Indicator, Known]) -> Sequence[GoalScore]:
    plan = programme(*(found for found, _ in known))
    scores = [
        score(plan, found, day(on), {needed: seen(value) for needed in moments_needed(found, day(on))})
        for found, value in known
    ]
    return goal_scores(plan, scores)


def test_a_goal_is_the_mean_way_to_the_full_targets_of_what_has_started() -> None:
    first, second = goals(
        "2018-06-30", (one("a", due="2017-12-31"), 12), (one("b"), 5), (one("c", start="2020-07-01"), 10)
    )
    assert first == GoalScore(
        id=1,
        score=Fraction(3, 4),
        measured=2,
        indicators=2,
        horizons={"2017": PartScore(Fraction(1), 1, 1), "2020": PartScore(Fraction(1, 2), 1, 1)},
        balance=Balance({"evidence": Fraction(3, 4), "development": None, "branding": None}, warning=False),
    )
    nothing = {"2017": PartScore(None, 0, 0), "2020": PartScore(None, 0, 0)}
    assert second == GoalScore(
        2, None, 0, 0, nothing, Balance(dict.fromkeys(("evidence", "development", "branding")), warning=False)
    )


def test_a_goal_has_no_score_when_more_than_a_fifth_of_it_is_not_measured() -> None:
    four = [(one(name), 5) for name in "abcd"]
    fifth, third = (one("e"), None), (one("f"), None)
    assert goals("2018-06-30", *four, fifth)[0].score == Fraction(1, 2)
    without = goals("2018-06-30", *four, fifth, third)[0]
    assert (without.score, without.measured, without.indicators) == (None, 4, 6)
    assert without.balance.phases["evidence"] == Fraction(1, 2)


def test_a_horizon_without_a_score_tells_how_many_were_measured() -> None:
    found = goals("2018-06-30", (one("a"), 5), (one("b"), 10), (one("c"), None), (one("d", due="2017-12-31"), 4))[0]
    assert found.horizons == {"2017": PartScore(Fraction(2, 5), 1, 1), "2020": PartScore(None, 2, 3)}
    told = [words_of(language).say(unscored(found.horizons["2020"])) for language in ("nl", "en")]
    assert told == ["2 van 3 gemeten", "2 of 3 measured"]
    assert words_of("nl").say(unscored(PartScore(None, 0, 0))) == "nog niets te meten"


def over_new_year(given: Indicator, on: str, year: Known, months: Known) -> IndicatorScore:
    """The score on a day by what was counted in the calendar year and in the twelve months up to it."""
    series: dict[Moment, Observation] = {needed: seen(year) for needed in moments_needed(given, day(on))}
    if given.goal_months:
        series[LastMonths(day(on), given.goal_months)] = seen(months)
    return score(programme(given), given, day(on), series)


def test_nothing_falls_on_new_year_when_nothing_happened() -> None:
    """250 positions in 2018 of the 500 a year: half of the goal on 31 December, and half of it a day later.

    In the twelve months to 1 January 2019 there are still those 250; in 2019 itself nothing, and that is its status.
    """
    again = indicator(
        "yearly", (500, "2020-12-31"), recurring=True, goal_months=12, levels=levels((2018, 250), (2019, 375))
    )
    before, after = over_new_year(again, "2018-12-31", 250, 250), over_new_year(again, "2019-01-01", 0, 250)
    assert [found.value for found in (before, after)] == [250, 0]
    half = GoalValue(Fraction(250), None, None, Fraction(1, 2))
    assert [found.goal_value for found in (before, after)] == [half, half]
    assert [goal_scores(programme(again), [found])[0].score for found in (before, after)] == [Fraction(1, 2)] * 2
    assert (after.progress, after.status) == (0, Status.TOO_EARLY)


def test_a_share_of_too_few_is_left_out_of_its_goal() -> None:
    """A measured goal of two is whole with 9 of 9 beside it, half as it was; 0 of 0 is one of two without a value.

    Of 10 positions 9 are filled: that is the target, so the mean of a half and a whole is three quarters.
    """
    rate = indicator("rate", ("0.90", "2020-12-31"), id="b", unit="share", goal_months=12, minimum_denominator=10)
    plan = programme(one("a"), rate)

    def goal(over: Observation) -> tuple[Fraction | None, int, int]:
        first = over_new_year(one("a"), "2018-06-30", 5, None)
        found = goal_scores(plan, [first, over_new_year(rate, "2018-06-30", share(0, 0), over)])[0]
        return found.score, found.measured, found.indicators

    assert [goal(share(*parts)) for parts in ((9, 9), (0, 1), (9, 10), (0, 0))] == [
        (Fraction(1, 2), 1, 1),
        (Fraction(1, 2), 1, 1),
        (Fraction(3, 4), 2, 2),
        (None, 1, 2),
    ]


def test_what_has_not_started_has_no_part_in_its_goal() -> None:
    assert over_new_year(one("a", start="2018-07-01"), "2018-06-30", 5, None).goal_value is None


def test_a_yearly_count_that_does_not_recur_goes_in_as_it_stood_at_the_end_of_its_year() -> None:
    once = indicator("yearly", (5, "2017-12-31"))
    days: dict[Moment, Observation] = {day("2017-12-31"): seen(4), day("2018-06-30"): seen(1)}
    found = score(programme(once), once, day("2018-06-30"), days)
    assert found.goal_value == GoalValue(Fraction(4), None, None, Fraction(4, 5))


def test_the_story_may_run_twenty_points_ahead_of_the_evidence_and_no_further() -> None:
    at = [
        goals("2018-06-30", (one("a"), 5), (one("b", "branding"), value))[0].balance.warning
        for value in (7, "7.001", None)
    ]
    assert at == [False, True, False]


def test_a_programme_has_a_balance_of_its_own_phases() -> None:
    """Two phases, *zaaien* at 7 of 10 and *oogsten* at 4: a lead of 30 points, watched if declared."""
    sown, reaped = one("a", "sow"), one("b", "reap")
    scores = [
        score(
            programme(found),
            found,
            day("2018-06-30"),
            {needed: seen(value) for needed in moments_needed(found, day("2018-06-30"))},
        )
        for found, value in ((sown, 7), (reaped, 4))
    ]
    phases = tuple(Choice(id=name, label=Text(nl=name, en=name)) for name in ("sow", "reap"))
    plan = programme(sown, reaped, phases=phases)
    watched = plan.model_copy(update={"pace": Lead(ahead="sow", of="reap")})
    way = {"sow": Fraction(7, 10), "reap": Fraction(2, 5)}
    assert goal_scores(plan, scores)[0].balance == Balance(way, warning=False)
    assert goal_scores(watched, scores)[0].balance == Balance(way, warning=True)


def test_a_horizon_ends_on_its_last_day() -> None:
    found = [horizon_of(programme(), day(due)) for due in ("2017-12-31", "2018-06-30", "2018-07-01", "2020-12-31")]
    assert found == ["2017", "2017", "2020", "2020"]


@given(st.lists(st.none() | st.fractions(-50, 50), min_size=1, max_size=6))
def test_a_goal_score_lies_between_nothing_and_all(values: list[Fraction | None]) -> None:
    named = [(one(f"i{n}"), None if v is None else str(v)) for n, v in enumerate(values)]
    found = goals("2018-06-30", *named)[0]
    assert found.measured == sum(value is not None for value in values)
    assert found.score is None or 0 <= found.score <= 1
