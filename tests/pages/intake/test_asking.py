"""The screen for files asks what isn't certain, remembers it, and holds sums against totals."""

import datetime
import re

from streamlit.testing.v1 import AppTest

from kpi.facts.store_opening import open_store
from kpi.programme.loading import default_programme_path, load_programme
from tests.intake.conftest import xlsx
from tests.intake.test_cases import case
from tests.pages.conftest import Opened
from tests.pages.intake.test_data import DATA, dropped, labels

DAY = datetime.date(2017, 9, 1)
UNNAMED = [
    ["Wie doet mee", "planjaar", "toegezegd", "toegezegd_op", "ontvangen", "ontvangen_op"],
    ["Voorbeeldbedrijf 1", "2017-2018", 3000, DAY, None, DAY],
    ["Voorbeeldbedrijf 2", "2017-2018", 2500, DAY, 2500, DAY],
]


def texts(at: AppTest) -> str:
    return " ".join(element.value for kind in (at.markdown, at.caption, at.success, at.warning) for element in kind)


def file(rows: list[list[object]]) -> tuple[str, bytes]:
    return "stand.xlsx", xlsx({"Toezeggingen": rows})


def mapped(at: AppTest, field: str) -> AppTest:
    box = next(one for one in at.selectbox if one.label == "In kolom Wie doet mee staat")
    box.select(field)
    at.button(key="mapping_keep").click().run()
    assert not at.exception
    return at


def test_a_column_is_asked_with_examples_remembered_and_forgotten_again(opened: Opened, sqlite_url: str) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), file(UNNAMED))
    assert "klik op Onthouden en verder" in texts(at)
    assert "Voorbeeldbedrijf 1, Voorbeeldbedrijf 2" in texts(at)
    assert "Alles overnemen" not in labels(at)
    mapped(at, "organisation")
    assert "Alles overnemen" in labels(at)
    store = open_store(sqlite_url, load_programme(default_programme_path()))
    assert store.latest() == 1
    forget = next(button for button in at.button if button.label == "Vergeten")
    forget.click().run()
    assert "klik op Onthouden en verder" in texts(at)


def test_a_customer_list_goes_in_with_its_plan_year_chosen_once(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), case("c1_crm.csv"))
    next(one for one in at.selectbox if one.label == "In kolom Omzet staat").select("invoiced")
    next(one for one in at.selectbox if one.label == "planjaar, voor alle rijen").select("2017-2018")
    at.button(key="mapping_keep").click().run()
    assert not at.exception
    assert "Alles overnemen" in labels(at)
    assert "in alle rijen planjaar 2017-2018" in texts(at)


def test_an_empty_name_is_ticked_to_be_the_one_above_it(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), case("a16b_blank_labels.xlsx"))
    assert "Alles overnemen" not in labels(at)
    next(one for one in at.checkbox if one.label == "Een lege naam is die van de rij erboven.").check().run()
    assert not at.exception
    assert "Alles overnemen" in labels(at)


def test_the_year_of_months_is_asked_and_then_each_figure_is_a_row(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), case("a56b_months.xlsx"))
    assert "Alles overnemen" not in labels(at)
    next(one for one in at.number_input if one.label == "De maanden zijn van het jaar").set_value(2018).run()
    assert not at.exception
    assert "Alles overnemen" in labels(at)


def test_a_statement_of_a_bank_is_asked_about_and_says_what_it_leaves_out(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), case("a5_ing.csv"))
    assert "1 mutatie is geen ontvangst" in [one.label for one in at.expander]
    said = texts(at).replace("\\", "").replace("\xa0", " ")
    assert "04-10-2017 · € 1.210 · Drukkerij Voorbeeld · factuur 44: afgeschreven" in said


def test_an_answer_that_leaves_out_what_is_needed_is_refused_in_a_sentence(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), file(UNNAMED))
    at.button(key="mapping_keep").click().run()
    assert "kan niet zonder organisatie" in at.warning[0].value
    assert "klik op Onthouden en verder" in texts(at)


def test_a_blank_figure_is_asked_once_and_zero_is_stored_as_zero(opened: Opened, sqlite_url: str) -> None:
    at = mapped(dropped(opened(DATA, as_of="2018-06-30"), file(UNNAMED)), "organisation")
    assert "is leeg in E2" in texts(at)
    control = next(one for one in at.segmented_control if one.label == "Leeg bij ontvangen betekent")
    control.set_value("zero").run()
    next(button for button in at.button if button.key.startswith("blank_keep_")).click().run()
    assert not at.exception
    assert "is leeg in E2" not in texts(at)
    at.button(key="accept_all").click().run()
    store = open_store(sqlite_url, load_programme(default_programme_path()))
    assert [one.written.get("contributions") for one in store.revisions()] == [2, None, None]


