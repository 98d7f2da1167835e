"""The audit log: written with each change, sealed entry onto entry, and changed by nobody."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kpi.facts import audit_log
from kpi.facts.audit_log import AuditEntry, Sealed
from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import snapshot
from kpi.facts.proposal import Decision
from kpi.facts.store import StaleProposal, Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from tests.facts.stories import NOON, proposal, write
from tests.facts.world import PROGRAMME

WHO = "Voorbeeldgebruiker"


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PROGRAMME)


def log(store: Store) -> list[Sealed]:
    with snapshot(store.engine) as connection:
        return list(audit_log.every_entry(connection, store.programme_id))


def faults(store: Store) -> list[str]:
    return [words_of("nl").say(fault) for fault in check_database(store)]


def test_every_revision_has_its_entry_with_what_changed(store: Store) -> None:
    write(store, {"a": 1})
    store.commit(
        proposal(
            1, {}, decisions=(Decision("accepted/x", '{"on": "2018-01-01", "until": "2018-01-01"}', "Voorbeeldreden"),)
        )
    )
    store.commit(proposal(2, {}, decisions=(Decision("accepted/x", None, "Niet meer nodig"),)))
    store.undo(1, by=WHO, at=NOON)
    told = [(one.number, one.entry.about, one.entry.before, one.entry.after) for one in log(store)]
    given = '{"accepted/x": "{\\"on\\": \\"2018-01-01\\", \\"until\\": \\"2018-01-01\\"}"}'
    assert told == [
        (1, "revision 1, voorbeeld.xlsx", None, '{"written": {"pitches": 1}}'),
        (2, "revision 2, voorbeeld.xlsx", None, given),
        (3, "revision 3, voorbeeld.xlsx", given, '{"accepted/x": null}'),
        (4, "revision 4", "revision 1", None),
    ]
    assert {one.entry.by for one in log(store)} == {WHO}
    assert faults(store) == []


def test_what_was_not_recorded_is_not_told(store: Store) -> None:
    late = proposal(0, {"b": 1})
    write(store, {"a": 1})
    with pytest.raises(StaleProposal):
        store.commit(late)
    with store.rehearse(proposal(1, {"c": 1})):
        pass
    assert [one.number for one in log(store)] == [1]


def test_a_role_is_told_from_what_to_what(store: Store) -> None:
    store.set_role("@example.org", "reader", by=WHO, at=NOON)
    store.set_role("an@example.org", "editor", by=WHO, at=NOON)
    assert [store.role(who) for who in ("an@example.org", "bo@example.org", "an@example.com")] == [
        "editor",
        "reader",
        None,
    ]
    store.set_role("an@example.org", None, by=WHO, at=NOON)
    assert store.role("an@example.org") == "reader"
    assert [(one.entry.about, one.entry.before, one.entry.after) for one in log(store)] == [
        ("@example.org", None, "reader"),
        ("an@example.org", None, "editor"),
        ("an@example.org", "editor", None),
    ]


@pytest.mark.parametrize("statement", ["UPDATE audit SET by = 'ander'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_an_entry(store: Store, statement: str) -> None:
    store.note(AuditEntry(NOON, WHO, "sign_in"))
    with pytest.raises(DBAPIError, match="append-only"), store.engine.connect() as connection, connection.begin():
        connection.execute(text(statement))
    assert len(log(store)) == 1


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE audit SET about = 'iets anders' WHERE number = 2", [2]),
        ("DELETE FROM audit WHERE number = 2", [3]),
        ("UPDATE audit SET refused = NOT refused WHERE number = 3", [3]),
        ("UPDATE audit SET number = 9 WHERE number = 3", [9]),
    ],
)
def test_a_change_behind_its_back_is_found(sqlite_url: str, statement: str, broken: list[int]) -> None:
    store = open_store(sqlite_url, PROGRAMME)
    for hours in range(3):
        store.note(AuditEntry(NOON + timedelta(hours=hours), WHO, "sign_in", refused=hours == 1))
    with store.engine.connect() as connection, connection.begin():
        for trigger in ("audit_no_update", "audit_no_delete"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(text(statement))
    with snapshot(store.engine) as connection:
        assert list(audit_log.broken_seals(connection, "voorbeeld")) == broken
    assert faults(store) == [
        f"Logboek: regel {n} is niet zoals hij geschreven is, of er mist een regel ervoor." for n in broken
    ]


def test_a_log_that_lost_its_last_entry_lacks_a_revision(sqlite_url: str) -> None:
    store = open_store(sqlite_url, PROGRAMME)
    write(store, {"a": 1})
    write(store, {"a": 2})
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text("DROP TRIGGER audit_no_delete"))
        connection.execute(text("DELETE FROM audit WHERE number = 2"))
    assert faults(store) == [
        "Logboek: regel 2 is niet zoals hij geschreven is, of er mist een regel ervoor.",
        "Logboek: van revisie 2 is er geen regel.",
    ]
