"""The screen for files: seen first, then accepted; the figures change; and the way back."""

from io import BytesIO

import openpyxl
from streamlit.testing.v1 import AppTest

from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme
from tests.intake.conftest import xlsx
from tests.pages.conftest import Opened

DATA = "pages/intake/data.py"


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def dropped(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    for name, content in files:
        at.file_uploader[0].upload(name, content)
    at.run()
    assert not at.exception
    return at


def faulty() -> tuple[str, bytes]:
    """A workbook with one good pledge and one with an amount that isn't any."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bijdragen"
    sheet.append(["organisatie", "planjaar", "toegezegd", "toegezegd_op"])
    sheet.append(["Voorbeeldbedrijf 17", "2017-2018", 5000, "2017-09-01"])
    sheet.append(["Voorbeeldbedrijf 18", "2017-2018", "veel", "2017-09-01"])
    stream = BytesIO()
    book.save(stream)
    return "bijdragen.xlsx", stream.getvalue()


def test_an_empty_database_asks_for_files_and_has_nothing_to_take_back(opened: Opened) -> None:
    at = opened(DATA, as_of="2018-06-30")
    assert [caption.value for caption in at.caption][-1] == "Er is nog niets vastgelegd."
    assert labels(at) == []


def test_a_good_file_is_shown_first_and_stored_only_when_accepted(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), example)
    programme = load_programme(default_programme_path())
    assert open_store(sqlite_url, programme).latest() == 0
    assert "Alles overnemen" in labels(at)
    at.button(key="accept_all").click().run()
    assert [message.value for message in at.success] == ["Vastgelegd als revisie 1. De cijfers zijn bijgewerkt."]
    assert open_store(sqlite_url, programme).latest() == 1


def test_effects_are_shown_before_anything_is_stored(opened: Opened, example: tuple[str, bytes]) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), example)
    shown = " ".join(str(table.value.to_dict()) for table in at.table)
    assert "Wat er verandert op 30 juni 2018" in [heading.value for heading in at.header]
    assert "niet behaald" in shown
    assert "Ontvangen bijdragen" in shown


def test_only_the_good_rows_can_be_accepted_when_there_are_errors(opened: Opened, sqlite_url: str) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), faulty())
    assert "Alles overnemen" not in labels(at)
    problems = at.dataframe[0].value
    assert next(iter(problems["Cel"])) == "C3"
    assert next(iter(problems["Waarde in de cel"])) == "veel"
    at.button(key="accept_good").click().run()
    assert not at.exception
    store = open_store(sqlite_url, load_programme(default_programme_path()))
    assert [one.written for one in store.revisions()] == [{"contributions": 1}]


def test_cancelling_empties_the_field_and_stores_nothing(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), example)
    at.button(key="cancel").click().run()
    assert labels(at) == []
    assert open_store(sqlite_url, load_programme(default_programme_path())).latest() == 0


def test_a_revision_is_taken_back_after_asking_once_more(
    opened: Opened, example: tuple[str, bytes], sqlite_url: str
) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), example)
    at.button(key="accept_all").click().run()
    at.button(key="undo").click().run()
    assert open_store(sqlite_url, load_programme(default_programme_path())).latest() == 1
    at.button(key="undo_yes").click().run()
    assert not at.exception
    assert "teruggedraaid" in at.success[0].value
    assert list(at.dataframe[0].value["Revisie"]) == ["2", "1"]


def test_the_same_file_twice_is_refused_in_one_sentence(opened: Opened, example: tuple[str, bytes]) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), example)
    at.button(key="accept_all").click().run()
    dropped(at, example)
    assert "Alles overnemen" not in labels(at)
    assert any("revisie 1" in message.value for message in at.markdown)


def members(*names: str) -> tuple[str, bytes]:
    rows = [[name, "bedrijf"] for name in names]
    return f"leden-{len(names)}.xlsx", xlsx({"Organisaties": [["organisatie", "soort"], *rows]})


def test_a_full_overview_shows_what_it_lacks_and_retires_it_only_when_accepted(opened: Opened, sqlite_url: str) -> None:
    at = dropped(
        opened(DATA, as_of="2018-06-30"), members("Voorbeeldbedrijf 1", "Voorbeeldbedrijf 2", "Voorbeeldbedrijf 3")
    )
    assert [box.label for box in at.checkbox] == []
    at.button(key="accept_all").click().run()
    dropped(at, members("Voorbeeldbedrijf 1"))
    assert "accept_all" not in [button.key for button in at.button]
    (box,) = at.checkbox
    assert box.label == "Volledig overzicht van blad Organisaties: trek in wat er niet in staat"
    assert any("Voorbeeldbedrijf 2; Voorbeeldbedrijf 3" in each.value for each in at.markdown)
    box.check().run()
    assert any(each.value.endswith("2 rijen worden ingetrokken.**") for each in at.markdown)
    assert "Rijen die worden ingetrokken" in [heading.value for heading in at.header]
    assert list(at.dataframe[0].value["Rij van"]) == ["Voorbeeldbedrijf 2", "Voorbeeldbedrijf 3"]
    store = open_store(sqlite_url, load_programme(default_programme_path()))
    assert store.latest() == 1
    at.button(key="accept_all").click().run()
    assert not at.exception
    assert store.revisions()[0].retired == {"organisations": 2}


def test_a_full_overview_can_be_taken_back_before_it_is_accepted(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), members("Voorbeeldbedrijf 1", "Voorbeeldbedrijf 2"))
    at.button(key="accept_all").click().run()
    dropped(at, members("Voorbeeldbedrijf 1"))
    at.checkbox[0].check().run()
    at.checkbox[0].uncheck().run()
    assert "Rijen die worden ingetrokken" not in [heading.value for heading in at.header]
    assert not at.exception


def test_a_sheet_with_refused_rows_is_no_full_overview(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), members("Voorbeeldbedrijf 1", "Voorbeeldbedrijf 2"))
    at.button(key="accept_all").click().run()
    head = ["organisatie", "soort"]
    rows = [head, ["Voorbeeldbedrijf 1", "bedrijf"], ["Voorbeeldbedrijf 2", "vereniging van alles"]]
    dropped(at, ("fout.xlsx", xlsx({"Organisaties": rows})))
    at.checkbox[0].check().run()
    assert not any(str(button.key).startswith("accept") for button in at.button)
    at.checkbox[0].uncheck().run()
    assert not at.exception