def test_a_typed_total_is_held_against_what_was_read(opened: Opened) -> None:
    at = mapped(dropped(opened(DATA, as_of="2018-06-30"), file(UNNAMED)), "organisation")
    field = next(one for one in at.text_input if one.label == "Totaal van toegezegd in Toezeggingen")
    field.set_value("5.550,00").run()
    assert re.search(r"⚠ -€\s50 verschil", texts(at))
    field = next(one for one in at.text_input if one.label == "Totaal van toegezegd in Toezeggingen")
    field.set_value("€ 5.500,-").run()
    assert "✓ klopt" in texts(at)


def test_rows_that_are_no_longer_in_the_file_are_named(opened: Opened, example: tuple[str, bytes]) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), example)
    at.button(key="accept_all").click().run()
    one = ("leden.csv", b"organisatie;soort\nVoorbeeldbedrijf 999;bedrijf\n")
    dropped(at, one)
    assert any("staan niet in deze bestanden" in box.label for box in at.expander)


BOARD = [
    ["Vacature-id", "Functie", "Organisatie", "Type opdracht", "Niveau", "Geplaatst op"],
    [1, "Tester", "Voorbeeldbedrijf 1", "BPV", "HBO/WO", DAY],
    [2, "Bouwer", "Voorbeeldbedrijf 1", "Scriptieklus", "HBO/WO", DAY],
    [3, "Lasser", "Voorbeeldbedrijf 2", "BPV", "mbo4", DAY],
]


def test_words_that_a_list_lacks_are_said_in_the_step_with_the_first_rows_below(opened: Opened) -> None:
    at = dropped(opened(DATA, as_of="2018-06-30"), ("vacatures.xlsx", xlsx({"Vacatures": BOARD})))
    next(one for one in at.selectbox if one.label == "In kolom Type opdracht staat").select("type").run()
    for word, value in {"BPV": "stage", "Scriptieklus": "afstudeeropdracht", "HBO/WO": "wo"}.items():
        assert [one for one in at.button if one.label == "Alles overnemen"] == []
        next(one for one in at.selectbox if one.label == f"{word} staat voor").select(value)
    at.run()
    assert "De eerste rijen, zoals ze vastgelegd worden" in texts(at)
    (shown,) = at.table
    assert [list(row) for row in shown.value[["soort", "niveau"]].values] == [
        ["stage", "wo"],
        ["afstudeeropdracht", "wo"],
        ["stage", "mbo4"],
    ]
    at.button(key="mapping_keep").click().run()
    assert not at.exception
    assert "Alles overnemen" in labels(at)
    assert "“BPV” = stage" in texts(at)


def test_a_word_without_an_answer_stays_a_fault_and_is_not_asked_again_at_once(opened: Opened) -> None:
    rows = [[*BOARD[0][:3], "soort", *BOARD[0][4:]], *BOARD[1:]]
    at = dropped(opened(DATA, as_of="2018-06-30"), ("vacatures.xlsx", xlsx({"Vacatures": rows})))
    assert "staan niet op de lijst van hun kolom" in texts(at)
    at.button(key="mapping_keep").click().run()
    assert not at.exception
    assert "Woorden in Vacatures die niet op hun lijst staan" in texts(at)


def test_what_was_recognised_is_shown_on_request_and_corrected(opened: Opened) -> None:
    rows = [["organisatie", "planjaar", "toegezegd", "toegezegd_op"], ["Voorbeeldbedrijf 1", "2017-2018", 3000, DAY]]
    at = dropped(opened(DATA, as_of="2018-06-30"), file(rows))
    said = texts(at).replace("\\", "")
    assert "Gelezen in Toezeggingen: organisatie, planjaar, toegezegd, toegezegd_op." in said
    next(button for button in at.button if button.label == "Zeggen wat erin staat").click().run()
    next(one for one in at.selectbox if one.label == "In kolom toegezegd staat").select("invoiced")
    next(one for one in at.selectbox if one.label == "In kolom toegezegd_op staat").select("invoiced_on")
    at.button(key="mapping_keep").click().run()
    assert not at.exception
    (first,) = [one.value for one in at.table if "gefactureerd" in one.value]
    assert list(first["gefactureerd\\_op"]) == ["01-09-2017"]
