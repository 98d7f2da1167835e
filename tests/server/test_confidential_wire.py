"""Every screen and indicator over the wire as each role, with the files that they offer, by the values that are sent.

The world is that of tests/pages/test_confidential_values.py: amounts of single organisations that are no figure of the
programme. A reader is sent none of them; who may see what is confidential is sent them all.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpi.access import Role
from pages.shared.menu import SCREENS
from tests.pages.shown_values import contents, values
from tests.pages.test_confidential_values import INDICATORS, REMARK, SECRETS, amounts, filled, secret
from tests.server.conftest import guarding
from tests.server.test_downloads import made, offered
from tests.server.watched import Watched, started

__all__ = ["filled"]
CODES = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,}")
"""Ids of sessions, runs and elements: digits by chance, and no figures."""
ASKED = "as_of=2018-06-30&plan_year=2017-2018"
PLACES = [*((screen.url, "") for screen in SCREENS), *(("indicator", f"&indicator={one}") for one in INDICATORS)]


@pytest.fixture(scope="module")
def walked(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A dashboard over that world, with somebody of each role."""
    folder = tmp_path_factory.mktemp("walked")
    yield from guarding(filled / "facts.db", folder, SMARTHUB_PROGRAMME=str(filled / "programma.toml"))


def sent(walked: Watched, role: Role, page: str, about: str) -> str:
    """All that a screen sends, and all that is in the files that it offers, one after the other."""
    email = f"{role}@example.org"
    with walked.session(email) as opened:
        session, messages = started(opened, page, ASKED + about)
        told = [value for message in messages for value in values(message)]
        for placeholder in offered(messages).values():
            address = made(opened, session, placeholder)
            status, _, body = walked.ask(address, email)
            assert status == 200
            told.append(contents(body))
    return CODES.sub("", "\n".join(told))


@pytest.mark.parametrize(("page", "about"), PLACES, ids=["".join(place) for place in PLACES])
def test_a_reader_is_sent_no_amount_of_one_organisation(walked: Watched, page: str, about: str) -> None:
    told = sent(walked, Role.READER, page, about)
    assert amounts(told) & secret() == set()
    assert REMARK not in told


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.EDITOR, Role.ADMIN])
def test_who_may_see_what_is_confidential_is_sent_it(walked: Watched, role: Role) -> None:
    told = amounts(sent(walked, role, "indicator", "&indicator=regional_funding"))
    assert set(SECRETS["contributions"]) <= told
    told = amounts(sent(walked, role, "report", ""))
    assert set(SECRETS["expenses"]) <= told
