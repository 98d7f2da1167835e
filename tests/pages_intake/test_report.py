"""The screen of the report: what is missing, writing it, and the download."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
from streamlit.testing.v1 import AppTest

from kpi import acts
from kpi.access import LOCAL
from kpi.facts.store import Store, open_store
from kpi.programme.loading import default_programme_path, load_programme
from pages.reports.writing import workbook
from pages.shared.asked import Asked

Opened = Callable[[str], AppTest]
PROGRAMME = load_programme(default_programme_path())


def filled(url: str, example: tuple[str, bytes]) -> Store:
    store = open_store(url, PROGRAMME.id)
    proposed = acts.import_files(store, PROGRAMME, [example], by="Tester", at=datetime(2021, 7, 1, tzinfo=UTC))
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


def test_what_is_missing_becomes_less_when_it_is_written(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    filled(sqlite_url, example)
    at = opened("pages/reports/report.py")
    before = len(at.table[0].value)
    name = at.selectbox(key="text_for").value
    at.text_area(key=f"text_{name}").set_value("Later begonnen; =1+1 blijft tekst.").run()
    at.button(key="save_text").click().run()
    assert not at.exception
    assert len(at.table[0].value) == before - 1


def test_an_empty_database_still_has_a_report_that_says_what_is_missing(opened: Opened) -> None:
    at = opened("pages/reports/report.py")
    assert not at.exception
    assert len(at.get("download_button")) == 1


def test_the_download_is_the_workbook_of_the_question(example: tuple[str, bytes], sqlite_url: str) -> None:
    store = filled(sqlite_url, example)
    content = workbook(store, PROGRAMME, LOCAL, Asked(1, date(2018, 6, 30), "2017-2018", "nl"))
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    assert (
        book["1 Subsidie"]["A3"].value
        == "SmartHub Achterhoek · planjaar 2017-2018 · peildatum 30 juni 2018 · revisie 1"
    )
