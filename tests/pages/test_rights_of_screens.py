"""Every screen × every role: the navigation hides, and the screen itself refuses, also to somebody who has its address.

Complete by construction: a screen that is added without its letters in ``MAY`` fails.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.navigation.page import StreamlitPage
from streamlit.testing.v1 import AppTest

from kpi.access import Act, Role
from kpi.facts.audit_log import entries
from kpi.facts.database.engine import snapshot
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme
from pages.shared import menu
from pages.shared.menu import SCREENS, MenuItem
from tests.pages.conftest import linked

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.now(UTC)
REFUSED = "Met uw account mag u dit niet; vraag de beheerder van de monitor om toegang."
MAY = {
    "overview": "reader auditor editor admin",
    "indicator": "reader auditor editor admin",
    "money": "reader auditor editor admin",
    "members": "reader auditor editor admin",
    "vacancies": "reader auditor editor admin",
    "visibility": "reader auditor editor admin",
    "activities": "reader auditor editor admin",
    "compare": "reader auditor editor admin",
    "what-if": "reader auditor editor admin",
    "minutes": "reader auditor editor admin",
    "set-targets": "editor admin",
    "set-grant": "editor admin",
    "present": "reader auditor editor admin",
    "update": "reader auditor editor admin",
    "data": "editor admin",
    "report": "auditor editor admin",
    "access": "reader auditor editor admin",
    "log": "auditor admin",
}
"""Which screen is for whom, written out by hand beside the menu that the product uses."""


@pytest.fixture
def store(database: str, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.chdir(ROOT)
    opened = open_store(database, load_programme(default_programme_path()))
    for role in Role:
        opened.set_role(f"{role}@example.org", role, by="Tester", at=NOW)
    return opened


def opened_by(role: str, screen: MenuItem) -> AppTest:
    """The screen, opened by its address by somebody of that role."""
    at = linked(screen)
    at.user = {"is_logged_in": True, "email": f"{role}@example.org", "iat": NOW.timestamp()}
    return at.run()


def test_every_screen_stands_in_the_table() -> None:
    assert {screen.url for screen in SCREENS} == set(MAY)


@pytest.mark.parametrize("role", ["reader", "auditor", "editor", "admin", "vreemd"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.url)
def test_a_screen_opens_or_refuses_whatever_the_navigation_shows(
    store: Store, monkeypatch: pytest.MonkeyPatch, screen: MenuItem, role: str
) -> None:
    monkeypatch.setattr(menu, "may_do", lambda who: frozenset(Act))
    at = opened_by(role, screen)
    assert not at.exception
    warnings = [warning.value for warning in at.warning]
    assert (REFUSED in warnings) == (role not in MAY[screen.url].split())
    if role not in MAY[screen.url].split():
        with snapshot(store.engine) as connection:
            refused = [one.entry for one in entries(connection, store.programme_id) if one.entry.refused]
        assert {one.by for one in refused} == {f"{role}@example.org"}
        assert not at.dataframe
        assert not at.get("file_uploader")


@pytest.mark.parametrize("role", ["reader", "auditor", "editor", "admin"])
def test_the_navigation_shows_what_a_role_may_see(store: Store, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    def kept(groups: dict[str, list[StreamlitPage]], **_: object) -> StreamlitPage:
        pages = [page for group in groups.values() for page in group]
        shown.extend(page.url_path for page in pages if page.visibility == "visible")
        return pages[0]

    monkeypatch.setattr("pages.shared.menu.st.navigation", kept)
    opened_by(role, SCREENS[0])
    assert {url or "overview" for url in shown} == {url for url, roles in MAY.items() if role in roles.split()}
