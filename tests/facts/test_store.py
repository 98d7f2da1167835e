import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kpi.errors import UnknownRevision
from kpi.facts.current_rows import known_digests, names_written
from kpi.facts.database.bulk import retire
from kpi.facts.database.checking import check_database
from kpi.facts.decisions.decisions_made import stored_decisions
from kpi.facts.decisions.minutes import acceptances
from kpi.facts.proposal import Decision, NewRow, Proposal, RegisterChange
from kpi.facts.reader import filled_registers, has_sample, last_updated
from kpi.facts.store import StaleProposal, Store, UnknownFile
from kpi.facts.store_opening import open_store
from kpi.facts.tables import FACTS
from kpi.facts.undoing import AlreadyUndone, NoSampleData
from kpi.language import words_of
from tests.facts.stories import NOON, at, imported, known, proposal, undo, write
from tests.facts.world import PROGRAMME, named


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PROGRAMME)


def test_each_revision_still_reads_as_it_did(store: Store) -> None:
    write(store, {"a": 1, "b": 2})
    write(store, {"a": 3, "c": 4})
    write(store, {}, retire="b")
    assert [at(store, n) for n in range(4)] == [{}, {"a": 1, "b": 2}, {"a": 3, "b": 2, "c": 4}, {"a": 3, "c": 4}]
    assert [(r.number, dict(r.written), dict(r.retired)) for r in store.revisions()] == [
        (3, {}, {"pitches": 1}),
        (2, {"pitches": 2}, {"pitches": 1}),
        (1, {"pitches": 2}, {}),
    ]


def test_a_revision_says_who_when_and_from_which_file(store: Store) -> None:
    done = store.commit(proposal(0, {"a": 1}))
    assert (done.number, done.by, done.at, done.files) == (1, "Voorbeeldgebruiker", NOON, ("voorbeeld.xlsx",))
    assert store.original(1, "voorbeeld.xlsx") == b"x"
    with pytest.raises(UnknownFile):
        store.original(1, "ander.xlsx")


def test_a_revision_that_never_was_is_refused(store: Store) -> None:
    write(store, {"a": 1})
    with pytest.raises(UnknownRevision, match=r"There is no revision 2; the latest is 1\."), store.read(2):
        pass


def test_a_proposal_worked_out_before_another_revision_is_refused(store: Store) -> None:
    late = proposal(0, {"b": 1})
    write(store, {"a": 1})
    with pytest.raises(StaleProposal):
        store.commit(late)
    assert (store.latest(), at(store)) == (1, {"a": 1})


