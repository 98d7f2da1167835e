"""Take a picture of every screen with the sample data: ``python -m tests.journeys.picturing`` writes docs/screenshots.

``--width``, ``--theme`` and ``--out`` make others, to look at; ``--empty`` takes them of a monitor without data.
"""

import argparse
import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import load_programme
from kpi.settings import ROOT, settings
from pages.shared.menu import SCREENS
from tests.journeys.conftest import Visit, running
from tests.journeys.picturing_decks import NAMES, take_decks
from tests.machine import BROWSER_FLAGS, CHROMIUM, program
from tests.signing import free_port

PLACE = ROOT / "docs" / "screenshots"
DAY = "as_of=2018-06-30&plan_year=2017-2018"
WIDTH, PHONE, SHORT, TALLEST = 1440, 390, 600, 4000
COLOURS = 128


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: of which screen, how wide, in which theme, and how its file is called."""

    screen: str
    width: int
    theme: Literal["light", "dark"]
    name: str


OTHERS = (
    Shot("overview", PHONE, "light", "overzicht-telefoon"),
    Shot("overview", WIDTH, "dark", "overzicht-donker"),
    Shot("indicator", PHONE, "dark", "doel-telefoon"),
)

PAPERS = (*("verantwoording-1", "verantwoording-3", "verantwoording-financieel"), *NAMES.values())
"""Pictures of papers with the sample: pages out of the files that *Rapportage* gives."""


def names() -> dict[str, str]:
    """The picture of each screen, by the screen's address: its Dutch name without spaces."""
    words = words_of("nl")
    return {screen.url: words(screen.title).lower().replace(" ", "-") for screen in SCREENS}


def take(visit: Visit, shot: Shot) -> Image.Image:
    """The whole screen from top to bottom, once nothing on it changes any more; in few colours, to stay small."""
    visit.open(f"/{'' if shot.screen == SCREENS[0].url else shot.screen}?{DAY}")
    drawn(visit.page)
    height = visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    visit.page.set_viewport_size({"width": shot.width, "height": min(height, TALLEST)})
    drawn(visit.page)
    whole = Image.open(io.BytesIO(visit.page.screenshot())).convert("RGB")
    return whole.quantize(COLOURS, dither=Image.Dither.NONE)


def drawn(page: Page) -> None:
    """Wait until nothing is still to come."""
    page.wait_for_timeout(1500)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=60_000)


def main() -> None:
    """Read what was asked, and take the pictures of a monitor of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=WIDTH)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--out", type=Path, default=PLACE)
    parser.add_argument("--empty", action="store_true")
    parser.add_argument("screens", nargs="*", help="by address; all of them when none is named")
    asked = parser.parse_args()
    shots = [
        Shot(screen, asked.width, asked.theme, name)
        for screen, name in names().items()
        if not asked.screens or screen in asked.screens
    ]
    asked.out.mkdir(parents=True, exist_ok=True)
    write(shots + (list(OTHERS) if asked.out == PLACE else []), asked.out, empty=asked.empty)
    if asked.out == PLACE and not asked.screens:
        take_decks(asked.out)


def write(shots: Sequence[Shot], out: Path, *, empty: bool) -> None:
    """The pictures into a folder, of a monitor with the sample data or without any."""
    found = settings()
    programme = load_programme(found.programme)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url, port = f"sqlite:///{folder}/voorbeeld.db", free_port()
        if not empty:
            store = open_store(url, programme)
            imports.fill_with_sample(store, Person("Voorbeeld", local=True), found.sample, at=datetime.now(UTC))
        path = program(CHROMIUM, "Pictures need a browser.")
        browser = playwright.chromium.launch(executable_path=path, args=list(BROWSER_FLAGS), headless=True)
        with running(url, port):
            for shot in shots:
                page = browser.new_page(
                    viewport={"width": shot.width, "height": SHORT}, locale="nl-NL", color_scheme=shot.theme
                )
                picture = take(Visit(page, f"http://127.0.0.1:{port}"), shot)
                picture.save(out / f"{shot.name}.png", optimize=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()
