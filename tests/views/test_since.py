"""What an earlier day adds to a headline, and the deviations that were accepted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kpi.facts.decisions.minutes_kinds import MinutesEntry, MinutesKind
from kpi.language import words_of
from kpi.money.budget import budget_picture
from kpi.score.scores import Acceptance
from kpi.views.comparison.compare import indicator_since, money_since
from kpi.views.promised import steering_group
from kpi.views.promised.accepted_deviations import accepted_table, standing
from kpi.views.promised.steering_group import Minutes, line_notes
from kpi.views.table import texts
from tests.money.factories import NOTHING_EARNED, NOTHING_SPENT, YEAR
from tests.views.test_comparing import NL, NOW, PLAN, THEN, picture

EN = words_of("en")
HELD = Acceptance("companies", "Het seizoen valt later.", "Regiegroep", date(2018, 1, 1), date(2018, 6, 30))


def test_an_indicator_says_what_it_gained_and_from_which_status_it_came() -> None:
    assert NL.say(indicator_since(THEN, NOW, "companies", PLAN)) == (
        "Sinds 31 december 2017: 20 → 41 (+21); status vraagt aandacht → op koers."
    )


def test_an_unchanged_share_says_so_and_an_unknown_value_says_nothing() -> None:
    assert EN.say(indicator_since(THEN, NOW, "filled", PLAN)) == (
        "Since 31 December 2017: 70% → 70% (unchanged); the status is the same."
    )
    unknown = picture("2017-12-31", None, "0.7", 60000)
    assert NL.say(indicator_since(unknown, NOW, "companies", PLAN)) == ""


def test_the_money_says_what_was_invoiced_and_received_since() -> None:
    assert NL.say(money_since(THEN, NOW)) == (
        "Sinds 31 december 2017: Gefactureerd ongewijzigd; Ontvangen cofinanciering +€\xa012.500."
    )


def test_money_that_was_not_known_then_is_not_compared() -> None:
    bare = replace(THEN, money=budget_picture(PLAN, YEAR, NOTHING_SPENT, NOTHING_EARNED, {}))
    assert NL.say(money_since(bare, NOW)) == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2017, 12, 31), "nog niet van kracht"),
        (date(2018, 1, 1), "van kracht"),
        (date(2018, 6, 30), "van kracht"),
        (date(2018, 7, 1), "verlopen"),
    ],
)
def test_an_accepted_deviation_holds_up_to_and_including_its_last_day(day: date, said: str) -> None:
    assert NL.say(standing(HELD, day)) == said
    assert texts(accepted_table([HELD], PLAN, day), NL).rows == (
        ("Voorbeeld", "01-01-2018", "30-06-2018", said, "Het seizoen valt later.", "Regiegroep"),
    )


def test_notes_on_budget_lines_are_those_of_the_plan_year_alone() -> None:
    kept = tuple(
        MinutesEntry(
            about, MinutesKind.NOTE, date(2018, 1, 1), about, "Tekst", "Tester", datetime(2018, 1, 1, tzinfo=UTC), 1
        )
        for about in ("line/2017-2018/hub", "line/2018-2019/hub", "indicator/companies", "")
    )
    assert [one.about for one in line_notes(Minutes(kept, None, None), "2017-2018")] == ["line/2017-2018/hub"]


def test_what_is_dated_after_the_reference_date_is_not_shown_but_a_planned_meeting_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On 1 January 2018 the note of 2 January isn't known yet; the meeting of that day is announced."""
    at, days = datetime(2018, 1, 1, tzinfo=UTC), (date(2017, 12, 31), date(2018, 1, 1), date(2018, 1, 2))
    every = tuple(
        MinutesEntry(kind + str(day), kind, day, "", "Tekst", "Tester", at, 1)
        for kind in (MinutesKind.NOTE, MinutesKind.MEETING)
        for day in days
    )
    monkeypatch.setattr(steering_group, "entries", lambda reader: every)
    kept = steering_group.read(None, days[1], YEAR)  # type: ignore[arg-type]
    assert [(entry.kind.value, entry.day) for entry in kept.kept] == [
        *(("note", day) for day in days[:2]), *(("meeting", day) for day in days),
    ]  # fmt: skip
    along = steering_group.marks(kept, "companies", days[0], days[1])
    assert [mark.day for mark in along] == [days[0], days[0], days[1], days[1]]
