"""The calculation example against loops that share no code with it, and neutral sliders on each day of a year."""

from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from random import Random

import pytest

from kpi.picture import Picture
from kpi.programme.plan import Programme
from kpi.views.comparison.what_if import Assumed, assumed_from, at_first, in_percent, what_if
from kpi.views.comparison.what_if_tables import ROWS
from tests.truths import assumptions
from tests.truths.many_days import pictures
from tests.truths.plain_rows import Facts, Plan, by_id, facts_of, the_days
from tests.truths.worlds import FILES, plan, random_world, stored

MOVED = ("members", "average", "received", "income", "filled")


def moved_by_sliders(programme: Programme) -> set[str]:
    return {name for slider in MOVED for name in getattr(programme.what_if, slider)}


def neutral_is_today(seen: Picture, programme: Programme) -> None:
    """Sliders as the screen puts them at first, and back from there to what they assume."""
    first = at_first(programme, seen)
    filled, spent = in_percent(first.filled), in_percent(first.spent)
    assert 0 <= filled <= 100
    assert spent >= 0
    effect = what_if(seen, programme, assumed_from(0.0, int(first.average), filled, spent, first))
    for outcome in effect.outcomes:
        assert outcome.value == outcome.now == seen.indicator(outcome.indicator.id).value, seen.as_of
    for name, _, place in ROWS:
        assert getattr(effect.year_end, name) == attrgetter(place)(seen.money), (name, seen.as_of)
    assert effect.year_end.newcomers == 0


YEARS = {"shipped": "2017-2018", "buurtstroom": "2026", "culture": "2024", "minimal": "2024", "stadslab": "2022"}
"""The plan year of each programme that its own data are of."""


@pytest.mark.parametrize(("name", "plan_year"), YEARS.items())
def test_neutral_sliders_leave_each_day_as_it_is(name: str, plan_year: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every single day of a plan year, and of the month before and after it; any day is answered by amounts by date."""
    monkeypatch.setattr("kpi.facts.kept_amounts.LEAST", 0)
    year = by_id(plan(name)["plan_years"])[plan_year]
    first, last = year["starts"] - timedelta(days=31), year["ends"] + timedelta(days=31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    with stored(name).read() as reader:
        for seen in pictures(reader, days, plan_year, moved_by_sliders(reader.programme)):
            neutral_is_today(seen, reader.programme)


def recount(seen: Picture, programme: Programme, plan: Plan, facts: Facts, to: assumptions.Set) -> None:
    """Hold an example of one day against the loops."""
    effect = what_if(seen, programme, Assumed(**asdict(to)))
    true = assumptions.outcomes(facts, plan, seen.as_of, to)
    found = {
        one.indicator.id: assumptions.Reached(one.target.due, one.value, one.met, one.reached)
        for one in effect.outcomes
    }
    assert found == true, f"{to} on {seen.as_of}"
    year = seen.plan_year
    wanted = assumptions.year_end(facts, plan, year, seen.as_of, to)
    assert {name: getattr(effect.year_end, name) for name in wanted} == wanted, f"{to} in {year} on {seen.as_of}"


def some_sliders(chance: Random) -> assumptions.Set:
    """Each slider at a place of its own, or where it began."""
    share = (None, *(Decimal(n) / 100 for n in (0, 35, 90, 100)))
    members, average = Decimal(chance.randrange(21)) / 2, Decimal(250 * chance.randrange(48))
    return assumptions.Set(members, average, chance.choice(share), chance.choice((*share, Decimal("1.20"))))


@pytest.mark.parametrize("name", FILES)
def test_an_example_of_a_programme_is_that_of_the_loops(name: str) -> None:
    chance = Random(name)  # noqa: S311 - the same sliders each time
    with stored(name).read() as reader:
        facts, only = facts_of(reader), moved_by_sliders(reader.programme)
        for year in plan(name)["plan_years"]:
            for seen in pictures(reader, the_days(plan(name))[::10], year["id"], only):
                recount(seen, reader.programme, plan(name), facts, some_sliders(chance))


@pytest.mark.parametrize("seed", range(6))
def test_an_example_of_a_random_world_is_that_of_the_loops(seed: int) -> None:
    """And neutral sliders change nothing of it."""
    chance = Random(seed)  # noqa: S311 - the same sliders each time
    with random_world(seed) as reader:
        facts, only, programme = facts_of(reader), moved_by_sliders(reader.programme), reader.programme
        days = [day for day in the_days(plan("shipped")) if date(2017, 1, 1) <= day <= date(2021, 1, 2)]
        for seen in pictures(reader, days[seed % 4 :: 4], "2017-2018", only):
            recount(seen, programme, plan("shipped"), facts, some_sliders(chance))
            neutral_is_today(seen, programme)


def test_targets_do_not_depend_on_the_plan_year_that_is_chosen() -> None:
    """The same due dates and values whatever year is looked at, regional funding among them."""
    to = Assumed(Decimal(2), Decimal(3000), Decimal("0.9"), Decimal(1))
    years = by_id(plan("shipped")["plan_years"])
    with stored("shipped").read() as reader:
        only, days = moved_by_sliders(reader.programme), the_days(plan("shipped"))[::40]
        for seen in zip(*(pictures(reader, days, year, only) for year in years), strict=True):
            first, *others = (what_if(one, reader.programme, to).outcomes for one in seen)
            assert all(other == first for other in others)
