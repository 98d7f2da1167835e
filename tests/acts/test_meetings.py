"""Keeping minutes: numbered within a day, taken back, and refused to who may not."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from kpi.access import LOCAL, NotAllowed, Person
from kpi.acts.given_texts import TooLong
from kpi.acts.meetings import (
    Ending,
    EntryDraft,
    NoSuchEntry,
    NoSuchRole,
    NothingToDo,
    NothingWritten,
    TooEarly,
    end,
    keep,
    reopen,
    take_back,
)
from kpi.facts.decisions.minutes import Progress, entries, taken_decisions
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme

AT, DAY = datetime(2018, 7, 1, 9, tzinfo=UTC), date(2018, 6, 18)


@pytest.fixture
def store(sqlite_url: str) -> Store:
    return open_store(sqlite_url, load_programme(default_programme_path()))


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


DECISION = "minutes/decision/2018-06-18/001"
BEFORE = date(2018, 9, 1)


def decided(store: Store, **given: Any) -> None:
    draft = EntryDraft(MinutesKind.DECISION, DAY, "", "Het programmabureau belt na", **given)
    keep(store, LOCAL, draft, at=AT)


def progress(store: Store, on: date, revision: int | None = None) -> list[Progress]:
    with store.read(revision) as reader:
        return [taken.progress(on) for taken in taken_decisions(reader, on)]


def test_a_decision_is_open_up_to_and_including_its_last_day_and_then_overdue(store: Store) -> None:
    decided(store, owner="Penningmeester", before=BEFORE)
    assert progress(store, date(2018, 6, 17)) == []
    assert progress(store, DAY) == progress(store, BEFORE) == [Progress.OPEN]
    assert progress(store, date(2018, 9, 2)) == [Progress.OVERDUE]


@pytest.mark.parametrize(("done", "as_is"), [(True, Progress.DONE), (False, Progress.LAPSED)])
def test_its_end_counts_from_its_day_and_may_be_taken_back(store: Store, done: bool, as_is: Progress) -> None:
    decided(store, before=BEFORE)
    end(store, LOCAL, DECISION, Ending(done, date(2018, 9, 10), "gebeld"), at=AT)
    assert progress(store, date(2018, 9, 9)) == [Progress.OVERDUE]
    assert progress(store, date(2018, 9, 10)) == [as_is]
    reopen(store, LOCAL, DECISION, at=AT)
    assert progress(store, date(2018, 9, 10)) == [Progress.OVERDUE]
    assert progress(store, date(2018, 9, 10), revision=2) == [as_is]


def test_what_became_of_a_decision_goes_with_it_so_that_the_next_of_its_number_is_open(store: Store) -> None:
    decided(store)
    end(store, LOCAL, DECISION, Ending(done=True, on=DAY), at=AT)
    take_back(store, LOCAL, DECISION, at=AT)
    decided(store)
    assert progress(store, DAY) == [Progress.OPEN]


def test_a_proposal_leaves_the_agenda_when_it_is_decided_on(store: Store) -> None:
    keep(store, LOCAL, EntryDraft(MinutesKind.PROPOSAL, date(2018, 6, 1), "", "Nabellen", owner="treasurer"), at=AT)
    decided(store, settles="minutes/proposal/2018-06-01/001")
    with store.read() as reader:
        assert [(entry.kind, entry.text) for entry in entries(reader)] == [
            (MinutesKind.DECISION, "Het programmabureau belt na")
        ]
    with store.read(1) as reader:
        assert [(entry.kind, entry.owner) for entry in entries(reader)] == [(MinutesKind.PROPOSAL, "Penningmeester")]
    with pytest.raises(NoSuchEntry):
        decided(store, settles="minutes/proposal/2018-06-01/001")


def test_what_can_not_be_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(NoSuchRole):
        decided(store, owner="Jan de Vries")
    with pytest.raises(TooEarly):
        decided(store, before=date(2018, 6, 17))
    with pytest.raises(NothingToDo):
        keep(store, LOCAL, EntryDraft(MinutesKind.NOTE, DAY, "", "x", before=BEFORE), at=AT)
    for gone in (
        lambda: end(store, LOCAL, DECISION, Ending(done=True, on=DAY), at=AT),
        lambda: reopen(store, LOCAL, DECISION, at=AT),
    ):
        with pytest.raises(NoSuchEntry):
            gone()
    decided(store)
    with pytest.raises(TooEarly):
        end(store, LOCAL, DECISION, Ending(done=True, on=date(2018, 6, 17)), at=AT)
    assert store.latest() == 1
