"""Who may see and do what: nobody without a role gets past the way in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.access import Person, Role

Opened = Callable[..., AppTest]
ROOT = Path(__file__).resolve().parents[2]


def signed(email: str | None) -> AppTest:
    """The dashboard as somebody who is signed in, or isn't."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    at.user = {"is_logged_in": email is not None, "email": email or ""}
    return at.run()


def test_whoever_is_not_signed_in_sees_only_the_way_in(opened: Opened) -> None:
    at = signed(None)
    assert [button.label for button in at.button] == ["Aanmelden"]
    assert [title.value for title in at.title] == ["Monitor SmartHub Achterhoek"]


def test_an_account_without_a_role_is_refused(opened: Opened) -> None:
    at = signed("onbekend@example.org")
    assert not at.exception
    assert [warning.value for warning in at.warning] == [
        "Met uw account mag u dit niet; vraag de beheerder van de monitor om toegang."
    ]
    assert not at.date_input


def test_a_reader_sees_the_overview(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMARTHUB_READERS", "ander@example.org, Lezer@example.org")
    at = signed("lezer@example.org")
    assert not at.warning
    assert at.title[0].value == "Overzicht"


def test_each_role_may_do_what_the_ones_before_it_may() -> None:
    assert [Person("", role).may(Role.READER) for role in Role] == [False, True, True]
    assert [Person("", role).may(Role.EDITOR) for role in Role] == [False, False, True]
