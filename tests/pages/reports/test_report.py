"""The screen of the report: what is missing, writing it, and the download."""

import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from kpi.access import LOCAL, Person
from kpi.acts import imports
from kpi.acts.report_exports import export_evidence
from kpi.documents.markdown import read
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.language import words_of
from kpi.monitor import picture
from kpi.programme.loading import default_programme_path, load_programme
from kpi.report.reported_figures import figures
from kpi.sentences import say
from kpi.views.read import Question
from kpi.views.table import texts
from pages.reports import report_downloads
from pages.reports.report_downloads import reported
from pages.reports.report_writing import shown
from tests.acts.test_subsidy_report import AT, BOOKING, DAY, YEAR, complete, submitted
from tests.facts.world import record
from tests.pages.conftest import Opened

PROGRAMME = load_programme(default_programme_path())
NL = words_of("nl")


def filled(url: str, example: tuple[str, bytes]) -> Store:
    store = open_store(url, PROGRAMME)
    proposed = imports.read_files(
        store, Person("Tester", local=True), FilesToRead([example]), at=datetime(2021, 7, 1, tzinfo=UTC)
    )
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


def missing(at: AppTest) -> list[str]:
    """What the table of missing things names."""
    return list(at.table[0].value.iloc[:, 1])


def test_what_is_missing_becomes_less_when_it_is_written_beside_its_figures(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    filled(sqlite_url, example)
    at = opened("pages/reports/report.py", as_of="2018-06-30")
    before = missing(at)
    name = at.selectbox(key="text_for").value
    assert name.startswith("indicator/")
    assert "Streefwaarde" in list(at.table[1].value.iloc[:, 0])
    field(at, name).set_value("Later *begonnen*; =1+1 blijft tekst.").run()
    at.button(key="save_text").click().run()
    assert not at.exception
    assert len(missing(at)) == len(before) - 1
    following = at.selectbox(key="text_for").value
    assert following != name
    assert following.startswith("indicator/")
    assert at.success[0].value.replace("\\", "").startswith("Opgeslagen: Bedrijven met praktijkcase. Er zijn nog ")
    at.selectbox(key="text_for").set_value(name).run()
    assert field(at, name).value == "Later *begonnen*; =1+1 blijft tekst."


def field(at: AppTest, name: str, plan_year: str = "2017-2018") -> Any:
    """The field of a text of the account."""
    return at.text_area(key=f"text_{plan_year}_{name}")


def test_a_text_that_isnt_saved_is_still_there_after_another_text_another_year_and_another_screen(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    """Unsaved it belongs to its plan year alone; the screen says which texts aren't saved yet."""
    store = filled(sqlite_url, example)
    at = opened("pages/reports/report.py", as_of="2018-06-30", plan_year="2017-2018")
    first = at.selectbox(key="text_for").value
    field(at, first).set_value("Half af").run()
    at.selectbox(key="text_for").set_value("summary").run()
    assert "Nog niet opgeslagen: Bedrijven met praktijkcase." in [one.value.replace("\\", "") for one in at.caption]
    at.selectbox(key="plan_year").set_value("2018-2019").run()
    at.selectbox(key="text_for").set_value("summary").run()
    assert not field(at, "summary", "2018-2019").value
    at._page_hash = calc_hash("money")
    at.run()
    at._page_hash = calc_hash("report")
    at.run()
    at.selectbox(key="plan_year").set_value("2017-2018").run()
    at.selectbox(key="text_for").set_value(first).run()
    assert field(at, first).value == "Half af"
    assert store.latest() == 1
    at.button(key="save_text").click().run()
    assert not [one for one in at.caption if one.value.startswith("Nog niet opgeslagen")]


def test_declarations_need_a_name_and_are_given_together(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    store = filled(sqlite_url, example)
    at = opened("pages/reports/report.py", as_of="2018-06-30")
    at.checkbox(key="declare_costs").check()
    at.button(key="FormSubmitter:declarations-Verklaringen vastleggen").click().run()
    assert store.latest() == 1
    assert [one.value for one in at.warning] == ["Vul in wie ondertekent voordat u een verklaring geeft."]
    at.text_input(key="sign_signatory").input("A. Voorbeeld")
    at.text_input(key="sign_position").input("voorzitter")
    at.checkbox(key="declare_costs").check()
    at.button(key="FormSubmitter:declarations-Verklaringen vastleggen").click().run()
    assert (store.latest(), at.checkbox(key="declare_costs").value) == (2, True)
    assert "Verklaring 2 is nog niet gegeven" not in missing(at)
    assert "Verklaring 1 is nog niet gegeven" in missing(at)


def test_a_complete_account_is_made_final_on_screen_and_compared_with_the_facts(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    store = filled(sqlite_url, example)
    complete(store, PROGRAMME)
    at = opened("pages/reports/report.py", as_of="2018-06-30")
    assert [one.value for one in at.markdown if "Niets ontbreekt" in one.value or "Er ontbreekt niets" in one.value]
    at.text_input(key="freeze_reason").input("verzonden")
    at.button(key="FormSubmitter:freeze-Definitief maken").click().run()
    assert not at.exception
    [named] = [one.value for one in at.markdown if "definities van die dag" in one.value]
    assert re.search(rf"programmabestand {re.escape(PROGRAMME.version)}, controlegetal [0-9a-f]{{12}}\.$", named)
    again = next(one for one in at.button if str(one.key).startswith("again_"))
    again.click().run()
    assert not at.exception
    [told] = [one.value for one in at.info if "cijfers" in one.value]
    assert told.startswith("Alle ")
    assert told.endswith("3 van 3. Geteld met het programmabestand dat erbij bewaard is, en met de regels van nu.")


def test_a_final_account_shows_the_figures_kept_with_it_also_after_facts_and_programme_changed(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    store = filled(sqlite_url, example)
    complete(store, PROGRAMME)
    kept = submitted(store, PROGRAMME)
    before = reported(kept, PROGRAMME)
    more = BOOKING | {"entry": "later", "amount": Decimal(777), "invoiced_on": date(2018, 6, 1)}
    record(store, {"expenses": [more]}, AT)
    changed = PROGRAMME.model_copy(update={"indicators": PROGRAMME.indicators[1:], "budgets": ()})
    after = reported(kept, changed)
    assert [row[1] for row in texts(after, NL).rows] == [row[1] for row in texts(before, NL).rows]
    at = opened("pages/reports/report.py", as_of="2018-06-30")
    assert not at.exception
    shown = [each for each in at.table if len(each.value) == len(kept.decision.figures)]
    assert len(shown) == 1
    named = dict(texts(before, NL).rows)
    then = Decimal(kept.decision.figures["total/actual"] or "")
    with store.read() as reader:
        now = figures(picture(reader, DAY, YEAR))
    assert named["Totaal: Realisatie"] == NL.say(say.money(then, cents=True))
    assert Decimal(now["total/actual"] or "") == then + 777


def test_an_empty_database_still_has_a_report_that_says_what_is_missing(opened: Opened) -> None:
    at = opened("pages/reports/report.py", as_of="2018-06-30")
    assert not at.exception
    assert [one.key for one in at.get("download_button")] == ["xlsx", "docx", "pdf", "evidence"]


def test_what_is_missing_of_the_grant_leads_to_where_it_is_filled_in(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    store = filled(sqlite_url, example)
    links = [one.proto.label for one in opened("pages/reports/report.py", as_of="2018-06-30").get("page_link")]
    assert links == ["Vul de instellingen van de subsidie in"]
    complete(store, PROGRAMME)
    assert opened("pages/reports/report.py", as_of="2018-06-30").get("page_link") == []


@pytest.mark.parametrize(("ending", "start"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF-1.7")])
def test_the_download_is_the_account_of_the_question_in_its_format(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str, ending: str, start: bytes
) -> None:
    store = filled(sqlite_url, example)
    opened("pages/reports/report.py", as_of="2018-06-30")
    content = report_downloads.made(store, LOCAL, Question(1, date(2018, 6, 30), "2017-2018", "nl"), ending)
    assert content.startswith(start)
    if ending == "xlsx":
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        about = "SmartHub Achterhoek · planjaar 2017-2018 · peildatum 30 juni 2018 · revisie 1"
        assert book["1 Subsidie"]["A3"].value == about


def test_what_the_preview_shows_is_markdown_in_its_own_marks_alone() -> None:
    assert shown(read("a $x$ <b> **vet** [l](u)")) == "a \\$x\\$ \\<b\\> **vet** \\[l\\]\\(u\\)"


def test_the_folder_for_the_grantor_is_offered_once_there_is_something_to_submit(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    filled(sqlite_url, example)
    keys = [one.key for one in opened("pages/reports/report.py", as_of="2018-06-30").get("download_button")]
    assert keys[-2:] == ["submission", "evidence"]


def test_the_evidence_is_that_of_the_question(example: tuple[str, bytes], sqlite_url: str) -> None:
    store = filled(sqlite_url, example)
    question = Question(1, date(2018, 6, 30), "2017-2018", "nl")
    content = export_evidence(store, LOCAL, question, at=datetime.now(UTC))
    with zipfile.ZipFile(BytesIO(content)) as pack:
        assert "peildatum 30 juni 2018, revisie 1" in pack.read("LEESMIJ.txt").decode("utf-8-sig")
