"""The thirteen sheets: exactly the headers that were promised, in that order, with their defaults."""

import pytest

from kpi.programme.comparable_names import name_key
from kpi.programme.loading import default_programme_path, load_programme
from kpi.programme.plan import Programme
from kpi.programme.registers import REGISTERS

HEADERS = """
Organisaties: organisatie, soort, gemeente, medewerkers, topsector, smart_industry, benaderd_op, aangedragen_door,
    lid_sinds, lid_tot, merkgradatie, voert_merk_sinds, voert_merk_tot, merk_bewijs
Bijdragen: organisatie, planjaar, kenmerk, vorm, toegezegd, toegezegd_op, gefactureerd, gefactureerd_op, ontvangen,
    ontvangen_op, bewijs, ingetrokken_op
Vacatures: vacature_id, functie, organisatie, gemeente, soort, niveau, plaatsen, smart_industry, op_smarthub_nl,
    geplaatst_op, sluit_op, status, gesloten_op, vervuld, vervuld_op, vervuld_via, opleiding
Videos: titel, gepubliceerd_op, organisatie, soort, praktijkcase, op_smarthub_nl, url, weergaven
Evenementen: naam, datum, reeks, soort, merk, bezoekers, plaats, bewijs
Opleidingen: instelling, opleiding, niveau, land, si_gerelateerd
Contacten: instelling, opleiding, doelgroep, datum, vorm, bewijs
Pitches: naam, editie, financiering_op, financiering_bedrag, coaching_op, bewijs
Uitgaven: boekstuk, regel, planjaar, begrotingspost, onderdeel, omschrijving, relatie, bedrag, btw, verplicht_op,
    gefactureerd_op, betaald_op, verplichting, subsidiabel, reden_niet_subsidiabel, uren, eenheden, bewijs
Activiteiten: naam, planjaar, segmenten, type, doelgroepen, stap, merkgradatie, trekker, topsector, criteria,
    begrotingspost, start, einde, status
Metingen: indicator, datum, soort, waarde, toelichting, bewijs
Subsidie: planjaar, datum, kenmerk, soort, bedrag
Lidmaatschappen: organisatie, lid_sinds, lid_tot
"""


@pytest.fixture(scope="module")
def plan() -> Programme:
    return load_programme(default_programme_path())


def test_the_sheets_have_exactly_the_promised_headers_in_order(plan: Programme) -> None:
    promised = [line.split(":") for line in HEADERS.replace("\n    ", " ").strip().splitlines()]
    assert [(sheet.label, [column.label for column in sheet.columns.values()]) for sheet in plan.sheets.values()] == [
        (label, [header.strip() for header in headers.split(",")]) for label, headers in promised
    ]


def test_the_columns_follow_the_fields_of_their_register(plan: Programme) -> None:
    assert {name: list(sheet.columns) for name, sheet in plan.sheets.items()} == {
        name: [field.name for field in register.fields] for name, register in REGISTERS.items()
    }


def test_a_blank_cell_means_what_was_promised(plan: Programme) -> None:
    plain = {
        f"{sheet.label}.{column.label}": column.default
        for sheet in plan.sheets.values()
        for column in sheet.columns.values()
        if column.default is not None
    }
    assert plain == {
        "Bijdragen.kenmerk": "1",
        "Bijdragen.vorm": "cash",
        "Vacatures.plaatsen": "1",
        "Vacatures.smart_industry": "yes",
        "Vacatures.op_smarthub_nl": "yes",
        "Vacatures.status": "open",
        "Vacatures.vervuld": "0",
        "Videos.praktijkcase": "no",
        "Videos.op_smarthub_nl": "no",
        "Evenementen.soort": "event",
        "Evenementen.merk": "no",
        "Opleidingen.si_gerelateerd": "yes",
        "Uitgaven.regel": "1",
        "Uitgaven.btw": "0",
        "Uitgaven.subsidiabel": "yes",
        "Metingen.soort": "measurement",
        "Subsidie.kenmerk": "1",
    }


def test_some_blank_cells_depend_on_the_rest_of_the_row(plan: Programme) -> None:
    filled = plan.sheets["vacancies"].columns["filled"].default_when
    practice_case = plan.sheets["videos"].columns["practice_case"].default_when
    assert [(d.when.field, d.when.equals, d.value, d.field) for d in (*filled, *practice_case)] == [
        ("status", "filled", None, "positions"),
        ("kind", "promo_video", "yes", None),
    ]
    assert plan.sheets["events"].columns["series"].default_field == "name"
    plan_year = plan.sheets["expenses"].columns["plan_year"]
    assert plan_year.default_plan_year_of == ("ordered_on", "invoiced_on", "paid_on")
    unless = plan.sheets["videos"].columns["organisation"].required_unless
    assert unless is not None
    assert (unless.field, unless.equals) == ("kind", "smarthupdate")


@pytest.mark.parametrize(
    ("list_id", "words"),
    [
        ("organisation_kind", "bedrijf overheid onderwijs maatschappelijk overig"),
        ("contribution_form", "geld natura"),
        ("vacancy_type", "stage afstudeeropdracht traineeship startersfunctie"),
        ("level", "mbo4 hbo wo"),
        ("study_level", "hbo wo"),
        ("vacancy_status", "open vervuld niet_vervuld ingetrokken verlopen"),
        ("filled_via", "portal talentmakelaar event school netwerk overig"),
        ("video_kind", "promotievideo regio8 talent smarthupdate overig"),
        ("event_kind", "event voorlichting bijeenkomst dragons_den"),
        ("audience", "docenten studenten"),
        ("brand_grade", "verbonden initiatief merknaam"),
        ("activity_type", "business knowledge skills profiling"),
        ("criterion", "concreet coalitie topsector achterhoek innovatie"),
        ("segment", "I II III IV V VI"),
        ("target_group", "1 2 3 4 5 6"),
        ("activity_status", "idee lopend afgerond gestopt"),
        ("measurement_kind", "meting nulmeting"),
        ("payment_kind", "voorschot vaststelling"),
    ],
)
def test_the_values_of_a_list_are_written_as_promised(plan: Programme, list_id: str, words: str) -> None:
    assert [c.label.nl for c in plan.lists[list_id]] == [word.replace("_", " ") for word in words.split()]


def test_a_date_column_is_known_by_the_names_that_bookkeeping_programs_give_it(plan: Programme) -> None:
    invoiced = plan.sheets["expenses"].columns["invoiced_on"]
    assert {"datum", "boekdatum", "factuurdatum"} <= {name_key(word) for word in invoiced.synonyms}


def test_every_column_is_explained_with_an_example(plan: Programme) -> None:
    bare = [
        (sheet.label, column.label)
        for sheet in plan.sheets.values()
        for column in sheet.columns.values()
        if not (column.help.nl and column.help.en and column.example)
    ]
    assert bare == []
