"""Databases without a table, which the migrations fill anew in each test."""

import pytest

from kpi.facts.store_opening import upgrade


@pytest.fixture(autouse=True)
def _migrated_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpi.facts.store_opening.upgrade", upgrade)


@pytest.fixture
def postgres_url(bare_postgres_url: str) -> str:
    return bare_postgres_url
