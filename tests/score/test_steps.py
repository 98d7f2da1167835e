"""A target for what happens on one day: too early until its planned day, asked as a whole from that day on."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.language import words_of
from kpi.programme.framework import Target
from kpi.programme.plan import Indicator
from kpi.score.expectation import expected, is_assumed, path
from kpi.score.scores import Status
from tests.score.factories import day, indicator, scored

NL = words_of("nl")


def step(value: int, planned: str, due: str) -> Target:
    return Target(value=value, due=day(due), path="step", planned=day(planned))


ONCE = indicator("stock").model_copy(update={"targets": (step(2, "2017-11-09", "2017-12-31"),)})
AFTER = indicator("stock", (50, "2017-12-31"), baseline=10)
AFTER = AFTER.model_copy(update={"targets": (*AFTER.targets, step(100, "2019-06-01", "2020-12-31"))})


@pytest.mark.parametrize(
    ("one", "on", "value", "asked", "status"),
    [
        (ONCE, "2016-12-31", 0, None, Status.NOT_STARTED),
        (ONCE, "2017-01-01", 0, 0, Status.TOO_EARLY),
        (ONCE, "2017-11-08", 0, 0, Status.TOO_EARLY),
        (ONCE, "2017-11-08", 1, 0, Status.TOO_EARLY),
        (ONCE, "2017-11-08", 2, 0, Status.ACHIEVED),
        (ONCE, "2017-11-08", None, 0, Status.NO_DATA),
        (ONCE, "2017-11-09", 0, 2, Status.BEHIND),
        (ONCE, "2017-11-09", 1, 2, Status.BEHIND),
        (ONCE, "2017-12-31", 1, 2, Status.BEHIND),
        (ONCE, "2017-12-31", 2, 2, Status.ACHIEVED),
        (ONCE, "2018-01-01", 1, 2, Status.MISSED),
        (AFTER, "2017-12-31", 50, 50, Status.ACHIEVED),
        (AFTER, "2018-01-01", 50, 50, Status.TOO_EARLY),
        (AFTER, "2019-05-31", 20, 50, Status.TOO_EARLY),
        (AFTER, "2019-06-01", 50, 100, Status.BEHIND),
        (AFTER, "2019-06-01", 91, 100, Status.ON_TRACK),
    ],
)
def test_a_step_is_too_early_until_its_day_and_judged_from_it(
    one: Indicator, on: str, value: int | None, asked: int | None, status: Status
) -> None:
    """Two winners planned for 9 November 2017, due at the year's end; a line would ask 1,7 of them on 8 November.

    After a line from 10 to 50 in 2017, a step to 100 planned for 1 June 2019: 50 stays asked until then, and
    91 on that day is (91 − 10) ÷ (100 − 10) = 90 % of the way.
    """
    found = scored(one, on, value)
    assert (found.expected, found.status) == (asked, status)
    assert not found.assumed or day(on) < day("2017-12-31")


def test_the_sentence_names_the_day_before_it_and_after_it() -> None:
    assert NL.say(scored(ONCE, "2017-11-08", 0).explanation) == (
        "0 van 2 bedrijven; gepland op 9 november 2017, en pas vanaf die dag beoordeeld: nog te vroeg."
    )
    assert "op 9 november 2017 verwacht: 2 (gepland op 9 november 2017). Dat is 0% van wat nu verwacht wordt" in NL.say(
        scored(ONCE, "2017-11-09", 0).explanation
    )


def test_the_path_of_a_step_goes_up_on_its_day_and_nobody_assumed_it() -> None:
    assert [(p.day.isoformat(), p.value, p.assumed) for p in path(AFTER)] == [
        ("2017-01-01", 10, False),
        ("2017-12-31", 50, True),
        ("2019-05-31", 50, False),
        ("2019-06-01", 100, False),
        ("2020-12-31", 100, False),
    ]


DAYS = st.dates(date(2017, 1, 1), date(2017, 2, 15))


@settings(deadline=None)
@given(st.lists(DAYS, min_size=2, max_size=3, unique=True), st.integers(1, 30), st.data())
def test_every_day_of_a_step_asks_what_was_asked_before_it_or_all_of_it(
    dues: list[date], late: int, data: st.DataObject
) -> None:
    """Against the words alone: before the planned day the last date that came before, from it the target."""
    start, first, *others = sorted(dues)
    due = (others or [first + timedelta(days=late)])[0]
    planned = first + timedelta(days=data.draw(st.integers(0, (due - first).days)))
    targets = (Target(value=40, due=first), Target(value=70, due=due, path="step", planned=planned))
    one = indicator("stock").model_copy(update={"start": start, "targets": targets})
    for on in (first + timedelta(days=n) for n in range((due - first).days + 2)):
        wanted = 40 if on == first or on < planned else 70
        assert expected(one, on) == Fraction(wanted)
        assert not is_assumed(one, on)
        found = scored(one, on.isoformat(), 60).status
        if first < on <= due:
            assert (found is Status.TOO_EARLY) == (on < planned)