def test_of_two_at_the_same_moment_one_is_recorded(database_url: str) -> None:
    stores = [open_store(database_url, PROGRAMME) for _ in range(2)]
    start, outcome = threading.Barrier(2), []

    def race(store: Store, key: str) -> None:
        start.wait()
        try:
            outcome.append(store.commit(proposal(0, {key: 1})).number)
        except StaleProposal:
            outcome.append(None)

    threads = [threading.Thread(target=race, args=(store, key)) for store, key in zip(stores, "ab", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome, key=str) == [1, None]
    assert (stores[0].latest(), len(at(stores[0]))) == (1, 1)


def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    write(store, {"a": 1})
    with store.read() as reader:
        write(store, {"a": 2})
        assert (reader.revision, known(reader)) == (1, {"a": 1})
    assert at(store) == {"a": 2}


def test_a_rehearsal_shows_what_would_be_and_leaves_nothing(store: Store) -> None:
    write(store, {"a": 1})
    with store.rehearse(proposal(1, {"a": 2, "b": 3})) as reader:
        assert (reader.revision, known(reader)) == (2, {"a": 2, "b": 3})
    assert (store.latest(), at(store)) == (1, {"a": 1})


def test_an_undo_brings_back_what_was_with_its_own_origin(store: Store) -> None:
    write(store, {"a": 1, "b": 2})
    write(store, {"a": 3, "c": 4}, retire="b")
    assert undo(store, 2) == (2, 2, ())
    assert at(store) == {"a": 1, "b": 2}
    table = FACTS["pitches"]
    with store.read() as reader:
        rows = reader.connection.execute(reader.current("pitches").order_by(table.c.key)).mappings().all()
    assert [(row["key"], row["upload"], row["revision"], row["sheet"], row["row"]) for row in rows] == [
        ("a", 1, 3, "Pitches", 2),
        ("b", 1, 3, "Pitches", 2),
    ]
    assert [(r.number, r.undoes, r.undone_by) for r in store.revisions()] == [
        (3, 2, None),
        (2, None, 3),
        (1, None, None),
    ]


def test_an_undo_leaves_alone_what_changed_later(store: Store) -> None:
    write(store, {"a": 1, "b": 1})
    write(store, {"a": 2, "b": 2, "c": 2}, retire="")
    write(store, {"a": 3}, retire="c")
    assert undo(store, 2) == (1, 1, (("pitches", "a"), ("pitches", "c")))
    assert at(store) == {"a": 3, "b": 1}


def test_a_key_that_was_retired_and_written_again_is_left_alone(store: Store) -> None:
    write(store, {"a": 1})
    write(store, {}, retire="a")
    write(store, {"a": 3})
    assert undo(store, 2) == (0, 0, (("pitches", "a"),))
    assert at(store) == {"a": 3}


def test_undone_from_the_last_to_the_first_nothing_is_left_behind(store: Store) -> None:
    """The later undo put the row of revision 2 back as a copy: it is still the row of revision 2."""
    write(store, {"a": 1})
    write(store, {"a": 2})
    write(store, {"a": 3})
    assert [undo(store, n) for n in (3, 2, 1)] == [(1, 1, ()), (1, 1, ()), (0, 1, ())]
    assert [at(store, n) for n in range(3, 7)] == [{"a": 3}, {"a": 2}, {"a": 1}, {}]


def test_an_undo_can_be_undone(store: Store) -> None:
    write(store, {"a": 1})
    write(store, {"a": 2, "b": 2})
    undo(store, 2)
    with pytest.raises(AlreadyUndone):
        undo(store, 2)
    undo(store, 3)
    assert at(store) == {"a": 2, "b": 2}
    undo(store, 2)
    assert at(store) == {"a": 1}
    with pytest.raises(UnknownRevision):
        undo(store, 9)
    assert check_database(store) == []


def test_an_imported_file_is_known_until_it_is_undone(store: Store) -> None:
    write(store, {"a": 1})
    assert (imported(store, "as-given"), imported(store, "other")) == (1, None)
    undo(store, 1)
    assert imported(store, "as-given") is None
    undo(store, 2)
    assert imported(store, "as-given") == 1


def sampled(store: Store) -> bool:
    with store.read() as reader:
        return has_sample(reader)


def test_the_sample_is_taken_out_through_copies_too(store: Store) -> None:
    write(store, {"a": 1, "b": 1}, sample=True)
    write(store, {"a": 2, "c": 2})
    undo(store, 2)
    write(store, {"d": 4})
    assert sampled(store)
    store.remove_sample(by="Voorbeeldgebruiker", at=NOON)
    assert (at(store), sampled(store)) == ({"d": 4}, False)
    with pytest.raises(NoSampleData):
        store.remove_sample(by="Voorbeeldgebruiker", at=NOON)
    undo(store, 5)
    assert (at(store), sampled(store)) == ({"a": 1, "b": 1, "d": 4}, True)


def decide(store: Store, value: str | None, reason: str) -> None:
    store.commit(proposal(store.latest(), {}, decisions=(Decision("accepted/member_companies", value, reason),)))


def test_a_decision_holds_until_it_is_withdrawn_and_can_be_undone(store: Store) -> None:
    value = '{"by": "Voorbeeldstuurgroep", "on": "2018-06-30", "until": "2018-12-31"}'
    decide(store, value, "Voorbeeldreden")
    decide(store, None, "Niet meer nodig")

    def reasons(revision: int | None = None) -> dict[str, str]:
        with store.read(revision) as reader:
            return {stored.key: stored.reason for stored in stored_decisions(reader, "accepted/")}

    assert [reasons(1), reasons(2)] == [{"accepted/member_companies": "Voorbeeldreden"}, {}]
    undo(store, 2)
    assert reasons() == {"accepted/member_companies": "Voorbeeldreden"}
    with store.read() as reader:
        (accepted,) = acceptances(reader).values()
    assert (accepted.indicator, accepted.by, accepted.until.isoformat()) == (
        "member_companies",
        "Voorbeeldstuurgroep",
        "2018-12-31",
    )


def test_what_an_import_compares_with_belongs_to_the_revision(store: Store) -> None:
    row = NewRow(
        "x", "d1", ("Voorbeeldbedrijf 17", "voorbeeldbedrijf17", "company", *[None] * 14), 0, "Organisaties", 2
    )
    change = RegisterChange("organisations", [row])
    store.commit(Proposal(0, "Voorbeeldgebruiker", NOON, changes=[change]))
    write(store, {"a": 1})
    with store.read() as reader:
        assert known_digests(reader, "organisations") == {"x": "d1"}
        assert names_written(reader, "organisations", "name") == {"voorbeeldbedrijf17": "Voorbeeldbedrijf 17"}
        assert filled_registers(reader) == {"organisations", "pitches"}
        assert last_updated(reader, ["organisations"]) == NOON
        assert last_updated(reader, ["organisations", "pitches"]) == NOON + timedelta(days=1)
        assert last_updated(reader, ["videos"]) is None


def test_programmes_in_one_database_know_nothing_of_each_other(database_url: str) -> None:
    one, other = open_store(database_url, PROGRAMME), open_store(database_url, named("ander"))
    write(one, {"a": 1})
    write(other, {"a": 2})
    undo(other, 1)
    assert (at(one), at(other), one.latest(), other.latest()) == ({"a": 1}, {}, 1, 2)


def test_times_come_back_as_the_moment_they_were(store: Store) -> None:
    given = datetime(2018, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    assert store.commit(Proposal(0, "Voorbeeldgebruiker", given)).at == datetime(2018, 6, 30, 22, 30, tzinfo=UTC)


def test_the_check_finds_what_was_changed_behind_its_back(store: Store) -> None:
    write(store, {"a": 1, "b": 1})
    with store.engine.begin() as connection:
        retire(connection, FACTS["pitches"], "voorbeeld", ["b"], 1)
        connection.exec_driver_sql("UPDATE upload SET stored_sha256 = 'x'")
    assert [words_of("en").say(fault) for fault in check_database(store)] == [
        "pitches: 1 rows begin or end at an impossible revision.",
        "pitches: revision 1 says 2/0, but 2/1 is there (written/retired).",
        "Revision 1 doesn't hold what the audit log sealed when it was recorded.",
        "The file “voorbeeld.xlsx” of revision 1 isn't what was kept.",
    ]
