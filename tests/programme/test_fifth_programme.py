"""The programme of a water board, made from the guide: water years, windows of months, a subsidy for what is short."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kpi.access import Person
from kpi.acts import imports
from kpi.documents.grid import day, text
from kpi.documents.paper import PaperTable
from kpi.facts.measuring.observing import observe
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.monitor import picture
from kpi.picture import Picture
from kpi.programme.loading import load_programme
from kpi.report.account import SubsidyReport
from kpi.report.chapters import work_done
from kpi.report.evidence_rows import ActivityRow
from kpi.report.reading_account import read_report
from kpi.score.scores import Status

FOLDER = Path(__file__).parents[1] / "programmes"
PROGRAMME = load_programme(FOLDER / "waterkant.toml")
JUNE = date(2025, 6, 30)


@pytest.fixture
def store(database_url: str) -> Store:
    store = open_store(database_url, PROGRAMME)
    files = FilesToRead([("waterkant.xlsx", (FOLDER / "waterkant.xlsx").read_bytes())])
    proposed = imports.read_files(store, Person("Tester", local=True), files, at=datetime(2026, 1, 5, tzinfo=UTC))
    assert [problem.code for problem in proposed.report.errors] == []
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


@pytest.fixture
def seen(store: Store) -> Picture:
    with store.read() as reader:
        return picture(reader, JUNE, "2024-2025")


@pytest.mark.parametrize(
    ("indicator", "value", "progress", "status"),
    [
        ("ditches_counted", 1, Fraction(1, 4), Status.BEHIND),
        ("oxygen", Fraction("7.2"), 1, Status.ON_TRACK),
        ("planting_days", 3, Fraction(3, 9), Status.BEHIND),
        ("owners_agreed", Fraction(3, 5), 1, Status.ON_TRACK),
        ("hands_growth", None, None, Status.NO_DATA),
        ("days_to_agree", 14, None, Status.NOT_JUDGED),
    ],
)
def test_the_indicators_in_june(
    seen: Picture, indicator: str, value: Fraction | None, progress: Fraction | None, status: Status
) -> None:
    """From 31 December to 30 June only the Lange Sloot was counted twice: on 1 March and 14 June.

    Three planting days of 4 + 5 × 61 ÷ 365 = 4,8. Asked were five, of whom three agreed after 14, 100 and 2 days.
    Of the half year before the last summer nobody wrote down hands, so that their growth is unknown.
    """
    score = seen.indicator(indicator)
    assert (score.value, score.progress, score.status) == (value, progress, status)


@pytest.mark.parametrize(
    ("day", "growth", "difference"),
    [
        (date(2024, 12, 31), None, -1),
        (date(2025, 3, 31), None, 1),
        (JUNE, None, 2),
        (date(2025, 12, 31), Fraction(6, 29), 0),
        (date(2026, 1, 1), Fraction(6, 29), 0),
    ],
)
def test_half_years_and_quarters_turn(store: Store, day: date, growth: Fraction | None, difference: int) -> None:
    """On 31 December 2025 35 hands in half a year, a year before 8 + 21; a planting day without a number adds none.

    By quarter 1 counting day and 2 planting days, 2 and 1, 2 and none; in autumn one of each, in January none.
    """
    with store.read() as reader:
        hands = PROGRAMME.indicator("hands_growth").measure
        (quarter,) = [each.measure for each in PROGRAMME.figures if each.id == "counts_quarter"]
        assert observe(reader, hands, [day])[day].value == growth
        assert observe(reader, quarter, [day])[day].value == difference


def test_goals_phases_and_what_is_short(seen: Picture) -> None:
    """Costs of 4.200, 12.500 and 7.500, of which others paid 6.400: 17.800 is short, and 25.000 was advanced."""
    life, doing = seen.goals
    assert (life.score, doing.score) == ((Fraction(1, 4) + 1 + Fraction(1, 3)) / 3, 1)
    assert life.balance.phases == {
        "looking": Fraction(1, 4), "planting": Fraction(1, 3), "tending": Fraction(1), "sharing": None
    }  # fmt: skip
    assert (life.balance.warning, seen.money.totals.actual) == (False, 24200)
    subsidy = seen.money.subsidy
    assert subsidy is not None
    assert (subsidy.amount, subsidy.received) == (Decimal(17800), 25000)


def test_the_account_of_a_programme_without_a_framework_shows_no_empty_one(store: Store) -> None:
    with store.read() as reader:
        report = read_report(reader, picture(reader, JUNE, "2024-2025"))
    assert tables(report) == []
    dug = ActivityRow("Slootdag", (), None, None, None, (), JUNE, None, None)
    [listed] = tables(replace(report, evidence=replace(report.evidence, activities=(dug,))))
    [row] = listed.grid.rows
    assert {name: cell for name, cell in row.items() if cell.value} == {
        "activity": text("Slootdag"),
        "start": day(JUNE),
    }
    assert "segment" not in {column.id for column in listed.grid.columns}


def tables(report: SubsidyReport) -> list[PaperTable]:
    return [part for part in work_done.chapter(report).parts if isinstance(part, PaperTable)]
