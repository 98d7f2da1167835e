"""nginx before two processes over one PostgreSQL: people sign in, bring and take, and go on when a process dies."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, Response, expect

from kpi.facts.database.checking import check_database
from kpi.facts.store_opening import open_store
from kpi.programme.loading import load_programme
from kpi.settings import settings
from tests.journeys.conftest import Guarded, Visit, running
from tests.journeys.test_bringing import EXAMPLE, ON, bring
from tests.journeys.test_signing_in import sign_in
from tests.proxy import proxying
from tests.signing import ADMIN, PROXIED, Provider, free_port

pytestmark = pytest.mark.browser

EDITOR = "redacteur@example.org"
SEAT = "smarthub_seat"


@dataclass(frozen=True)
class Pair:
    """Two processes by their ports, behind one address."""

    guarded: Guarded
    url: str
    processes: dict[int, subprocess.Popen[bytes]]

    def kill(self, port: int) -> None:
        """End a process at once, as a machine that is out of memory does."""
        self.processes[port].kill()
        self.processes[port].wait(timeout=20)

    def again(self, port: int) -> AbstractContextManager[object]:
        """Start a process anew, as systemd does."""
        return running(self.url, port, self.guarded.provider.settings(self.guarded.address))

    def other(self, port: int) -> int:
        [found] = set(self.processes) - {port}
        return found


@pytest.fixture
def pair(provider: Provider, postgres_url: str, tmp_path: Path) -> Iterator[Pair]:
    """An empty monitor over PostgreSQL with an editor, as the guide sets it up."""
    store = open_store(postgres_url, load_programme(settings().programme))
    guarded = Guarded(provider.proxied, store, provider)
    guarded.give(EDITOR, "editor")
    first, second = free_port(), free_port()
    told = provider.settings(provider.proxied)
    with ExitStack() as stack:
        processes = {port: stack.enter_context(running(postgres_url, port, told)) for port in (first, second)}
        stack.enter_context(proxying(tmp_path, PROXIED, provider.proxied_port, (first, second)))
        yield Pair(guarded, postgres_url, processes)
    store.close()


def somebody(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000},
        locale="nl-NL",
        accept_downloads=True,
        ignore_https_errors=True,
        reduced_motion="reduce",
    )
    yield context
    context.close()


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    yield from somebody(browser)


@pytest.fixture
def colleague(browser: Browser) -> Iterator[BrowserContext]:
    yield from somebody(browser)


def seat(context: BrowserContext) -> int:
    """The port of the process that somebody is on."""
    [cookie] = [one for one in context.cookies() if one["name"] == SEAT]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    return int(cookie["value"])


def account(visit: Visit, folder: Path) -> set[float]:
    """Every amount in the account to the province, downloaded as a workbook."""
    visit.open(f"/report?{ON}")
    with visit.page.expect_download(timeout=60_000) as waiting:
        visit.page.get_by_role("button", name=re.compile("Verantwoording van de subsidie")).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    cells = (cell.value for sheet in load_workbook(path, data_only=True) for row in sheet.iter_rows() for cell in row)
    return {round(one, 2) for one in cells if isinstance(one, int | float)}


def live(visit: Visit) -> None:
    """The screen answers a click over its socket, without being asked for anew."""
    pages: list[str] = []

    def note(response: Response) -> None:
        if response.request.resource_type == "document":
            pages.append(response.url)

    visit.page.on("response", note)
    visit.choose("Resultaten", "Leden")
    expect(visit.page.get_by_role("heading", name="Leden", exact=True)).to_be_visible(timeout=60_000)
    visit.settle()
    assert pages == []


def failures(context: BrowserContext) -> list[str]:
    """What goes wrong from here on, but that the framework first looks for itself beneath the address of a screen."""
    found: list[str] = []
    looking = re.compile(r"404 /[\w-]+/_stcore/(health|host-config)")

    def note(response: Response) -> None:
        told = f"{response.status} {urlsplit(response.url).path}"
        if response.status >= 400 and not looking.fullmatch(told):
            found.append(told)

    context.on("response", note)
    return found


def upload_of(megabytes: int, visit: Visit) -> int:
    """The status with which a file of that size is answered, sent past the screen."""
    script = """megabytes => fetch("/_stcore/upload_file/x/y", {
        method: "PUT",
        body: new Blob([new Uint8Array(megabytes * 1024 * 1024)]),
        headers: {"X-Xsrftoken": document.cookie.match(/_streamlit_xsrf=([^;]*)/)[1]},
    }).then(answer => answer.status)"""
    return int(visit.page.evaluate(script, megabytes))


def outside(pair: Pair, context: BrowserContext) -> dict[str, int]:
    """What somebody who isn't at the machine of the monitor is answered, before signing in."""
    page = context.new_page()
    page.goto(pair.guarded.address)
    paths = ("/healthz", "/readyz", "/_stcore/host-config")
    found = {path: page.evaluate("path => fetch(path).then(answer => answer.status)", path) for path in paths}
    page.close()
    return found


