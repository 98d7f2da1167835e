"""The sample tells a believable story: through the real intake, with every status somewhere in it."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kpi.access import Person
from kpi.acts import imports
from kpi.facts.decisions.minutes import entries, of_kind
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.measuring.counted_rows import behind
from kpi.facts.measuring.observing import observe
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.loading import default_programme_path, load_programme
from kpi.sample.sample_sheets import KNOWN_UNTIL
from kpi.sample.workbooks import write_sample
from kpi.score.scores import Status
from kpi.settings import ROOT

PROGRAMME = load_programme(default_programme_path())
FOLDER = ROOT / "data" / "sample"
AT = datetime(2018, 7, 2, 9, 0, tzinfo=UTC)
DAYS = (
    date(2016, 12, 31),
    date(2017, 1, 31),
    date(2017, 6, 30),
    date(2017, 9, 30),
    date(2017, 12, 31),
    date(2018, 3, 31),
    date(2018, 6, 30),
)


def files(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]


def cells(folder: Path) -> dict[str, dict[str, list[list[object]]]]:
    books = {path.name: CalamineWorkbook.from_path(str(path)) for path in sorted(folder.glob("*.xlsx"))}
    return {
        name: {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}
        for name, book in books.items()
    }


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('sample') / 'sample.db'}", PROGRAMME)
    imports.fill_with_sample(store, Person("Tester", local=True), FOLDER, at=AT)
    return store


def seen(store: Store, on: date, plan_year: str = "2017-2018") -> Picture:
    with store.read() as reader:
        return picture(reader, on, plan_year)


def test_the_workbooks_are_what_the_generator_writes_cell_by_cell(tmp_path: Path) -> None:
    write_sample(PROGRAMME, tmp_path)
    assert cells(tmp_path) == cells(FOLDER)


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("een", "twee"):
        subprocess.run(
            [sys.executable, "-m", "kpi.sample", str(tmp_path / folder)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    assert files(tmp_path / "een") == files(tmp_path / "twee")


def test_the_sample_comes_in_without_errors_and_with_only_the_warnings_that_are_meant(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}", PROGRAMME)
    proposed = imports.read_files(store, Person("Tester", local=True), FilesToRead(files(FOLDER)), at=AT)
    found = [(p.severity, p.sheet, p.column, p.value) for p in proposed.report.problems]
    assert found == [
        ("warning", "Uitgaven", "begrotingspost", "Onvoorzien"),
        ("warning", "Vacatures", "organisatie", "Voorbeeldbedrijf dertien"),
    ]


def test_every_status_occurs_somewhere_in_the_history(store: Store) -> None:
    found = {score.status for day in DAYS for score in seen(store, day).indicators}
    assert found == set(Status) - {Status.NOT_JUDGED}  # the plan gives every indicator a target


def test_on_the_last_day_it_reads_as_a_year_with_good_and_bad_news(store: Store) -> None:
    found = {score.id: score.computed_status.value for score in seen(store, KNOWN_UNTIL).indicators}
    assert found == {
        "practice_case_companies": "missed",
        "academy_branding": "achieved_late",
        "brand_carriers": "achieved",
        "branded_event_series": "achieved",
        "portal_in_use": "achieved",
        "german_institutions": "achieved_late",
        "dragons_den_winners": "achieved",
        "portal_placements": "missed",
        "connected_organisations": "achieved_late",
        "average_contribution": "missed",
        "cofinancing_received": "attention",
        "study_awareness": "behind",
        "vacancies_published": "on_track",
        "vacancy_fill_rate": "attention",
        "si_company_growth": "no_baseline",
        "member_companies": "on_track",
        "registered_talents": "on_track",
        "regional_funding": "attention",
        "self_financing_share": "not_started",
    }


def test_the_money_has_a_line_over_budget_an_ineligible_cost_and_one_that_no_line_takes(store: Store) -> None:
    money = seen(store, KNOWN_UNTIL).money
    over = [line.id for line in money.lines if line.status.value == "over_budget"]
    assert over == ["promo_videos"]
    assert money.totals.actual is not None
    assert money.totals.eligible is not None
    assert f"{money.totals.actual - money.totals.eligible:.2f}" == "480.00"
    assert (money.unallocated_rows, f"{money.unallocated:.2f}") == (1, "640.00")
    assert f"{money.totals.committed:.2f}" == "27077.15"
    assert f"{money.financing.gap:.2f}" == "24000.00"


def test_of_the_early_adopters_it_holds_nothing_but_their_kind_and_their_pledge() -> None:
    sheets = cells(FOLDER)["leden-en-bijdragen.xlsx"]
    names = {adopter.name for adopter in PROGRAMME.early_adopters}
    others = [
        row
        for book in cells(FOLDER).values()
        for sheet in book.values()
        for row in sheet
        if names & {str(cell) for cell in row}
    ]
    known = [[cell for cell in row if cell != ""] for row in others]
    pledge = ["2016-2017", "geld", 5000.0, date(2016, 11, 27), "datum niet bekend: datum van het plan"]
    assert len(names) == 16
    assert sorted(row[0] for row in known if len(row) == 2) == sorted(names)
    assert [row[1:] for row in known if len(row) != 2] == [pledge] * 16
    assert len(others) == 2 * len(names)
    assert set(sheets) == {"Organisaties", "Bijdragen", "Lidmaatschappen"}


def test_nothing_in_it_happened_after_it_was_sent() -> None:
    dates = [
        cell
        for book in cells(FOLDER).values()
        for sheet in book.values()
        for row in sheet
        for cell in row
        if isinstance(cell, date)
    ]
    assert max(dates) == KNOWN_UNTIL


def test_the_rows_behind_a_number_are_as_many_as_the_number(store: Store) -> None:
    indicator = PROGRAMME.indicator("dragons_den_winners")
    with store.read() as reader:
        found = behind(reader, indicator.measure, KNOWN_UNTIL)
    assert seen(store, KNOWN_UNTIL).indicator("dragons_den_winners").value == 3
    assert [rows.total for rows in found] == [3]


def test_the_sample_has_meetings_and_each_kind_of_what_is_kept_and_loses_them_with_the_rest(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'sample.db'}", PROGRAMME)
    imports.fill_with_sample(store, Person("Tester", local=True), FOLDER, at=AT)
    with store.read() as reader:
        kept = entries(reader)
    assert {entry.kind for entry in kept} == set(MinutesKind)
    assert [entry.day for entry in of_kind(kept, MinutesKind.MEETING)] == [
        date(2017, 9, 21),
        date(2018, 3, 22),
        date(2018, 9, 20),
    ]
    assert all("oorbeeld" in entry.text for entry in kept)
    store.remove_sample(by="Tester", at=AT)
    with store.read() as reader:
        assert entries(reader) == ()


def test_many_days_at_once_give_what_each_gives_alone(database_url: str) -> None:
    """A path is asked for in another way than a score; both are the same figure, on either database."""
    store = open_store(database_url, PROGRAMME)
    imports.fill_with_sample(store, Person("Tester", local=True), FOLDER, at=AT)
    days = [date(2016 + month // 12, month % 12 + 1, 28) for month in range(8, 38)]
    measures = {one.id: one.measure for one in (*PROGRAMME.indicators, *PROGRAMME.figures)}
    with store.read() as reader:
        for name, measure in measures.items():
            together = observe(reader, measure, days)
            alone = {day: observe(reader, measure, [day])[day] for day in days}
            assert together == alone, name
