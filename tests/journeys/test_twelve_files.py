"""A folder of twelve files of twelve makers, from drop to the right scorecard, as the strategist would.

``docs/twaalf-bestanden.md`` tells the clicks and the time. The scorecard is that of the example, which was worked out
apart from this code.
"""

import os
import re
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser

from kpi.facts.store_opening import open_store
from kpi.money.budget_json import budget_json
from kpi.monitor import budget, known_plan_year, scorecard
from kpi.score.goals import goal_scores
from kpi.score.score_json import score_json
from tests.example.test_example import EXPECTED, PROGRAMME, by_id, differences
from tests.journeys.conftest import Visit, dashboard
from tests.journeys.test_forms import Journey
from tests.journeys.twelve_files import STATEMENTS, write

pytestmark = [pytest.mark.browser, pytest.mark.office]

MOST_CLICKS, MOST_SECONDS = 35, 300
"""Of all that is clicked, and of the time that it takes the machine; a person also reads."""
ACCOUNTS = {
    "4010": "Verzamelen van SI-vacatures",
    "4020": "Promotievideo's en branding bedrijven",
    "4030": "Promotiecampagne hogescholen en universiteiten",
    "4510": "Koppelingen Achterhoek2020 Jong",
    "4600": "Marketingcommunicatie stakeholders",
}


def columns_and_accounts(journey: Journey) -> None:
    """What is asked of three files whose columns or words are their maker's own, and of the accounts of two ledgers."""
    journey.see("cofinanciering.xlsx is niet zeker")
    journey.choose("In kolom Wie draagt bij staat", "organisatie")
    journey.press("Onthouden en verder")
    journey.see("relaties.csv is niet zeker")
    for column, field in {
        "Relatienaam": "organisatie",
        "Relatiesoort": "soort",
        "Vestigingsplaats": "gemeente",
    }.items():
        journey.choose(f"In kolom {column} staat", field)
    journey.choose("Stichting/vereniging staat voor", "maatschappelijk")
    journey.press("Onthouden en verder")
    journey.see("vacatures-export.csv staan niet op de lijst")
    journey.choose("BPV staat voor", "stage")
    journey.press("Onthouden en verder")
    journey.see("Welke rekening hoort bij welke begrotingspost?")
    for account, budget_line in ACCOUNTS.items():
        journey.choose(re.compile(account), budget_line)
    journey.press("Deze antwoorden bewaren")


def wrong(url: str) -> list[str]:
    """Every figure of the scorecards and budgets that isn't the example's."""
    found, store = [], open_store(url, PROGRAMME)
    with store.read() as reader:
        for day, indicators in EXPECTED["score"].items():
            on = date.fromisoformat(day)
            scores = scorecard(reader, on)
            card = score_json(PROGRAMME, on, reader.revision, scores, goal_scores(PROGRAMME, scores), "nl")
            found += differences(day, by_id(card["indicators"]), indicators)
            found += differences(f"{day} goal", by_id(card["goals"]), EXPECTED["goals"][day])
        for day, expected in EXPECTED["budget"].items():
            on, year = date.fromisoformat(day), known_plan_year(PROGRAMME, expected["plan_year"])
            money = budget_json(budget(reader, year, on), on, reader.revision, "nl")
            found += differences(f"{day} lines", by_id(money["lines"]), expected["lines"])
            found += differences(f"{day} financing", money["financing"], expected["financing"])
            found += differences(f"{day} subsidy", money["subsidy"], expected["subsidy"])
    store.close()
    return found


def test_twelve_files_of_twelve_makers_become_the_right_scorecard(browser: Browser, tmp_path: Path) -> None:
    folder, database = tmp_path / "map", tmp_path / "leeg.db"
    write(folder)
    files = [file for file in sorted(folder.iterdir()) if file.name not in STATEMENTS]
    for address in dashboard(database):
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        journey, began = Journey(Visit(page, address), "twaalf"), monotonic()
        journey.drop(*files)
        columns_and_accounts(journey)
        journey.see("1.491 nieuwe rijen, 0 gewijzigd, 0 ongewijzigd.")
        journey.press("Alles overnemen")
        journey.see("Vastgelegd als revisie")
        assert wrong(f"sqlite:///{database}") != []
        for statement, payments in zip(STATEMENTS, (12, 40), strict=True):
            journey.add(folder / statement)
            journey.press("Deze betalingen bevestigen")
            journey.see(f"{payments} betalingen als ontvangen vastgelegd")
        seconds = monotonic() - began
        page.close()
    if told := os.environ.get("TOLD"):
        Path(told).write_text(f"{journey.clicks} clicks, {seconds:.0f} s\n", "utf-8")
    assert wrong(f"sqlite:///{database}") == []
    assert journey.clicks <= MOST_CLICKS
    assert seconds <= MOST_SECONDS
