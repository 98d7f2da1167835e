"""The screen for files, below the preview: accounts, payments, names, wrong rows and how old each source is."""

import datetime

import pytest
from streamlit.testing.v1 import AppTest

from kpi.access import LOCAL
from kpi.acts import imports
from kpi.acts.names import merge_names
from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.store import Store
from kpi.facts.store_opening import open_store
from kpi.intake.proposing import FilesToRead
from kpi.intake.values.organisation_names import aliases
from kpi.programme.loading import default_programme_path, load_programme
from pages.shared.remembered import forget
from tests.intake.books import audit_file, line, payment, statement
from tests.intake.conftest import AT, xlsx
from tests.pages.conftest import Opened
from tests.pages.intake.test_data import dropped

DATA = "pages/intake/data.py"
DAY = datetime.date(2017, 3, 1)
PROGRAMME = load_programme(default_programme_path())
PLEDGES: list[list[object]] = [
    ["organisatie", "planjaar", "toegezegd", "toegezegd_op"],
    ["Voorbeeld Techniek", "2017-2018", 3000, DAY],
    ["Voorbeeld Techniek Groep", "2017-2018", 2000, DAY],
]


@pytest.fixture
def at(opened: Opened) -> AppTest:
    """The screen after a first import of two pledges."""
    shown = dropped(opened(DATA, as_of="2018-06-30"), ("bijdragen.xlsx", xlsx({"Bijdragen": PLEDGES})))
    shown.button(key="accept_all").click().run()
    assert not shown.exception
    return shown


@pytest.fixture
def facts(sqlite_url: str) -> Store:
    return open_store(sqlite_url, PROGRAMME)


def part(at: AppTest, label: str) -> AppTest:
    """The part of the upkeep with that name."""
    at.button_group(key="upkeep").set_value(label).run()
    assert not at.exception
    return at


def values(store: Store, register: str, field: str) -> list[str]:
    with store.read() as reader:
        found = of_register(reader, register)
    return [str(row.values[found.fields.index(field)]) for row in found.rows]


def test_an_account_is_placed_on_the_screen_and_the_file_goes_in(at: AppTest, facts: Store) -> None:
    lines = [line(1, "4510", "1100.00", "D"), line(2, "1600", "1100.00", "C")]
    dropped(at, ("2017.xaf", audit_file([("70", "1", lines)])))
    field = next(each for each in at.selectbox if "4510" in each.label)
    assert "1 boeking" in field.label
    field.set_value("regio8_item")
    next(each for each in at.button if each.label == "Deze antwoorden bewaren").click().run()
    at.button(key="accept_all").click().run()
    assert not at.exception
    assert values(facts, "expenses", "budget_line") == ["regio8_item"]
    part(at, "Grootboekrekeningen")
    at.button(key="forget_0").click().run()
    assert [each.value for each in at.success][-1].startswith("Naar rekening 4510")


def test_a_payment_is_proposed_and_confirmed_on_the_screen(at: AppTest, facts: Store) -> None:
    content = statement(
        payment("3000.00", "Voorbeeld Techniek BV", "bijdrage", reference="a"),
        payment("12.00", "Iemand", "zomaar", reference="b"),
    )
    dropped(at, ("bank.xml", content))
    field = next(each for each in at.selectbox if "Voorbeeld Techniek BV" in each.label)
    assert field.value.startswith("voorbeeldtechniek\x1f")
    assert facts.latest() == 1
    next(each for each in at.button if each.label == "Deze betalingen bevestigen").click().run()
    assert not at.exception
    assert values(facts, "contributions", "received") == ["3000", "None"]


def test_names_that_look_alike_are_merged_and_parted_on_the_screen(at: AppTest, facts: Store) -> None:
    part(at, "Namen")
    assert at.button(key="same_0").label == "Dezelfde: Voorbeeld Techniek Groep"
    at.button(key="same_0").click().run()
    assert next(each.value for each in at.warning).startswith("“Voorbeeld Techniek” en")
    with facts.read() as reader:
        assert aliases(reader) == ()
    at.button(key="apart_0").click().run()
    assert not at.exception
    assert "Er zijn geen namen die op elkaar lijken." in [each.value for each in at.caption]


def test_an_alias_is_listed_with_its_way_back(at: AppTest, facts: Store) -> None:
    merge_names(facts, LOCAL, "Vbt", "Voorbeeld Techniek", at=AT)
    part(at, "Namen")
    at.button(key="part_0").click().run()
    assert not at.exception
    with facts.read() as reader:
        assert aliases(reader) == ()


def test_a_wrong_row_is_looked_up_corrected_and_another_retired(at: AppTest, facts: Store) -> None:
    part(at, "Rij verbeteren")
    at.selectbox(key="fix_sheet").set_value("contributions").run()
    at.text_input(key="fix_text").set_value("groep").run()
    amount = next(each for each in at.text_input if each.label == "toegezegd")
    assert amount.value == "2000,00"
    amount.set_value("2.500")
    button = next(each for each in at.button if each.label == "Deze rij verbeteren")
    button.click().run()
    assert next(each.value for each in at.warning).endswith("een verbetering wordt bewaard met de reden.")

    next(each for each in at.text_input if each.label == "toegezegd").set_value("2.500")
    next(each for each in at.text_input if each.label == "Waarom").set_value("tikfout")
    next(each for each in at.button if each.label == "Deze rij verbeteren").click().run()
    assert not at.exception
    assert values(facts, "contributions", "pledged") == ["3000", "2500"]
    next(each for each in at.text_input if each.label == "Waarom").set_value("dubbel")
    next(each for each in at.button if each.label == "Deze rij laten vervallen").click().run()
    assert not at.exception
    assert values(facts, "contributions", "pledged") == ["3000"]


