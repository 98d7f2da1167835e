"""Who may see and do what: nobody without a role gets past the way in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.access import Role
from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme

Opened = Callable[..., AppTest]
ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2018, 7, 1, 12, tzinfo=UTC)
REFUSED = "Met uw account mag u dit niet; vraag de beheerder van de monitor om toegang."


def signed(email: str | None) -> AppTest:
    """The dashboard as somebody who is signed in, or isn't."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.user = {"is_logged_in": email is not None, "email": email or "", "iat": datetime.now(UTC).timestamp()}
    return at.run()


def test_whoever_is_not_signed_in_sees_only_the_way_in(opened: Opened) -> None:
    at = signed(None)
    assert [button.label for button in at.button] == ["Aanmelden"]
    assert [title.value for title in at.title] == ["SmartHub Achterhoek"]


def test_an_account_without_a_role_is_refused(opened: Opened) -> None:
    at = signed("onbekend@example.org")
    assert not at.exception
    assert [warning.value for warning in at.warning] == [REFUSED]
    assert not at.date_input


def test_a_reader_sees_the_overview_until_the_role_is_withdrawn(opened: Opened, database: str) -> None:
    store = open_store(database, load_programme(default_programme_path()))
    store.set_role("lezer@example.org", Role.READER, by="Tester", at=NOON)
    at = signed("Lezer@example.org")
    assert not at.warning
    assert at.title[0].value == "Overzicht"
    store.set_role("lezer@example.org", None, by="Tester", at=NOON)
    assert [warning.value for warning in at.run().warning] == [REFUSED]


def test_the_first_admin_is_named_in_the_settings(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTHUB_ADMIN", "Beheer@example.org")
    at = signed("beheer@example.org")
    assert not at.warning
    assert at.title[0].value == "Overzicht"
