"""The targets of the first screen: their order, what a chip chooses, and what is said of the next meeting."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from kpi.facts.decisions.minutes import TakenDecision
from kpi.facts.decisions.minutes_kinds import MinutesEntry, MinutesKind
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.loading import load_programme
from kpi.programme.plan import Programme
from kpi.score.scores import Status
from kpi.settings import settings
from kpi.views.promised.steering_group import Minutes
from kpi.views.results import sparks
from kpi.views.results.overview_rows import CHANGED, GROUPS, chips, columns, meeting_sentence, short_headline

NL, EN = words_of("nl"), words_of("en")
DAY, EARLIER = date(2018, 6, 30), date(2018, 3, 22)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(settings().programme)


@pytest.fixture(scope="module")
def both(sample_file: Path, programme: Programme) -> tuple[Picture, Picture]:
    with open_store(f"sqlite:///{sample_file}", programme).read() as reader:
        return picture(reader, EARLIER, "2017-2018"), picture(reader, DAY, "2017-2018")


def test_the_state_is_told_in_twelve_words(both: tuple[Picture, Picture]) -> None:
    before, now = both
    told = NL.say(short_headline(now))
    assert told == "Op 30 juni 2018: 10 van 19 doelen behaald of op koers."
    assert len(told.split()) == 12
    one = replace(now, indicators=now.indicators[1:2])
    assert NL.say(short_headline(one)) == "Op 30 juni 2018: 1 van 1 doel behaald of op koers."
    assert EN.say(short_headline(replace(now, indicators=()))) == (
        "On 30 June 2018: 0 of 0 targets achieved or on track."
    )
    assert before.as_of == EARLIER


def test_the_chips_count_every_target_once_and_leave_out_what_there_is_none_of(both: tuple[Picture, Picture]) -> None:
    before, now = both
    assert [NL.say(chip.words) for chip in chips(now, before)] == [
        "10 op koers",
        "3 aandacht",
        "3 achter of gemist",
        "1 geaccepteerd",
        "2 zonder oordeel",
        "7 anders sinds 22-03-2018",
    ]
    assert CHANGED not in [chip.id for chip in chips(now, now)]
    counted = [status for group in GROUPS.values() for status in group]
    assert len(counted) == len(set(counted))
    assert set(Status) - set(counted) <= {Status.NOT_JUDGED}


@pytest.mark.parametrize("chosen", [None, *GROUPS, CHANGED])
def test_a_chip_chooses_as_many_targets_as_it_says(
    both: tuple[Picture, Picture], programme: Programme, chosen: str | None
) -> None:
    before, now = both
    shown = [row for column in columns(now, before, programme, chosen=chosen) for row in column.rows]
    words = {chip.id: NL.say(chip.words) for chip in chips(now, before)}
    assert len(shown) == (len(now.indicators) if chosen is None else int(words[chosen].split()[0]))
    assert len({row.score.id for row in shown}) == len(shown)


def test_each_horizon_has_its_column_with_its_days_and_the_most_urgent_first(
    both: tuple[Picture, Picture], programme: Programme
) -> None:
    first, second = columns(both[1], both[0], programme)
    assert [NL.say(each) for each in (first.title, first.scores)] == [
        "Beoogde resultaten 2017",
        "uiterlijk 31-12-2017 · Hoofddoel 1: 96% · Hoofddoel 2: 79%",
    ]
    assert NL.say(second.scores) == "uiterlijk 31-12-2020 · Hoofddoel 1: 2 van 3 gemeten · Hoofddoel 2: 48%"
    assert [row.score.id for row in first.rows[:4]] == [
        "cofinancing_received",
        "practice_case_companies",
        "average_contribution",
        "portal_placements",
    ]
    assert NL.say(first.rows[0].figure) == "€\xa0126.000 van €\xa0150.000 · uiterlijk 30-06-2018"
    assert NL.say(first.rows[0].was) == "was op koers"
    assert NL.say(first.rows[1].figure) == "19 van 20 bedrijven"
    assert first.rows[1].was == ""


def test_by_choice_the_order_is_the_plans(both: tuple[Picture, Picture], programme: Programme) -> None:
    shown = columns(both[1], both[0], programme, planned=True)
    order = [score.id for score in both[1].indicators]
    for column in shown:
        places = [order.index(row.score.id) for row in column.rows]
        assert places == sorted(places)


def test_a_target_without_a_day_stands_apart(both: tuple[Picture, Picture], programme: Programme) -> None:
    free = tuple(
        one.model_copy(update={"targets": ()}) if one.id == "member_companies" else one for one in programme.indicators
    )
    loose = programme.model_copy(update={"indicators": free})
    last = columns(both[1], both[0], loose)[-1]
    assert NL.say(last.title) == "Zonder doel"
    assert [row.score.id for row in last.rows] == ["member_companies"]


def _taken(before: date | None) -> TakenDecision:
    at = datetime(2018, 6, 30, tzinfo=UTC)
    words = {"about": "", "text": "Voorbeeld", "by": "Voorbeeld"}
    entry = MinutesEntry("1", MinutesKind.DECISION, EARLIER, at=at, revision=1, before=before, **words)
    return TakenDecision(entry, None)


@pytest.mark.parametrize(
    ("previous", "following", "before", "told"),
    [
        (None, None, [], "nog geen vergadering vastgelegd"),
        (None, date(2018, 7, 1), [], "over 1 dag"),
        (EARLIER, None, [], "geen volgende vergadering vastgelegd"),
        (EARLIER, None, [None], "1 besluit open"),
        (EARLIER, date(2018, 9, 20), [DAY, None], "over 82 dagen · 2 besluiten open"),
        (EARLIER, DAY, [date(2018, 6, 29), DAY], "vergadering vandaag · 2 besluiten open, 1 over tijd"),
    ],
)
def test_the_next_meeting_is_told_with_the_decisions_that_are_open(
    previous: date | None, following: date | None, before: list[date | None], told: str
) -> None:
    assert NL.say(meeting_sentence(Minutes((), previous, following), map(_taken, before), DAY)) == told


def test_a_small_path_ends_at_the_value_of_its_target(
    sample_file: Path, both: tuple[Picture, Picture], programme: Programme
) -> None:
    with open_store(f"sqlite:///{sample_file}", programme).read() as reader:
        drawn = sparks.read(reader, DAY, "2017-2018")
    for score in both[1].indicators:
        spark = drawn[score.id]
        if score.status is Status.NOT_STARTED:
            assert spark == ()
            continue
        assert (spark[-1].place, spark[-1].value, spark[-1].expected) == (1, score.value, score.expected), score.id
        assert [point.place for point in spark] == sorted({point.place for point in spark})
    assert all(isinstance(point.place, Fraction) for spark in drawn.values() for point in spark)