def test_a_row_heard_of_by_telephone_is_added_and_its_fields_are_emptied(at: AppTest, facts: Store) -> None:
    part(at, "Rij toevoegen")
    at.selectbox(key="add_sheet").set_value("contributions").run()

    def fill(label: str, text: str) -> None:
        next(each for each in at.text_input if each.label == label).set_value(text)

    before = values(facts, "contributions", "pledged")
    fill("organisatie (verplicht)", "Voorbeeldbedrijf 99")
    next(each for each in at.selectbox if each.label == "planjaar (verplicht)").set_value("2017-2018")
    fill("toegezegd", "€ 750,-")
    fill("Hoe u dit weet", "telefonisch, 3 juli")
    next(each for each in at.button if each.label == "Deze rij toevoegen").click().run()
    assert any("datum" in each.value for each in at.warning), [each.value for each in at.warning]
    assert values(facts, "contributions", "pledged") == before

    fill("toegezegd_op", "3 juli 2017")
    next(each for each in at.button if each.label == "Deze rij toevoegen").click().run()
    assert not at.exception
    assert sorted(values(facts, "contributions", "pledged")) == sorted([*before, "750"])
    assert any("Voorbeeldbedrijf 99 is geen bekende organisatie" in each.value for each in at.success)
    assert next(each.value for each in at.text_input if each.label == "toegezegd") == ""


def test_the_age_of_each_source_is_shown_with_what_is_overdue(at: AppTest) -> None:
    assert any("zijn te laat" in each.value for each in (*at.caption, *at.markdown))


def last_update(at: AppTest, label: str) -> str:
    ages = next(each.value for each in at.table if "Laatst bijgewerkt" in each.value.columns)
    return str(ages.set_index(ages.columns[0]).loc[label, "Laatst bijgewerkt"])


def test_a_file_that_changes_nothing_makes_no_source_fresher_but_saying_so_does(at: AppTest, facts: Store) -> None:
    today = f"{datetime.datetime.now(datetime.UTC):%d-%m-%Y}"
    with facts.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE revision SET at = '2018-01-02 12:00:00'")
    forget()
    dropped(at, ("zelfde.csv", "\n".join(";".join(map(str, row)) for row in PLEDGES).encode()))
    assert any("geen bron telt hierdoor als bijgewerkt" in each.value for each in at.markdown)
    assert any("Een bestand dat niets wijzigt telt niet als bijgewerkt" in each.value for each in at.caption)
    assert (facts.latest(), last_update(at, "Bijdragen")) == (1, "02-01-2018")
    at.multiselect(key="nothing_new").set_value(["contributions"]).run()
    at.button(key="nothing_new_say").click().run()
    assert not at.exception
    assert [each.value for each in at.success][-1].endswith("deze bronnen zijn bijgewerkt tot en met vandaag.")
    assert (facts.latest(), last_update(at, "Bijdragen")) == (2, today)
    facts.undo(2, by="x", at=AT)
    assert last_update(at.run(), "Bijdragen") == "02-01-2018"


def test_that_nothing_is_new_needs_a_sheet(at: AppTest, facts: Store) -> None:
    at.button(key="nothing_new_say").click().run()
    assert [each.value for each in at.warning][-1] == "Kies minstens één blad waarvan niets nieuws is."
    assert facts.latest() == 1


def test_who_is_late_is_asked_by_a_mail_that_is_ready_and_the_address_is_kept_and_erased(
    opened: Opened, facts: Store
) -> None:
    read = imports.read_files(facts, LOCAL, FilesToRead([("b.xlsx", xlsx({"Bijdragen": PLEDGES}))]), at=AT)
    assert read.proposal is not None
    imports.accept_import(facts, LOCAL, read.proposal, at=AT)
    at = part(opened(DATA, as_of="2018-06-30"), "Wie levert wat")
    [row] = [each.value.replace("\\", "") for each in at.markdown if each.value.startswith("Penningmeester")]
    never = "te laat: nog nooit aangeleverd"
    assert row == f"Penningmeester: Uitgaven ({never}), Subsidie ({never}), Bijdragen (te laat sinds 01-08-2018)"
    subjects = [each.value for each in at.code]
    assert "SmartHub Achterhoek: graag Uitgaven, Subsidie en Bijdragen bijwerken" in subjects
    assert any(each.startswith("Beste penningmeester,") for each in subjects)

    at.selectbox(key="address_role").set_value("Penningmeester")
    at.text_input(key="address_name").set_value("Voorbeeld Houder")
    at.text_input(key="address_email").set_value("geen adres")
    at.button(key="address_keep").click().run()
    assert next(each.value for each in at.warning).startswith("“geen adres” is geen e-mailadres")
    assert at.text_input(key="address_name").value == "Voorbeeld Houder"
    at.text_input(key="address_email").set_value("houder@example.org")
    at.button(key="address_keep").click().run()
    assert not at.exception
    assert [address.email for address in facts.addresses()] == ["houder@example.org"]
    assert any(each.value.startswith("Beste Voorbeeld Houder,") for each in at.code)
    at.button(key="address_erase").click().run()
    assert not at.exception
    assert facts.addresses() == ()
