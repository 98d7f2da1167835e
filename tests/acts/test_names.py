"""One organisation spelled several ways: what counts as one by itself, what is proposed, what a person decided."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.access import LOCAL
from kpi.acts.names import NamesCollide, NoAlias, SameName, keep_apart, merge_names, part_names
from kpi.facts.measuring.counted_rows import of_register
from kpi.facts.measuring.spending import income
from kpi.facts.store import Store
from kpi.intake.values.organisation_names import aliases, names_in_use, near_names
from kpi.programme.comparable_names import bare_key
from kpi.programme.plan import Programme
from tests.intake.conftest import AT, Propose, codes, xlsx

DAY = datetime.date(2017, 3, 1)
ORGANISATIONS = ["organisatie", "soort"]
PLEDGES = ["organisatie", "planjaar", "kenmerk", "toegezegd", "toegezegd_op"]


def kept(store: Store, proposed: Propose, name: str, sheets: dict[str, list[list[object]]]) -> list[tuple[str, str]]:
    outcome = proposed((name, xlsx(sheets)))
    assert outcome.proposal is not None, outcome.report.problems
    store.commit(outcome.proposal)
    return codes(outcome)


def in_use(store: Store) -> dict[str, str]:
    with store.read() as reader:
        return names_in_use(reader)


def pledged(store: Store, programme: Programme) -> tuple[int, int]:
    """How many organisations pledged for 2017-2018, and how much they pledged in cents."""
    with store.read() as reader:
        found = income(reader, "2017-2018", datetime.date(2018, 6, 30))
    return found.organisations, int(found.pledged * 100)


def test_bv_case_accents_and_spaces_make_no_other_organisation(store: Store, proposed: Propose) -> None:
    said = kept(
        store,
        proposed,
        "a.xlsx",
        {
            "Organisaties": [ORGANISATIONS, ["Mécanique 066 B.V.", "bedrijf"], ["Voorbeeld Groep", "bedrijf"]],
            "Bijdragen": [
                PLEDGES,
                ["mecanique066", "2017-2018", "1", 100, DAY],
                ["MECANIQUE 066 bv", "2017-2018", "2", 100, DAY],
                ["Voorbeeld-groep, BV", "2017-2018", "1", 100, DAY],
            ],
        },
    )
    assert said == []
    assert set(in_use(store)) == {"mecanique066", "voorbeeldgroep"}


@given(st.sampled_from(["Kaak Voorbeeld", "Möbel 12", "A. de Boer"]), st.data())
def test_any_spelling_in_other_case_and_spacing_is_the_same(name: str, data: st.DataObject) -> None:
    spelled = "".join(data.draw(st.sampled_from([each.upper(), each.lower(), f"{each} "])) for each in name)
    behind = data.draw(st.sampled_from(["", " B.V.", " BV", " b. v.", ", B.V"]))
    assert bare_key(spelled.rstrip() + behind) == bare_key(name)


def test_what_only_looks_alike_is_proposed_and_never_merged_by_itself(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    rows: list[list[object]] = [
        ["Voorbeeld Techniek Groep", "bedrijf"],
        ["Voorbeeld Techniek", "bedrijf"],
        ["Rabobank Graafschap", "bedrijf"],
        ["Rabobank Noord- en Oost-Achterhoek", "bedrijf"],
        ["Voorbeeldbedrijf 17", "bedrijf"],
        ["Voorbeeldbedrijf 18", "bedrijf"],
        ["Voorbeldbedrijf 18", "bedrijf"],
    ]
    kept(store, proposed, "a.xlsx", {"Organisaties": [ORGANISATIONS, *rows]})
    assert len(in_use(store)) == 7
    with store.read() as reader:
        found = {(each.name, each.of) for each in near_names(reader)}
    assert found == {("Voorbeeld Techniek", "Voorbeeld Techniek Groep"), ("Voorbeldbedrijf 18", "Voorbeeldbedrijf 18")}
    keep_apart(store, LOCAL, "Voorbeeld Techniek", "Voorbeeld Techniek Groep", at=AT)
    with store.read() as reader:
        assert [each.name for each in near_names(reader)] == ["Voorbeldbedrijf 18"]


@pytest.fixture
def two_names(store: Store, proposed: Propose) -> Store:
    kept(
        store,
        proposed,
        "a.xlsx",
        {
            "Organisaties": [ORGANISATIONS, ["Voorbeeld Groep", "bedrijf"], ["Vbg", "overig"]],
            "Bijdragen": [
                PLEDGES,
                ["Voorbeeld Groep", "2017-2018", "1", 3000, DAY],
                ["Vbg", "2017-2018", "2", 2000, DAY],
            ],
        },
    )
    return store


def test_an_accepted_alias_moves_what_is_known_and_holds_for_later_uploads(
    two_names: Store, programme: Programme, proposed: Propose
) -> None:
    assert pledged(two_names, programme) == (2, 500_000)
    merge_names(two_names, LOCAL, "Vbg", "Voorbeeld Groep", at=AT, reason="zelfde bedrijf")
    assert pledged(two_names, programme) == (1, 500_000)
    later = {"Bijdragen": [PLEDGES, ["VBG B.V.", "2017-2018", "3", 1000, DAY]]}
    assert kept(two_names, proposed, "b.xlsx", later) == []
    assert pledged(two_names, programme) == (1, 600_000)
    with two_names.read() as reader:
        (alias,) = aliases(reader)
    said = alias.decision
    assert (said.name, said.of, alias.by, alias.reason) == ("Vbg", "Voorbeeld Groep", "local", "zelfde bedrijf")


def test_an_alias_that_is_taken_back_parts_the_rows_again_also_the_later_ones(
    two_names: Store, programme: Programme, proposed: Propose
) -> None:
    merge_names(two_names, LOCAL, "Vbg", "Voorbeeld Groep", at=AT)
    kept(two_names, proposed, "b.xlsx", {"Bijdragen": [PLEDGES, ["vbg", "2017-2018", "3", 1000, DAY]]})
    part_names(two_names, LOCAL, "Vbg", at=AT)
    assert pledged(two_names, programme) == (2, 600_000)
    assert in_use(two_names) == {"vbg": "Vbg", "voorbeeldgroep": "Voorbeeld Groep"}
    with pytest.raises(NoAlias):
        part_names(two_names, LOCAL, "Vbg", at=AT)


def test_undoing_the_revision_of_an_alias_undoes_all_of_it(two_names: Store, programme: Programme) -> None:
    merged = merge_names(two_names, LOCAL, "Vbg", "Voorbeeld Groep", at=AT)
    two_names.undo(merged.number, by="Tester", at=AT)
    assert pledged(two_names, programme) == (2, 500_000)
    with two_names.read() as reader:
        assert aliases(reader) == ()


def test_rows_keep_the_file_and_the_cell_that_they_came_from(two_names: Store, programme: Programme) -> None:
    merge_names(two_names, LOCAL, "Vbg", "Voorbeeld Groep", at=AT)
    with two_names.read() as reader:
        rows = of_register(reader, "contributions").rows
    assert [(row.file, row.sheet, row.row, row.revision) for row in rows] == [
        ("a.xlsx", "Bijdragen", 2, 1),
        ("a.xlsx", "Bijdragen", 3, 2),
    ]


def test_two_pledges_that_would_become_one_are_not_guessed_about(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    kept(
        store,
        proposed,
        "a.xlsx",
        {
            "Bijdragen": [
                PLEDGES,
                ["Voorbeeld Groep", "2017-2018", "1", 3000, DAY],
                ["Vbg", "2017-2018", "1", 2000, DAY],
            ]
        },
    )
    with pytest.raises(NamesCollide, match="vbg"):
        merge_names(store, LOCAL, "Vbg", "Voorbeeld Groep", at=AT)
    assert pledged(store, programme) == (2, 500_000)
    with pytest.raises(SameName):
        merge_names(store, LOCAL, "Vbg", "VBG B.V.", at=AT)


def test_the_same_pledge_under_two_names_is_one_after_merging(
    store: Store, programme: Programme, proposed: Propose
) -> None:
    same = [[name, "2017-2018", "1", 3000, DAY] for name in ("Voorbeeld Groep", "Vbg")]
    kept(store, proposed, "a.xlsx", {"Bijdragen": [PLEDGES, *same]})
    merge_names(store, LOCAL, "Vbg", "Voorbeeld Groep", at=AT)
    assert pledged(store, programme) == (1, 300_000)
