"""A messy workbook with five faults, from drop to changed figures: few clicks, and at each step what to do next."""

import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

ON = "as_of=2018-06-30&plan_year=2017-2018"
DAY = datetime.date(2017, 5, 2)
MOST_CLICKS = 8
RIGHT = {"C7": 3000, "D8": "28-02-2017", "B9": "2017-2018", "D10": "02-05-2017", "C11": 12345}


def messy(path: Path) -> Path:
    """Titles above, names in two rows, a column that nobody heard of, a total and a note; and five faults."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Toezeggingen"
    sheet.append(["Bijdragen SmartHub Achterhoek"])
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.append(["Stand: mei 2017", None, "concept"])
    sheet.append([])
    sheet.append(["Wie doet mee", "Planjaar", "Toegezegd", None])
    sheet.append([None, None, "bedrag", "datum"])
    good = [["Voorbeeldbedrijf 1", "2017-2018", 3000, DAY]]
    faults = [
        ["Voorbeeldbedrijf 2", "2017-2018", "3k", DAY],
        ["Voorbeeldbedrijf 3", "2017-2018", 3000, "31-02-2017"],
        ["Voorbeeldbedrijf 4", "2031", 3000, DAY],
        ["Voorbeeldbedrijf 5", "2017-2018", 3000, "mei-17"],
        ["Voorbeeldbedrijf 6", "2017-2018", "12,345", DAY],
    ]
    for row in [*good, *faults]:
        sheet.append(row)
    sheet.append(["Totaal", None, 27345, None])
    sheet.append([])
    sheet.append(["Bron: eigen administratie"])
    book.save(path)
    return path


class Clicks:
    """Counts what somebody clicks."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, place: Locator) -> None:
        self.count += 1
        place.click(timeout=60_000)


def test_a_messy_workbook_with_five_faults_becomes_figures_in_a_few_clicks(first_visit: Visit, tmp_path: Path) -> None:
    visit, page, click = first_visit, first_visit.page, Clicks()
    visit.open(f"/?{ON}")
    visit.open(f"/data?{ON}")
    assert "Sleep de spreadsheets hierheen" in visit.text()
    page.locator('input[type="file"]').set_input_files([str(messy(tmp_path / "stand.xlsx"))])

    page.get_by_text("klik op Onthouden en verder").wait_for(timeout=60_000)
    assert "Voorbeeldbedrijf 1" in visit.text()
    click(page.get_by_label("In kolom Wie doet mee staat"))
    click(page.get_by_role("option", name="organisatie", exact=True))
    click(page.get_by_role("button", name="Onthouden en verder"))

    page.get_by_text("Download het bestand met de fouten gemarkeerd").wait_for(timeout=60_000)
    with page.expect_download(timeout=60_000) as waiting:
        click(page.get_by_role("button", name="stand.xlsx downloaden met de fouten gemarkeerd"))
    marked = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(marked)
    assert marked.name == "stand (gemarkeerd).xlsx"
    book = load_workbook(marked)
    assert book.sheetnames == ["Te verbeteren", "Toezeggingen"]
    sheet = book["Toezeggingen"]
    assert {
        cell.coordinate for row in sheet for cell in row if cell.comment and cell.fill.fgColor.rgb == "00F8C9C4"
    } == {*RIGHT}
    for place, value in RIGHT.items():
        sheet[place].value = value
    book.save(marked)

    page.locator('input[type="file"]').set_input_files([str(marked)])
    page.get_by_text("Kijk hieronder wat er verandert").wait_for(timeout=60_000)
    shown = visit.text()
    assert "stand (gemarkeerd).xlsx komt in de plaats van stand.xlsx" in shown
    assert "✓ klopt" in shown
    click(page.get_by_role("button", name="Alles overnemen"))
    page.get_by_text("Vastgelegd als revisie 2").wait_for(timeout=60_000)
    click(page.get_by_role("link", name="Bekijk wat er is veranderd"))
    visit.settle()
    expect(page.get_by_text("6 van 50 organisaties").first).to_be_visible(timeout=60_000)
    assert click.count <= MOST_CLICKS
