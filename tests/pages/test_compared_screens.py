"""Compare on every screen that shows how things stand: one control, each figure with what it was, by its link alone."""

from datetime import date
from pathlib import Path

import pytest

from kpi.facts.store_opening import open_store
from kpi.language import words_of
from kpi.programme.loading import default_programme_path, load_programme
from kpi.views.comparison.compared_table import compared
from kpi.views.table import Table, texts
from pages.shared import elements
from pages.shared.menu import SCREENS, MenuItem
from tests.pages.conftest import Opened
from tests.pages.test_screens import DAY, told

NL = words_of("nl")
Drawn = dict[tuple[str, ...], Table]
THEN = {"as_of": "2017-12-31", "plan_year": "2017-2018"}
SCRIPTS = [Path(one.script).stem for one in SCREENS if one.script.startswith("pages/progress/")]
OTHERS = [one for one in SCREENS if not one.script.startswith("pages/progress/")]
SAID = {
    "overview": "31 december 2017, revisie 1: Op 31 december 2017: ",
    "indicator": "Sinds 31 december 2017: ",
    "money": "31 december 2017, revisie 1: Van de €\N{NO-BREAK SPACE}300.564 voor 2017-2018 is ",
    "members": "31 december 2017, revisie 1: Op 31 december 2017 zijn ",
    "vacancies": "31 december 2017, revisie 1: Van 1 januari tot en met 31 december 2017 zijn ",
    "visibility": "31 december 2017, revisie 1: Tot en met 31 december 2017: ",
    "activities": "31 december 2017, revisie 1: ",
    "compare": "31 december 2017, revisie 1 vergeleken met 30 juni 2018, revisie 1",
    "what_if": "vergeleken met 31 december 2017, revisie 1",
    "present": "Per 31 december 2017 zijn ",
}
"""What each screen says of the other side, besides its tables."""
WITHOUT_TABLES = {"overview", "compare", "present"}
"""Their figures are no tables, or tables with both sides as columns."""


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    """Every table that the screens draw, by the ids of its columns."""
    drawn: Drawn = {}
    draw = elements.figures

    def kept(shown: Table, label: str, *, headings: bool = True) -> None:
        drawn[tuple(column.id for column in shown.columns)] = shown
        draw(shown, label, headings=headings)

    monkeypatch.setattr(elements, "figures", kept)
    return drawn


def test_every_screen_of_progress_stands_in_the_table() -> None:
    assert set(SAID) == set(SCRIPTS)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_link_lays_every_screen_beside_another_day(opened: Opened, tables: Drawn, script: str) -> None:
    indicator = {"indicator": "vacancies_published"}
    opened(script, **DAY, **indicator)
    now = dict(tables)
    opened(script, **THEN, **indicator)
    then = dict(tables)
    tables.clear()
    at = opened(script, **DAY, **indicator, since="2017-12-31")
    assert not at.error
    assert at.date_input(key="since").value == date(2017, 12, 31)
    assert SAID[script] in told(at)
    if script in WITHOUT_TABLES:
        return
    both = {ids: shown for ids, shown in tables.items() if shown != now[ids]}
    assert both == {ids: compared(now[ids], then[ids]) for ids in both}
    assert any(" (was " in cell for shown in both.values() for row in texts(shown, NL).rows for cell in row)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_is_compared_until_it_is_asked_for(opened: Opened, tables: Drawn, script: str) -> None:
    at = opened(script, **DAY)
    assert at.date_input(key="since").value is None
    assert at.selectbox(key="since_revision").value is None
    assert not any("(was " in cell for shown in tables.values() for row in texts(shown, NL).rows for cell in row)
    assert "vergeleken met 31 december" not in told(at)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_the_previous_meeting_is_one_click_and_nothing_another(opened: Opened) -> None:
    at = opened("members", **DAY)
    at.button(key="beside_meeting").click().run()
    assert at.date_input(key="since").value == date(2018, 3, 22)
    assert "22 maart 2018, revisie 1: Op 22 maart 2018 zijn " in told(at)
    at.button(key="beside_nothing").click().run()
    assert at.date_input(key="since").value is None
    assert "revisie 1: " not in told(at)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
def test_a_revision_is_laid_beside_the_latest_on_the_same_day(opened: Opened, database: str) -> None:
    store = open_store(database, load_programme(default_programme_path()))
    store.remove_sample(by="Tester", at=store.revisions()[0].at)
    at = opened("overview", **DAY, since_revision="1")
    assert not at.error
    assert "30 juni 2018, revisie 1: Op 30 juni 2018: 10 van 19 doelen" in told(at)
    assert "vergeleken met 30 juni 2018, revisie 1" in told(at)
    assert "Wat toen bekend was, geteld met de definities van nu." in told(at)


@pytest.mark.parametrize("database", ["sample"], indirect=True)
@pytest.mark.parametrize("screen", OTHERS, ids=lambda one: one.url)
def test_a_screen_that_shows_no_progress_offers_no_comparison(opened: Opened, screen: MenuItem) -> None:
    at = opened(screen.script, **DAY)
    assert [one.key for one in at.date_input if one.key == "since"] == []
