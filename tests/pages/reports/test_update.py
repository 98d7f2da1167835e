"""The screen of the SmartHupdate: it follows the last meeting, can be written, and gives the files it shows."""

import io
from datetime import UTC, date, datetime

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from kpi.access import LOCAL, NotAllowed, Person
from kpi.acts import imports, meetings
from kpi.facts.decisions.minutes_kinds import MinutesKind
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.programme.loading import default_programme_path, load_programme
from kpi.update.quarterly_update import UpdateQuestion
from pages.reports.update_parts import made
from tests.pages.conftest import Opened

PROGRAMME = load_programme(default_programme_path())
SCREEN = "pages/reports/update.py"
AT = datetime(2021, 7, 1, tzinfo=UTC)
ASKED = UpdateQuestion(date(2018, 3, 31), date(2018, 6, 30), "2017-2018", 1)


def filled(url: str, example: tuple[str, bytes]) -> Store:
    store = open_store(url, PROGRAMME)
    proposed = imports.read_files(store, Person("Tester", local=True), FilesToRead([example]), at=AT)
    assert proposed.proposal is not None
    store.commit(proposed.proposal)
    return store


def sections(at: AppTest) -> dict[str, str]:
    """Heading → the text under it."""
    texts = [one.value for one in at.markdown if one.value.startswith("- ")]
    return dict(zip((one.value for one in at.header), texts, strict=True))


def test_every_section_says_something(opened: Opened, example: tuple[str, bytes], sqlite_url: str) -> None:
    filled(sqlite_url, example)
    at = opened(SCREEN, as_of="2018-06-30")
    assert not at.exception
    assert list(sections(at)) == [
        "Waar we staan",
        "Wat er veranderde",
        "Leden",
        "Vacatures",
        "Video's en evenementen",
        "Geld",
        "Besluiten en notities",
        "Wat aandacht vraagt",
        "Wat er komt",
        "Wat we u vragen",
    ]


def test_a_written_text_takes_the_place_of_the_generated_one_and_gives_it_back(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    store = filled(sqlite_url, example)
    at = opened(SCREEN, as_of="2018-06-30")
    before = sections(at)["Geld"]
    next(one for one in at.text_area if "telling_money" in str(one.key)).set_value("Er is *genoeg*.").run()
    at.button(key="save_money").click().run()
    assert sections(at)["Geld"] == "- Er is \\*genoeg\\*."
    assert store.latest() == 2
    at.button(key="back_money").click().run()
    assert sections(at)["Geld"] == before


def test_it_is_compared_with_the_last_meeting_once_one_is_kept(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    store = filled(sqlite_url, example)
    asked = opened(SCREEN, as_of="2018-06-30").date_input
    default = [one.value for one in asked if "since" in str(one.key)]
    draft = meetings.EntryDraft(MinutesKind.MEETING, date(2018, 2, 20), "", "Regiegroep")
    meetings.keep(store, LOCAL, draft, at=AT)
    again = [one.value for one in opened(SCREEN, as_of="2018-06-30").date_input if "since" in str(one.key)]
    assert default != again == [date(2018, 2, 20)]


def test_an_empty_database_has_an_update_that_says_so(opened: Opened) -> None:
    at = opened(SCREEN, as_of="2018-06-30")
    assert not at.exception
    assert "Er is nog geen vacature vastgelegd" in sections(at)["Vacatures"]


def test_the_downloads_are_a_presentation_and_a_page(example: tuple[str, bytes], sqlite_url: str) -> None:
    store = filled(sqlite_url, example)
    deck = made(store, LOCAL, ASKED, "pptx")
    title = Presentation(io.BytesIO(deck)).slides[0].shapes.title
    assert title is not None
    assert title.text_frame.text == "SmartHupdate 30 juni 2018"
    assert made(store, LOCAL, ASKED, "pdf").startswith(b"%PDF-")


def test_a_stranger_gets_no_file(example: tuple[str, bytes], sqlite_url: str) -> None:
    store = filled(sqlite_url, example)
    with pytest.raises(NotAllowed):
        made(store, Person("onbekend@example.org"), ASKED, "pdf")
