"""Journeys of who weighs: two dates side by side, and a shared calculation example."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


def test_two_dates_stand_beside_each_other_and_the_link_does_so_for_somebody_else(
    visit: Visit, browser: Browser
) -> None:
    visit.open("/compare?as_of=2018-06-30&plan_year=2017-2018&since=2017-12-31")
    mine = visit.text()
    assert "31 december 2017, revisie 1 naast 30 juni 2018, revisie 1" in mine
    expect(visit.page.get_by_role("columnheader", name="31-12-2017").first).to_be_visible()
    other = browser.new_context(viewport={"width": 390, "height": 844})
    theirs = Visit(other.new_page(), visit.address)
    theirs.open(visit.page.url.removeprefix(visit.address))
    assert "31 december 2017, revisie 1 naast 30 juni 2018, revisie 1" in theirs.text()
    other.close()


def drawn(visit: Visit) -> None:
    """Wait for both tables of the example, filled to their last row, and for the link under them."""
    tables = visit.page.get_by_role("table")
    expect(tables).to_have_count(2, timeout=60_000)
    for index, last in enumerate(("90% op 31-12-2020", "Ongedekt")):
        expect(tables.nth(index)).to_contain_text(last, timeout=60_000)
    expect(visit.page.get_by_test_id("stCode")).to_contain_text("/what-if?", timeout=60_000)


def test_a_shared_calculation_example_shows_the_same_figures_and_stores_nothing(visit: Visit, browser: Browser) -> None:
    visit.open("/what-if?as_of=2018-06-30&plan_year=2017-2018&members=2.0&average=3500&spent=80")
    drawn(visit)
    mine = visit.text()
    assert "Rekenvoorbeeld" in mine
    link = visit.page.get_by_test_id("stCode").inner_text().strip()
    assert link.endswith("&members=2.0&average=3500&filled=90&spent=80")
    other = browser.new_context(viewport={"width": 1440, "height": 1000})
    theirs = Visit(other.new_page(), visit.address)
    theirs.open(link.removeprefix(visit.address))
    drawn(theirs)
    until = "Geef deze koppeling door"
    assert theirs.text().split(until)[0] == mine.split(until)[0]
    other.close()
    visit.open("/overview?as_of=2018-06-30")
    assert "Rekenvoorbeeld" not in visit.text()
