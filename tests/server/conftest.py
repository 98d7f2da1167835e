"""The dashboard that the attacks are tried on: with sign-in, with the sample, with somebody of each role."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kpi.access import Role
from kpi.facts.store_opening import open_store
from kpi.programme.loading import load_programme
from kpi.settings import settings
from tests.journeys.conftest import dashboard
from tests.server.watched import Watched
from tests.signing import ADMIN, COOKIE_SECRET, free_port


@pytest.fixture(scope="module")
def watched(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    yield from guarding(sample_file, tmp_path_factory.mktemp("watched"))


def guarding(sample_file: Path, folder: Path, **more: str) -> Iterator[Watched]:
    """A dashboard with sign-in and somebody of each role, and with more settings."""
    database, port = Path(shutil.copy(sample_file, folder)), free_port()
    programme = load_programme(Path(more.get("SMARTHUB_PROGRAMME", settings().programme)))
    store = open_store(f"sqlite:///{database}", programme)
    for role in Role:
        store.set_role(f"{role}@example.org", role, by="Tester", at=datetime(2018, 7, 2, tzinfo=UTC))
    told = {
        "SMARTHUB_URL": f"http://127.0.0.1:{port}",
        "SMARTHUB_ADMIN": ADMIN,
        "SMARTHUB_OIDC_METADATA": "http://127.0.0.1:1/.well-known/openid-configuration",
        "SMARTHUB_OIDC_CLIENT_ID": "monitor",
        "SMARTHUB_OIDC_CLIENT_SECRET": "geheim-voor-de-proef",
        "SMARTHUB_COOKIE_SECRET": COOKIE_SECRET,
        **more,
    }
    for address in dashboard(database, port, told):
        yield Watched(address, store, told)
