"""Files in the forms of others, from drop to changed figures: few clicks the first time, and fewer the second."""

import os
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.intake.test_cases import CASES
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser

ON = "as_of=2018-06-30&plan_year=2017-2018"
FIRST, SECOND = 10, 3
"""The most clicks from drop to changed figures."""


class Journey:
    """Somebody with a file: what they click is counted, and each screen can be kept as a picture (``PICTURES``)."""

    def __init__(self, visit: Visit, name: str) -> None:
        self.visit, self.page, self.name = visit, visit.page, name
        self.clicks = self.pictures = 0

    def drop(self, *files: Path) -> None:
        """Drop files on *Gegevens*; from here on clicks count."""
        self.add(*files)
        self.clicks = 0

    def add(self, *files: Path) -> None:
        """Come back to *Gegevens* and drop files there."""
        self.visit.open(f"/data?{ON}")
        self.page.locator('input[type="file"]').set_input_files(list(map(str, files)))

    def click(self, place: Locator) -> None:
        self.picture()
        self.clicks += 1
        place.click(timeout=60_000)

    def choose(self, label: str | re.Pattern[str], value: str) -> None:
        """Choose a value of a list: two clicks, and one more where the list closed because the screen moved."""
        field = self.page.get_by_label(label, exact=True)
        option = self.page.get_by_role("option", name=value, exact=True)
        self.click(field)
        try:
            option.wait_for(timeout=3_000)
        except TooLate:
            self.click(field)
        self.click(option)

    def type(self, label: str, text: str) -> None:
        """Type something in a field: one click to be there."""
        field = self.page.get_by_label(label)
        self.click(field)
        field.fill(text)
        field.press("Enter")

    def press(self, button: str | re.Pattern[str]) -> None:
        self.click(self.page.get_by_role("button", name=button).first)

    def see(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=60_000)

    def accept(self, button: str = "Alles overnemen") -> None:
        """Accept everything, and go to what changed."""
        self.press(button)
        self.click(self.page.get_by_role("link", name="Bekijk wat er is veranderd"))
        self.visit.settle()
        self.picture()

    def picture(self) -> None:
        if folder := os.environ.get("PICTURES"):
            self.pictures += 1
            self.visit.text()
            self.page.screenshot(path=f"{folder}/{self.name}-{self.pictures}.png", full_page=True)


def test_a_customer_list_without_plan_year_becomes_figures(first_visit: Visit, tmp_path: Path) -> None:
    """Invoiced 5.000, 3.000 and 2.500 for 2017-2018, and 4.500 more the next time."""
    journey = Journey(first_visit, "crm")
    journey.drop(CASES / "c1_crm.csv")
    journey.see("klik op Onthouden en verder")
    journey.choose("In kolom Omzet staat", "gefactureerd")
    journey.choose("planjaar, voor alle rijen", "2017-2018")
    journey.press("Onthouden en verder")
    journey.accept()
    assert journey.clicks <= FIRST
    first_visit.open(f"/money?{ON}")
    assert "€ 10.500" in first_visit.text()

    more = tmp_path / "klanten-2.csv"
    row = "10004;Voorbeeldbedrijf Delta;Aalten;4.500,00;1-12-2017;0,00\n"
    more.write_bytes((CASES / "c1_crm.csv").read_bytes() + row.encode())
    journey.drop(more)
    journey.accept()
    assert journey.clicks <= SECOND
    first_visit.open(f"/money?{ON}")
    assert "€ 15.000" in first_visit.text()


def test_a_statement_of_a_bank_settles_pledges(first_visit: Visit, tmp_path: Path) -> None:
    """The pledge of 2.500 is paid on 3 October and another of 1.500 in November, as names and amounts tell."""
    journey = Journey(first_visit, "bank")
    pledges = tmp_path / "toezeggingen.csv"
    pledges.write_text(
        "organisatie;planjaar;toegezegd;toegezegd_op\nVoorbeeldbedrijf 1 B.V.;2017-2018;2500;12-9-2017\n"
        "Voorbeeldbedrijf 2 B.V.;2017-2018;1500;12-9-2017\n", "utf-8"
    )  # fmt: skip
    journey.drop(pledges)
    journey.accept()
    journey.drop(CASES / "a5_ing.csv")
    journey.see("1 mutatie is geen ontvangst")
    journey.accept("Deze betalingen bevestigen")
    assert journey.clicks <= FIRST
    assert "€ 2.500 van € 150.000 ontvangen" in first_visit.text()

    later = tmp_path / "november.csv"
    content = (CASES / "a5_ing.csv").read_text("utf-8").replace("20171003", "20171103").replace("2500,00", "1500,00")
    later.write_text(content.replace("Voorbeeldbedrijf 1", "Voorbeeldbedrijf 2"), "utf-8")
    journey.drop(later)
    journey.accept("Deze betalingen bevestigen")
    assert journey.clicks <= SECOND
    assert "€ 4.000 van € 150.000 ontvangen" in first_visit.text()


def test_months_as_columns_become_measurements(first_visit: Visit, tmp_path: Path) -> None:
    """100, 120 and 140 talents in January, February and March of 2018, and 160 in April the next time."""
    journey = Journey(first_visit, "maanden")
    journey.drop(CASES / "a56b_months.xlsx")
    journey.see("De maanden zijn van het jaar")
    journey.type("De maanden zijn van het jaar", "2018")
    journey.accept()
    assert journey.clicks <= FIRST
    first_visit.open(f"/?{ON}")
    assert "140" in first_visit.text()

    book = load_workbook(CASES / "a56b_months.xlsx")
    sheet = book.active
    assert sheet is not None
    column = sheet.max_column + 1
    sheet.cell(1, column, "apr")
    sheet.cell(2, column, 160)
    more = tmp_path / "maanden-2.xlsx"
    book.save(more)
    journey.drop(more)
    journey.type("De maanden zijn van het jaar", "2018")
    journey.accept()
    assert journey.clicks <= SECOND
    first_visit.open(f"/?{ON}")
    assert "160" in first_visit.text()
