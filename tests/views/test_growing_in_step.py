"""What a read costs the database grows no faster than the facts: counted in steps of SQLite, not in seconds."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from kpi.access import LOCAL
from kpi.acts import imports
from kpi.facts.reader import Reader
from kpi.facts.store import Store
from kpi.intake.proposing import FilesToRead
from kpi.monitor import picture
from kpi.update.reading_update import read_update
from kpi.views.money import contributions_by_organisation, plan_years
from kpi.views.results import activities, indicator, members, pace, vacancies, visibility
from kpi.views.sources import rows_behind
from kpi.views.sources.rows_behind import RowsAsked
from tests.bench.worlds import AT, FIRST, build

FEW, TIMES = 2_000, 4
ALLOWED = 1.15
"""Room above growing in step: sorting takes a little more."""
EVERY, LEAST = 100, 20_000
"""Steps between two counts, and what is too little to be told apart from what every read costs."""
DAY, YEAR = date(2018, 6, 30), "2017-2018"


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Store]:
    folder = tmp_path_factory.mktemp("growing")
    few, many = (_with_memberships(folder / f"{facts}.db", facts) for facts in (FEW, FEW * TIMES))
    return few, many


def _with_memberships(file: Path, facts: int) -> Store:
    """A twentieth more rows of another sheet about the same organisations, half of them with their own first day."""
    store = build(file, facts)
    days = (FIRST + timedelta(number % 300) for number in range(facts // 20))
    rows = [f"Meetbedrijf {number};{day:%d-%m-%Y}" for number, day in enumerate(days)]
    given = FilesToRead([("Lidmaatschappen.csv", "\r\n".join(["organisatie;lid_sinds", *rows]).encode())])
    proposal = imports.read_files(store, LOCAL, given, at=AT).proposal
    assert proposal is not None
    imports.accept_import(store, LOCAL, proposal, at=AT)
    return store


def steps(store: Store, read: Callable[[Reader], object]) -> int:
    """How many steps of its machine SQLite takes to answer."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += EVERY

    with store.read() as reader:
        driver = reader.connection.connection.dbapi_connection
        assert driver is not None
        driver.set_progress_handler(count, EVERY)
        read(reader)
        driver.set_progress_handler(None, 0)
    return counted


READS: dict[str, Callable[[Reader], object]] = {
    "picture": lambda reader: picture(reader, DAY, YEAR),
    "update": lambda reader: read_update(reader, date(2018, 3, 31), DAY, YEAR, "nl"),
    "members": lambda reader: members.read(reader, DAY, YEAR),
    "vacancies": lambda reader: vacancies.read(reader, DAY, YEAR),
    "visibility": lambda reader: visibility.read(reader, DAY, YEAR),
    "plan years": lambda reader: plan_years.read(reader, DAY, YEAR),
    "activities": lambda reader: activities.read(reader, DAY, YEAR, 0),
    "contributions": lambda reader: contributions_by_organisation.read(reader, DAY, YEAR, 0),
}


def _of_indicator(which: str, name: str) -> Callable[[Reader], object]:
    asked = RowsAsked(name, 1)
    of = {
        "indicator": partial(indicator.read, as_of=DAY, plan_year=YEAR, indicator_id=name),
        "pace": partial(pace.read, as_of=DAY, plan_year=YEAR, indicator_id=name),
        "rows": lambda reader: rows_behind.read(reader, DAY, YEAR, asked),
    }
    return of[which]


def test_a_read_of_four_times_the_facts_takes_four_times_the_steps(stores: tuple[Store, Store]) -> None:
    indicators = [one.id for one in stores[0].filed.indicators]
    of_each = {f"{w} {n}": _of_indicator(w, n) for n in indicators for w in ("indicator", "pace", "rows")}
    dear = {}
    for name, read in (READS | of_each).items():
        few, many = (steps(store, read) for store in stores)
        if many > max(TIMES * ALLOWED * few, LEAST):
            dear[name] = (few, many)
    assert dear == {}


def test_a_query_goes_the_same_way_however_much_there_is(stores: tuple[Store, Store]) -> None:
    """What SQLite plans by is part of the tables, and no outcome of what was recorded."""
    few, many = ([*_typical_sizes(store)] for store in stores)
    assert few == many
    assert {table for table, _ in few} >= {"organisations", "memberships", "vacancies", "decision"}


def _typical_sizes(store: Store) -> list[tuple[str, str]]:
    with store.read() as reader:
        query = "SELECT tbl, stat FROM sqlite_stat1 ORDER BY tbl, idx"
        return [(row.tbl, row.stat) for row in reader.connection.exec_driver_sql(query)]
