"""The account of the example's history, on the last day of the plan year, as a workbook."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.report.account import SubsidyReport
from kpi.report.reading_account import read_report
from tests.facts.world import record
from tests.report.full_year import facts
from tests.report.written_files import account_file

EXAMPLE = Path(__file__).parents[1] / "example" / "example.xlsx"
DAY = date(2018, 6, 30)


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_programme(default_programme_path())


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> Store:
    """The example's history, imported once."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('report') / 'example.db'}", programme)
    files = [(EXAMPLE.name, EXAMPLE.read_bytes())]
    proposed = imports.read_files(
        store, Person("Tester", local=True), FilesToRead(files), at=datetime(2021, 7, 1, tzinfo=UTC)
    )
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


@pytest.fixture(scope="session")
def report(example_store: Store, programme: Programme) -> SubsidyReport:
    with example_store.read() as reader:
        return read_report(reader, picture(reader, DAY, "2017-2018"))


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory, report: SubsidyReport) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "verslag.xlsx"
    (path).write_bytes(account_file(report, "xlsx", words_of("nl")))
    return path


@pytest.fixture(scope="session")
def full_year(tmp_path_factory: pytest.TempPathFactory, programme: Programme) -> Store:
    """A full plan year of invented facts, as one revision."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('full') / 'full.db'}", programme)
    record(store, facts(programme))
    return store
