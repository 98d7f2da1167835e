"""What a person says of columns: one value for all rows, remembered per set of names, on screen and by a file."""

import tomllib

import pytest

from kpi.access import LOCAL
from kpi.acts.columns import (
    ColumnsAnswer,
    ColumnsLacking,
    ColumnTwice,
    ValueUnreadable,
    columns_said,
    forget_columns,
    say_columns,
)
from kpi.facts.decisions.decision_kinds import ColumnMeanings
from kpi.facts.proposal import Stored
from kpi.facts.store import Store
from kpi.intake.mapping_preview import preview
from kpi.intake.recognise.mapping_file import MappingUnknown, MappingUnreadable, mapping_toml, read_mapping
from kpi.intake.typed.typed_table import NUMBERED, FirstRows
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


BOARD = (
    "Vacature-id;Functie;Organisatie;Type opdracht;Niveau;Geplaatst op;Praktijkcase\n"
    "1;Tester;Voorbeeld 1;BPV;HBO/WO;12-9-2017;x\n"
    "2;Bouwer;Voorbeeld 1;Scriptieklus;HBO/WO;13-9-2017;\n"
    "3;Lasser;Voorbeeld 2;BPV;mbo4;14-9-2017;\n"
)
JOBS = ("vacatures.csv", BOARD.encode())
TYPES = {"typeopdracht": "type", "praktijkcase": ""}
WORDS = {"type": {"BPV": "stage", "Scriptieklus": "afstudeeropdracht"}, "level": {"HBO/WO": "wo"}}


def words_said(store: Store, proposed: Propose, words: dict[str, dict[str, str]]) -> None:
    (asked,) = proposed(JOBS).report.asked
    say_columns(store, LOCAL, ColumnsAnswer(asked, "vacancies", TYPES, {}, words), at=AT)


def test_words_that_a_list_lacks_are_asked_about_and_said_once(store: Store, proposed: Propose) -> None:
    (asked,) = proposed(JOBS).report.questions
    assert asked.missing == ("type",)
    words_said(store, proposed, {"level": WORDS["level"]})
    (asked,) = proposed(JOBS).report.questions
    assert asked.words == {"type": {"BPV": 2, "Scriptieklus": 1}}
    assert asked.pressing
    words_said(store, proposed, WORDS)
    outcome = proposed(JOBS)
    assert (outcome.report.errors, outcome.report.questions) == ((), ())
    assert stored(outcome, "type") == ["internship", "graduation_assignment", "internship"]
    assert stored(outcome, "level") == ["wo", "wo", "mbo4"]


def test_a_word_that_stands_once_is_offered_but_holds_nobody_up(proposed: Propose) -> None:
    one = ("leden.csv", b"organisatie;soort\nEen;bedrijf\nTwee;stichting x\n")
    (asked,) = proposed(one).report.questions
    assert (asked.words, asked.pressing) == ({"kind": {"stichting x": 1}}, False)
    assert [each.code for each in proposed(one).report.problems] == ["not_in_list"]
    twice = ("leden.csv", one[1] + b"Drie;stichting x\n")
    (asked,) = proposed(twice).report.questions
    assert asked.pressing
    assert ("B1", "words_lacking") in codes(proposed(twice))


def test_a_column_of_very_many_words_is_no_list(proposed: Propose) -> None:
    rows = "".join(f"Een {number};woord {number}\nTwee {number};woord {number}\n" for number in range(41))
    assert proposed(("leden.csv", f"organisatie;soort\n{rows}".encode())).report.questions == ()


@pytest.mark.parametrize(
    ("sheet", "head", "row", "word", "value", "field", "read"),
    [
        ("Organisaties", "organisatie;soort;smart_industry", "Een;bedrijf;deels", "deels", "ja",
         "smart_industry", True),
        ("Bijdragen", "organisatie;planjaar;toegezegd;toegezegd_op", "Een;zestien;1;1-9-2016", "zestien", "2016-2017",
         "plan_year", "2016-2017"),
        ("Metingen", "indicator;datum;waarde", "Volgers;1-9-2017;3", "volgers", "registered_talents", "indicator",
         "registered_talents"),
        ("Uitgaven", "boekstuk;begrotingspost;omschrijving;bedrag;gefactureerd_op", "F1;Site;x;1;1-9-2017", "site",
         "Bijwerken communicatiekanalen", "budget_line_key", "channels"),
        ("Activiteiten", "naam;segmenten;doelgroepen", "Een;I;jeugd, 4", "jeugd", "1", "target_groups", ";1;4;"),
    ],
)  # fmt: skip
def test_each_kind_of_list_takes_words_and_a_list_of_several_takes_them_one_by_one(
    proposed: Propose,
    programme: Programme,
    sheet: str,
    head: str,
    row: str,
    word: str,
    value: str,
    field: str,
    read: object,
) -> None:
    file = (f"{sheet}.csv", f"{head}\n{row}\n".encode())
    (asked,) = proposed(file).report.asked
    name = next(iter(asked.words))
    assert [each.casefold() for each in asked.words[name]] == [word]
    said = ColumnMeanings(asked.key, asked.register, {}, asked.headers, words={name: {word: value}})
    assert stored(proposed(file, said={asked.key: said}), field) == [read]


