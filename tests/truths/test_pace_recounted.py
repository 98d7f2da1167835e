"""The pace of every indicator on every day that matters, against loops that share no code with it."""

import pytest

from kpi.facts.reader import Reader
from kpi.views.results.pace import MonthlyPace, read
from tests.truths.paces import Pace, pace
from tests.truths.plain_rows import facts_of, the_days
from tests.truths.worlds import FILES, plan, random_world, stored


def said(found: MonthlyPace | None) -> Pace | None:
    return found and (found.aim, found.due, found.needed, found.got, found.since)


def recount(reader: Reader, name: str, step: int, first: int = 0) -> None:
    facts = facts_of(reader)
    for day in the_days(plan(name))[first::step]:
        for indicator in plan(name)["indicators"]:
            true = pace(facts, plan(name), indicator, day)
            assert said(read(reader, day, "", indicator["id"])) == true, f"{indicator['id']} on {day}"


@pytest.mark.parametrize("name", FILES)
def test_every_pace_of_a_programme_is_that_of_the_loops(name: str) -> None:
    with stored(name).read() as reader:
        recount(reader, name, 4 if name == "shipped" else 1)


@pytest.mark.parametrize("seed", range(4))
def test_every_pace_of_a_random_world_is_that_of_the_loops(seed: int) -> None:
    with random_world(seed) as reader:
        recount(reader, "shipped", 8, seed)
