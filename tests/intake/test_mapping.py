"""What a person says of columns: one value for all rows, remembered per set of names, on screen and by a file."""

import tomllib

import pytest

from kpi.access import LOCAL
from kpi.acts.columns import ColumnsAnswer, ColumnTwice, ValueUnreadable, columns_said, forget_columns, say_columns
from kpi.facts.store import Store
from kpi.intake.recognise.mapping_file import MappingUnknown, MappingUnreadable, mapping_toml, read_mapping
from kpi.programme.plan import Programme
from tests.intake.conftest import AT, Propose, codes
from tests.intake.test_cases import case, stored

CRM = case("c1_crm.csv")
COLUMNS = {"omzet": "invoiced", "debiteurnr": "", "plaats": "", "openstaand": ""}
ALL = {"plan_year": "2017-2018"}


def answered(store: Store, proposed: Propose, columns: dict[str, str], constants: dict[str, str]) -> None:
    (asked,) = proposed(CRM).report.questions
    say_columns(store, LOCAL, ColumnsAnswer(asked, "contributions", columns, constants), at=AT)


def test_a_customer_list_goes_in_with_one_plan_year_for_all_rows(store: Store, proposed: Propose) -> None:
    """Invoiced 5.000, 3.000 and 2.500, none of them with a plan year in the file."""
    answered(store, proposed, COLUMNS, ALL)
    outcome = proposed(CRM)
    assert outcome.report.errors == ()
    assert outcome.report.questions == ()
    assert stored(outcome, "invoiced") == [500000, 300000, 250000]
    assert stored(outcome, "plan_year") == ["2017-2018"] * 3
    assert stored(outcome, "organisation")[1] == "Voorbeeldbedrijf Bèta"
    assert ("1", "one_for_all") in codes(outcome)


def test_it_holds_for_every_file_with_these_names_until_it_is_forgotten(store: Store, proposed: Propose) -> None:
    answered(store, proposed, COLUMNS, ALL)
    more = CRM[1] + b"10004;Vierde;Aalten;1,00;1-12-2017;0,00\n"
    assert stored(proposed(("later.csv", more)), "plan_year") == ["2017-2018"] * 4
    ((key, said),) = columns_said(store, LOCAL, at=AT).items()
    assert said.constants == ALL
    forget_columns(store, LOCAL, [key], at=AT)
    assert len(proposed(("later.csv", more)).report.questions) == 1


def test_a_value_that_cannot_be_read_is_refused_at_once(store: Store, proposed: Propose) -> None:
    with pytest.raises(ValueUnreadable):
        answered(store, proposed, COLUMNS, {"plan_year": "ooit"})
    with pytest.raises(ColumnTwice):
        answered(store, proposed, {**COLUMNS, "plaats": "plan_year"}, ALL)


def test_a_mapping_that_is_written_reads_as_the_same(store: Store, programme: Programme, proposed: Propose) -> None:
    answered(store, proposed, COLUMNS, ALL)
    said = columns_said(store, LOCAL, at=AT)
    text = mapping_toml(programme, said.values(), ())
    assert read_mapping(programme, text) == said
    (table,) = tomllib.loads(text)["table"]
    assert (table["sheet"], table["constants"]) == ("Bijdragen", {"planjaar": "2017-2018"})
    assert table["columns"] == {"Omzet": "gefactureerd", "Debiteurnr": "", "Plaats": "", "Openstaand": ""}


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("[[table", MappingUnreadable),
        ("table = 3", MappingUnreadable),
        ("[[table]]\nsheet = 'Bijdragen'", MappingUnreadable),
        ("[[table]]\nsheet = 'Nergens'\nheaders = ['a']", MappingUnknown),
        ("[[table]]\nsheet = 'Bijdragen'\nheaders = ['a']\ncolumns = {a = 'kleur'}", MappingUnknown),
        ("[[table]]\nsheet = 'Bijdragen'\nheaders = ['a']\ncolumns = {b = 'planjaar'}", MappingUnknown),
        ("[[table]]\nsheet = 'Bijdragen'\nheaders = ['a']\nconstants = {planjaar = '1999'}", MappingUnknown),
    ],
)
def test_a_mapping_that_is_none_is_refused(programme: Programme, text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_mapping(programme, text)
