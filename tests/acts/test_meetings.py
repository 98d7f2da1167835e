"""Keeping minutes: numbered within a day, taken back, and refused to who may not."""

from datetime import UTC, date, datetime

import pytest

from kpi.access import LOCAL, NotAllowed, Person
from kpi.acts.given_texts import TooLong
from kpi.acts.meetings import EntryDraft, NoSuchEntry, NothingWritten, keep, take_back
from kpi.facts.decisions.decision_kinds import MinutesKind
from kpi.facts.decisions.minutes import entries
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from tests.facts.world import PROGRAMME

AT, DAY = datetime(2018, 7, 1, 9, tzinfo=UTC), date(2018, 6, 18)


@pytest.fixture
def store(sqlite_url: str) -> Store:
    return open_store(sqlite_url, PROGRAMME)


def kept(store: Store) -> list[tuple[str, str]]:
    with store.read() as reader:
        return [(entry.key, entry.text) for entry in entries(reader)]


def test_entries_of_a_day_are_numbered_and_a_number_that_was_given_back_is_free_again(store: Store) -> None:
    for text in ("een", " twee ", "drie"):
        keep(store, LOCAL, EntryDraft(MinutesKind.NOTE, DAY, "", text), at=AT)
    take_back(store, LOCAL, "minutes/note/2018-06-18/002", at=AT)
    assert [key[-3:] for key, _ in kept(store)] == ["001", "003"]
    keep(store, LOCAL, EntryDraft(MinutesKind.NOTE, DAY, "", "vier"), at=AT)
    assert kept(store) == [
        ("minutes/note/2018-06-18/001", "een"),
        ("minutes/note/2018-06-18/002", "vier"),
        ("minutes/note/2018-06-18/003", "drie"),
    ]


def test_what_says_nothing_or_too_much_is_refused(store: Store) -> None:
    with pytest.raises(NothingWritten):
        keep(store, LOCAL, EntryDraft(MinutesKind.NOTE, DAY, "", "  "), at=AT)
    with pytest.raises(TooLong):
        keep(store, LOCAL, EntryDraft(MinutesKind.NOTE, DAY, "", "x" * 4001), at=AT)
    with pytest.raises(NoSuchEntry):
        take_back(store, LOCAL, "minutes/note/2018-06-18/001", at=AT)
    assert store.latest() == 0


def test_a_stranger_keeps_nothing(store: Store) -> None:
    with pytest.raises(NotAllowed):
        keep(store, Person("lezer@voorbeeld.invalid"), EntryDraft(MinutesKind.NOTE, DAY, "", "x"), at=AT)
    assert store.latest() == 0
