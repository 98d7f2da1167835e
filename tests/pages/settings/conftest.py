"""The screens on which the programme is set, opened as those for files are, over the worked example."""

from datetime import UTC, datetime

import pytest

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.programme.loading import default_programme_path, load_programme


@pytest.fixture
def store(sqlite_url: str, example: tuple[str, bytes]) -> Store:
    """The worked example as the first revision."""
    plan = load_programme(default_programme_path())
    found = open_store(sqlite_url, plan)
    proposed = imports.read_files(
        found, Person("Tester", local=True), FilesToRead([example]), at=datetime(2018, 7, 1, tzinfo=UTC)
    )
    assert proposed.proposal is not None
    found.commit(proposed.proposal)
    return found
