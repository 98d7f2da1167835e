"""The screens for files and for the report, opened through the entry file over a database of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "example" / "example.xlsx"
Opened = Callable[[str], AppTest]


@pytest.fixture(autouse=True)
def _fresh_caches(_components_once: None) -> Iterator[None]:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def opened(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a screen on the last day of the plan year 2017-2018, in an empty database."""
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.chdir(ROOT)

    def open_screen(script: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        at.query_params["as_of"] = "2018-06-30"
        at.run()
        at.switch_page(str(ROOT / script))
        at.query_params["as_of"] = "2018-06-30"
        at.run()
        assert not at.exception
        return at

    return open_screen


@pytest.fixture
def example() -> tuple[str, bytes]:
    return EXAMPLE.name, EXAMPLE.read_bytes()
