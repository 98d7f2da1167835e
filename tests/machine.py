"""What a test needs of the machine beside Python: a browser, an office program.

Absent on somebody's laptop, such a test is skipped with a sentence that says what to install. In the real check
(``CI=true``) it fails instead: a journey that nobody walked must not look green.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OFFICE = ("soffice", "libreoffice")
USUAL_PLACES = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("/usr/sbin/nginx"),
    Path("C:/Program Files/Google/Chrome/Application/chrome.exe"),
    Path("C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)


def program(names: tuple[str, ...], advice: str) -> str:
    """The path of the first of these programs that is present; else the test is skipped, or fails in the real check."""
    found = [path for name in names if (path := shutil.which(name))]
    found += [str(place) for place in USUAL_PLACES if _stem(place) in names and place.exists()]
    if found:
        return found[0]
    if os.environ.get("CI") == "true":
        pytest.fail(advice, pytrace=False)
    pytest.skip(advice)


def _stem(place: Path) -> str:
    return place.stem.lower().replace(" ", "-")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium-like browser."""
    return program(
        CHROMIUM, "This test needs a browser: install Chrome or Chromium (Debian: apt-get install chromium)."
    )


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice's program."""
    return program(OFFICE, "This test needs LibreOffice: install it (Debian: apt-get install libreoffice-calc).")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_FLAGS), headless=True)
        yield browser
        browser.close()
