"""The scorecard of every programme on every day that matters, against loops that share no code with it."""

from dataclasses import replace
from datetime import date

import pytest

from kpi.facts.reader import Reader
from kpi.monitor import scorecard
from kpi.programme.plan import Programme
from kpi.score.goals import goal_scores
from kpi.score.scores import IndicatorScore
from tests.truths.judgements import Judged, goal_score, judged
from tests.truths.many_days import scorecards
from tests.truths.plain_rows import Facts, Plan, facts_of, the_days
from tests.truths.worlds import FILES, plan, random_world, stored


def said(score: IndicatorScore) -> Judged:
    """The same of the scorecard."""
    of_goal = score.goal_value
    return Judged(
        value=score.value,
        above=score.numerator,
        below=score.denominator,
        this_year=score.this_year,
        target=score.target and (score.target.value, score.target.due),
        expected=score.expected,
        ratio=score.ratio,
        status=score.computed_status.value,
        progress=score.progress,
        of_goal=of_goal.progress if of_goal else None,
        counts=of_goal is not None,
    )


def recount(programme: Programme, plan: Plan, facts: Facts, day: date, scores: tuple[IndicatorScore, ...]) -> None:
    """Hold every indicator and goal of one day against the loops."""
    truth = {indicator["id"]: judged(facts, plan, indicator, day) for indicator in plan["indicators"]}
    for score in scores:
        assert said(score) == truth[score.id], f"{score.id} on {day}"
    for goal in goal_scores(programme, scores):
        assert (goal.score, goal.measured, goal.indicators) == goal_score(plan, truth, goal.id), f"{goal.id} on {day}"
        for horizon, part in goal.horizons.items():
            of_part = (part.score, part.measured, part.indicators)
            assert of_part == goal_score(plan, truth, goal.id, horizon), f"{goal.id} {horizon} on {day}"


@pytest.mark.parametrize("name", FILES)
def test_every_score_of_a_programme_is_that_of_the_loops(name: str) -> None:
    """On its own data."""
    with stored(name).read() as reader:
        facts = facts_of(reader)
        for day, scores in scorecards(reader, the_days(plan(name))).items():
            recount(reader.programme, plan(name), facts, day, scores)


@pytest.mark.parametrize("seed", range(8))
def test_every_score_of_a_random_world_is_that_of_the_loops(seed: int) -> None:
    """Of other rows each time."""
    with random_world(seed) as reader:
        facts = facts_of(reader)
        for day, scores in scorecards(reader, the_days(plan("shipped"))).items():
            recount(reader.programme, plan("shipped"), facts, day, scores)


@pytest.mark.parametrize("name", FILES)
def test_many_days_at_once_are_scored_as_each_by_itself(name: str) -> None:
    """So that what is held of the one holds for the other, which screens and commands ask for."""
    with stored(name).read() as reader:
        days = the_days(plan(name))[::23]
        assert {day: scorecard_of(reader, day) for day in days} == scorecards(reader, days)


def scorecard_of(reader: Reader, day: date) -> tuple[IndicatorScore, ...]:
    """Without the moment of its latest upload."""
    return tuple(replace(score, last_updated=None) for score in scorecard(reader, day))
