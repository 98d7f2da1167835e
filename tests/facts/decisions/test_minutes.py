"""Meetings, notes and decisions as they are kept and read back, on both databases."""

from datetime import UTC, date, datetime

import pytest

from kpi.facts.decisions.minutes import entries, next_meeting, previous_meeting
from kpi.facts.decisions.minutes_kinds import MinutesEntry, MinutesKind, WrittenMinutes
from kpi.facts.proposal import Proposal
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from tests.facts.world import PROGRAMME

AT = datetime(2018, 7, 1, 9, tzinfo=UTC)


def about(minutes: tuple[MinutesEntry, ...], subject: str, until: date | None = None) -> tuple[MinutesEntry, ...]:
    return tuple(
        entry
        for entry in minutes
        if entry.about == subject and entry.kind is not MinutesKind.MEETING and (until is None or entry.day <= until)
    )


@pytest.fixture
def store(database_url: str) -> Store:
    found = open_store(database_url, PROGRAMME)
    for kind, day, subject, text in (
        (MinutesKind.MEETING, date(2018, 9, 3), "", "Regiegroep"),
        (MinutesKind.MEETING, date(2018, 3, 5), "", "Regiegroep"),
        (MinutesKind.NOTE, date(2018, 4, 1), "indicator/brand_carriers", "Campagne begonnen"),
        (MinutesKind.DECISION, date(2018, 3, 5), "indicator/brand_carriers", "Interimdoel 15"),
        (MinutesKind.ASSESSMENT, date(2018, 6, 1), "segment/II", "Witte vlek"),
    ):
        kept = WrittenMinutes(kind, day, 1, subject, text).decision("verslag")
        found.commit(Proposal(found.latest(), "Redacteur", AT, decisions=(kept,)))
    return found


def test_entries_come_in_order_of_their_day_with_who_and_revision(store: Store) -> None:
    with store.read() as reader:
        found = [(e.day.isoformat(), e.kind.value, e.about, e.text, e.by, e.revision) for e in entries(reader)]
    assert found == [
        ("2018-03-05", "decision", "indicator/brand_carriers", "Interimdoel 15", "Redacteur", 4),
        ("2018-03-05", "meeting", "", "Regiegroep", "Redacteur", 2),
        ("2018-04-01", "note", "indicator/brand_carriers", "Campagne begonnen", "Redacteur", 3),
        ("2018-06-01", "assessment", "segment/II", "Witte vlek", "Redacteur", 5),
        ("2018-09-03", "meeting", "", "Regiegroep", "Redacteur", 1),
    ]


def test_the_meetings_on_both_sides_of_a_day(store: Store) -> None:
    with store.read() as reader:
        kept = entries(reader)
    days = [date(2018, 3, 4), date(2018, 3, 5), date(2018, 3, 6), date(2018, 9, 4)]
    assert [previous_meeting(kept, day) for day in days] == [None, None, date(2018, 3, 5), date(2018, 9, 3)]
    assert [next_meeting(kept, day) for day in days] == [date(2018, 3, 5), date(2018, 3, 5), date(2018, 9, 3), None]


def test_what_is_about_one_indicator_up_to_a_day(store: Store) -> None:
    with store.read() as reader:
        kept = entries(reader)
    subject = "indicator/brand_carriers"
    assert [e.text for e in about(kept, subject)] == ["Interimdoel 15", "Campagne begonnen"]
    assert [e.text for e in about(kept, subject, date(2018, 3, 31))] == ["Interimdoel 15"]


def test_an_entry_taken_back_is_gone_and_an_older_revision_still_has_it(store: Store) -> None:
    taken = WrittenMinutes.withdrawn("note/2018-04-01/001", "vergissing")
    store.commit(Proposal(5, "Redacteur", AT, decisions=(taken,)))
    with store.read() as now, store.read(5) as then:
        assert (len(entries(now)), len(entries(then))) == (4, 5)
