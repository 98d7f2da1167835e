"""Screens for everybody: what axe-core finds, the keyboard alone, a phone, paper, and down to the cell of a file."""

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from pages.shared.menu import SCREENS
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

A4 = {"width": 718, "height": 1047}
"""Pixels of a sheet of A4 within margins of a centimetre."""
NARROW = {"width": 320, "height": 800}
PATHS = ["/" if index == 0 else f"/{screen.url}" for index, screen in enumerate(SCREENS)]
BACKGROUNDS: dict[Literal["light", "dark"], str] = {"light": "rgb(255, 255, 255)", "dark": "rgb(16, 25, 31)"}
DAY = "as_of=2018-06-30&plan_year=2017-2018"


def grave(page: Page) -> list[tuple[str, str, str]]:
    """What axe-core calls serious or critical: rule, impact, and the first element."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        (one["id"], one["impact"], one["nodes"][0]["html"]) for one in found if one["impact"] in {"serious", "critical"}
    ]


def test_axe_would_find_a_fault_that_is_there(visit: Visit) -> None:
    visit.open("/money")
    visit.page.evaluate("document.querySelector('h1').style.color = '#e8e8e8'")
    assert [rule for rule, _, _ in grave(visit.page)] == ["color-contrast"]


@pytest.mark.parametrize("path", PATHS)
def test_a_screen_is_for_every_eye_and_whole_on_a_phone_and_on_paper(visit: Visit, path: str, tmp_path: Path) -> None:
    """One visit of each screen: axe-core in both themes, no rule and no element left out; 320 pixels; a sheet of A4."""
    visit.open(f"{path}?{DAY}")
    for theme, background in BACKGROUNDS.items():
        visit.page.emulate_media(color_scheme=theme)
        expect(visit.page.get_by_test_id("stApp")).to_have_css("background-color", background)
        visit.page.keyboard.press("r")  # the framework draws its screen anew, now in this theme
        visit.page.wait_for_timeout(500)
        visit.settle()
        assert grave(visit.page) == [], theme

    visit.page.emulate_media(color_scheme="light")
    visit.page.set_viewport_size(NARROW)
    visit.page.wait_for_timeout(800)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]

    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size(A4)
    visit.page.wait_for_timeout(800)
    cut = visit.page.evaluate(
        "width => [...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().right > width + 1)"
        ".map(t => t.innerText.slice(0, 60))",
        A4["width"],
    )
    assert cut == []
    visit.page.pdf(path=tmp_path / "print.pdf", format="A4", margin=dict.fromkeys(("left", "right"), "10mm"))
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "print.pdf").pages)
    assert "30-06-2018" in text


def test_from_the_headline_to_a_row_and_to_the_cell_of_its_file(visit: Visit) -> None:
    visit.open(f"/?{DAY}")
    visit.page.get_by_role("link", name=re.compile("Dragons")).first.click()
    visit.page.wait_for_url(re.compile("indicator=dragons_den_winners"))
    visit.settle()
    box = visit.page.get_by_test_id("stDataFrame").first
    box.scroll_into_view_if_needed()
    box.click(position={"x": 16, "y": 52})
    cells = visit.page.get_by_role("table", name=re.compile(r"zichtbaarheid\.xlsx, blad Pitches, rij \d+"))
    expect(cells).to_be_visible(timeout=30_000)
    told = cells.inner_text()
    assert re.search(r"\bA\d+\b", told)
    assert "Voorbeeldpitch" in told


def test_the_presentation_is_walked_through_with_the_keyboard_alone(visit: Visit) -> None:
    visit.open(f"/present?{DAY}")
    expect(visit.page.get_by_text(re.compile(r"^1 van \d+"))).to_be_visible(timeout=30_000)
    visit.page.wait_for_timeout(1500)
    for place in ("2", "3"):
        visit.page.keyboard.press("ArrowRight")
        expect(visit.page.get_by_text(re.compile(rf"^{place} van \d+"))).to_be_visible(timeout=30_000)
        visit.settle()
    visit.page.keyboard.press("ArrowLeft")
    expect(visit.page.get_by_text(re.compile(r"^2 van \d+"))).to_be_visible(timeout=30_000)
    assert "slide=2" in visit.page.url


def test_the_keyboard_alone_leads_from_the_overview_to_why(visit: Visit) -> None:
    visit.open(f"/?{DAY}")
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        focused = visit.page.evaluate("document.activeElement.getAttribute('href') || ''")
        if "indicator=" in focused:
            break
    look = "(({outlineStyle, boxShadow, backgroundColor}) => [outlineStyle, boxShadow, backgroundColor].join())"
    focused = visit.page.evaluate(f"{look}(getComputedStyle(document.activeElement))")
    other = visit.page.evaluate(f"{look}(getComputedStyle(document.querySelectorAll('a[href*=\"indicator=\"]')[1]))")
    assert focused != other
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(re.compile("indicator="))
    visit.settle()
    assert "Waarom deze status:" in visit.text()


PHONE = {"width": 390, "height": 844}


def words_shown(page: Page) -> int:
    """The words on the screen that have a letter or a figure; the names of icons aren't words."""
    main = page.get_by_test_id("stMain").inner_text()
    icons = page.locator('[data-testid="stMain"] [data-testid="stIconMaterial"]').all_inner_texts()
    return sum(bool(re.search(r"\w", word)) for word in main.split()) - len(icons)


def test_a_phone_shows_the_state_at_once_and_the_whole_overview_in_little_more_than_two_screens(visit: Visit) -> None:
    visit.page.set_viewport_size(PHONE)
    visit.open(f"/?{DAY}")
    told = visit.page.get_by_text("Op 30 juni 2018: 10 van 19 doelen behaald of op koers.")
    box = told.bounding_box()
    assert box is not None
    assert box["y"] < 120
    shown = visit.text()
    main = visit.page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight") <= 2.2 * PHONE["height"]
    assert words_shown(visit.page) <= 350
    assert "Begroting uitputting 91%" in shown  # money
    assert "1 post boven begroting" in shown  # decide
    assert "7 anders sinds 22-03-2018" in shown  # changed
    visit.page.get_by_role("link", name="Opleidingen bereikt").click()  # why
    visit.page.wait_for_url(re.compile("indicator=study_awareness"))


def test_a_count_by_status_chooses_its_targets(visit: Visit) -> None:
    visit.open(f"/?{DAY}")
    every = visit.page.locator('[class*="st-key-row_"]')
    expect(every).to_have_count(19, timeout=30_000)
    visit.page.get_by_text("3 achter of gemist").click()
    expect(every).to_have_count(3, timeout=30_000)
    visit.page.get_by_text("7 anders sinds 22-03-2018").click()
    expect(every).to_have_count(7, timeout=30_000)
    assert "was niet behaald" in visit.text()
    visit.page.get_by_text("7 anders sinds 22-03-2018").click()
    expect(every).to_have_count(19, timeout=30_000)
