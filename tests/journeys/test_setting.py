"""Journeys of who weighs and sets: two dates side by side, a shared calculation example, an interim target."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.conftest import Visit, dashboard, visiting

pytestmark = pytest.mark.browser

MEMBERS = "Bedrijven die lid zijn"


def test_two_dates_stand_beside_each_other_and_the_link_does_so_for_somebody_else(
    visit: Visit, browser: Browser
) -> None:
    visit.open("/compare?as_of=2018-06-30&plan_year=2017-2018&since=2017-12-31")
    mine = visit.text()
    assert "31 december 2017, revisie 1 vergeleken met 30 juni 2018, revisie 1" in mine
    expect(visit.page.get_by_role("columnheader", name="31-12-2017").first).to_be_visible()
    other = browser.new_context(viewport={"width": 390, "height": 844})
    theirs = Visit(other.new_page(), visit.address)
    theirs.open(visit.page.url.removeprefix(visit.address))
    assert "31 december 2017, revisie 1 vergeleken met 30 juni 2018, revisie 1" in theirs.text()
    other.close()


def drawn(visit: Visit) -> None:
    """Wait for both tables of the example, filled to their last row, and for the link under them."""
    tables = visit.page.get_by_role("table")
    expect(tables).to_have_count(2, timeout=60_000)
    for index, last in enumerate(("90% op 31-12-2020", "Niet-gedekte kosten")):
        expect(tables.nth(index)).to_contain_text(last, timeout=60_000)
    expect(visit.page.get_by_test_id("stCode")).to_contain_text("/what-if?", timeout=60_000)


def test_a_shared_calculation_example_shows_the_same_figures_and_stores_nothing(visit: Visit, browser: Browser) -> None:
    visit.open("/what-if?as_of=2018-06-30&plan_year=2017-2018&members=2.0&average=3500&spent=80")
    drawn(visit)
    mine = visit.text()
    assert "Rekenvoorbeeld" in mine
    link = visit.page.get_by_test_id("stCode").inner_text().strip()
    assert link.endswith("&members=2.0&average=3500&spent=80")
    other = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    theirs = Visit(other.new_page(), visit.address)
    theirs.open(link.removeprefix(visit.address))
    drawn(theirs)
    until = "Deel deze link"
    assert theirs.text().split(until)[0] == mine.split(until)[0]
    other.close()
    visit.page.get_by_role("link", name="Geld").click()
    expect(visit.page.get_by_role("heading", name="Geld")).to_be_visible(timeout=60_000)
    assert "Rekenvoorbeeld" not in visit.text()
    visit.page.go_back()
    drawn(visit)
    assert visit.text() == mine


@pytest.fixture
def own_visit(context: BrowserContext, sample_file: Path, tmp_path: Path) -> Iterator[Visit]:
    """A visit to a sample that nobody else looks at, to set things in."""
    for address in dashboard(Path(shutil.copy(sample_file, tmp_path))):
        yield from visiting(context, address)


def test_an_interim_target_that_an_editor_sets_changes_the_status_and_its_reason(own_visit: Visit) -> None:
    visit, page = own_visit, own_visit.page
    on = "as_of=2018-06-30&plan_year=2017-2018"
    visit.open(f"/indicator?indicator=member_companies&{on}")
    before = "46 van 100 bedrijven; op 30 juni 2018 verwacht: 47 (verondersteld pad van 15 naar 100)"
    after = "46 van 70 bedrijven; op 30 juni 2018 verwacht: 70 (afgesproken pad van 15 naar 70)"
    assert "op koers" in visit.text()
    assert before in visit.text()

    visit.open(f"/set-targets?{on}")
    page.get_by_role("combobox", name="Indicator").click()
    page.get_by_role("option", name=MEMBERS, exact=True).click()
    visit.text()
    row = page.locator('[class*="st-key-setting_row_member_companies"]').last
    row.get_by_label("Tussendoel").fill("70")
    row.get_by_label("Tussendoel").press("Enter")
    row.get_by_role("spinbutton", name="day, Te halen op").click()
    page.keyboard.type("30062018")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Met deze wijziging:")).to_be_visible(timeout=60_000)
    told = visit.text()
    assert f"Nu: {before}" in told
    assert f"Met deze wijziging: {after}" in told
    assert page.get_by_role("button", name="Vastleggen").is_disabled()
    page.get_by_label("Reden").fill("Voorbeeld: afgesproken in het kernteam")
    page.get_by_label("Reden").press("Enter")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.get_by_text("Vastgelegd als revisie 2")).to_be_visible(timeout=60_000)
    page.get_by_test_id("stDataFrame").first.scroll_into_view_if_needed()
    history = page.get_by_test_id("stDataFrame").first.locator("td")
    expect(history.filter(has_text="Voorbeeld: afgesproken in het kernteam")).to_be_attached(timeout=60_000)
    kept = [" ".join(one.split()) for one in history.all_text_contents()]
    assert f"Streefwaarden: {MEMBERS}" in kept
    assert "100 bedrijven op 31-12-2020" in kept
    assert "70 bedrijven op 30-06-2018 (pad afgesproken); 100 bedrijven op 31-12-2020" in kept

    visit.open(f"/indicator?indicator=member_companies&{on}")
    now = visit.text()
    assert "loopt achter" in now
    assert f"Waarom deze status: {after}" in now
    assert before not in now


def test_members_are_laid_beside_the_previous_meeting_and_the_link_does_so_for_somebody_else(
    visit: Visit, browser: Browser
) -> None:
    visit.open("/members?as_of=2018-06-30&plan_year=2017-2018")
    assert "(was " not in visit.text()
    visit.page.locator(".st-key-frame").get_by_role("button").click()
    visit.page.get_by_role("button", name="Sinds de regiegroep van 22 maart 2018").click()
    expect(visit.page.get_by_text("vergeleken met 22 maart 2018, revisie 1")).to_be_visible(timeout=60_000)
    visit.page.keyboard.press("Escape")
    visit.settle()
    mine = visit.text()
    assert "22 maart 2018, revisie 1: Op 22 maart 2018 zijn" in mine
    assert "(was " in mine
    assert "since=2018-03-22" in visit.page.url
    other = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    theirs = Visit(other.new_page(), visit.address)
    theirs.open(visit.page.url.removeprefix(visit.address))
    expect(theirs.page.get_by_role("table").first).to_contain_text("Totaal", timeout=60_000)
    assert theirs.text() == mine
    theirs.page.get_by_role("link", name="Geld").first.click()
    theirs.page.wait_for_url("**/money*")
    theirs.settle()
    expect(theirs.page.get_by_text("vergeleken met 22 maart 2018, revisie 1")).to_be_visible(timeout=60_000)
    other.close()
