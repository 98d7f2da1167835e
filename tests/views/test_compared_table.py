"""Every figure with what it was on the other side of a comparison: cells by their row and their column."""

from datetime import date

import pytest

from kpi.language import words_of
from kpi.views.comparison.compared_table import compared, paired, then_sentence
from kpi.views.table import RowName, Table, table, texts

NL = words_of("nl")


def counted(rows: list[list[str]]) -> Table:
    return table({"kind": "Soort", "members": "Leden"}, rows, {"members"}, total=True)


NOW = counted([["bedrijf", "46"], ["overheid", "3"], ["Totaal", "49"]])


def test_a_figure_says_what_it_was_where_that_is_another_one() -> None:
    then = counted([["overheid", "3"], ["bedrijf", "41"], ["Totaal", "44"]])
    found = compared(NOW, then)
    assert texts(found, NL).rows == (("bedrijf", "46 (was 41)"), ("overheid", "3"), ("Totaal", "49 (was 44)"))
    assert (found.columns, found.total) == (NOW.columns, NOW.total)


def test_rows_that_one_side_lacks_have_a_dash_there_and_stand_before_the_sum() -> None:
    then = counted([["bedrijf", "46"], ["onderwijs", "2"], ["Totaal", "48"]])
    assert texts(compared(NOW, then), NL).rows == (
        ("bedrijf", "46"),
        ("overheid", "3 (was –)"),
        ("onderwijs", "– (was 2)"),
        ("Totaal", "49 (was 48)"),
    )


def test_a_status_behind_a_name_is_no_other_row() -> None:
    now = table({"line": "Post", "invoiced": "Gefactureerd"}, [[RowName("Regio8", "boven budget"), "€ 60"]])
    then = table({"line": "Post", "invoiced": "Gefactureerd"}, [["Regio8", "€ 40"]])
    assert texts(compared(now, then), NL).rows == (("Regio8 · boven budget (was Regio8)", "€ 60 (was € 40)"),)


def test_columns_are_found_by_their_id_also_where_one_is_named_by_its_day() -> None:
    now = table({"amount": "Bedrag", "now": "Nu", "then": "Op 30-06-2018"}, [["Besteed", "€ 3", "€ 9"]])
    then = table({"amount": "Bedrag", "now": "Nu", "then": "Op 31-12-2017"}, [["Besteed", "€ 2", "€ 8"]])
    assert texts(compared(now, then), NL).rows == (("Besteed", "€ 3 (was € 2)", "€ 9 (was € 8)"),)
    fewer = table({"year": "Jaar", "2017": "2017"}, [["Besteed", "€ 2"]])
    more = table({"year": "Jaar", "2017": "2017", "2018": "2018"}, [["Besteed", "€ 2", "€ 4"]])
    assert texts(compared(more, fewer), NL).rows == (("Besteed", "€ 2", "€ 4 (was –)"),)


def test_two_rows_of_one_name_are_held_against_their_own() -> None:
    now = table({"name": "Naam", "n": "n"}, [["x", "1"], ["x", "2"]])
    then = table({"name": "Naam", "n": "n"}, [["x", "1"], ["x", "3"]])
    assert texts(compared(now, then), NL).rows == (("x", "1"), ("x", "2 (was 3)"))


@pytest.mark.parametrize("then", [None, NOW])
def test_without_another_side_or_with_the_same_nothing_is_added(then: object) -> None:
    assert paired(lambda one: NOW, NOW, then) == NOW


def test_the_answer_of_the_other_side_says_which_side_that_is() -> None:
    told = NL.say(then_sentence("41 leden.", date(2017, 12, 31), 2))
    assert told == "31 december 2017, revisie 2: 41 leden."
    assert NL.say(then_sentence("", date(2017, 12, 31), 2)) == ""
