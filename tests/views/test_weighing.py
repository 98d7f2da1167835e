"""Weighing an import: totals that are typed, blanks that are asked about, accounts and rows that are counted."""

import pytest

from kpi.intake.books.bookings import Account, Unmapped
from kpi.intake.import_report import Absent, BlankAsked, BlankCell
from kpi.intake.typed.typed_table import ControlTotal
from kpi.language import words_of
from kpi.programme.registers import FieldKind
from kpi.programme.vocabulary import Text
from kpi.views.sources.import_effects import undone_sentence
from kpi.views.sources.import_sentences import absent_rows, account_line, added_sentence, blank_sentence, typed_sentence

NL = words_of("nl")
TOTAL = ControlTotal("u.xlsx", "Uitgaven", "", "bedrag", FieldKind.MONEY, 1_250_050)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12.500,50", "✓ klopt"),
        ("12.500,00", "⚠ €\N{NO-BREAK SPACE}0,50 verschil"),
        ("12.600,50", "⚠ -€\N{NO-BREAK SPACE}100 verschil"),
        ("veel", "veel is geen bedrag; schrijf het als 12.500,00."),
    ],
)
def test_a_typed_total_ties_or_says_what_it_differs(typed: str, told: str) -> None:
    assert NL.say(typed_sentence(TOTAL, typed)) == told
    assert NL.say(added_sentence(TOTAL)) == "Uitgaven, bedrag: €\N{NO-BREAK SPACE}12.500,50"


@pytest.mark.parametrize(
    ("number", "named"), [(1, "D1 (rij 1)"), (9, "D8 (rij 8) en nog 1")], ids=["all named", "the rest counted"]
)
def test_blanks_are_named_as_far_as_there_is_room(number: int, named: str) -> None:
    cells = tuple(BlankCell(f"k{n}", f"D{n}", f"rij {n}") for n in range(1, number + 1))
    asked = BlankAsked("b.xlsx", "Bijdragen", "contributions", "pledged", "toegezegd", cells, (Text(nl="A", en="A"),))
    told = NL.say(blank_sentence(asked))
    assert told.startswith("toegezegd in Bijdragen telt mee voor A en is leeg in D1 (rij 1)")
    assert told.endswith(f"{named}.")


def test_what_is_counted_says_how_much() -> None:
    assert NL.say(account_line(Unmapped(Account("4510"), "Reclame", 3, 90_000))) == (
        "4510 Reclame (3 boekingen, €\N{NO-BREAK SPACE}900)"
    )
    assert tuple(map(NL.say, absent_rows(Absent("videos", 5, ("a", "b"))))) == ("a", "b", "en nog 3")
    assert absent_rows(Absent("videos", 2, ("a", "b"))) == ("a", "b")


def test_an_undo_says_what_it_left_alone() -> None:
    assert NL.say(undone_sentence(3, 4, 0)) == "Revisie 3 is teruggedraaid, als revisie 4."
    assert NL.say(undone_sentence(3, 4, 2)).startswith("Revisie 3 is teruggedraaid, als revisie 4. 2 rijen ")