def test_words_are_written_to_the_file_read_from_it_and_refused_where_they_cannot_be(
    store: Store, proposed: Propose, programme: Programme
) -> None:
    asked = proposed(JOBS).report.questions
    (table,) = tomllib.loads(mapping_toml(programme, (), asked))["table"]
    assert table["words"] == {"niveau": {"HBO/WO": ""}}
    words_said(store, proposed, WORDS)
    said = columns_said(store, LOCAL, at=AT)
    text = mapping_toml(programme, said.values(), ())
    assert read_mapping(programme, text) == said
    ((_, again),) = read_mapping(programme, mapping_toml(programme, said.values(), proposed(JOBS).report.asked)).items()
    assert again.words == WORDS
    with pytest.raises(MappingUnknown):
        read_mapping(programme, text.replace('BPV = "stage"', 'BPV = "kleur"'))
    with pytest.raises(ValueUnreadable):
        words_said(store, proposed, {"type": {"BPV": "kleur"}})


def test_what_was_recognised_can_be_corrected(store: Store, proposed: Propose) -> None:
    """Two columns of dates that were read the wrong way round by their names."""
    file = ("b.csv", b"organisatie;planjaar;gefactureerd;gefactureerd_op;ontvangen;ontvangen_op\n"
            b"Een;2017-2018;100;2017-09-01;50;2017-10-01\n")  # fmt: skip
    (asked,) = proposed(file).report.asked
    assert not asked.uncertain
    assert asked.read["invoiced"] == "gefactureerd"
    fields = {each.key: each.suggestion for each in asked.certain}
    swapped = {**fields, "gefactureerdop": "received_on", "ontvangenop": "invoiced_on"}
    say_columns(store, LOCAL, ColumnsAnswer(asked, "contributions", swapped), at=AT)
    assert [str(day) for day in stored(proposed(file), "invoiced_on")] == ["2017-10-01"]
    with pytest.raises(ColumnsLacking):
        say_columns(store, LOCAL, ColumnsAnswer(asked, "contributions", {**fields, "planjaar": ""}), at=AT)
    with pytest.raises(ColumnTwice):
        say_columns(store, LOCAL, ColumnsAnswer(asked, "contributions", {"ontvangenop": "invoiced_on"}), at=AT)


def test_the_first_rows_are_shown_as_an_answer_would_have_them_stored(proposed: Propose, programme: Programme) -> None:
    (asked,) = proposed(JOBS).report.questions
    answer = ColumnsAnswer(asked, "vacancies", TYPES, {}, WORDS)
    rows, fault = preview(programme, asked, answer.meanings)
    assert fault is None
    assert rows is not None
    held = [dict(zip(rows.fields, row, strict=True)) for row in rows.rows]
    assert [(row["type"], row["level"], row["positions"]) for row in held] == [
        ("internship", "wo", 1),
        ("graduation_assignment", "wo", 1),
        ("internship", "mbo4", 1),
    ]
    rows, fault = preview(programme, asked, ColumnsAnswer(asked, "vacancies", {"typeopdracht": ""}).meanings)
    assert rows is None
    assert fault is not None
    assert fault.code == "missing_column"


@pytest.mark.parametrize("name", ["c1_crm.csv", "a5c_afbij.csv", "a11_instalments.xlsx", "t_hours.csv"])
def test_the_first_rows_of_the_step_are_those_of_the_import(proposed: Propose, programme: Programme, name: str) -> None:
    (asked,) = proposed(case(name)).report.asked
    fields = {each.key: each.suggestion for each in (*asked.columns, *asked.certain)}
    said = ColumnsAnswer(asked, asked.register, fields, ALL if "plan_year" in asked.missing else {}).meanings
    rows, _ = preview(programme, asked, said)
    (stored_rows,) = proposed(case(name), partial=True, said={asked.key: said}).report.first_rows
    assert rows is not None
    assert list(map(held_by, [rows] * len(rows.rows), rows.rows)) == list(
        map(held_by, [stored_rows] * len(stored_rows.rows), stored_rows.rows)
    )


def held_by(first: FirstRows, row: tuple[Stored, ...]) -> dict[str, Stored]:
    """What a row holds but for its number, which it gets when it is held against the others."""
    return {name: value for name, value in zip(first.fields, row, strict=True) if name not in NUMBERED.values()}
