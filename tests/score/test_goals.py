"""Goal scores, horizons and the balance between the story and the evidence."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kpi.programme.plan import Indicator
from kpi.score.expectation import days_needed
from kpi.score.goals import goal_scores, horizon_of
from kpi.score.scores import Balance, GoalScore
from kpi.score.scoring import score
from tests.score.factories import Known, day, indicator, programme, seen


def one(name: str, phase: str = "evidence", due: str = "2020-12-31", start: str = "2017-01-01") -> Indicator:
    """An indicator that is to reach 10."""
    return indicator("stock", (10, due), id=name, phase=phase, start=day(start))


def goals(on: str, *known: tuple[Indicator, Known]) -> Sequence[GoalScore]:
    plan = programme(*(found for found, _ in known))
    scores = [
        score(plan, found, day(on), {needed: seen(value) for needed in days_needed(found, day(on))})
        for found, value in known
    ]
    return goal_scores(plan, scores)


def test_a_goal_is_the_mean_way_to_the_full_targets_of_what_has_started() -> None:
    first, second = goals(
        "2018-06-30",
        (one("a", due="2017-12-31"), 12),
        (one("b"), 5),
        (one("c", start="2020-07-01"), 10),
    )
    assert first == GoalScore(
        id=1,
        score=Fraction(3, 4),
        measured=2,
        indicators=2,
        horizons={"2017": Fraction(1), "2020": Fraction(1, 2)},
        balance=Balance(Fraction(3, 4), None, None, warning=False),
    )
    assert second == GoalScore(2, None, 0, 0, {"2017": None, "2020": None}, Balance(None, None, None, warning=False))


def test_a_goal_has_no_score_when_more_than_a_fifth_of_it_is_not_measured() -> None:
    four = [(one(name), 5) for name in "abcd"]
    fifth, third = (one("e"), None), (one("f"), None)
    assert goals("2018-06-30", *four, fifth)[0].score == Fraction(1, 2)
    without = goals("2018-06-30", *four, fifth, third)[0]
    assert (without.score, without.measured, without.indicators) == (None, 4, 6)
    assert without.balance.evidence == Fraction(1, 2)


def test_the_story_may_run_twenty_points_ahead_of_the_evidence_and_no_further() -> None:
    at = [
        goals("2018-06-30", (one("a"), 5), (one("b", "branding"), value))[0].balance.warning
        for value in (7, "7.001", None)
    ]
    assert at == [False, True, False]


def test_a_horizon_ends_on_its_last_day() -> None:
    found = [horizon_of(programme(), day(due)) for due in ("2017-12-31", "2018-06-30", "2018-07-01", "2020-12-31")]
    assert found == ["2017", "2017", "2020", "2020"]


@given(st.lists(st.none() | st.fractions(-50, 50), min_size=1, max_size=6))
def test_a_goal_score_lies_between_nothing_and_all(values: list[Fraction | None]) -> None:
    named = [(one(f"i{n}"), None if v is None else str(v)) for n, v in enumerate(values)]
    found = goals("2018-06-30", *named)[0]
    assert found.measured == sum(value is not None for value in values)
    assert found.score is None or 0 <= found.score <= 1
