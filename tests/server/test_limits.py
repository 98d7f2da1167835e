"""Whoever asks without end fills neither the log nor the machine, and is known by an address that can be believed."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.facts.audit_log import AuditEntry
from kpi.server import refusals
from kpi.server.limits import MOST_KNOWN, Limit, network
from kpi.server.refusals import Refusals
from tests.server.conftest import guarding
from tests.server.watched import Watched

AT = datetime(2018, 7, 1, tzinfo=UTC)


def noted(watched: Watched, act_of: str) -> list[str]:
    """Who the refused entries about something are by, the latest first."""
    return [by for by, about, refused in watched.log() if refused and about.startswith(act_of)]


def test_three_hundred_returns_from_no_provider_leave_one_entry(watched: Watched) -> None:
    before = len(watched.log())
    answers = Counter(watched.ask("/oauth2callback?state=x&code=y")[0] for _ in range(300))
    assert answers.keys() == {302, 429}
    assert answers[302] < 250
    by = Counter(about for _, about, _ in watched.log()[: len(watched.log()) - before])
    assert by == {"127.0.0.1": 1, "often 429 /oauth2callback": 1}


def test_who_asks_too_often_is_told_when_to_come_again(watched: Watched) -> None:
    for _ in range(300):
        status, headers, body = watched.ask("/sign-in", Accept="text/html")
        if status == 429:
            break
    assert (status, headers["retry-after"]) == (429, "60")
    assert "wacht een minuut" in body.decode()
    assert watched.ask("/sign-in", X_Forwarded_For="203.0.113.9")[0] == 302


def test_the_proxy_of_this_machine_is_believed(watched: Watched) -> None:
    assert watched.ask("/_stcore/metrics", X_Forwarded_For="203.0.113.7")[0] == 403
    assert "203.0.113.7" in noted(watched, "closed 403")


@pytest.fixture
def elsewhere(sample_file: Path, tmp_path: Path) -> Iterator[Watched]:
    """A dashboard whose proxy stands at another machine than who asks here."""
    yield from guarding(sample_file, tmp_path, SMARTHUB_PROXY="192.0.2.1")


def test_nobody_else_is_believed_about_who_they_are(elsewhere: Watched) -> None:
    for number in range(5):
        elsewhere.ask("/_stcore/metrics", X_Forwarded_For=f"203.0.113.{number}")
    assert noted(elsewhere, "closed 403") == ["127.0.0.1"]
    answers = {elsewhere.ask("/sign-in", X_Forwarded_For=f"203.0.113.{n % 250}")[0] for n in range(300)}
    assert answers == {302, 429}


def test_refusals_of_nobody_are_counted_together_and_those_of_a_person_by_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written: list[AuditEntry] = []
    monkeypatch.setattr(refusals.installation, "store", lambda: type("", (), {"note": staticmethod(written.append)}))

    def refused(by: str, about: str) -> AuditEntry:
        return AuditEntry(AT, by, "enter", about, refused=True)

    async def story() -> None:
        log = Refusals(quiet=0.2)
        for number in range(300):
            await log.note(refused(f"203.0.113.{number % 250}", "host 400 /"), "host 400", known=False)
        for _ in range(3):
            await log.note(refused("a@example.org", "role 403 /"), "role 403", known=True)
        await asyncio.sleep(0.3)
        await log.note(refused("203.0.113.1", "host 400 /"), "host 400", known=False)
        await asyncio.sleep(0.7)
        await log.note(refused("203.0.113.2", "host 400 /"), "host 400", known=False)

    with ThreadPoolExecutor(1) as apart:  # in the test's own thread a browser may have its loop
        apart.submit(asyncio.run, story()).result()
    told = [(one.by, one.about) for one in written]
    assert [one for one in told if one[0] == "a@example.org"] == [
        ("a@example.org", "role 403 /"),
        ("a@example.org", "role 403 × 2"),
    ]
    assert [one for one in told if one[0] != "a@example.org"] == [
        ("203.0.113.0", "host 400 /"),
        ("unknown", "host 400 × 299"),
        ("unknown", "host 400 × 1"),
        ("203.0.113.2", "host 400 /"),
    ]
    assert all(one.refused for one in written)


@given(st.lists(st.floats(0, 5), max_size=200))
def test_within_any_time_no_more_passes_than_the_limit_says(pauses: list[float]) -> None:
    limit, moment, passed = Limit(5, 60), 0.0, 0
    for pause in pauses:
        moment += pause
        passed += limit.passes("a", moment)
        assert passed <= 5 + moment + 1e-6
    assert limit.wait("a", moment) <= 1


def test_one_who_asks_without_end_takes_nothing_from_another_and_is_let_in_again() -> None:
    limit = Limit(3, 60)
    assert [limit.passes("a", 0) for _ in range(5)] == [True, True, True, False, False]
    assert limit.passes("b", 0)
    assert limit.wait("a", 0) == 1
    assert limit.passes("a", 1)


def test_addresses_without_end_fill_no_memory() -> None:
    limit = Limit(2, 60)
    for number in range(3 * MOST_KNOWN):
        limit.passes(str(number), 0)
    assert len(limit._known) <= MOST_KNOWN


def test_somebody_with_a_whole_network_of_addresses_is_one() -> None:
    assert network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::9") != network("2001:db8:1:3::9")
    assert network("::ffff:203.0.113.7") == "203.0.113.7"