def test_who_is_on_a_process_that_dies_goes_on_with_the_other_and_loses_nothing(
    pair: Pair, person: BrowserContext, colleague: BrowserContext, tmp_path: Path
) -> None:
    assert outside(pair, colleague) == {"/healthz": 403, "/readyz": 403, "/_stcore/host-config": 401}
    assert pair.guarded.log()[0] == ("127.0.0.1", "enter", "sign_in 401 /_stcore/host-config", True)
    visit = sign_in(person.new_page(), pair.guarded, EDITOR, f"/?{ON}")
    visit.settle()
    failed = failures(person)
    bring(visit, EXAMPLE)
    mine = seat(person)
    visit.open(f"/?{ON}")
    assert "38 van 100 bedrijven" in visit.text()
    live(visit)
    ours = [one for one in person.cookies() if one["domain"].lstrip(".") == PROXIED]
    assert {one["name"]: one["secure"] for one in ours} == {one["name"]: True for one in ours}
    assert {"_streamlit_user", "_streamlit_xsrf", SEAT} <= {one["name"] for one in ours}
    amounts = account(visit, tmp_path)
    assert {113740.35, 227480.70, 173752.5} <= amounts
    assert (seat(person), failed) == (mine, [])
    assert upload_of(30, visit) == 413
    assert pair.guarded.log()[0] == (EDITOR, "enter", "upload 413 /_stcore/upload_file/x/y", True)
    held = {"name": SEAT, "value": str(mine), "url": pair.guarded.address}
    colleague.add_cookies([held])  # type: ignore[list-item]
    beside = sign_in(colleague.new_page(), pair.guarded, ADMIN, f"/?{ON}")
    beside.settle()

    pair.kill(mine)
    visit.page.reload()
    visit.settle()
    assert (seat(person), visit.page.get_by_role("link", name="Aanmelden").count()) == (pair.other(mine), 0)
    live(visit)
    assert account(visit, tmp_path) == amounts
    visit.open(f"/?{ON}")
    assert "38 van 100 bedrijven" in visit.text()
    more = tmp_path / "leden.csv"
    more.write_text("organisatie;soort;lid_sinds\nVoorbeeldbedrijf 901;bedrijf;01-03-2017\n", "utf-8")
    bring(visit, more)
    assert pair.guarded.store.latest() == 2

    live(beside)
    assert seat(colleague) == pair.other(mine)
    with pair.again(mine):
        live(visit)
        assert {113740.35, 227480.70, 173752.5} <= account(visit, tmp_path)
        assert (seat(person), seat(colleague)) == (pair.other(mine), pair.other(mine))
    told = [one[:2] for one in pair.guarded.log() if not one[3]]
    assert [told.count((EDITOR, act)) for act in ("sign_in", "import", "export_account")] == [1, 2, 3]
    assert check_database(pair.guarded.store) == []
