"""Journeys of who reads: the overview, the rows behind a figure, a shared link, the keyboard."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


def test_the_overview_opens_on_the_day_of_the_latest_fact_and_says_that_it_is_a_sample(visit: Visit) -> None:
    visit.open("/")
    told = visit.text()
    assert visit.day() == "30-06-2018"
    assert "Voorbeeld" in told.split()
    assert "54 organisaties (doel: 50)" in told


def test_a_shared_link_shows_the_same_figures_to_somebody_else(visit: Visit, browser: Browser) -> None:
    visit.open("/?as_of=2017-09-30&plan_year=2017-2018")
    mine = visit.text()
    other = browser.new_context(viewport={"width": 1440, "height": 1000})
    theirs = Visit(other.new_page(), visit.address)
    theirs.open(visit.page.url.removeprefix(visit.address))
    assert theirs.day() == "30-09-2017"
    assert theirs.text() == mine
    other.close()


def test_from_a_figure_one_click_leads_to_why_with_its_rows(visit: Visit) -> None:
    visit.open("/")
    visit.page.get_by_role("link", name=re.compile("Dragons")).first.click()
    expect(visit.page).to_have_url(re.compile("indicator=dragons_den_winners"))
    visit.settle()
    visit.page.get_by_text("Voorbeeldpitch slimme lasrobot").first.wait_for(state="attached", timeout=20_000)


def test_every_screen_of_the_navigation_opens_without_a_fault(visit: Visit) -> None:
    visit.open("/")
    for link in ("indicator", "money", "members", "vacancies", "visibility", "activities"):
        visit.open(f"/{link}")
        assert "Er ging iets mis" not in visit.text()
        expect(visit.page.get_by_test_id("stException")).to_have_count(0)


def test_the_keyboard_alone_reaches_another_screen(visit: Visit) -> None:
    visit.open("/")
    first = visit.page.url
    for _ in range(40):
        visit.page.keyboard.press("Tab")
        focused = visit.page.evaluate("document.activeElement.getAttribute('href') || ''")
        if focused.rstrip("/").endswith("/money"):
            visit.page.keyboard.press("Enter")
            break
    visit.page.wait_for_url(re.compile("/money"))
    visit.settle()
    assert visit.page.url != first
    expect(visit.page.locator("h1").first).to_have_text("Geld")
