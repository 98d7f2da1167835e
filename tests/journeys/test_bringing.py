"""Journeys of who brings: spreadsheets in, a figure that changes, its rows, and the account to the province out."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

EXAMPLE = Path(__file__).parents[1] / "example" / "example.xlsx"
ON = "as_of=2018-06-30&plan_year=2017-2018"


def bring(visit: Visit, *files: Path) -> None:
    """Drop files on Gegevens and accept them all."""
    visit.open("/data")
    visit.page.locator('input[type="file"]').set_input_files([str(file) for file in files])
    visit.page.get_by_role("button", name="Alles overnemen").click(timeout=60_000)
    expect(visit.page.get_by_role("link", name="Bekijk wat er is veranderd")).to_be_visible(timeout=60_000)


def test_dropped_files_change_the_figures_and_lead_to_their_rows_and_into_the_account(
    first_visit: Visit, tmp_path: Path
) -> None:
    visit = first_visit
    visit.open(f"/?{ON}")
    assert "38 van 100 bedrijven" not in visit.text()

    bring(visit, EXAMPLE)
    visit.open(f"/?{ON}")
    assert "38 van 100 bedrijven" in visit.text()

    visit.page.get_by_role("link", name=re.compile("Dragons")).first.click()
    visit.settle()
    assert "3 winnaars (doel: 2)" in visit.text()
    visit.page.get_by_text("Pitch 3").first.wait_for(state="attached", timeout=20_000)

    visit.open(f"/report?{ON}")
    with visit.page.expect_download(timeout=60_000) as waiting:
        visit.page.get_by_role("button", name=re.compile("Verantwoording van de subsidie")).click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    figures = {cell.value for sheet in load_workbook(path, data_only=True) for row in sheet.iter_rows() for cell in row}
    assert {113740.35, 227480.70, 173752.5} <= {round(one, 2) for one in figures if isinstance(one, int | float)}


def test_a_wrong_cell_is_named_and_nothing_is_stored_until_it_is_mended(first_visit: Visit, tmp_path: Path) -> None:
    wrong = tmp_path / "leden.csv"
    wrong.write_text("organisatie;soort;lid_sinds\nVoorbeeldbedrijf 1;bedrijf;31-02-2017\n", "utf-8")
    first_visit.open("/data")
    first_visit.page.locator('input[type="file"]').set_input_files([str(wrong)])
    first_visit.page.get_by_text("31-02-2017").first.wait_for(state="attached", timeout=60_000)
    expect(first_visit.page.get_by_role("button", name="Alles overnemen")).to_have_count(0)
    wrong.write_text("organisatie;soort;lid_sinds\nVoorbeeldbedrijf 1;bedrijf;28-02-2017\n", "utf-8")
    bring(first_visit, wrong)
    first_visit.open("/members?as_of=2017-02-28")
    assert "1 organisatie lid" in first_visit.text()
