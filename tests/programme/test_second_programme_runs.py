"""Another region's programme, in its own words: other sheets and lists, calendar years, no subsidy, no other code."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.loading import load_programme
from kpi.score.scores import Status

PROGRAMME = load_programme(Path(__file__).parents[1] / "programmes" / "stadslab-voorbeeld.toml")
SHEETS: dict[str, list[tuple[object, ...]]] = {
    "Partners": [
        ("partner", "wat", "doet mee vanaf"),
        *((f"Voorbeeldwerkplaats {n}", "atelier", "01-01-2022") for n in range(1, 5)),
        ("Voorbeeldmuseum", "openbaar", "01-01-2022"),
    ],
    "Kalender": [
        ("wat", "wanneer", "vorm", "gasten"),
        ("Voorbeelddag 1", date(2022, 1, 1), "open dag", 40),
        ("Voorbeelddag 2", date(2022, 3, 1), "", 30),
        ("Voorbeelddag 3", date(2022, 6, 30), "open dag", None),
        ("Voorbeeldcursus", date(2022, 6, 30), "cursus", 8),
        ("Voorbeelddag 4", date(2022, 7, 1), "open dag", 20),
    ],
    "Geldpot": [("partner", "jaar", "binnen", "binnen op"), ("Voorbeeldwerkplaats 1", "2022", 500, "15-03-2022")],
    "Bonnen": [
        ("bon", "pot", "waarvoor", "kosten", "wanneer"),
        ("0007", "Inrichting", "Werkbank", "€ 250,50", "01-03-2022"),
    ],
    "Standen": [("van", "op", "getal"), ("days_to_place", "01-04-2022", 90), ("days_to_place", "31-12-2022", 74)],
}


@pytest.fixture
def store(tmp_path: Path, database_url: str) -> Store:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "stadslab.xlsx")
    store = open_store(database_url, PROGRAMME)
    files = [("stadslab.xlsx", (tmp_path / "stadslab.xlsx").read_bytes())]
    proposed = imports.read_files(
        store, Person("Tester", local=True), FilesToRead(files), at=datetime(2023, 1, 1, tzinfo=UTC)
    )
    assert [problem.code for problem in proposed.report.errors] == []
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


def seen(store: Store, on: date) -> Picture:
    with store.read() as reader:
        return picture(reader, on, "2022")


def test_its_indicators_are_scored_by_its_own_words_and_directions(store: Store) -> None:
    """Half a year on: 90 days is no progress from 90; 3 open days of 6 × 181 ÷ 365 = 2,98; 4 workshops of 1,98."""
    half = seen(store, date(2022, 6, 30))
    assert [(one.id, one.value, one.status) for one in half.indicators] == [
        ("days_to_place", 90, Status.BEHIND),
        ("open_days", 3, Status.ON_TRACK),
        ("partners", 4, Status.ON_TRACK),
    ]
    assert half.indicator("days_to_place").progress == 0
    assert len(half.goals) == len(PROGRAMME.goals)


def test_fewer_days_than_asked_is_better_and_counts_on_the_due_date_itself(store: Store) -> None:
    year_end = seen(store, date(2022, 12, 31)).indicator("days_to_place")
    assert (year_end.value, year_end.target.value) == (74, 75)
    assert year_end.status in {Status.ACHIEVED, Status.ON_TRACK}


def test_its_money_has_lines_outputs_and_income_but_no_subsidy(store: Store) -> None:
    money = seen(store, date(2022, 6, 30)).money
    assert [(line.id, str(line.actual)) for line in money.lines] == [("furnishing", "250.5"), ("programme", "0")]
    assert [(one.id, one.delivered) for one in money.outputs] == [("courses", 1)]
    assert (money.financing.received, money.financing.gap) == (500, 39500)
    assert (money.subsidy.basis, money.subsidy.amount) == (None, None)
