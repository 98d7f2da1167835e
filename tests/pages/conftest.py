"""The dashboard under test: an empty database, and one filled with the sample workbooks through the intake."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from pages.shared.menu import SCREENS, MenuItem
from pages.shared.remembered import forget

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "example" / "example.xlsx"
Opened = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def _fresh_caches(_components_once: None) -> Iterator[None]:
    """Streamlit's caches and ours outlive a test, and its database."""
    yield
    st.cache_resource.clear()
    forget()


@pytest.fixture
def database(request: pytest.FixtureRequest, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The url of a database of its own: ``empty``, or a copy of the ``sample``."""
    if getattr(request, "param", "empty") == "sample":
        shutil.copyfile(request.getfixturevalue("sample_file"), sqlite_url.removeprefix("sqlite:///"))
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    return sqlite_url


def linked(screen: MenuItem) -> AppTest:
    """The dashboard at the address of a screen, not drawn yet; ``switch_page`` would ask for another screen first."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at._page_hash = "" if screen is SCREENS[0] else calc_hash(screen.url)
    return at


@pytest.fixture
def opened(database: str, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a screen through the entry file, with the parameters of its link: by its script, or its name in progress."""
    monkeypatch.chdir(ROOT)

    def open_screen(script: str = "overview", **parameters: str) -> AppTest:
        place = script if "/" in script else f"pages/progress/{script}.py"
        at = linked(next(screen for screen in SCREENS if screen.script == place))
        for name, value in parameters.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception
        return at

    return open_screen


@pytest.fixture
def example() -> tuple[str, bytes]:
    """The worked example, as a file that is dropped."""
    return EXAMPLE.name, EXAMPLE.read_bytes()
