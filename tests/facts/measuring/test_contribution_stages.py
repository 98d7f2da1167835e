"""The ladder of contributions with the age of what stands open, on figures in sight."""

from datetime import date
from fractions import Fraction

import pytest

from kpi.facts.measuring.contribution_stages import Rung, ladder
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.views.money.contributions_by_organisation import ladder_sentence, ladder_table
from tests.facts.world import PROGRAMME, record

F = Fraction
UNKNOWN = (None, None, None, None)


@pytest.fixture
def store(database_url: str) -> Store:
    return open_store(database_url, PROGRAMME)


CASH = {"plan_year": "2017-2018", "form": "cash", "pledged": 9000, "pledged_on": date(2017, 7, 1)}


def test_what_came_in_is_set_against_the_oldest_invoices_and_the_rest_has_its_age(store: Store) -> None:
    """V was sent 1.000 on each of four days and paid 1.500: the oldest is settled, half of the next one is open."""
    sent = [date(2017, 9, 1), date(2017, 9, 2), date(2017, 10, 31), date(2017, 12, 1)]
    rows = [
        {"organisation": "V", "plan_year": "2017-2018", "reference": str(n), "form": "cash", "invoiced": 1000,
         "invoiced_on": day}
        for n, day in enumerate(sent)
    ]  # fmt: skip
    paid = {"organisation": "V", "plan_year": "2017-2018", "reference": "9", "form": "cash", "received": 1500,
            "received_on": date(2017, 12, 31)}  # fmt: skip
    later = {**paid, "reference": "10", "received_on": date(2018, 1, 1)}
    record(store, {"contributions": [*rows, paid, later, {**CASH, "organisation": "W", "reference": "1"}]})
    with store.read() as reader:
        found = ladder(reader, "2017-2018", date(2017, 12, 31), limit=1)
        rest = ladder(reader, "2017-2018", date(2017, 12, 31), limit=1, offset=1)
    assert found.rungs == (Rung("V", None, F(4000), F(1500), (F(1000), F(0), F(1000), F(500))),)
    assert rest.rungs == (Rung("W", F(9000), None, None, UNKNOWN),)
    assert (found.whole, found.organisations) == (Rung("", F(9000), F(4000), F(1500), found.rungs[0].open), 2)


def test_a_stage_that_nobody_recorded_isnt_known_and_one_dated_later_is_nothing_yet(store: Store) -> None:
    """Of E only the pledge is known; the invoice of V is of 1 October, a month after the day asked for."""
    later = {**CASH, "organisation": "V", "invoiced": 500, "invoiced_on": date(2017, 10, 1)}
    record(store, {"contributions": [{**CASH, "organisation": "E"}, later]})
    with store.read() as reader:
        found = ladder(reader, "2017-2018", date(2017, 9, 1), limit=5)
        none = ladder(reader, "2018-2019", date(2017, 9, 1), limit=5)
    nothing = (F(0), F(0), F(0), F(0))
    assert found.rungs == (Rung("E", F(9000), None, None, UNKNOWN), Rung("V", F(9000), F(0), None, nothing))
    assert found.whole == Rung("", F(18000), F(0), None, nothing)
    assert none.whole == Rung("", None, None, None, UNKNOWN)
    shown = [[words_of("nl").say(cell) for cell in row] for row in ladder_table(found).rows]
    assert [row[1:4] for row in shown] == [
        ["€\xa09.000", "–", "–"],
        ["€\xa09.000", "€\xa00", "–"],
        ["€\xa018.000", "€\xa00", "–"],
    ]
    assert words_of("nl").say(ladder_sentence(found)) == "Er is nog geen factuur vastgelegd."
