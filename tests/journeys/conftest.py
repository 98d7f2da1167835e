"""A dashboard of its own for every journey: started on a free port of this machine, stopped by its own process."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from kpi.facts import audit_log
from kpi.facts.database.engine import snapshot
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.programme.loading import load_programme
from kpi.settings import ROOT, settings
from tests.signing import Provider, free_port

LOOPBACK = {"127.0.0.1", "localhost", ""}
STARTING = 180


@dataclass
class Visit:
    """Somebody in front of the dashboard; every address that their browser asked for is kept."""

    page: Page
    address: str
    asked: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a screen, and wait until it has been drawn to the end."""
        self.page.goto(self.address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the screen is drawn, nothing runs any more, and every part that comes later has come."""
        expect(self.page.locator("h1").first).to_be_visible(timeout=60_000)
        expect(self.page.locator(".st-key-frame").first).to_be_visible(timeout=60_000)
        idle = self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        expect(idle).to_have_count(1, timeout=60_000)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=60_000)

    def choose(self, group: str, screen: str) -> None:
        """Go to a screen by the navigation, which has it under a word."""
        self.page.get_by_role("navigation", name="App pages").get_by_role("button", name=group).click()
        self.page.get_by_role("menuitem", name=screen).click()

    def text(self) -> str:
        """Everything that stands on the screen once it changes no more; no-break spaces as spaces."""
        before, now = "", self._text()
        while now != before:
            self.page.wait_for_timeout(700)
            before, now = now, self._text()
        return now

    def _text(self) -> str:
        return re.sub(r"\s+", " ", self.page.locator('[data-testid="stMain"]').inner_text())

    def day(self) -> str:
        """The reference date as it stands in its field."""
        return re.sub(r"[^\d-]", "", self.page.locator(".st-key-frame").first.inner_text())


@dataclass(frozen=True)
class Guarded:
    """A dashboard that asks who comes, its store, and where people sign in."""

    address: str
    store: Store
    provider: Provider

    def give(self, email: str, role: str | None) -> None:
        """Give somebody a role, or take it away."""
        self.store.set_role(email, role, by="Tester", at=datetime.now(UTC))

    def log(self) -> list[tuple[str, str, str, bool]]:
        """The audit log, the latest first: who, what, about what, and whether it was refused."""
        with snapshot(self.store.engine) as connection:
            found = audit_log.entries(connection, self.store.programme_id)
        return [(one.entry.by, one.entry.act, one.entry.about, one.entry.refused) for one in found]


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail("The dashboard didn't start.")


@contextmanager
def running(url: str, port: int, settings: Mapping[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A dashboard over a database, in a process of its own; answering once it is given."""
    environment = {**os.environ, "DATABASE_URL": url, **(settings or {})}
    command = [sys.executable, "-c", "from kpi.cli import main; main()", "run", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}", process)
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=20)


def dashboard(database: Path, port: int = 0, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    port = port or free_port()
    with running(f"sqlite:///{database}", port, settings):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[str]:
    """The address of a dashboard that nothing was ever read into."""
    yield from dashboard(tmp_path / "leeg.db")


@pytest.fixture(scope="session")
def sample(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard with the sample data, on which nobody changes anything."""
    yield from dashboard(Path(shutil.copy(sample_file, tmp_path_factory.mktemp("journey"))))


@pytest.fixture(scope="module")
def guarded(provider: Provider, sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """A dashboard with the sample data and with sign-in."""
    database = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("guarded")))
    store = open_store(f"sqlite:///{database}", load_programme(settings().programme))
    for address in dashboard(database, provider.dashboard_port, provider.settings()):
        yield Guarded(address, store, provider)


@pytest.fixture(scope="session")
def own_browser(browser: Browser) -> Iterator[BrowserContext]:
    """A person's browser that keeps the scripts of the dashboard, as a browser does from one visit to the next.

    A first, empty page keeps the process that draws its pages alive; what moves is asked to keep still.
    """
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, locale="nl-NL", accept_downloads=True, reduced_motion="reduce"
    )
    context.new_page()
    yield context
    context.close()


@pytest.fixture
def context(own_browser: BrowserContext) -> Iterator[BrowserContext]:
    """A person's browser, without a page, a cookie or anything stored that is left of another's."""
    yield own_browser
    for page in own_browser.pages[1:]:
        if page.url.startswith("http"):
            page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.close()
    own_browser.clear_cookies()


@pytest.fixture
def visit(context: BrowserContext, sample: str) -> Iterator[Visit]:
    """A visit to the sample; afterwards no request of it may have left this machine."""
    yield from visiting(context, sample)


@pytest.fixture
def first_visit(context: BrowserContext, empty: str) -> Iterator[Visit]:
    """A visit to a dashboard without data; afterwards no request of it may have left this machine."""
    yield from visiting(context, empty)


def visiting(context: BrowserContext, address: str) -> Iterator[Visit]:
    visit = Visit(context.new_page(), address)

    def note(request: Request) -> None:
        visit.asked.append(request.url)

    context.on("request", note)
    yield visit
    context.remove_listener("request", note)
    elsewhere = {url for url in visit.asked if urlsplit(url).scheme not in {"data", "blob"}}
    assert {urlsplit(url).hostname or "" for url in elsewhere} <= LOOPBACK
