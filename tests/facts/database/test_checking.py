"""Rows held against their digests; one of the form from before 0.9 is no fault."""

from dataclasses import replace

from sqlalchemy import update

from kpi.facts import row_digests
from kpi.facts.database.checking import check_database
from kpi.facts.database.engine import writing
from kpi.facts.proposal import NewRow, RegisterChange
from kpi.facts.store_opening import open_store
from kpi.facts.tables import FACTS
from kpi.language import words_of
from tests.facts.stories import pitch, proposal
from tests.facts.world import PROGRAMME


def digested(row: NewRow) -> NewRow:
    return row._replace(digest=row_digests.digest("pitches", row.values))


def test_a_row_changed_behind_its_back_is_found_unless_its_digest_is_of_the_earlier_form(database_url: str) -> None:
    store = open_store(database_url, PROGRAMME)
    rows = [digested(pitch("a", 5)), digested(pitch("b", 6)), pitch("c", 7)._replace(digest="0" * 32)]
    store.commit(replace(proposal(0, {}), changes=[RegisterChange("pitches", rows)]))
    assert check_database(store) == []
    table = FACTS["pitches"]
    with writing(store.engine) as connection:
        connection.execute(update(table).where(table.c.key.in_(["a", "c"])).values(funding=1))
    assert [words_of("en").say(fault) for fault in check_database(store)] == [
        "pitches: the row “a” of revision 1 isn't as it was recorded."
    ]
