"""What attackers try with a browser: scripts in every text that a sheet can hold, files of others, and frames."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.registers import ALL, Field, FieldKind
from pages.shared.menu import SCREENS
from tests.facts.world import record
from tests.server.watched import Watched

PROGRAMME = load_programme(default_programme_path())
PAYLOAD = (
    "<script>window.hacked=1</script><img src=x onerror=window.hacked=1> "
    "[x](javascript:window.hacked=1) ![y](http://127.0.0.1:1/y.png) :red[$x$] {0} %s"
)
"""Everything that a page might take for more than text."""
ADMIN, READER = "admin@example.org", "reader@example.org"


def hostile(field: Field) -> Any:
    """A value for a field: the payload wherever a text may stand."""
    given = {
        FieldKind.DATE: date(2018, 3, 1),
        FieldKind.MONEY: "10.00",
        FieldKind.INTEGER: 1,
        FieldKind.NUMBER: 1,
        FieldKind.YES_NO: True,
        FieldKind.PLAN_YEAR: "2017-2018",
        FieldKind.INDICATOR: "registered_talents",
    }
    if field.kind is FieldKind.CHOICE:
        return PROGRAMME.lists[field.options][0].id
    if field.kind is FieldKind.CHOICES:
        return f";{PROGRAMME.lists[field.options][0].id};"
    return given.get(field.kind, f"{PAYLOAD} {field.name}")


@pytest.fixture(scope="module")
def poisoned(watched: Watched) -> Watched:
    """The dashboard, with a row of texts out to harm in every register."""
    rows = {register.name: [{field.name: hostile(field) for field in register.fields}] for register in ALL}
    record(watched.store, rows, datetime(2018, 7, 3, tzinfo=UTC))
    return watched


def somebody(browser: Browser, watched: Watched, email: str) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, locale="nl-NL", accept_downloads=True, reduced_motion="reduce"
    )
    for held in watched.cookies(email).split("; "):
        name, _, value = held.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": watched.address}])
    return context


@pytest.fixture
def admin(browser: Browser, watched: Watched) -> Iterator[Page]:
    context = somebody(browser, watched, ADMIN)
    yield context.new_page()
    context.close()


def settled(page: Page, address: str) -> None:
    page.goto(address)
    idle = page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    expect(idle).to_have_count(1, timeout=60_000)
    page.wait_for_timeout(500)


def test_no_text_of_a_sheet_is_more_than_text_on_any_screen(poisoned: Watched, admin: Page) -> None:
    asked: list[str] = []
    admin.on("request", lambda request: asked.append(request.url))
    admin.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
    for screen in SCREENS:
        settled(admin, f"{poisoned.address}/{screen.url}?as_of=2018-06-30&plan_year=2017-2018")
        assert admin.evaluate("window.hacked") is None, screen.url
        assert admin.locator("img[src='x']").count() == 0, screen.url
        assert admin.locator("a[href^='javascript:']").count() == 0, screen.url
        assert admin.get_by_text("kon dit niet").count() == 0
    assert [url for url in asked if urlsplit(url).port == 1] == []


def test_a_download_is_of_whom_it_was_made_for(poisoned: Watched, browser: Browser, admin: Page) -> None:
    settled(admin, f"{poisoned.address}/indicator?indicator=cofinancing_received&as_of=2018-06-30")
    found: list[str] = []
    admin.on("request", lambda request: found.append(request.url) if "/media/" in request.url else None)
    with admin.expect_download() as download:
        admin.get_by_role("button", name="Alle rijen downloaden als CSV").first.click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    [link] = {urlsplit(url).path for url in found if url.endswith(".csv")}
    assert poisoned.ask(link, ADMIN)[0] == 200
    assert poisoned.ask(link, READER)[0] == 403
    assert poisoned.ask(link)[0] == 401
    assert any(by == READER and about.startswith("download 403") and refused for by, about, refused in poisoned.log())
    assert any(by == ADMIN and "cofinancing_received" in about for by, about, _ in poisoned.log())


def test_no_page_of_somebody_elses_shows_the_dashboard_in_a_frame(
    poisoned: Watched, admin: Page, tmp_path: Path
) -> None:
    trap = tmp_path / "val.html"
    trap.write_text(f"<iframe src='{escape(poisoned.address)}/money' width=800 height=600></iframe>")
    blocked: list[str] = []
    admin.on("console", lambda message: blocked.append(message.text))
    admin.goto(trap.as_uri())
    admin.wait_for_timeout(1500)
    assert any("frame-ancestors" in text or "X-Frame-Options" in text for text in blocked)
    assert any(about.startswith("frame 403") and refused for _, about, refused in poisoned.log())
    assert "Geld" not in admin.frames[-1].locator("body").inner_text(timeout=5000)
