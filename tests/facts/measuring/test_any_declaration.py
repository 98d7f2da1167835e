"""Whatever a programme file may declare counts as plain Python counts it, on both databases, and its sentence says it.

``python -m tests.facts.measuring.test_any_declaration 100 400`` tries the worlds 100 to 400.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from kpi.facts.measuring.counted_rows import behind
from kpi.facts.measuring.observing import observe
from kpi.facts.measuring.tallies import tally
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.counting_rule import made
from kpi.programme.lints.measure_lints import _measure
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.measure import Measure
from kpi.programme.registers import REGISTERS
from kpi.score.asked_moments import LastMonths, Moment
from tests.facts.measuring.plain_recount import Asked, Recount
from tests.facts.measuring.random_declarations import Declaring, some_day
from tests.facts.world import record

PLAN = load_programme(default_programme_path())
WORLDS, MEASURES = range(5), 50
TURNS = (date(2017, 12, 31), date(2018, 1, 1), date(2018, 12, 31), date(2020, 2, 29))


def faults(store: Store, seed: int) -> Iterator[str]:
    """What differs between the database and a recount in one world."""
    declaring = Declaring(PLAN, seed)
    world = declaring.world()
    if seed % 4 == 3:
        del world[declaring.chance.choice(sorted(world))]
    record(store, world)
    recount = Recount(PLAN, world)
    for measure in declaring.measures(MEASURES):
        days: list[Moment] = [*TURNS, *(some_day(declaring.chance) for _ in range(4))]
        days += [LastMonths(some_day(declaring.chance), 12)]
        year = declaring.chance.choice((None, None, *PLAN.plan_years))
        with store.read() as reader:
            many = observe(reader, measure, days, year)
            few = {day: observe(reader, measure, [day], year)[day] for day in days[::3]}
        for day in days:
            plain = Asked(*((day.day, day.months) if isinstance(day, LastMonths) else (day, 0)), year)
            truth = recount.value(measure, plain)
            for way, found in (("many", many), ("few", few)):
                if day in found and found[day].value != truth:
                    yield f"{seed} {way} {day} {year and year.id}: {found[day].value} is {truth}: {declared(measure)}"
        yield from rows_and_groups(store, recount, measure, declaring)


def rows_and_groups(store: Store, recount: Recount, measure: Measure, declaring: Declaring) -> Iterator[str]:
    """The rows behind a term are those that count, and its groups by a field those of each value."""
    day = some_day(declaring.chance)
    asked = Asked(day)
    terms = list(dict.fromkeys(measure.terms))
    with store.read() as reader:
        sets = behind(reader, measure, day)[:: 2 if measure.kind == "change" else 1]
        for term, rows in zip(terms, sets, strict=True):
            name, of = term.register_name, term.of
            counted = [
                r for r in recount.counted(term, asked) if not of or recount.held(name, r, of, asked) is not None
            ]
            if rows.total != len(counted):
                yield f"rows {day}: {rows.total} are {len(counted)}: {term.model_dump(exclude_defaults=True)}"
            if not term.aggregate.can_be_split or term.add == "distinct":
                continue
            by = declaring.chance.choice(declaring.names[name])
            groups: dict[Any, list[Any]] = {}
            for row in counted if of else recount.counted(term, asked):
                groups.setdefault(recount.held(name, row, by.name, asked), []).append(row)
            told = sorted((g.value for g in tally(reader, term, [by.name], day) if g.value), key=float)
            if by.name in {"pledged", "pledged_on"}:
                continue
            plain = [
                sum(recount.held(name, r, of, asked) for r in each) if of else len(each) for each in groups.values()
            ]
            if told != sorted((each for each in plain if each), key=float):
                yield f"groups by {by.name} {day}: {told} are {plain}: {term.model_dump(exclude_defaults=True)}"


def declared(measure: Measure) -> dict[str, Any]:
    return measure.model_dump(exclude_defaults=True)


@pytest.mark.parametrize("seed", WORLDS)
def test_any_declaration_counts_as_it_is_counted_by_hand(database_url: str, seed: int) -> None:
    assert list(faults(open_store(database_url, PLAN), seed)) == []


@cache
def told(measure: Measure) -> tuple[str, str]:
    sentence = made(PLAN, measure)
    return words_of("nl").say(sentence), words_of("en").say(sentence)


def neighbours(value: Any) -> Iterator[Any]:
    """What differs in one place: a part left out, another word, another number or day."""
    if isinstance(value, dict):
        yield from ({**value, name: other} for name, part in value.items() for other in neighbours(part))
        yield from ({name: part for name, part in value.items() if name != without} for without in value)
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in neighbours(part))
            yield [*value[:place], *value[place + 1 :]]
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, date):
        yield value + timedelta(1)
    elif isinstance(value, str) and value in SWAPPED:
        yield SWAPPED[value]
    elif not isinstance(value, str):
        yield value + 1


_PAIRS = [
    ("sum", "mean"), ("minimum", "maximum"), ("until", "year"), ("quarter", "plan_year"), ("ratio", "difference"),
    ("municipality", "level"), ("in_force", "open_longer"), ("Alfa", "Delta"), ("$plan_year", "2017-2018"),
    ("published_on", "filled_on"), ("closing_day", "closes_on"), ("member_since", "member_until"), ("company", "other"),
]  # fmt: skip
SWAPPED = dict(_PAIRS) | {last: first for first, last in _PAIRS}


def unsaid(seed: int) -> Iterator[str]:
    """Declarations that count differently and are explained by the same sentence, and sentences that aren't whole."""
    declaring = Declaring(PLAN, seed)
    recount = Recount(PLAN, declaring.world())
    days = [Asked(some_day(declaring.chance)) for _ in range(12)]
    for measure in declaring.measures(MEASURES // 3):
        own = [recount.value(measure, day) for day in days]
        for sentence in told(measure):
            if (
                len(sentence) < 20
                or {"{", "}", "None", "_", "$"} & set(sentence.replace("None", "{").split(" "))
                or "  " in sentence
            ):
                yield f"{seed}: {sentence}"
        for other in neighbours(declared(measure)):
            try:
                one = Measure.model_validate(other)
            except ValueError:
                continue
            if list(_measure(PLAN, "measure", one)) or not {*told(one)} & {*told(measure)}:
                continue
            if [recount.value(one, day) for day in days] != own:
                yield f"{seed}: {told(one)[1]}: {declared(measure)} and {other}"


@pytest.mark.parametrize("seed", WORLDS)
def test_two_declarations_that_count_differently_are_not_explained_alike(seed: int) -> None:
    assert list(unsaid(seed)) == []


def test_every_register_and_way_is_among_those_that_are_tried() -> None:
    tried = [measure for seed in WORLDS for measure in Declaring(PLAN, seed).measures(MEASURES)]
    terms = [term for measure in tried for term in measure.terms]
    assert {term.register_name for term in terms} == set(REGISTERS)
    assert len({(term.add, term.window.kind) for term in terms}) > 40
    assert {measure.kind for measure in tried} == {"count", "ratio", "difference", "change"}


if __name__ == "__main__":
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        with TemporaryDirectory() as folder:
            for fault in (*faults(open_store(f"sqlite:///{folder}/facts.db", PLAN), number), *unsaid(number)):
                print(fault)  # noqa: T201 - what a command line is for
